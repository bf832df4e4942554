"""Voting with dots: how many each person has, on what, and how ideas come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from workshops.domain.spread import ENOUGH

FEWEST_EACH, MOST_EACH, MOST_ON_ONE = 2, 5, 2
# Options for each dot that somebody has.
OPTIONS_A_DOT = 4


class Placed(Protocol):
    """A step of the agenda."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...


T = TypeVar("T")


@dataclass(frozen=True)
class Ranked(Generic[T]):
    """One that was voted on: its place from 1, shared with all that got as many dots."""

    place: int
    what: T
    dots: int
    tied: bool


def dots_each(options: int) -> int:
    """How many dots each person has on so many options: a quarter of them, from two to five."""
    return min(MOST_EACH, max(FEWEST_EACH, options // OPTIONS_A_DOT))


def enough_voters(voters: int) -> bool:
    """Whether so many voted that a total is nobody's own."""
    return voters >= ENOUGH


def ranked(totals: Iterable[tuple[T, int]]) -> tuple[Ranked[T], ...]:
    """The most dots first; those with as many share a place, in the order in which they came."""
    ordered = sorted(totals, key=lambda total: -total[1])
    numbers = [dots for _, dots in ordered]
    return tuple(
        Ranked(numbers.index(dots) + 1, what, dots, numbers.count(dots) > 1) for what, dots in ordered
    )


def asked_in(steps: Sequence[Placed], vote: int) -> frozenset[int]:
    """The steps whose ideas the step `vote` is about: those since the vote before it; where there are none, all."""
    ids = [step.id for step in steps]
    before = list(steps[: ids.index(vote)]) if vote in ids else []
    last = max((place for place, step in enumerate(before) if step.kind == "dots"), default=-1)
    found = frozenset(step.id for step in before[last + 1 :] if step.kind == "ideas")
    return found or frozenset(step.id for step in steps if step.kind == "ideas")
