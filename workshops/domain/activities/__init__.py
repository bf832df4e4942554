"""Every kind of activity. A new kind is one more file here: `KIND` in it is found by itself."""

import importlib
import pkgutil

from workshops.domain.activities.kind import Kind

__all__ = ["KINDS", "Kind", "kind_named"]

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
        if found.name != "kind"
    )
}


def kind_named(name: str) -> Kind:
    """The kind `name`; a step in the room where there is no such kind, so that no agenda is ever cut short."""
    return KINDS.get(name, KINDS["step"])
