"""What people were told about their scores, to be held against what was counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NOBODY = -1


@dataclass(frozen=True, order=True)
class Place:
    """One answer that there can be: a person's (by number), in an activity, to a principle."""

    person: int
    activity: int
    principle: str


@dataclass(frozen=True)
class Row:
    """A score as it is counted; `level` is None for "I can't say"."""

    key: str
    activity: int
    principle: str
    level: int | None


class Kind(StrEnum):
    MISSING = "missing"  # acknowledged, and not there
    DOUBLED = "doubled"  # there more than once
    DIFFERENT = "different"  # there with another choice than the last that was acknowledged
    UNSENT = "unsent"  # there, and never sent
    STRAY = "stray"  # there for nobody who is in the workshop


@dataclass(frozen=True)
class Fault:
    """A score that was not counted as it was acknowledged. `told` and `found` are levels."""

    kind: Kind
    place: Place
    told: int | None = None
    found: tuple[int | None, ...] = ()


@dataclass
class Record:
    """The last acknowledged choice at every place; beside it whatever was sent later and never answered."""

    acknowledged: dict[Place, int | None] = field(default_factory=dict)
    unanswered: dict[Place, list[int | None]] = field(default_factory=dict)

    def sends(self, place: Place, level: int | None) -> None:
        self.unanswered.setdefault(place, []).append(level)

    def hears_yes(self, place: Place, level: int | None) -> None:
        """From now on nothing that was sent before may count any more, answered or not."""
        self.acknowledged[place] = level
        self.unanswered.pop(place, None)

    def hears_no(self, place: Place) -> None:
        """The last that was sent is not counted; for certain, because every try of it was answered."""
        self.unanswered[place].pop()

    def allowed(self, place: Place) -> set[int | None]:
        """The levels that may be counted: one, unless an answer is still owed."""
        known = {self.acknowledged[place]} if place in self.acknowledged else set()
        return known | set(self.unanswered.get(place, ()))


def faults_in(
    record: Record, rows: Iterable[Row], keys: Mapping[int, str], everybody: Collection[str]
) -> list[Fault]:
    """Everything that was not counted exactly once as it was last acknowledged.

    `keys` holds the ballot key of each of our people, `everybody` those of all participants of the workshop.
    """
    rows = list(rows)
    person_of = {key: person for person, key in keys.items()}
    found: dict[Place, list[int | None]] = {}
    for row in rows:
        if row.key in person_of:
            place = Place(person_of[row.key], row.activity, row.principle)
            found.setdefault(place, []).append(row.level)
    places = sorted(found.keys() | record.acknowledged.keys())
    judged = [_fault(record, place, tuple(found.get(place, ()))) for place in places]
    return [fault for fault in judged if fault] + _strays(rows, everybody)


def _fault(record: Record, place: Place, found: tuple[int | None, ...]) -> Fault | None:
    told = record.acknowledged.get(place)
    if not found:
        return Fault(Kind.MISSING, place, told)
    if len(found) > 1:
        return Fault(Kind.DOUBLED, place, told, found)
    allowed = record.allowed(place)
    if not allowed:
        return Fault(Kind.UNSENT, place, None, found)
    return None if found[0] in allowed else Fault(Kind.DIFFERENT, place, told, found)


def _strays(rows: Iterable[Row], everybody: Collection[str]) -> list[Fault]:
    return [
        Fault(Kind.STRAY, Place(NOBODY, row.activity, row.principle), None, (row.level,))
        for row in rows
        if row.key not in everybody
    ]


def miscounted(
    rows: Iterable[Row], counted: Mapping[tuple[int, str], Counter[int | None]]
) -> list[tuple[int, str]]:
    """The activities and principles whose count at close is not the count of their scores."""
    tallies: dict[tuple[int, str], Counter[int | None]] = {at: Counter() for at in counted}
    for row in rows:
        if (row.activity, row.principle) in tallies:
            tallies[row.activity, row.principle][row.level] += 1
    return sorted(at for at, tally in tallies.items() if tally != counted[at])
