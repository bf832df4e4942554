"""Workshops with the same group, side by side: what compares over time, and where it does not.

Nothing here says better or worse, and nothing compares one group with another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


def same_title(title: str) -> str:
    """What two titles of a series have in common that mean the same: case and the number of spaces do not count."""
    return " ".join(title.split()).casefold()


class Change(StrEnum):
    """Why two dates of one principle do not compare, the greatest first."""

    SET = "set"
    SCALE = "scale"
    WORDING = "wording"


@dataclass(frozen=True)
class Asked:
    """What people were asked about one principle at one workshop, to be compared by content alone.

    `set` is the set of principles that it stood in, `scale` the names of the levels from least to most, `texts` each
    part of its wording with everything that is said there.
    """

    set: str
    scale: tuple[str, ...]
    texts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Break:
    """Between two dates, counted from 0, the principle is not the same; `parts` names what is worded differently."""

    before: int
    after: int
    changes: tuple[Change, ...]
    parts: tuple[str, ...] = ()


def breaks_of(asked: Sequence[Asked | None]) -> tuple[Break, ...]:
    """Where the line of a principle breaks. A date without it is None, and is compared with nothing."""
    there = [(place, one) for place, one in enumerate(asked) if one]
    found = (
        _break(before, after, *_changes(was, became)) for (before, was), (after, became) in pairwise(there)
    )
    return tuple(one for one in found if one.changes)


def _break(before: int, after: int, changes: tuple[Change, ...], parts: tuple[str, ...]) -> Break:
    return Break(before, after, changes, parts)


def _changes(was: Asked, became: Asked) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    before = dict(was.texts)
    parts = tuple(part for part, text in became.texts if before.get(part) != text)
    differs = {
        Change.SET: was.set != became.set,
        Change.SCALE: was.scale != became.scale,
        Change.WORDING: bool(parts),
    }
    return tuple(change for change in Change if differs[change]), parts


def stretches(dates: int, breaks: Iterable[Break]) -> tuple[range, ...]:
    """The dates, counted from 0, in runs that no break divides."""
    starts = [0, *(one.after for one in breaks), dates]
    return tuple(range(start, end) for start, end in pairwise(starts))


def joined(shown: Sequence[bool], breaks: Iterable[Break]) -> tuple[int, ...]:
    """The dates from which a line leads to the next: both are shown, and nothing changed between them."""
    broken = {one.after for one in breaks}
    return tuple(place for place, both in enumerate(pairwise(shown)) if all(both) and place + 1 not in broken)


@dataclass(frozen=True)
class Came:
    """Of which families of sectors somebody came to one workshop, and which were offered there as an answer."""

    here: frozenset[str]
    offered: frozenset[str]


@dataclass(frozen=True)
class Mix:
    """A family that was not there every time: at which dates, counted from 0. Never how many people."""

    family: str
    here: tuple[int, ...]
    away: tuple[int, ...]
    not_offered: tuple[int, ...]


def mix_changes(came: Sequence[Came], families: Iterable[str]) -> tuple[Mix, ...]:
    """The families, in their own order, that were here at some dates and not at others."""
    found = (_mix(family, came) for family in families)
    return tuple(mix for mix in found if mix.here and (mix.away or mix.not_offered))


def _mix(family: str, came: Sequence[Came]) -> Mix:
    def where(here: bool, offered: bool | None = None) -> tuple[int, ...]:
        return tuple(
            place
            for place, one in enumerate(came)
            if (family in one.here) == here and (offered is None or (family in one.offered) == offered)
        )

    return Mix(family, where(True), where(False, True), where(False, False))
