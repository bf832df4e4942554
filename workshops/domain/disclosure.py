"""Which groups may be shown, so that nobody's score can be read off or worked out by subtraction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST_K = 5  # people; a site may raise it, never lower it


@dataclass(frozen=True)
class Shown:
    """The groups that get a line of their own, largest first, and the people in "All other sectors".

    `other` is 0 when there is no such line. With no group shown the room's total stands alone.
    """

    shown: tuple[str, ...]
    other: int


def shown_groups(sizes: Mapping[str, int], k: int = LEAST_K) -> Shown:
    """The groups that may be shown beside the total, given the number of people in each.

    Groups of k or more are shown. While the rest numbers 1 to k - 1, the smallest shown group is folded into
    it, since total minus lines would give the rest away; of groups that tie the last by name goes first.
    Raises ValueError for k below 5 or a negative size.
    """
    return shown_throughout([sizes], k)


def shown_throughout(
    moments: Iterable[Mapping[str, int]],
    k: int = LEAST_K,
    never: str | None = None,
    silent: Iterable[bool] = (),
) -> Shown:
    """The same groups for a whole workshop: `moments` holds the sizes at every principle and round.

    A group counts with its smallest size, and the rest must be nobody or at least k at every moment: with
    smallest sizes alone, a group of nobody here and two there would look safe and be exposed there. `other`
    is the fewest that the rest ever holds. The group `never` is always of the rest, whatever its size. `silent`
    says of each moment whether there is a group that answered and gave no score, where somebody may know that:
    a rest that nobody scored in is not nobody then, for all of them could not say, and would be known for it.
    Raises ValueError for k below 5 or a negative size.
    """
    moments = list(moments)
    _check(moments, k)
    least = {group: min(sizes.get(group, 0) for sizes in moments) for sizes in moments for group in sizes}
    big = [group for group in least if least[group] >= k and group != never]
    shown = sorted(big, key=lambda group: (-least[group], group))
    answered = list(zip(moments, list(silent) or [False] * len(moments), strict=True))
    while shown and any(_gives_away(_rest(sizes, shown), k, silent=quiet) for sizes, quiet in answered):
        shown.pop()
    if not shown:
        return Shown((), 0)
    return Shown(tuple(shown), min(_rest(sizes, shown) for sizes in moments))


def _gives_away(rest: int, k: int, *, silent: bool) -> bool:
    """Whether what is left over beside the shown groups would be told by them."""
    return 0 < rest < k or (rest == 0 and silent)


def uniform(counts: Sequence[int]) -> bool:
    """Whether the scores behind the counts per level are all the same, or all but one: then withhold them.

    It would tell everyone's score, or tell it to the one who differs. No scores count as uniform.
    """
    return sum(counts) - max(counts, default=0) <= 1


def stand_alone(answers: int, scores: int, k: int) -> bool:
    """Whether what came by phone may be shown although somebody knows the sheets that are counted with it.

    Whoever typed the sheets in has the phones' part by subtraction. So it must be nobody's: no answer at all, for all
    who could not say would be known for it; or `scores` of at least k.
    """
    return answers == 0 or scores >= k


def check_k(k: int) -> None:
    """Raises ValueError for a smallest group of fewer than 5 people."""
    if k < LEAST_K:
        raise ValueError(f"groups of fewer than {LEAST_K} are never shown; k was {k}")


def _check(moments: Sequence[Mapping[str, int]], k: int) -> None:
    check_k(k)
    if any(size < 0 for sizes in moments for size in sizes.values()):
        raise ValueError("a group cannot have fewer than no people")


def _rest(sizes: Mapping[str, int], shown: Sequence[str]) -> int:
    return sum(size for group, size in sizes.items() if group not in shown)
