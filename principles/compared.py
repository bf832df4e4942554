"""Two wordings as a page shows their differences: part by part, each with what it said and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from principles.differences import Differences, Field, Kind, Run, Section
from principles.document import CantSay, Principle, Wording
from principles.sections import ROOM, SET
from principles.telling import name_of_section, name_of_text


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both texts, or in this one alone; the space around them is marked as nothing."""

    kind: Kind
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One text that differs. `level` is the place on the scale (from 1) of a statement, and `name` then its label.

    `old` or `new` is None where there is no such text; an empty one is there, and says nothing.
    """

    name: str
    old: tuple[Piece, ...] | None
    new: tuple[Piece, ...] | None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with something different in it."""

    key: str
    title: str
    number: int | None
    was_number: int | None
    standing: str
    rows: tuple[Row, ...]


def parts_of(old: Wording, new: Wording, differences: Differences) -> tuple[Part, ...]:
    """Every section that differs, in the order of the new wording, and after it what was dropped."""
    changed = {section.key: section for section in differences.sections}
    moved = [Section(key, ()) for key in differences.moved if key not in changed]
    return tuple(_part(section, old, new, differences) for section in (*differences.sections, *moved))


def pieces_of(runs: Iterable[Run]) -> tuple[Piece, ...]:
    """Runs of words, with the space around each taken out of it."""
    return tuple(_piece(run) for run in runs if run.text)


def loose(values: Mapping[str, Any]) -> Wording:
    """The wording in a draft, which may be unfinished: nothing is checked."""
    principles = tuple(Principle(**_tupled(one)) for one in values["principles"])
    return Wording(**_tupled(values) | {"cant_say": CantSay(**values["cant_say"]), "principles": principles})


def _tupled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _part(section: Section, old: Wording, new: Wording, differences: Differences) -> Part:
    number, was = _place(section.key, new), _place(section.key, old)
    titles = {one.key: one.title for one in (*old.principles, *new.principles)}
    rows = (row for row in (_row(field, section, old, new) for field in section.fields) if row.old or row.new)
    return Part(
        key=section.key,
        title=name_of_section(section.key) or titles[section.key],
        number=number,
        was_number=was,
        standing=_standing(section, differences),
        rows=tuple(rows),
    )


def _standing(section: Section, differences: Differences) -> str:
    """What became of a principle as a whole; "" where its words alone changed."""
    if section.is_added:
        return "added"
    if section.is_dropped:
        return "dropped"
    return "moved" if section.key in differences.moved else ""


def _place(key: str, wording: Wording) -> int | None:
    keys = [one.key for one in wording.principles]
    return keys.index(key) + 1 if key in keys else None


def _row(field: Field, section: Section, old: Wording, new: Wording) -> Row:
    is_listed = (field.old_entry, field.new_entry) != (None, None)
    there = field.old_entry is not None or (not is_listed and not section.is_added)
    here = field.new_entry is not None or (not is_listed and not section.is_dropped)
    entry = field.new_entry or field.old_entry
    level = entry if field.name == "levels" and section.key not in (SET, ROOM) else None
    return Row(
        name=_label(level, here, old, new) if level else name_of_text(section.key, field.name, entry),
        old=pieces_of(run for run in field.runs if run.kind != Kind.ADDED) if there else None,
        new=pieces_of(run for run in field.runs if run.kind != Kind.REMOVED) if here else None,
        level=level,
    )


def _label(level: int, here: bool, old: Wording, new: Wording) -> str:
    labels = new.levels if here else old.levels
    return labels[level - 1] if level <= len(labels) else ""


def _piece(run: Run) -> Piece:
    text = run.text.strip()
    if not text:
        return Piece(run.kind, "", after=run.text)
    before, _text, after = run.text.partition(text)
    return Piece(run.kind, text, before, after)
