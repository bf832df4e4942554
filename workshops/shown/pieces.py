"""What may be shown of a workshop, piece by piece: a step, a result, a voice. `snapshot` puts them together."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workshops.domain.breakdown import By, Grouping, Line, widest_gap
from workshops.domain.distribution import Distribution
from workshops.domain.movement import Movement, Part
from workshops.domain.spread import Spread, enough, spread_of
from workshops.shown.step import NumberedPrinciple


class Why(StrEnum):
    """Why a result is told by sector, or is not."""

    SHOWN = "shown"
    TOO_FEW = "too_few"
    ALIKE = "alike"
    ONE = "one"


@dataclass(frozen=True)
class SectorView:
    """How sectors see a principle: the lines that may be shown, or none and the reason."""

    why: Why
    lines: tuple[Line, ...] = ()
    by: By = By.FAMILIES
    # Whether people named single sectors, however they are told here.
    asked_sectors: bool = False

    @property
    def gap(self) -> Fraction | None:
        return widest_gap(self.lines)


@dataclass(frozen=True)
class RoundResult:
    """A revealed round of one principle. Below five scores it holds how many there are and nothing else."""

    activity: int
    principle: NumberedPrinciple
    round: int
    scores: int
    distribution: Distribution | None
    movement: Movement | None = None
    sectors: SectorView | None = None
    # Of all its answers, those from score sheets; and whether too few came by phone beside them to show it.
    on_paper: int = 0
    sheets_tell: bool = False

    @property
    def by_phone(self) -> int:
        """Of all its answers, those that came by phone; 0 where nothing is shown."""
        return self.distribution.n + self.distribution.cant_say - self.on_paper if self.distribution else 0

    @property
    def enough(self) -> bool:
        return self.distribution is not None

    @property
    def spread(self) -> Spread | None:
        return spread_of(self.distribution.counts) if self.distribution else None

    @property
    def median(self) -> Fraction | None:
        return self.distribution.median if self.distribution else None


@dataclass(frozen=True)
class PrincipleResult:
    """The newest shown round of a principle, and the round before it where there is one."""

    latest: RoundResult
    before: RoundResult | None = None

    @property
    def principle(self) -> NumberedPrinciple:
        return self.latest.principle


@dataclass(frozen=True)
class Count:
    """How many have answered one principle."""

    principle: NumberedPrinciple
    answered: int


@dataclass(frozen=True)
class Progress:
    """Counts while an activity is open: people done, of people joined, and for each principle."""

    done: int = 0
    of: int = 0
    counts: tuple[Count, ...] = ()
    # Score sheets that a desk has typed in, beside all of these.
    paper: int = 0

    @property
    def left(self) -> int:
        return max(self.of - self.done, 0)


@dataclass(frozen=True)
class Heading:
    """A theme that a facilitator made; of one principle, or where that is "" of any."""

    id: int
    title: str
    principle: str = ""
    spotlit: bool = False


@dataclass(frozen=True)
class Voice:
    """Something said, without a name; `seen` others see it too, and `differs` see it differently."""

    id: str
    activity: int
    principle: str
    source: str
    text: str
    seen: int
    hidden: bool
    spotlit: bool
    # The group it comes from, where that group has a line of its own.
    family: str = ""
    differs: int = 0
    # It waits for a facilitator before anybody else sees it.
    held: bool = False
    # Why a facilitator took its words out for good; there are none then.
    redacted: str = ""
    parked: bool = False
    theme: Heading | None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may know of it: also of words that were taken out, that they were."""
        return not self.hidden and not self.held

    @property
    def is_heard(self) -> bool:
        """Whether everybody may read its words."""
        return self.is_public and not self.redacted


@dataclass(frozen=True)
class Promise:
    """A commitment."""

    id: int
    what: str
    owner: str
    by: date | None
    first_step: str
    principle: NumberedPrinciple | None
    # How many said "that is me"; with their names where those may be told.
    confirmed: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Presence:
    """How many are connected, by an open socket or by asking, and how many were a while ago."""

    live: int = 0
    polling: int = 0
    asleep: int = 0

    @property
    def here(self) -> int:
        return self.live + self.polling


def round_result(  # noqa: PLR0913 - a counted round as it comes, and what is known of its sheets
    activity: int,
    principle: NumberedPrinciple,
    round: int,
    distribution: Distribution,
    movement: Movement | None,
    sectors: SectorView | None = None,
    *,
    on_paper: int = 0,
    phones_stand: bool = True,
) -> RoundResult:
    """What may be shown of a counted round: below five scores nothing but their number.

    Nor where some of it is `on_paper` and the phones do not stand by themselves: see `disclosure.stand_alone`.
    """
    if not phones_stand and enough(distribution.n):
        return RoundResult(activity, principle, round, distribution.n, None, sheets_tell=True)
    if enough(distribution.n):
        return RoundResult(
            activity, principle, round, distribution.n, distribution, movement, sectors, on_paper
        )
    return RoundResult(activity, principle, round, distribution.n, None)


def sector_view(
    grouping: Grouping, lines: tuple[Line, ...] | None, k: int, *, asked_sectors: bool = False
) -> SectorView:
    """What may be shown of the lines of a round. `k` is asked again: the site may have raised it since."""
    if lines is None:
        return SectorView(Why.ALIKE)
    if any(line.n < k for line in lines):
        return SectorView(Why.TOO_FEW)
    if lines:
        return SectorView(Why.SHOWN, lines, grouping.by, asked_sectors)
    return SectorView(Why.ONE if len(grouping.shown) == 1 else Why.TOO_FEW)


def movement_shown(movement: Movement | None, k: int, counted_with: int) -> Movement | None:
    """The movement, as far as every part of it has `k` people: the site may have raised it since it was counted.

    How few may have scored once only was asked with the smaller number: what that decided is not told then.
    """
    if movement is None or movement.pairs < k:
        return None
    if k > counted_with:
        movement = replace(movement, before=None, after=None)
    if all(people >= k for _, people in movement.parts):
        return movement
    return replace(movement, parts=((frozenset(Part), movement.pairs),))
