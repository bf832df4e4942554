"""Every action by the name of its act. A module beside this one is found by itself if it says what it takes."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable

from workshops import actions
from workshops.actions.changing import Counted, Doing

Action = Callable[[Doing], None]
SoonAction = Callable[[Doing], Awaitable[Counted]]

_modules = [
    importlib.import_module(f"{actions.__name__}.{found.name}")
    for found in pkgutil.iter_modules(actions.__path__)
    if found.name != "registry"
]

# In an activity, by participants and by the desk; for the whole workshop at the desk, and from a seat; and those that
# wait in the ballot box.
TAKES: dict[str, Action] = {k: v for module in _modules for k, v in getattr(module, "TAKES", {}).items()}
DESK_TAKES: dict[str, Action] = {
    k: v for module in _modules for k, v in getattr(module, "DESK_TAKES", {}).items()
}
SEAT_TAKES: dict[str, Action] = {
    k: v for module in _modules for k, v in getattr(module, "SEAT_TAKES", {}).items()
}
TAKES_SOON: dict[str, SoonAction] = {
    k: v for module in _modules for k, v in getattr(module, "TAKES_SOON", {}).items()
}
