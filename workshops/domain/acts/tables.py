"""Tables: who sits where, who writes for them, and their report to the room."""

from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Field, Role
from workshops.domain.moves import Stage

OPEN = frozenset({Stage.OPEN})


def _act(name: str, by: frozenset[Role], *fields: Field) -> Act:
    return Act(name, by, fields, phases=frozenset(), stages=OPEN)


ACTS: tuple[Act, ...] = (
    _act("deal", DESK, Field("tables", "rating", most=200)),
    # A table of 0 is none.
    _act("seat", DESK, Field("person", "ref"), Field("table", "number")),
    _act("swap", DESK, Field("person", "ref"), Field("other", "ref")),
    _act("clear_tables", DESK),
    # The table that has the screen; 0 takes the last one off it.
    _act("report_back", DESK, Field("table", "number")),
    _act("scribe", PARTICIPANT, Field("off", "flag", required=False)),
    _act("notes", PARTICIPANT, Field("text", "words", required=False, most=4000), Field("edition", "number")),
)
