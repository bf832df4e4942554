"""Reads tables of unknown values, and notes every fault on the way instead of stopping at the first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from principles.lines import Path, nearest_line

# Control characters, half pairs and what is no character: none can be shown, and PostgreSQL, UTF-8 and XML refuse some.
UNSHOWABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# What can be wrong with a value, by a word for it, as it is said after the value's place in a document.
REASONS = {
    "missing": "is missing.",
    "unknown": "is not known here.",
    "not a list": "must be a list.",
    "not text": "must be text.",
    "not a table": "must be a table.",
    "entries": "has {found} entries and must have {allowed}.",
    "twice": "says the same as entry {entry}.",
    "empty": "is empty.",
    "too long": "has {found} characters and may have {allowed}.",
    "unshowable": "holds a character that cannot be shown.",
    "lines": "must be on one line.",
    "language": 'must be a language such as "en-GB".',
    "key": "must be small letters, digits and single hyphens.",
    "reserved": "must be another word: the parts of a set are called that.",
    "same key": "is the same as that of principle {number}.",
    "same language": "is that of the set: a translation is in another.",
    "untranslated": "is empty, and has words in the set's own language.",
    "no source": "has words, and is empty in the set's own language.",
    "other entries": "has {found} entries, and {allowed} in the set's own language.",
    "other key": 'must be "{key}", as in the set\'s own language.',
    "other language": "must be {language}, that of the set.",
    "no number": "must hold {{k}}: the fewest people that a sector is shown with.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, as a sentence, and the line it stands on (from 1) where that can be known.

    `path` leads to it in the document's values, `("principles", 0, "signs", 2)`, counted from 0; `why` is one of
    `REASONS`, and `numbers` fills in what it leaves open. All three are empty where there is no document to speak of.
    """

    line: int | None
    reason: str
    path: Path = field(default=(), compare=False)
    why: str = field(default="", compare=False)
    numbers: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.reason if self.line is None else f"Line {self.line}: {self.reason}"


class Faulty(ValueError):
    """The document cannot be used; `faults` says everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(map(str, self.faults)))


class Faults:
    """What has been found wrong so far."""

    def __init__(self, lines: dict[Path, int]) -> None:
        self.lines = lines
        self.found: list[Fault] = []

    def note(self, path: Path, why: str, **numbers: object) -> None:
        reason = f"{place(path)} {REASONS[why].format(**numbers)}"
        self.found.append(Fault(nearest_line(path, self.lines), reason, path, why, numbers))


class Table:
    """One table: hands out checked values by key. After a fault it hands out something of the right type."""

    def __init__(self, values: Mapping[str, object], path: Path, faults: Faults) -> None:
        self.values = values
        self.path = path
        self.faults = faults
        self.asked: set[str] = set()

    def text(self, key: str, longest: int, *, paragraphs: bool = False, may_be_empty: bool = False) -> str:
        if not self.has(key):
            return ""
        return self.checked_text(self.values[key], (*self.path, key), longest, paragraphs, may_be_empty)

    def pattern(self, key: str, longest: int, pattern: str) -> str:
        text = self.text(key, longest)
        if text and not re.fullmatch(pattern, text):
            self.note(key, key)
        return text

    def texts(self, key: str, longest: int, least: int = 0, most: int = 12) -> tuple[str, ...]:
        texts: list[str] = []
        for entry, value in enumerate(self.entries(key, least, most)):
            path = (*self.path, key, entry)
            text = self.checked_text(value, path, longest)
            if text and text in texts:
                self.faults.note(path, "twice", entry=texts.index(text) + 1)
            texts.append(text)
        return tuple(texts)

    def table(self, key: str) -> "Table":
        path = (*self.path, key)
        return self.checked_table(self.values[key], path) if self.has(key) else nothing_at(path)

    def tables(self, key: str, least: int, most: int) -> list["Table"]:
        entries = enumerate(self.entries(key, least, most))
        return [self.checked_table(value, (*self.path, key, entry)) for entry, value in entries]

    def nothing_else(self) -> None:
        """To be called when every key has been asked for: notes the others."""
        for key in self.values:
            if key not in self.asked:
                self.note(key, "unknown")

    def note(self, key: str, why: str, **numbers: object) -> None:
        self.faults.note((*self.path, key), why, **numbers)

    def has(self, key: str) -> bool:
        self.asked.add(key)
        if key not in self.values:
            self.note(key, "missing")
        return key in self.values

    def entries(self, key: str, least: int, most: int) -> list[object]:
        """The list under a key, cut where it is too long: many entries are one fault, not as many faults."""
        if not self.has(key):
            return []
        value = self.values[key]
        if not isinstance(value, list):
            self.note(key, "not a list")
            return []
        if not least <= len(value) <= most:
            allowed = f"{least}" if least == most else f"{least} to {most}"
            self.note(key, "entries", found=len(value), allowed=allowed)
        return value[:most]

    def checked_text(
        self, value: object, path: Path, longest: int, paragraphs: bool = False, may_be_empty: bool = False
    ) -> str:
        if not isinstance(value, str):
            self.faults.note(path, "not text")
            return ""
        text = value.strip()
        if not text and not may_be_empty:
            self.faults.note(path, "empty")
        if len(text) > longest:
            self.faults.note(path, "too long", found=len(text), allowed=longest)
        if UNSHOWABLE.search(text):
            self.faults.note(path, "unshowable")
        if "\n" in text and not paragraphs:
            self.faults.note(path, "lines")
        return text

    def checked_table(self, value: object, path: Path) -> "Table":
        if isinstance(value, dict):
            return Table(value, path, self.faults)
        self.faults.note(path, "not a table")
        return nothing_at(path)


def nothing_at(path: Path) -> Table:
    """Stands for a table that is not there. That has been noted, so what it lacks is noted nowhere."""
    return Table({}, path, Faults({}))


def place(path: Path) -> str:
    """A path in words: `Principle 2: "signs" entry 3`."""
    if path[0] == "principles" and len(path) > 1 and isinstance(path[1], int):
        principle = f"Principle {path[1] + 1}"
        return f"{principle}: {place(path[2:])}" if path[2:] else principle
    names = ".".join(part for part in path if isinstance(part, str))
    entry = f" entry {path[-1] + 1}" if isinstance(path[-1], int) else ""
    return f'"{names}"{entry}'
