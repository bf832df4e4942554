"""What changed between two wordings, word by word, and what no longer compares. Pure: the standard library only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from principles.document import CantSay, Principle, Wording
from principles.merging import LEVELS
from principles.sections import OF_PRINCIPLE, OF_ROOM, OF_SET, ROOM, SET
from principles.word_by_word import Kind, Run, runs_between

__all__ = [
    "Differences",
    "Field",
    "Kind",
    "Run",
    "Section",
    "asked_of",
    "between",
    "breaks_comparison",
    "runs_between",
]


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
    was, now = _numbered(old), _numbered(new)
    sections = [
        Section(SET, tuple(_fields(old, new, ("language", *OF_SET)))),
        Section(ROOM, tuple(_fields(old, new, OF_ROOM))),
        *(_section(was.get(key), now.get(key)) for key in [*now, *(key for key in was if key not in now)]),
    ]
    return Differences(
        sections=tuple(one for one in sections if one.fields),
        added=tuple(key for key in now if key not in was),
        dropped=tuple(key for key in was if key not in now),
        moved=_moved([key for key in was if key in now], [key for key in now if key in was]),
    )


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
    was = {one.key: asked_of(old, one) for one in old.principles}
    another_scale = old.levels != new.levels
    both = [one for one in new.principles if one.key in was]
    return tuple(one.key for one in both if another_scale or asked_of(new, one) != was[one.key])


def _numbered(wording: Wording) -> dict[str, tuple[int, Principle]]:
    return {one.key: (number, one) for number, one in enumerate(wording.principles, start=1)}


def _section(was: tuple[int, Principle] | None, now: tuple[int, Principle] | None) -> Section:
    """One principle, of which at least one side is there."""
    (old_number, old), (new_number, new) = was or (None, None), now or (None, None)
    known = new or old
    return Section(
        key=known.key if known else "",
        fields=tuple(_fields(old, new, OF_PRINCIPLE)),
        title=known.title if known else "",
        old_number=old_number,
        new_number=new_number,
    )


def _fields(old: object, new: object, names: Sequence[str]) -> Iterator[Field]:
    """Each text that differs; a side that is None has none."""
    for name in names:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if isinstance(was or now, CantSay):
            yield from (
                replace(one, name=f"{name}.{one.name}") for one in _fields(was, now, ("label", "help"))
            )
        elif isinstance(was or now, tuple):
            yield from _entries(name, was or (), now or ())
        elif (was or "") != (now or ""):
            yield Field(name, runs_between(was or "", now or ""))


def _entries(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Field]:
    """The entries of a list that differ: one that stands in another's place is compared with it."""
    if name == LEVELS and len(old) == len(new):
        spans = [
            (place, place + 1, place, place + 1) for place in range(len(old)) if old[place] != new[place]
        ]
    else:
        opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        spans = [(a, b, c, d) for kind, a, b, c, d in opcodes if kind != "equal"]
    for old_start, old_end, new_start, new_end in spans:
        places = zip_longest(range(old_start, old_end), range(new_start, new_end))
        for was, now in places:
            texts = ("" if was is None else old[was], "" if now is None else new[now])
            entries = (None if place is None else place + 1 for place in (was, now))
            yield Field(name, runs_between(*texts), *entries)


def _moved(old: list[str], new: list[str]) -> tuple[str, ...]:
    """The fewest keys without which the others are in the same order, as they stand now."""
    longest: list[list[str]] = []
    for key in new:
        before = [one for one in longest if old.index(one[-1]) < old.index(key)]
        longest.append([*max(before, key=len, default=[]), key])
    stay = max(longest, key=len, default=[])
    return tuple(key for key in new if key not in stay)
