"""What may be shown of a workshop, piece by piece; one file for each idea. `snapshot` puts them together."""

from workshops.shown.pieces import (
    Count,
    Heading,
    Presence,
    PrincipleResult,
    Progress,
    Promise,
    RoundResult,
    SectorView,
    Voice,
    Why,
    movement_shown,
    round_result,
    sector_view,
)
from workshops.shown.step import NumberedPrinciple, Step
from workshops.shown.stream import Counted, RaisedHand, Stream, streamed, themes_in, very_similar

__all__ = [
    "Count",
    "Counted",
    "Heading",
    "NumberedPrinciple",
    "Presence",
    "PrincipleResult",
    "Progress",
    "Promise",
    "RaisedHand",
    "RoundResult",
    "SectorView",
    "Step",
    "Stream",
    "Voice",
    "Why",
    "movement_shown",
    "round_result",
    "sector_view",
    "streamed",
    "themes_in",
    "very_similar",
]
