from workshops.domain.activities.kind import DESK, HAND, PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

SEEN = (Field("comment", "ref"), Field("off", "flag", required=False))

KIND = Kind(
    name="discuss",
    label=_("Discuss"),
    script=_("Let us hear first from someone who sees it differently from the middle of the group."),
    needs_principle=True,
    tone="talking",
    acts=(
        Act("comment", PARTICIPANT, (Field("text", "words", most=1000), Field("form", "ref"))),
        Act("see_too", PARTICIPANT, SEEN),
        Act("see_differently", PARTICIPANT, SEEN),
        HAND,
        Act("discuss", DESK, (Field("principle", "token", most=60),)),
    ),
)
