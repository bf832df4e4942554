"""Behind the plan or ahead of it, and what to do about it: minutes taken from the steps to come, or given to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Below this many minutes a room is on time.
NOTICED = 3


@dataclass(frozen=True)
class Coming:
    """A step that waits, by its id, and the whole minutes it has now."""

    id: int
    minutes: int


def shortened(behind: int, coming: Sequence[Coming]) -> dict[int, int]:
    """The new minutes of those steps that give some up, so that `behind` minutes are won back as far as that goes.

    In proportion to what they have; none goes below half of it, nor below a minute.
    """
    spare = {step.id: step.minutes - max(1, -(-step.minutes // 2)) for step in coming}
    taken = _dealt(behind, coming, spare)
    return {step.id: step.minutes - taken[step.id] for step in coming if taken[step.id]}


def lengthened(ahead: int, coming: Sequence[Coming]) -> dict[int, int]:
    """The new minutes of those steps that are given some of the `ahead` minutes; none gets more than half again."""
    given = _dealt(ahead, coming, {step.id: step.minutes // 2 for step in coming})
    return {step.id: step.minutes + given[step.id] for step in coming if given[step.id]}


def proposed(behind: int, coming: Sequence[Coming]) -> dict[int, int]:
    """The new minutes of the steps to come, by their ids; nothing where the room is about on time."""
    if abs(behind) < NOTICED:
        return {}
    return shortened(behind, coming) if behind > 0 else lengthened(-behind, coming)


def _dealt(minutes: int, coming: Sequence[Coming], most: Mapping[int, int]) -> dict[int, int]:
    """`minutes` dealt out one at a time, each to the step that has the most for what it got already."""
    dealt = {step.id: 0 for step in coming}
    for _ in range(min(minutes, sum(most.values()))):
        free = [step for step in coming if dealt[step.id] < most[step.id]]
        # The earliest of several alike: `max` keeps the first.
        dealt[max(free, key=lambda step: step.minutes / (2 * dealt[step.id] + 1)).id] += 1
    return dealt
