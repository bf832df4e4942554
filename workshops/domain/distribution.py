"""Where one round's scores lie: a count for each level, and the plain statistics read off those counts.

Everything is exact (`Fraction`) and works on the counts, so ten thousand scores cost no more than ten.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

FEWEST_LEVELS, MOST_LEVELS = 2, 7
QUARTER, HALF, THREE_QUARTERS = Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)


def quantile(tally: Iterable[tuple[int | Fraction, int]], q: Fraction) -> Fraction:
    """The value below which the share `q` (0 to 1) of a tally of (value, count) lies, in the values' units.

    R's type 7 (Hyndman and Fan 1996), which is Excel's PERCENTILE.INC and numpy's default: the place is (n -
    1)q, and between two places the value is interpolated in proportion. Raises ValueError when the tally is
    empty.
    """
    ordered = sorted(tally)
    n = sum(count for _, count in ordered)
    if n == 0:
        raise ValueError("an empty tally has no quantiles")
    place = (n - 1) * q
    below = place // 1
    low, high = _value_at(ordered, below), _value_at(ordered, -(-place // 1))
    return low + (high - low) * (place - below)


def _value_at(ordered: list[tuple[int | Fraction, int]], place: int) -> Fraction:
    for value, count in ordered:
        if place < count:
            return Fraction(value)
        place -= count
    raise ValueError("the place lies beyond the tally")


@dataclass(frozen=True)
class Distribution:
    """One group's scores for one principle in one round.

    `counts[i]` is the number of scores at level i + 1; `cant_say` is the number of "I can't say", which is
    kept apart and never counted as a level. Raises ValueError for fewer than 2 or more than 7 levels, or a
    negative count.
    """

    counts: tuple[int, ...]
    cant_say: int = 0

    def __post_init__(self) -> None:
        if not FEWEST_LEVELS <= len(self.counts) <= MOST_LEVELS:
            raise ValueError(f"a scale has {FEWEST_LEVELS} to {MOST_LEVELS} levels, not {len(self.counts)}")
        if min(*self.counts, self.cant_say) < 0:
            raise ValueError(f"a count below nought: {self.counts}, can't say {self.cant_say}")

    @classmethod
    def of(cls, values: Iterable[int | None], levels: int = 5) -> Self:
        """Counts single answers: a level from 1 to `levels`, or None for "I can't say".

        Someone who did not answer is left out by the caller. Raises ValueError for a level off the scale.
        """
        tally = Counter(values)
        cant_say = tally.pop(None, 0)
        counts = tuple(tally.pop(level, 0) for level in range(1, levels + 1))
        if tally:
            raise ValueError(f"not on a scale of {levels} levels: {list(tally)}")
        return cls(counts, cant_say)

    @property
    def n(self) -> int:
        """The number of scores, without "I can't say"."""
        return sum(self.counts)

    @property
    def median(self) -> Fraction | None:
        """The middle score in levels, or halfway between two of them. None when there are no scores."""
        return quantile(self._tally(), HALF) if self.n else None

    @property
    def quartiles(self) -> tuple[Fraction, Fraction] | None:
        """The first and third quartile in levels, by `quantile`: R's type 7. None when there are no scores."""
        if not self.n:
            return None
        return quantile(self._tally(), QUARTER), quantile(self._tally(), THREE_QUARTERS)

    @property
    def iqr(self) -> Fraction | None:
        """The distance between the quartiles, in levels. None when there are no scores."""
        quartiles = self.quartiles
        return quartiles[1] - quartiles[0] if quartiles else None

    @property
    def mad(self) -> Fraction | None:
        """The median of the distances from the median, in levels, unscaled. None when there are no scores."""
        median = self.median
        if median is None:
            return None
        return quantile([(abs(level - median), count) for level, count in self._tally()], HALF)

    @property
    def best_pairs(self) -> tuple[tuple[int, int], ...]:
        """The two neighbouring levels that hold most scores, as (lower level, scores in both): max f_i + f_(i+1).

        Where several pairs tie all are named, from the lowest up. Empty when there are no scores.
        """
        most = self.best_pair_count
        return tuple((lower, both) for lower, both in self._pairs() if both == most and most)

    @property
    def best_pair_count(self) -> int:
        """The number of scores in the fullest two neighbouring levels; 0 when there are no scores."""
        return max(both for _, both in self._pairs())

    def _tally(self) -> list[tuple[int, int]]:
        return list(enumerate(self.counts, start=1))

    def _pairs(self) -> list[tuple[int, int]]:
        neighbours = zip(self.counts, self.counts[1:], strict=False)
        return [(lower, a + b) for lower, (a, b) in enumerate(neighbours, start=1)]
