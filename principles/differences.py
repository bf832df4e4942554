"""What changed between two wordings, word by word, and what no longer compares. Pure: the standard library only."""

from dataclasses import dataclass
from enum import StrEnum

from principles.document import Principle, Wording


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words: in both texts, only in the new one, or only in the old one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A text that differs. `name` is that of the field in the document: "title", "signs", "cant_say.label".

    Of a list, each entry that differs is a field of its own; `old_entry` and `new_entry` say where it stood and where
    it stands (from 1), None on the side where there is no such entry. Outside a list both are None.
    """

    name: str
    runs: tuple[Run, ...]
    old_entry: int | None = None
    new_entry: int | None = None

    @property
    def old(self) -> str:
        return "".join(run.text for run in self.runs if run.kind != Kind.ADDED)

    @property
    def new(self) -> str:
        return "".join(run.text for run in self.runs if run.kind != Kind.REMOVED)


@dataclass(frozen=True, slots=True)
class Section:
    """A section with something different in it, and every field that is. `key` is "set", "room" or a principle's.

    `title` is what a principle is called in the new wording, or was in the old one if it is gone; "" for the others.
    `old_number` and `new_number` are its place (from 1), None where it is not there: that makes it added or dropped.
    """

    key: str
    fields: tuple[Field, ...]
    title: str = ""
    old_number: int | None = None
    new_number: int | None = None

    @property
    def is_added(self) -> bool:
        return self.new_number is not None and self.old_number is None

    @property
    def is_dropped(self) -> bool:
        return self.old_number is not None and self.new_number is None


@dataclass(frozen=True, slots=True)
class Differences:
    """Sections that differ: the set's, the room's, principles in their new order, then those that were dropped.

    `added`, `dropped` and `moved` hold keys. A principle has moved if it was carried past another that is in both.
    """

    sections: tuple[Section, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.sections or self.moved)


def between(old: Wording, new: Wording) -> Differences:
    """All that differs; empty only if both say the same. Principles are the same one if they have the same key."""
    raise NotImplementedError


def runs_between(old: str, new: str) -> tuple[Run, ...]:
    """Two texts word by word: same and removed runs joined are the old one exactly, same and added the new one."""
    raise NotImplementedError


def asked_of(wording: Wording, principle: Principle) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everything that people read before they score a principle, part by part; the names of the levels are apart.

    This alone decides whether two wordings of a principle can be compared: over time, and before publishing.
    """
    return (
        ("question", (wording.question,)),
        ("title", (principle.title,)),
        ("summary", (principle.summary,)),
        ("meaning", (principle.meaning,)),
        ("levels", principle.levels),
        ("signs", principle.signs),
        ("prompts", principle.prompts),
        ("watch_outs", principle.watch_outs),
    )


def breaks_comparison(old: Wording, new: Wording) -> tuple[str, ...]:
    """Keys of the principles in both that people are now asked something else about, or on another scale.

    In the order of the new wording. Their scores from before and after do not compare: no line leads across.
    """
    raise NotImplementedError
