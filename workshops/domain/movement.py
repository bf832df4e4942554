"""How the people who scored a principle twice moved, told so that nobody's own move can be read off.

The rule is this product's own, with the smallest groups of `disclosure`; docs/numbers.md works an example.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from workshops.domain.disclosure import check_k, uniform
from workshops.domain.distribution import Distribution
from workshops.domain.spread import Word, spread_of


class Part(StrEnum):
    """Which way one person's level went from the earlier round to the later."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


# From the most telling to the least; the first with k people in every part is shown. Only neighbours share a
# part, and the order is fixed, so the choice itself tells no more than "some part was too small". The last
# tells the number of pairs and nothing else.
WAYS_TO_TELL: tuple[tuple[frozenset[Part], ...], ...] = (
    (frozenset({Part.UP}), frozenset({Part.SAME}), frozenset({Part.DOWN})),
    (frozenset({Part.UP}), frozenset({Part.SAME, Part.DOWN})),
    (frozenset({Part.UP, Part.SAME}), frozenset({Part.DOWN})),
    (frozenset(Part),),
)


class Scored(NamedTuple):
    """How the pairs alone scored one round: their median in levels, and their spread word."""

    median: Fraction
    word: Word


@dataclass(frozen=True)
class Movement:
    """What may be said about the people who scored both rounds.

    `pairs` is their number, `parts` the (ways, people) from up to down, which add up to `pairs`; `before` and
    `after` are how they alone scored the two rounds, where that may be said. One single part means that only
    the number of pairs may be said.
    """

    pairs: int
    parts: tuple[tuple[frozenset[Part], int], ...]
    before: Scored | None
    after: Scored | None


def movement_of(
    pairs: Iterable[tuple[int, int]], k: int, *, alone: tuple[int, int] = (0, 0), levels: int = 5
) -> Movement | None:
    """The movement in pairs of levels (earlier, later), one pair a person; None for fewer than k pairs.

    Up, same and down are numbers of people. A part below k is told together with its neighbour: "5 moved up;
    9 stayed or moved down". A part left out could be had by subtraction, so none is. A part of nobody is merged
    like any other small one: "nobody moved down" is a statement about every single person. For the same reason
    all parts become one when nearly everyone went the same way.

    `alone` counts those who scored the earlier round only, and the later only, on a scale of `levels`. Where
    they are fewer than k, how the pairs scored is not told: beside the whole room's scores it would tell how
    those few did. Nor where all of the pairs, or all but one, were on one level. Raises ValueError for k below 5.
    """
    check_k(k)
    tally = Counter(pairs)
    if tally.total() < k:
        return None
    rounds = [_counts(tally, place, levels) for place in (0, 1)]
    is_safe = not any(0 < few < k for few in alone) and not any(map(uniform, rounds))
    before, after = map(_scored, rounds) if is_safe or alone == (0, 0) else (None, None)
    return Movement(tally.total(), _told(tally, k), before, after)


def _counts(tally: Counter[tuple[int, int]], place: int, levels: int) -> tuple[int, ...]:
    """The pairs' scores per level, in the earlier round (place 0) or the later (1)."""
    counts = [0] * levels
    for pair, people in tally.items():
        counts[pair[place] - 1] += people
    return tuple(counts)


def _scored(counts: tuple[int, ...]) -> Scored:
    median, spread = Distribution(counts).median, spread_of(counts)
    if median is None or spread is None:
        raise ValueError(f"too few to be told: {counts}")
    return Scored(median, spread.word)


def _told(tally: Counter[tuple[int, int]], k: int) -> tuple[tuple[frozenset[Part], int], ...]:
    sizes: Counter[Part] = Counter()
    for (earlier, later), count in tally.items():
        sizes[_part(earlier, later)] += count
    tellings = (
        tuple((ways, sum(sizes[part] for part in ways)) for ways in telling) for telling in WAYS_TO_TELL
    )
    return next(parts for parts in tellings if all(people >= k for _, people in parts))


def _part(earlier: int, later: int) -> Part:
    if later == earlier:
        return Part.SAME
    return Part.UP if later > earlier else Part.DOWN
