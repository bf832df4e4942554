"""Every act on a whole workshop. A module beside this one is found by itself: `ACTS` in it, with no `phases`.

No activity is concerned by these; what is done in one stands with its kind, in `domain/activities/`.
"""

import importlib
import pkgutil

from workshops.domain.activities.kind import Act

WORKSHOP_ACTS: tuple[Act, ...] = tuple(
    act
    for found in sorted(
        pkgutil.iter_modules(__path__), key=lambda found: (found.name != "workshop", found.name)
    )
    for act in importlib.import_module(f"{__name__}.{found.name}").ACTS
)
