from workshops.domain.activities.kind import PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="check_out",
    label=_("Check-out"),
    script=_("Before you go: one thing you will do in the next two weeks, and how useful this was for you."),
    acts=(
        Act(
            "leave",
            PARTICIPANT,
            (
                Field("text", "words", required=False, most=500),
                Field("useful", "rating", required=False, most=5),
                Field("form", "ref"),
            ),
        ),
    ),
)
