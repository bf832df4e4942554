from workshops.domain.activities.kind import Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="welcome",
    label=_("Welcome"),
    script=_(
        "Welcome. Everyone's view counts the same here, and nobody will see your scores next to your name."
    ),
)
