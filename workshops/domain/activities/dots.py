"""Voting with dots. A button sends one pair, so that each says both the idea and how many dots it has then."""

from workshops.domain.activities.kind import PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="dots",
    label=_("Dot vote"),
    script=_(
        "Put your dots where you would begin. Nobody sees whose they are, and no totals before the end."
    ),
    with_result=True,
    acts=(
        Act(
            "dot",
            PARTICIPANT,
            (
                Field("none", "ref", required=False),
                Field("one", "ref", required=False),
                Field("two", "ref", required=False),
            ),
        ),
    ),
)
