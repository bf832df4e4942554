"""A step that happens in the room alone: a title and a clock. Also stands in for a kind that is not installed."""

from workshops.domain.activities.kind import Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="step",
    label=_("In the room"),
    script=_("This step happens between us: look up from your screens."),
)
