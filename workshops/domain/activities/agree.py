from workshops.domain.activities.kind import DESK, HAND, Act, Field, Kind
from workshops.domain.words import noop as _

LENGTH = 1000

KIND = Kind(
    name="agree",
    label=_("What we agree"),
    script=_(
        "What can all of us put our name to? Where do some of us see it differently? Say both; both are kept."
    ),
    acts=(
        Act(
            "settle",
            DESK,
            (
                Field("principle", "token", most=60),
                Field("agreed", "words", required=False, most=LENGTH),
                Field("seen_differently", "words", required=False, most=LENGTH),
                Field("one_point", "words", required=False, most=LENGTH),
                # Of the words that the desk saw as it began to write.
                Field("edition", "number"),
            ),
        ),
        HAND,
    ),
)
