"""The one word that a room is told about its scores: split, together or spread.

Adapted from the RAND/UCLA appropriateness method's tables of counts (K. Fitch and others, "The RAND/UCLA
Appropriateness Method User's Manual", RAND MR-1269, 2001), which `is_split` and `is_together` give again for
every n that is printed there. The rule is fixed before anyone scores, and is printed in the help page and in
every report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshops.domain.distribution import Distribution

ENOUGH = 5  # scores; below it nobody sees a distribution, a median or a word
FAR_LEVELS = 2  # levels from the median
FAR_SCORES_LEAST, FAR_ROOM_LEAST = 2, 8  # fewer would point at one person


class Word(StrEnum):
    """The spread word."""

    SPLIT = "split"
    TOGETHER = "together"
    SPREAD = "spread"


@dataclass(frozen=True)
class Spread:
    """A spread word, and how many scores lie 2 or more levels from the median.

    `far` is 0 unless it may be said: with "together", from 8 scores, and for 2 or more of them.
    """

    word: Word
    far: int = 0


@dataclass(frozen=True)
class Camp:
    """One end of the scale: its levels from the lowest up, and the number of scores on them."""

    levels: tuple[int, ...]
    count: int


def enough(n: int) -> bool:
    """Whether n scores are enough to show anything about them."""
    return n >= ENOUGH


def spread_of(counts: Sequence[int]) -> Spread | None:
    """The spread word for the counts per level: split if `is_split`, else together if `is_together`, else spread.

    None below 5 scores. Raises ValueError for counts that `Distribution` refuses.
    """
    distribution = Distribution(tuple(counts))
    if not enough(distribution.n):
        return None
    if is_split(counts):
        return Spread(Word.SPLIT)
    if is_together(counts):
        return Spread(Word.TOGETHER, _far_that_may_be_said(distribution))
    return Spread(Word.SPREAD)


def is_split(counts: Sequence[int]) -> bool:
    """Whether each end holds (n + 1) // 3 of the n scores or more, and has a level fuller than the middle.

    On 5 levels the ends are 1 and 2, and 4 and 5, with 3 between. On another odd number the one level in the
    middle takes the place of 3. On an even number both levels in the middle stand between the ends, because
    levels 2 and 3 of 4 are neighbours and not two camps. With 2 levels nothing is between. Raises ValueError
    for counts that `Distribution` refuses.
    """
    third = (Distribution(tuple(counts)).n + 1) // 3
    low, middle, high = _low_middle_high(counts)
    valley = max(middle, default=0) < min(max(low), max(high))
    return sum(low) >= third and sum(high) >= third and valley


def is_together(counts: Sequence[int]) -> bool:
    """Whether at most (n - 2) // 3 of the n scores lie outside the fullest two neighbouring levels.

    With 2 levels the pair is the whole scale, so the fuller level takes its place. Raises ValueError for
    counts that `Distribution` refuses.
    """
    distribution = Distribution(tuple(counts))
    gathered = distribution.best_pair_count if len(counts) > 2 else max(counts)
    return distribution.n - gathered <= (distribution.n - 2) // 3


def camps(counts: Sequence[int]) -> tuple[Camp, Camp]:
    """The two ends of `is_split`, low and high, for "7 chose 1 or 2, 6 chose 4 or 5".

    The first and the last two of 5 or 6 levels, one of 2 to 4, three of 7: never a level in the middle.
    """
    low, _, high = _low_middle_high(counts)
    first_high = len(counts) - len(high) + 1
    return (
        Camp(tuple(range(1, len(low) + 1)), sum(low)),
        Camp(tuple(range(first_high, len(counts) + 1)), sum(high)),
    )


def _low_middle_high(counts: Sequence[int]) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    width = max(1, (len(counts) - 1) // 2)
    return counts[:width], counts[width:-width], counts[-width:]


def _far_that_may_be_said(distribution: Distribution) -> int:
    median = distribution.median
    if median is None or distribution.n < FAR_ROOM_LEAST:
        return 0
    levels = enumerate(distribution.counts, start=1)
    far = sum(count for level, count in levels if abs(level - median) >= FAR_LEVELS)
    return far if far >= FAR_SCORES_LEAST else 0
