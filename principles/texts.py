"""A wording text by text, and a translation beside its source. Pure: the standard library only.

A *path* names one text: "title", "cant_say.label", "levels.0", "principles.<key>.signs.2". Entries count from 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Values = dict[str, Any]
# A table's texts in the order in which people read them: a database may keep its keys in another.
ORDER = (
    "title", "label", "summary", "credit", "source", "question", "meaning", "levels", "signs", "prompts", "watch_outs",
    "cant_say", "help", "comment_prompt", "privacy_short", "ground_rules", "check_in", "check_out", "principles",
)  # fmt: skip
ROOM = ("ground_rules", "check_in", "check_out")
SET = "set"


@dataclass(frozen=True, slots=True)
class Pair:
    """One text of the source and what stands for it in the translation; `was` is the source that it was made from."""

    path: str
    source: str
    text: str = ""
    was: str = ""

    @property
    def is_missing(self) -> bool:
        return not self.text

    @property
    def is_stale(self) -> bool:
        """The source has moved on since this was translated."""
        return bool(self.text) and self.was != self.source

    @property
    def is_done(self) -> bool:
        return bool(self.text) and self.was == self.source


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a translation is, in texts."""

    done: int
    stale: int
    missing: int

    @property
    def total(self) -> int:
        return self.done + self.stale + self.missing

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def texts_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Every text of a wording by its path, in the order in which people read them; empty ones too."""
    return dict(_texts("", values))


def pairs_of(source: Values, translation: Mapping[str, Any], sources: Mapping[str, str]) -> tuple[Pair, ...]:
    """Each text that the source has, with its translation.

    `sources` is what each text was translated from, by its path at that time. An entry of a list that has only moved
    takes its translation along.
    """
    texts = {path: text for path, text in texts_of(translation).items() if text}
    wanted = [(path, text) for path, text in texts_of(source).items() if text.strip()]
    found: list[Pair] = []
    for parent, entries in groupby(wanted, key=lambda one: list_of(one[0])):
        here = dict(entries)
        old = [path for path in texts if list_of(path) == parent]
        taken = _matched(here, old, sources) if parent else {path: path for path in here}
        for path, text in here.items():
            was = taken.get(path, "")
            found.append(Pair(path, text, texts.get(was, ""), sources.get(was, "")))
    return tuple(found)


def progress_in(pairs: Iterable[Pair]) -> Progress:
    pairs = list(pairs)
    return Progress(
        done=sum(pair.is_done for pair in pairs),
        stale=sum(pair.is_stale for pair in pairs),
        missing=sum(pair.is_missing for pair in pairs),
    )


def fitted(source: Values, pairs: Iterable[Pair], language: str) -> Values:
    """The translation in the shape that its source has now, with the same keys and levels; "" where it is missing."""
    texts = {pair.path: pair.text for pair in pairs}
    values: Values = _filled("", source, texts)
    return values | {"language": language}


def sources_in(pairs: Iterable[Pair]) -> dict[str, str]:
    """What each text that is there was translated from, by its path now."""
    return {pair.path: pair.was for pair in pairs if pair.text}


def section_of_path(path: str) -> str:
    """The section that a text stands in: "set", "room", or a principle's key."""
    first, *others = path.split(".")
    if first == "principles":
        return others[0]
    return "room" if first in ROOM else SET


def list_of(path: str) -> str:
    """The list that a text is an entry of; "" where it is none."""
    parent, _, entry = path.rpartition(".")
    return parent if entry.isdecimal() else ""


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
        return
    for name, inner in _parts(value):
        yield from _texts(f"{path}.{name}" if path else name, inner)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """What is inside a table or a list, each under its name in a path."""
    if isinstance(value, Mapping):
        yield from ((name, value[name]) for name in ORDER if name in value)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield (str(inner["key"]) if isinstance(inner, Mapping) else str(place)), inner


def _filled(path: str, value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return texts.get(path, "")
    inside = {
        name: _filled(f"{path}.{name}" if path else name, inner, texts) for name, inner in _parts(value)
    }
    return {**value, **inside} if isinstance(value, Mapping) else list(inside.values())


def _matched(now: Mapping[str, str], old: list[str], sources: Mapping[str, str]) -> dict[str, str]:
    """From which old path each entry takes its translation: one of the same words first, and then that of its place."""
    found: dict[str, str] = {}
    for choice in (_unmoved, _moved, _next):
        before = ""
        for path, text in now.items():
            if path not in found:
                free = {was: sources.get(was, "") for was in old if was not in found.values()}
                was = choice(path, text, free, found.get(before))
                if was in free:
                    found[path] = was
            before = path
    return found


def _unmoved(path: str, text: str, free: Mapping[str, str], _before: str | None) -> str:
    return path if free.get(path) == text else ""


def _moved(_path: str, text: str, free: Mapping[str, str], _before: str | None) -> str:
    return next((was for was, source in free.items() if source == text), "")


def _next(path: str, _text: str, _free: Mapping[str, str], before: str | None) -> str:
    """The entry after that of the one before; the same place where that one has none."""
    if before is None:
        return path
    parent, _, entry = before.rpartition(".")
    return f"{parent}.{int(entry) + 1}"
