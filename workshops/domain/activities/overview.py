from workshops.domain.activities.kind import DESK, Act, Field, Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="overview",
    label=_("The whole picture"),
    script=_("Look at the whole picture for a moment in silence. What do you notice? What surprises you?"),
    acts=(Act("choose", DESK, (Field("principle", "token", most=60), Field("off", "flag", required=False))),),
)
