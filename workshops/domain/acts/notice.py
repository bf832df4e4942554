"""What a facilitator says to every phone and the screen at once."""

from workshops.domain.activities.kind import DESK, Act, Field
from workshops.domain.moves import Stage

ACTS: tuple[Act, ...] = (
    Act(
        "notice",
        DESK,
        (Field("text", "words", required=False, most=200), Field("off", "flag", required=False)),
        phases=frozenset(),
        stages=frozenset({Stage.OPEN}),
    ),
)
