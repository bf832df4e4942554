"""Scores: how many came while it is open, and what was counted once it is shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count as CountRows

from workshops.domain.distribution import Distribution
from workshops.domain.moves import LIVE
from workshops.kept import grouping_in, lines_in, movement_in, phones_stand
from workshops.models import Activity, Result, Score, Workshop
from workshops.shown import (
    Count,
    NumberedPrinciple,
    Progress,
    RoundResult,
    SectorView,
    Step,
    movement_shown,
    round_result,
    sector_view,
)


def progress_of(now: Step | None, joined: int) -> Progress:
    """Counts only: which level anybody chose is not read here at all."""
    if now is None or not now.kind.scored or now.phase not in LIVE:
        return Progress(of=joined)
    # Only what is asked now: a step that was taken back may have asked something else.
    asked = [principle.key for principle in now.principles]
    scores = Score.objects.filter(activity_id=now.id, principle__in=asked).order_by()
    rows = scores.values_list("principle", "on_paper").annotate(CountRows("pk"))
    answered, sheets = Counter[str](), Counter[str]()
    for principle, on_paper, count in rows:
        (sheets if on_paper else answered)[principle] += count
    ballots = scores.filter(on_paper=False).values("ballot_key").annotate(n=CountRows("pk"))
    return Progress(
        done=ballots.filter(n__gte=len(asked)).count(),
        of=joined,
        counts=tuple(Count(principle, answered[principle.key]) for principle in now.principles),
        # A sheet is of one person, and not everybody fills in all of it.
        paper=max(sheets.values(), default=0),
    )


def results_of(
    workshop: Workshop,
    steps: Iterable[Step],
    activities: Iterable[Activity],
    principles: Mapping[str, NumberedPrinciple],
) -> tuple[RoundResult, ...]:
    places = {step.id: place for place, step in enumerate(steps) if step.is_shown}
    groupings = {activity.pk: activity.grouping for activity in activities if activity.pk in places}
    known = [row for row in Result.objects.filter(activity__in=places) if row.principle in principles]
    rows = sorted(known, key=lambda row: (places[row.activity_id], principles[row.principle].number))
    rounds: Counter[str] = Counter()
    return tuple(
        round_result(
            row.activity_id,
            principles[row.principle],
            _next_round(rounds, row.principle),
            Distribution(tuple(row.counts), row.cant_say),
            movement_shown(movement_in(row.movement), workshop.k, workshop.smallest_group),
            _sectors(row, groupings[row.activity_id], workshop.k, asked_sectors=workshop.asks_sectors),
            on_paper=row.on_paper,
            phones_stand=phones_stand(row.counts, row.cant_say, row.on_paper, row.by_phone, workshop.k),
        )
        for row in rows
    )


def tally_of(activity: int, principles: Iterable[str], levels: int) -> dict[str, tuple[int, ...]]:
    """What is kept of the score sheets of a step: for each principle, the sheets of each level and "I can't say"."""
    sheets = Score.objects.filter(activity_id=activity, on_paper=True).order_by()
    found: Counter[tuple[str, int | None]] = Counter()
    for principle, level, count in sheets.values_list("principle", "level").annotate(CountRows("pk")):
        found[principle, level] = count
    answers = [*range(1, levels + 1), None]
    return {key: tuple(found[key, answer] for answer in answers) for key in principles}


def _next_round(rounds: Counter[str], principle: str) -> int:
    rounds[principle] += 1
    return rounds[principle]


def _sectors(
    row: Result, grouping: Mapping[str, Any] | None, k: int, *, asked_sectors: bool
) -> SectorView | None:
    if grouping is None:
        return None
    return sector_view(grouping_in(grouping), lines_in(row.lines), k, asked_sectors=asked_sectors)
