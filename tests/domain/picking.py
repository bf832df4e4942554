"""Somebody who holds everything that is shown side by side and does sums with it.

It knows the rules of `docs/numbers.md` and nothing of the code that follows them: what can be had by adding and
subtracting is found by elimination, what the scores may have been by writing down every table that fits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations

from workshops.domain.breakdown import Line
from workshops.domain.distribution import Distribution
from workshops.domain.spread import spread_of

Members = frozenset[str]  # the answers to the join question of those whom a number is about
Table = tuple[tuple[int, ...], ...]  # a row a cell, a column a level


@dataclass(frozen=True)
class Cell:
    """A group of scores: how many they are, and what is said of them, if anything is."""

    group: str
    n: int
    line: Line | None = None


@cache
def had_by_sums(everybody: Members, shown: frozenset[Members]) -> tuple[Members, ...]:
    """Every group of people whose number follows from those of the `shown` groups by adding and subtracting."""
    order = sorted(everybody)
    basis = _reduced([Fraction(one in members) for one in order] for members in shown)
    groups = (group for size in range(len(order)) for group in combinations(order, size + 1))
    return tuple(
        frozenset(group) for group in groups if _follows([Fraction(one in group) for one in order], basis)
    )


def _reduced(rows: Iterable[list[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    """An echelon form of the rows: each with its first place that is not nought, where it is 1."""
    basis: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        left = _rest(row, basis)
        place = next((place for place, value in enumerate(left) if value), None)
        if place is not None:
            basis.append((place, [value / left[place] for value in left]))
    return basis


def _rest(row: list[Fraction], basis: Sequence[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for place, known in basis:
        factor = row[place]
        row = [value - factor * other for value, other in zip(row, known, strict=True)]
    return row


def _follows(row: list[Fraction], basis: Sequence[tuple[int, list[Fraction]]]) -> bool:
    return not any(_rest(row, basis))


def tables(total: Sequence[int], cells: Sequence[Cell]) -> Iterator[Table]:
    """Every way in which the room's counts per level may be shared among the cells, so that each line is true."""
    if not cells:
        if not any(total):
            yield ()
        return
    first, *others = cells
    for row in _rows(tuple(total), first.n):
        if first.line is None or _is_said(first.line, row):
            left = [count - taken for count, taken in zip(total, row, strict=True)]
            yield from ((row, *table) for table in tables(left, others))


def _rows(total: tuple[int, ...], n: int) -> Iterator[tuple[int, ...]]:
    if len(total) == 1:
        if n <= total[0]:
            yield (n,)
        return
    for count in range(min(total[0], n) + 1):
        yield from ((count, *row) for row in _rows(total[1:], n - count))


@cache
def _is_said(line: Line, row: tuple[int, ...]) -> bool:
    spread = spread_of(row)
    return spread is not None and (Distribution(row).median, spread.word) == (line.median, line.word)


def minority(row: Sequence[int]) -> int:
    """How many scores lie beside the fullest level."""
    return sum(row) - max(row)


def known_of_one_mind(total: Sequence[int], cells: Sequence[Cell], *, held_back: bool = False) -> list[str]:
    """The groups whose scores are all the same in every table that may be.

    Where lines are held back it is known why. A room that is of one mind itself tells so, whatever is said by sector:
    it gives none.
    """
    if minority(total) == 0:
        return []
    fits = [
        table for table in tables(total, cells) if not held_back or any(minority(row) <= 1 for row in table)
    ]
    assert fits, f"nothing fits {total} and {cells}"
    return [cell.group for place, cell in enumerate(cells) if all(not minority(t[place]) for t in fits)]
