"""How the people who scored a principle twice moved, told so that nobody's own move can be read off.

The rule is this product's own, with the smallest groups of `disclosure`; docs/numbers.md works an example.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from workshops.domain.disclosure import check_k, uniform
from workshops.domain.distribution import Distribution
from workshops.domain.spread import Word, spread_of

LEVELS = 5  # of the scale, where nothing says otherwise


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
    pairs: Iterable[tuple[int, int]],
    k: int,
    *,
    rooms: tuple[Sequence[int], Sequence[int]] | None = None,
) -> Movement | None:
    """The movement in pairs of levels (earlier, later), one pair a person; None for fewer than k pairs.

    Up, same and down are numbers of people. A part below k is told together with its neighbour: "5 moved up;
    9 stayed or moved down". A part left out could be had by subtraction, so none is. A part of nobody is merged
    like any other small one: "nobody moved down" is a statement about every single person. For the same reason
    all parts become one when nearly everyone went the same way.

    `rooms` holds the counts per level of everybody who scored the earlier round, and the later; without it the
    pairs are everybody. Where fewer than k scored only one of them, how the pairs scored is not told: beside the
    room's counts it would tell how those few did. Nor where all of them, or all but one, were on one level, or all
    of the pairs: what is told may leave no other way for it. Raises ValueError for k below 5.
    """
    check_k(k)
    tally = Counter(pairs)
    if tally.total() < k:
        return None
    levels = len(rooms[0]) if rooms else LEVELS
    both = [_counts(tally, place, levels) for place in (0, 1)]
    once = [_less(room, counts) for room, counts in zip(rooms or both, both, strict=True)]
    before, after = map(_scored, both) if _may_be_told(both, once, k) else (None, None)
    return Movement(tally.total(), _told(tally, k), before, after)


def _may_be_told(both: Iterable[Sequence[int]], once: Iterable[Sequence[int]], k: int) -> bool:
    apart = [counts for counts in once if any(counts)]
    return not apart or not any(sum(counts) < k or uniform(counts) for counts in (*apart, *both))


def _less(room: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    return tuple(all_ - these for all_, these in zip(room, counts, strict=True))


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
