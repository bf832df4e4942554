"""Looking, coming in, walking the agenda."""

from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Field, Role
from workshops.domain.moves import Stage

EVERY_STAGE = frozenset(Stage)
ANYONE = frozenset({Role.STRANGER, Role.PARTICIPANT, Role.SCREEN}) | DESK

ACTS: tuple[Act, ...] = (
    Act("look_in", ANYONE, phases=frozenset(), stages=EVERY_STAGE),
    Act("join", ANYONE, phases=frozenset()),
    Act("take_part", PARTICIPANT, phases=frozenset(), stages=EVERY_STAGE),
    Act("leave_workshop", PARTICIPANT, phases=frozenset(), stages=EVERY_STAGE),
    Act("watch", frozenset({Role.SCREEN}), phases=frozenset(), stages=EVERY_STAGE),
    Act("plan", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act("run", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act("report", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act("compare", DESK, phases=frozenset(), stages=EVERY_STAGE),
    # By a program that reads for them, and by what their team is told of.
    Act("connect", frozenset({Role.ORGANISER}), phases=frozenset(), stages=EVERY_STAGE),
    Act(
        "follow_up",
        DESK,
        (
            Field("commitment", "number"),
            Field("status", "token", required=False),
            Field("note", "words", required=False, most=300),
            # The note alone: what is said of it stays as it was.
            Field("keep", "flag", required=False),
        ),
        phases=frozenset(),
        stages=frozenset({Stage.ENDED}),
    ),
    Act("open_doors", DESK, (Field("address", "words", most=200),), frozenset(), frozenset({Stage.PLANNED})),
    Act("lock", DESK, (Field("on", "flag", required=False),), phases=frozenset()),
    Act("end", DESK, (Field("sure", "flag", required=False),), phases=frozenset()),
    Act("pretend", DESK, phases=frozenset()),
    Act(
        "step",
        DESK,
        (
            Field("towards", "token"),
            Field("seen", "token"),
            Field("to", "number", required=False),
            Field("sure", "flag", required=False),
        ),
        phases=frozenset(),
    ),
    Act("talk", DESK, (Field("principle", "token", most=60), Field("seen", "token")), phases=frozenset()),
    Act(
        "score_again",
        DESK,
        (Field("principle", "token", required=False, most=60), Field("seen", "token")),
        phases=frozenset(),
    ),
    Act("not_again", DESK, (Field("activity", "number"),), phases=frozenset()),
    Act("hide", DESK, (Field("comment", "ref"), Field("off", "flag", required=False)), phases=frozenset()),
    Act(
        "spotlight", DESK, (Field("comment", "ref"), Field("off", "flag", required=False)), phases=frozenset()
    ),
    Act(
        "extend",
        DESK,
        (
            Field("activity", "number"),
            Field("minutes", "rating", most=60),
            Field("off", "flag", required=False),
            Field("clock", "token", required=False),
        ),
        phases=frozenset(),
    ),
)
