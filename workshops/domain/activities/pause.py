from workshops.domain.activities.kind import Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="pause",
    label=_("Break"),
    script=_(
        "We go on when the clock on the screen says so. Please be back on time; we begin without waiting."
    ),
)
