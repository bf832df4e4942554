"""What may be shown of a workshop, piece by piece; one file for each idea. `snapshot` puts them together."""

from workshops.shown.pieces import (
    Count,
    NumberedPrinciple,
    Presence,
    PrincipleResult,
    Progress,
    Promise,
    RoundResult,
    SectorView,
    Step,
    Voice,
    Why,
    movement_shown,
    round_result,
    sector_view,
)

__all__ = [
    "Count",
    "NumberedPrinciple",
    "Presence",
    "PrincipleResult",
    "Progress",
    "Promise",
    "RoundResult",
    "SectorView",
    "Step",
    "Voice",
    "Why",
    "movement_shown",
    "round_result",
    "sector_view",
]
