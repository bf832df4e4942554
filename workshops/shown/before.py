"""What was promised the last time, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Kept:
    """A commitment of the workshop before. `status` is done, going, stuck, or "" where nobody has said."""

    id: int
    what: str
    owner: str
    by: date | None
    status: str
    # In the team's words, and the day on which they last said what became of it.
    note: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Before:
    """The workshop before this one in its series."""

    title: str
    held_at: datetime
    promises: tuple[Kept, ...]
