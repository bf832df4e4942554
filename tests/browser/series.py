"""Two series of the team that browsers visit: one with all that can be said of it, one of many dates."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import Team
from principles.publishing import FIVE_PRINCIPLES, newest_edition
from tests.workshops.fourteen import KEYS
from tests.workshops.held import counted, hold, reworded

FULL, MANY, BEGUN = "Coming home from hospital", "Every month", "Only one yet"


def make() -> None:
    """Prints nothing; the pages list what it made."""
    team = Team.objects.get()
    first = newest_edition(FIVE_PRINCIPLES)
    second = reworded(first, KEYS[2], title="See diverse expertise as an asset for all")
    for month, edition, sectors in (
        (3, first, ["acute", "carer"]),
        (7, second, ["acute"]),
        (11, second, ["acute"]),
    ):
        few = counted(0, 2, 1) if month == 7 else counted(2, 4, 1, 3, 1)
        made(team, month, [few, counted(0, 5, 5, 3)], FULL, ["One page"], edition=edition, sectors=sectors)
    for month in range(1, 9):
        made(team, month, [counted(0, month, 4, 3, 1)], MANY)
    made(team, 3, [counted(0, 2, 2, 1)], BEGUN)


def made(
    team: Team,
    month: int,
    levels: list[list[int | None]],
    series: str,
    promises: list[str] | None = None,
    **more: Any,
) -> None:
    """One ended workshop of the series; its first principles have these levels, the others those of the last."""
    answers = dict(zip(KEYS, [*levels, *[levels[-1]] * len(KEYS)], strict=False))
    hold(team, datetime(2026, month, 12, 10, tzinfo=UTC), answers, promises or (), series=series, **more)
