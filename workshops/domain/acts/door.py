"""Who comes in at a locked door, and whose seat ends."""

from workshops.domain.activities.kind import DESK, Act, Field

ACTS: tuple[Act, ...] = (
    Act("let_in", DESK, (Field("knock", "ref"),), phases=frozenset()),
    Act("turn_away", DESK, (Field("knock", "ref"),), phases=frozenset()),
    Act(
        "remove",
        DESK,
        (Field("seat", "ref"), Field("sure", "flag", required=False)),
        phases=frozenset(),
    ),
    Act("give_back", DESK, (Field("seat", "ref"),), phases=frozenset()),
)
