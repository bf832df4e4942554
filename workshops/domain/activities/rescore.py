from workshops.domain.activities.kind import Kind
from workshops.domain.activities.score import SCORE, TALLY
from workshops.domain.words import noop as _

KIND = Kind(
    name="rescore",
    label=_("Score again"),
    script=_("Score again, alone and in silence. You may change your mind, and you may keep it."),
    with_result=True,
    scored=True,
    tone="scoring",
    acts=(SCORE, TALLY),
)
