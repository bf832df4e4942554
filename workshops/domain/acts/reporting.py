"""The report as a document: writing in it, approving it, sharing it, and reading it once it is approved."""

from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Role
from workshops.domain.moves import Stage

ORGANISER = frozenset({Role.ORGANISER})
ENDED = frozenset({Stage.ENDED})

ACTS: tuple[Act, ...] = (
    Act("write_report", DESK, phases=frozenset(), stages=frozenset({Stage.OPEN, Stage.ENDED})),
    Act("approve_report", ORGANISER, phases=frozenset(), stages=ENDED),
    Act("share_report", ORGANISER, phases=frozenset(), stages=ENDED),
    Act("read_report", PARTICIPANT, phases=frozenset(), stages=ENDED),
)
