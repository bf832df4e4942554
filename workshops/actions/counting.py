"""Counting a round, once, at close. What is counted is kept, and shown to nobody before the reveal."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from workshops.domain.distribution import Distribution
from workshops.domain.movement import Movement, movement_of
from workshops.models import Activity, Result, Score

Levels = dict[str, int | None]


def count_results(activity: Activity) -> None:
    """Count every principle of the activity, in place of an earlier count that was never revealed."""
    levels = len(activity.workshop.edition.wording["levels"])
    ballots = _ballots(activity)
    earlier = _earlier_ballots(activity)
    activity.results.all().delete()
    Result.objects.bulk_create(
        _result(activity, key, ballots.get(key, {}), earlier.get(key, {}), levels)
        for key in activity.principles
    )


def _result(activity: Activity, key: str, ballots: Levels, earlier: Levels, levels: int) -> Result:
    distribution = Distribution.of(ballots.values(), levels)
    movement = _movement(earlier, ballots, activity.workshop.smallest_group)
    return Result(
        activity=activity,
        principle=key,
        counts=list(distribution.counts),
        cant_say=distribution.cant_say,
        movement=kept_movement(movement) if movement else None,
    )


def _ballots(activity: Activity) -> Mapping[str, Levels]:
    """For each principle, the level under each ballot key."""
    ballots: dict[str, Levels] = defaultdict(dict)
    for principle, key, level in Score.objects.filter(activity=activity).values_list(
        "principle", "ballot_key", "level"
    ):
        ballots[principle][key] = level
    return ballots


def _earlier_ballots(activity: Activity) -> Mapping[str, Levels]:
    """For each principle, the ballots of the last round before this one in which it was scored."""
    earlier: dict[str, Levels] = {}
    before = activity.workshop.activities.filter(position__lt=activity.position, round__gt=0)
    for step in before.order_by("position"):
        # What a step asked before it was taken back was never counted, and is no round.
        earlier |= {key: ballots for key, ballots in _ballots(step).items() if key in step.principles}
    return earlier


def _movement(earlier: Levels, later: Levels, k: int) -> Movement | None:
    pairs = [
        (before, now)
        for key, now in later.items()
        if now is not None and (before := earlier.get(key)) is not None
    ]
    return movement_of(pairs, k) if pairs else None


def kept_movement(movement: Movement) -> dict[str, Any]:
    """The movement as plain values for a row; `queries.movement_in` reads it back."""
    parts = [[sorted(ways), people] for ways, people in movement.parts]
    return {
        "pairs": movement.pairs,
        "parts": parts,
        "before": str(movement.before),
        "after": str(movement.after),
    }
