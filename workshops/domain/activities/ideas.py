from workshops.domain.activities.kind import DESK, HAND, PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

LENGTH = 300
IDEA = Field("idea", "ref")

KIND = Kind(
    name="ideas",
    label=_("Ideas"),
    script=_("What could we do about it? One idea at a time, small enough to begin next month."),
    acts=(
        Act("propose", PARTICIPANT, (Field("text", "words", most=LENGTH), Field("form", "ref"))),
        Act("add_idea", DESK, (Field("text", "words", most=LENGTH), Field("form", "ref"))),
        # `off` takes it out again of the idea that it was merged with.
        Act(
            "merge", DESK, (IDEA, Field("into", "ref", required=False), Field("off", "flag", required=False))
        ),
        # `was` is what the desk saw as it began to write; `off` brings its writer's own words back.
        Act(
            "reword",
            DESK,
            (
                IDEA,
                Field("text", "words", required=False, most=LENGTH),
                Field("was", "words", required=False, most=LENGTH),
                Field("off", "flag", required=False),
            ),
        ),
        Act("hide_idea", DESK, (IDEA, Field("off", "flag", required=False))),
        HAND,
    ),
)
