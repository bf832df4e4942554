"""How a room's results are told by sector: which groups have a line of their own, and what the lines say.

Decided at close from everything that was scored, and never again for that round: see `grouping_of` and `lines_of`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workshops.domain.disclosure import LEAST_K, shown_throughout, uniform
from workshops.domain.distribution import Distribution
from workshops.domain.sectors import FAMILIES, THREE_WAY, family_of
from workshops.domain.spread import Word, enough, spread_of

OTHERS = ""  # the group of everybody who has no line of their own

# The scores of each group that answered: its key, and its counts per level, all 0 where nobody in it could say.
Groups = Mapping[str, Sequence[int]]


class By(StrEnum):
    """What a workshop's results are broken down by; one of these for the whole of it."""

    SECTORS = "sectors"
    FAMILIES = "families"
    THREE_WAY = "three_way"


@dataclass(frozen=True)
class Grouping:
    """The groups that have a line of their own, largest first when they were decided.

    None where only the room's total may be shown.
    """

    by: By
    shown: tuple[str, ...] = ()

    def group_of(self, key: str) -> str:
        """The shown group that a score or comment counted under `key` belongs to; `OTHERS` where it has none."""
        group = coarsened(key, self.by)
        return group if group in self.shown else OTHERS


@dataclass(frozen=True)
class Line:
    """What is said of one group: how many scores, their median in levels, their spread word. Never counts per level."""

    group: str
    n: int
    median: Fraction
    word: Word


def coarsened(key: str, by: By) -> str:
    """The group of the breakdown `by` that a sector, family or group lies in; `OTHERS` for an answer outside them all.

    "Something else" and "I'd rather not say" are no sector, and never have a line of their own.
    """
    if by == By.THREE_WAY and key in THREE_WAY:
        return key
    family = family_of(key)
    if family not in _FAMILIES:
        return OTHERS
    if by == By.FAMILIES:
        return family
    if by == By.THREE_WAY:
        return next(three for three, families in THREE_WAY.items() if family in families)
    return key


_FAMILIES = frozenset(family.key for family in FAMILIES)


def grouping_of(
    moments: Iterable[Groups], k: int, *, before: Grouping | None = None, ask_sectors: bool = False
) -> Grouping | None:
    """The groups that may be shown, given the scores of each group at every principle of a round that closes.

    A principle with too few scores for anything to be shown of it decides nothing. Where all are such it stays as it
    was `before`, and None leaves it to the next round.

    `before` is what was decided at the last round that was shown: from then on groups can only become fewer, and the
    breakdown stays the one it is, so that no two of them overlap. Without it families are tried first, then the three
    of `THREE_WAY`; single sectors only where they are asked for and every one of them passes. A group is counted with
    its smallest size, and everybody else together must be nobody or at least k: see `shown_throughout`.
    Raises ValueError for k below 5.
    """
    moments = [groups for groups in moments if enough(_scores(groups.values()))]
    if not moments:
        return before
    if before:
        return _less(before, moments, k)
    if ask_sectors:
        every = {coarsened(key, By.SECTORS) for groups in moments for key in groups if any(groups[key])} - {
            OTHERS
        }
        shown = _shown(moments, By.SECTORS, k)
        if shown and every == set(shown):
            return Grouping(By.SECTORS, shown)
    families = _shown(moments, By.FAMILIES, k)
    if families:
        return Grouping(By.FAMILIES, families)
    return Grouping(By.THREE_WAY, _shown(moments, By.THREE_WAY, k))


def tags_of(grouping: Grouping, people: Mapping[str, int], k: int) -> Grouping:
    """The groups that somebody's words may be said to come from, given how many people there are of each.

    Those of `grouping`, if k people may have said it, and as many or nobody where words come from no group: somebody
    who gave no score at all is in no line, and would be known by having none.
    """
    return _less(grouping, [{group: (size,) for group, size in people.items()}], k)


def _less(before: Grouping, moments: Sequence[Groups], k: int) -> Grouping:
    still = _shown(moments, before.by, k, among=before.shown)
    return Grouping(before.by, tuple(group for group in before.shown if group in still))


def lines_of(
    groups: Groups, grouping: Grouping, *, paper: Sequence[int] = (), k: int = LEAST_K
) -> tuple[Line, ...] | None:
    """A line for each shown group in their order, and one for all others; none where no group is shown.

    None, and so no line at all for this principle, where the scores behind any of them are all the same, or all but
    one. To hold back that one line would tell which group is of one mind, and the room's dots would tell on what.
    Where one group is everybody there is nothing to compare, and no line either; nor where there are too few scores.

    `paper` is the counts of the score sheets, which name no sector and are in no line. The room sees them as what its
    total leaves over beside the lines: so fewer than `k` of them hold the lines back, as does one mind among them.
    """
    if not enough(_scores(groups.values())):
        return ()
    together = _together(groups, grouping)
    counts = [(group, together[group]) for group in (*grouping.shown, OTHERS) if sum(together.get(group, ()))]
    if len(counts) < 2:
        return ()
    if any(uniform(each) for _, each in counts) or (any(paper) and (sum(paper) < k or uniform(paper))):
        return None
    return tuple(_line(group, each) for group, each in counts)


def widest_gap(lines: Sequence[Line]) -> Fraction | None:
    """The distance in levels between the highest and the lowest median of the lines; None below two lines."""
    if len(lines) < 2:
        return None
    medians = [line.median for line in lines]
    return max(medians) - min(medians)


def _shown(moments: Sequence[Groups], by: By, k: int, among: Sequence[str] | None = None) -> tuple[str, ...]:
    """As `shown_throughout`, over the groups of `by`; only those `among` may be shown."""

    def sizes(groups: Groups) -> dict[str, int]:
        found: dict[str, int] = {}
        for key, counts in groups.items():
            group = coarsened(key, by)
            if among is not None and group not in among:
                group = OTHERS
            found[group] = found.get(group, 0) + sum(counts)
        return found

    found = [sizes(groups) for groups in moments]
    silent = [0 in groups.values() for groups in found]
    return shown_throughout(found, k, never=OTHERS, silent=silent).shown


def _scores(counts: Iterable[Sequence[int]]) -> int:
    return sum(map(sum, counts))


def _together(groups: Groups, grouping: Grouping) -> dict[str, tuple[int, ...]]:
    """The counts per level of each shown group, and of all others."""
    found: dict[str, tuple[int, ...]] = {}
    for key, counts in groups.items():
        group = grouping.group_of(key)
        so_far = found.get(group, (0,) * len(counts))
        found[group] = tuple(map(sum, zip(so_far, counts, strict=True)))
    return found


def _line(group: str, counts: tuple[int, ...]) -> Line:
    distribution, spread = Distribution(counts), spread_of(counts)
    if distribution.median is None or spread is None:
        raise ValueError(f"a line of {distribution.n} scores may not be shown")
    return Line(group, distribution.n, distribution.median, spread.word)
