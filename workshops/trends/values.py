"""A series of ended workshops as values: what was asked and answered at each date, and what became of promises."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from principles.differences import asked_of
from principles.document import Wording
from workshops.domain.sectors import FAMILIES
from workshops.domain.trend import Asked, Break, Came, Mix, breaks_of, joined, mix_changes, stretches
from workshops.shown import NumberedPrinciple, RoundResult

MOST_DRAWN = 6  # dates that a picture still has room for


@dataclass(frozen=True)
class Followed:
    """A commitment, and what became of it as the team says: "" as long as nobody has said."""

    id: int
    code: str
    what: str
    owner: str
    by: date | None
    status: str
    note: str = ""
    # When that was last said.
    on: date | None = None
    first_step: str = ""


@dataclass(frozen=True)
class Held:
    """One ended workshop of a series. `results` has the first revealed round of each principle, by its key."""

    code: str
    title: str
    nation: str
    at: datetime
    set_key: str
    set_title: str
    edition: int
    wording: Wording
    principles: Mapping[str, NumberedPrinciple]
    results: Mapping[str, RoundResult]
    came: Came
    promises: tuple[Followed, ...]
    # Of the edition that people read.
    digest: str = ""

    def asked(self, key: str) -> Asked | None:
        """What people were asked about the principle, if it was among theirs."""
        principle = self.principles.get(key)
        if principle is None:
            return None
        return Asked(self.set_key, self.wording.levels, asked_of(self.wording, principle.wording))


class Standing(StrEnum):
    """What there is to see of a principle at one date."""

    SHOWN = "shown"
    FEW = "few"
    UNSCORED = "unscored"
    ABSENT = "absent"


@dataclass(frozen=True)
class Point:
    """One principle at one date. `result` is there only where it may be shown."""

    standing: Standing
    asked: Asked | None
    result: RoundResult | None = None

    @property
    def is_shown(self) -> bool:
        return self.standing == Standing.SHOWN

    @property
    def counts(self) -> tuple[int, ...]:
        return self.result.distribution.counts if self.result and self.result.distribution else ()

    @property
    def median(self) -> Fraction | None:
        return self.result.median if self.result else None


def point_of(held: Held, key: str) -> Point:
    asked, result = held.asked(key), held.results.get(key)
    if asked is None:
        return Point(Standing.ABSENT, None)
    if result is None:
        return Point(Standing.UNSCORED, asked)
    return Point(Standing.SHOWN, asked, result) if result.enough else Point(Standing.FEW, asked)


@dataclass(frozen=True)
class PrincipleTrend:
    """One principle at every date; its number and its title are those that it had last."""

    principle: NumberedPrinciple
    points: tuple[Point, ...]

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        return breaks_of([point.asked for point in self.points])

    @property
    def stretches(self) -> tuple[range, ...]:
        return stretches(len(self.points), self.breaks)

    @property
    def joined(self) -> tuple[int, ...]:
        """The dates from which a line leads to the next one."""
        return joined([point.is_shown for point in self.points], self.breaks)

    @property
    def drawn(self) -> "PrincipleTrend":
        """The same at as many of the newest dates as a picture has room for."""
        return replace(self, points=self.points[-MOST_DRAWN:])

    @property
    def is_shown(self) -> bool:
        return any(point.is_shown for point in self.points)


@dataclass(frozen=True)
class Trend:
    """A series by date, the oldest first. `others` counts its ended workshops of the other kind, which `practice`
    names: for practice, with pretend people, or for real. `to_come` counts those that have not ended.
    """

    series: int
    title: str
    team: str
    practice: bool
    held: tuple[Held, ...]
    others: int = 0
    to_come: int = 0

    @cached_property
    def principles(self) -> tuple[PrincipleTrend, ...]:
        """Those of the newest workshop in the order of its set, then those that only earlier ones had."""
        last: dict[str, NumberedPrinciple] = {}
        for held in reversed(self.held):
            last = last | {key: one for key, one in held.principles.items() if key not in last}
        return tuple(
            PrincipleTrend(principle, tuple(point_of(held, key) for held in self.held))
            for key, principle in last.items()
        )

    @property
    def mix(self) -> tuple[Mix, ...]:
        return mix_changes([held.came for held in self.held], [family.key for family in FAMILIES])

    @property
    def nation(self) -> str:
        """The nation whose words all its workshops used; "", the whole UK, where they differ."""
        nations = {held.nation for held in self.held}
        return nations.pop() if len(nations) == 1 else ""

    @property
    def is_shown(self) -> bool:
        return any(one.is_shown for one in self.principles)

    @property
    def drawn(self) -> tuple[Held, ...]:
        """As many of the newest dates as a picture has room for."""
        return self.held[-MOST_DRAWN:]

    @cached_property
    def most(self) -> int:
        """The most scores on one level of any picture: all are drawn to the same measure."""
        return max((max(point.counts) for point in self._drawn), default=0)

    @cached_property
    def most_scores(self) -> int:
        """The most scores at one date of any picture."""
        return max((sum(point.counts) for point in self._drawn), default=0)

    @property
    def _drawn(self) -> list[Point]:
        return [point for one in self.principles for point in one.drawn.points if point.is_shown]
