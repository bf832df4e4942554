from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="commit",
    label=_("Commit"),
    script=_("Who will do what, by when? A commitment needs an owner and a date."),
    acts=(
        Act(
            "promise",
            DESK,
            (
                Field("what", "words", most=300),
                Field("owner", "words", most=160),
                Field("by", "date", required=False),
                Field("first_step", "words", required=False, most=300),
                Field("principle", "token", required=False, most=60),
                Field("form", "ref"),
            ),
        ),
        Act("drop", DESK, (Field("commitment", "number"),)),
        # "That is me", said by whoever will see to it.
        Act("confirm", PARTICIPANT, (Field("commitment", "number"), Field("off", "flag", required=False))),
    ),
)
