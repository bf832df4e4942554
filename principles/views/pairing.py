"""A section of a translation beside its source: what stands on the page, and what comes back from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from django.http import QueryDict
from django.utils.translation import gettext as _

from principles.compared import Piece, pieces_of
from principles.differences import runs_between
from principles.keeping import clean
from principles.merging import Clash
from principles.telling import name_of_path
from principles.texts import Pair, section_of_path
from principles.translating import Given
from principles.typed import Part, Shape, cleaned, is_place, parts_of

# What a form calls a text, what stood there when the page was made, what the source said, and what somebody else wrote.
TEXT, BASE, SOURCE, OTHER = "t.", "b.", "s.", "o."
LINE_LENGTH = 60


@dataclass(frozen=True)
class Row:
    """One text: the source's, the box with the translation, and what is to be said of it.

    `base` is what the next save counts as unchanged; `theirs` is what somebody else wrote, where both wrote at once.
    """

    pair: Pair
    text: str
    base: str
    longest: int
    fault: str = ""
    theirs: str | None = None
    is_newer: bool = False

    @property
    def path(self) -> str:
        return self.pair.path

    @property
    def id(self) -> str:
        parts = self.path.split(".")
        return "-".join(parts[2:] if parts[0] == "principles" else parts)

    @property
    def name(self) -> str:
        return name_of_path(self.path)

    @property
    def level(self) -> int | None:
        """The place on the scale, from 1, of a statement or the name of a level."""
        parts = self.path.split(".")
        return int(parts[-1]) + 1 if parts[-2:-1] == ["levels"] else None

    @property
    def rows(self) -> int:
        """How tall the box is at first."""
        return max(
            1, *(len(text) // LINE_LENGTH + text.count("\n") + 1 for text in (self.pair.source, self.text))
        )

    @property
    def then(self) -> tuple[Piece, ...]:
        """What the source said when this was translated, and says now, word by word."""
        return pieces_of(runs_between(self.pair.was, self.pair.source)) if self.pair.was else ()

    @property
    def then_mark(self) -> int:
        """Another one for other words: a page keeps what is open as long as it says the same."""
        return crc32(f"{self.pair.was}\n{self.pair.source}".encode())


def part_of_path(path: str) -> Part | None:
    """The shape of the text at a path; None for a path that no wording has."""
    section = section_of_path(path) if path.count(".") or not path.startswith("principles") else ""
    inside = path.split(".")[2:] if path.startswith("principles.") else path.split(".")
    field = ".".join(inside[:-1] if inside and is_place(inside[-1]) else inside)
    part = parts_of(section).get(field)
    return replace(part, shape=Shape.LINE) if part and part.shape != Shape.TEXT else part


def given_in(sent: QueryDict, section: str) -> dict[str, Given]:
    """The texts of a section that a page of ours sent."""
    found = {}
    for name in sent:
        path = name.removeprefix(TEXT)
        part = part_of_path(path) if name.startswith(TEXT) else None
        if part and section_of_path(path) == section:
            mine = cleaned(str(sent[name]), part.shape)
            source = _as_kept(sent, SOURCE + path)
            # It is kept beside the translation, so it is held to what a source can say.
            found[path] = Given(_as_kept(sent, BASE + path), mine, clean(source)[: part.longest])
    return found


def _as_kept(sent: QueryDict, name: str) -> str:
    """What stood on the page: browsers send every end of a line as two signs."""
    return str(sent.get(name, "")).replace("\r\n", "\n")


def too_long(given: Mapping[str, Given]) -> dict[str, str]:
    """By path, what is wrong with a text that has more signs than an edition may hold."""
    words = _("This has %(found)s characters and may have %(allowed)s.")
    found = {}
    for path, one in given.items():
        part = part_of_path(path)
        if part and len(one.mine) > part.longest:
            found[path] = words % {"found": len(one.mine), "allowed": part.longest}
    return found


def rows_of(pairs: tuple[Pair, ...], section: str) -> list[Row]:
    """The texts of a section as they are kept."""
    return [
        Row(pair, pair.text, pair.text, longest_of(pair.path))
        for pair in pairs
        if section_of_path(pair.path) == section
    ]


def longest_of(path: str) -> int:
    part = part_of_path(path)
    return part.longest if part else 0


def rows_after(
    rows: list[Row], given: Mapping[str, Given], faults: Mapping[str, str], clashes: tuple[Clash, ...]
) -> list[Row]:
    """The same as the page has them that sent this: what was typed stays in its box."""
    theirs = {clash.field: str(clash.theirs) for clash in clashes}
    return [_after(row, given[row.path], faults, theirs) if row.path in given else row for row in rows]


def _after(row: Row, one: Given, faults: Mapping[str, str], theirs: Mapping[str, str]) -> Row:
    path, kept = row.path, row.pair.text
    same = kept == one.mine
    return replace(
        row,
        text=one.mine,
        base=kept if same else one.base,
        fault=faults.get(path, ""),
        theirs=theirs.get(path),
        is_newer=not same and path not in theirs and path not in faults,
    )


def lost(rows: list[Row], given: Mapping[str, Given]) -> list[tuple[str, str]]:
    """What was typed for texts that the source has no longer, by name: nobody's words go without a trace."""
    here = {row.path for row in rows}
    gone = {path: one for path, one in given.items() if path not in here and one.mine != one.base}
    return [(name_of_path(path), one.mine) for path, one in gone.items()]


def progress_by_section(pairs: tuple[Pair, ...]) -> dict[str, tuple[int, int]]:
    """How many texts of each section are done, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for pair in pairs:
        key = section_of_path(pair.path)
        done, total = found.get(key, (0, 0))
        found[key] = (done + pair.is_done, total + 1)
    return found


def sections_shown(
    keys: tuple[str, ...], titles: Mapping[str, Any], pairs: tuple[Pair, ...]
) -> list[dict[str, Any]]:
    """Every section to go to, with how far it is."""
    done = progress_by_section(pairs)
    return [
        {
            "key": key,
            "title": titles[key],
            "number": max(0, place - 1),
            "done": done.get(key, (0, 0))[0],
            "total": done.get(key, (0, 0))[1],
        }
        for place, key in enumerate(keys)
    ]
