"""A step of the agenda as it stands, and a principle by its number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from principles.document import Principle
from workshops.domain.activities import Kind
from workshops.domain.agenda import Placed, clock_mark
from workshops.domain.moves import LIVE, SHOWN, Phase


@dataclass(frozen=True)
class NumberedPrinciple:
    """A principle of the pinned edition and its number in the set, from 1."""

    number: int
    wording: Principle

    @property
    def key(self) -> str:
        return self.wording.key

    @property
    def title(self) -> str:
        return self.wording.title


@dataclass(frozen=True)
class Step:
    """One activity of the agenda as it stands."""

    id: int
    number: int
    kind: Kind
    title: str
    minutes: int
    picks: str
    principles: tuple[NumberedPrinciple, ...]
    phase: Phase
    round: int
    planned_at: datetime
    opened_at: datetime | None
    done_at: datetime | None
    extra_minutes: int
    # Kendall's W over its principles, and the people behind it; of a first round that was shown.
    order: tuple[float, int] | None = None
    clock_ended_at: datetime | None = None
    nudged_at: datetime | None = None
    # The run sheet, for the desk alone.
    script: str = ""
    notes: str = ""
    # What tables do in it.
    task: str = ""
    # What the plan gave it, where the desk has changed that; what it had before the last such change.
    planned_minutes: int | None = None
    minutes_before: int | None = None

    @property
    def is_live(self) -> bool:
        return self.phase in LIVE

    @property
    def is_shown(self) -> bool:
        return self.phase in SHOWN

    @property
    def ends_at(self) -> datetime | None:
        """When its minutes are over, or were ended: guidance, it cuts nobody off."""
        if self.clock_ended_at:
            return self.clock_ended_at
        return (
            self.opened_at + timedelta(minutes=self.minutes + self.extra_minutes) if self.opened_at else None
        )

    @property
    def planned(self) -> int:
        """The minutes that the plan gave it."""
        return self.minutes if self.planned_minutes is None else self.planned_minutes

    @property
    def extra_back(self) -> int:
        """The extra minutes that one press takes back."""
        return min(self.extra_minutes, 60)

    @property
    def clock_mark(self) -> str:
        """A short token for how its clock stands, so that two desks do not turn it twice."""
        return clock_mark(self.extra_minutes, self.clock_ended_at)

    @property
    def took(self) -> int | None:
        """Whole minutes it took, once it is over."""
        return (
            round((self.done_at - self.opened_at).total_seconds() / 60)
            if self.done_at and self.opened_at
            else None
        )

    @property
    def placed(self) -> Placed:
        keys = tuple(principle.key for principle in self.principles)
        return Placed(self.id, self.kind.name, self.phase, keys, self.minutes, self.done_at)
