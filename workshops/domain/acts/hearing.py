"""What a desk does with what people say: let through, hide, take out, sort, put on the screen, park; and the floor."""

from workshops.domain.activities.kind import DESK, Act, Field
from workshops.domain.moves import Stage

OPEN = frozenset({Stage.OPEN})
# For the report, what was said may be sorted when everybody has gone home; and taken out, whenever it is found.
AND_AFTER = frozenset({Stage.OPEN, Stage.ENDED})

OFF = Field("off", "flag", required=False)
COMMENT = Field("comment", "ref")
THEME = Field("theme", "number")
TITLE = Field("title", "words", most=80)


def _desk(name: str, *fields: Field, stages: frozenset[Stage] = AND_AFTER) -> Act:
    return Act(name, DESK, fields, phases=frozenset(), stages=stages)


ACTS: tuple[Act, ...] = (
    _desk("hold", COMMENT, OFF),
    _desk("hold_new", Field("on", "flag", required=False), stages=OPEN),
    _desk("redact", COMMENT, Field("reason", "words", most=200), Field("sure", "flag", required=False)),
    # `after` is the comment that the desk saw on the screen: two desks that press at once move on by one.
    _desk("spotlight_next", Field("after", "ref", required=False), stages=OPEN),
    _desk("theme", TITLE, Field("principle", "token", required=False, most=60)),
    _desk("rename_theme", THEME, TITLE),
    _desk("drop_theme", THEME),
    _desk("tag", COMMENT, Field("theme", "number", required=False)),
    _desk("gather", COMMENT),
    _desk("spotlight_theme", THEME, OFF, stages=OPEN),
    _desk("park", COMMENT, OFF),
    _desk("park_text", Field("text", "words", most=500), Field("form", "ref")),
    _desk("unpark", Field("parked", "number")),
    _desk("floor", Field("hand", "number"), stages=OPEN),
    _desk("hand_down", Field("hand", "number"), stages=OPEN),
)
