"""What became of the last workshop's commitments. A button sends one pair: the answer, and of which commitment."""

from workshops.domain.activities.kind import DESK, Act, Field, Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="review",
    label=_("What we promised"),
    script=_("What did we do of it? If something is stuck: what did we learn, and does it still matter?"),
    acts=(
        Act(
            "mark",
            DESK,
            tuple(Field(name, "number", required=False) for name in ("done", "going", "stuck", "unsaid")),
        ),
    ),
)
