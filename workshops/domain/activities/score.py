"""Scoring. A second round is the same act under another name, `rescore`."""

from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

SCORE = Act(
    "score",
    PARTICIPANT,
    (
        Field("principle", "principle"),
        Field("score", "level"),
        Field("reason", "words", required=False, most=1000),
        # The sender's count of their choices here, which tells a late one from the last one.
        Field("turn", "number", required=False),
    ),
)

# Sheets of paper, as a facilitator types them in. `seen` is what was kept of them when they looked.
TALLY = Act("tally", DESK, (Field("seen", "token"), Field("sheets", "sheets")))

KIND = Kind(
    name="score",
    label=_("Score"),
    script=_(
        "Score from your own experience, not on behalf of your organisation. "
        "If you have not seen enough to judge, choose I can't say."
    ),
    with_result=True,
    scored=True,
    tone="scoring",
    acts=(SCORE, TALLY),
)
