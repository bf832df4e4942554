"""Changing the agenda and its clock while the room is in it, and asking for the last answers.

`seen` is where the desk thought the room was, `plan` the mark of the agenda and `clock` that of the clock that it saw.
"""

from workshops.domain.activities.kind import DESK, Act, Field

SEEN = (Field("seen", "token"), Field("plan", "token"))
LONGEST_STEP = 240  # minutes

ACTS: tuple[Act, ...] = (
    Act("skip", DESK, (Field("activity", "number"), *SEEN), phases=frozenset()),
    Act("restore", DESK, (Field("activity", "number"), *SEEN), phases=frozenset()),
    Act(
        "insert",
        DESK,
        (
            Field("kind", "token"),
            Field("title", "words", required=False, most=120),
            Field("minutes", "rating", most=LONGEST_STEP),
            *SEEN,
        ),
        phases=frozenset(),
    ),
    Act("take_off", DESK, (Field("activity", "number"), *SEEN), phases=frozenset()),
    Act("sooner", DESK, (Field("activity", "number"), *SEEN), phases=frozenset()),
    Act("later", DESK, (Field("activity", "number"), *SEEN), phases=frozenset()),
    Act("reshape", DESK, (Field("off", "flag", required=False), *SEEN), phases=frozenset()),
    Act(
        "end_clock",
        DESK,
        (
            Field("activity", "number"),
            Field("off", "flag", required=False),
            Field("clock", "token", required=False),
        ),
        phases=frozenset(),
    ),
    Act("nudge", DESK, (Field("activity", "number"),), phases=frozenset()),
)
