"""Tables, and what they report: never who sits there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workshops.domain.tables import REPORTS_FOR


@dataclass(frozen=True)
class TableShown:
    """One table. `edition` counts the changes of its notes and of who writes them; its phones ask again by it."""

    number: int
    people: int
    notes: str
    edition: int
    has_scribe: bool
    reporting_since: datetime | None = None

    @property
    def reports_until(self) -> datetime | None:
        """When its two minutes on the screen are over: guidance, nobody is cut off."""
        return self.reporting_since + timedelta(seconds=REPORTS_FOR) if self.reporting_since else None


@dataclass(frozen=True)
class Tables:
    """All of a workshop's. `seating` counts every change of who sits where; 0 where nobody ever sat."""

    seating: int = 0
    all: tuple[TableShown, ...] = ()

    @property
    def taken(self) -> tuple[TableShown, ...]:
        """Those at which somebody sits."""
        return tuple(table for table in self.all if table.people)

    @property
    def alone(self) -> tuple[TableShown, ...]:
        """Those with a single person, who cannot talk with anybody."""
        return tuple(table for table in self.all if table.people == 1)

    @property
    def told(self) -> tuple[TableShown, ...]:
        """Those that can report: somebody sits there, or something was written."""
        return tuple(table for table in self.all if table.people or table.notes)

    @property
    def reporting(self) -> TableShown | None:
        return next((table for table in self.all if table.reporting_since), None)

    @property
    def place(self) -> int:
        """Of the table that reports, from 1 among those that can."""
        return self.told.index(self.reporting) + 1 if self.reporting in self.told and self.reporting else 0

    @property
    def next(self) -> TableShown | None:
        """The table to report next: after the last it is over."""
        return self.told[self.place] if self.place < len(self.told) else None

    @property
    def before(self) -> TableShown | None:
        return self.told[self.place - 2] if self.place > 1 else None

    @property
    def written(self) -> int:
        return sum(1 for table in self.all if table.notes)

    @property
    def sizes(self) -> tuple[int, int]:
        """The fewest and the most people at a table."""
        people = [table.people for table in self.taken]
        return min(people, default=0), max(people, default=0)


@dataclass(frozen=True)
class OwnTable:
    """Where one sits oneself; `number` is 0 for nowhere. `writes` says whether one is the scribe, `has_scribe` whether
    anybody is."""

    seating: int = 0
    number: int = 0
    people: int = 0
    writes: bool = False
    has_scribe: bool = False
    notes: str = ""
    edition: int = 0

    @property
    def others(self) -> int:
        return max(self.people - 1, 0)
