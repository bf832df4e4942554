"""Words that were taken out for good, out of a report that was kept as text."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from workshops.domain.copies import nameless, parked_as, title_for

SAID = {"text", "seen", "differs"}


@dataclass(frozen=True)
class Gone:
    """The words of one comment; others may have said the same, and theirs stay.

    `place` is the key of the principle that a report has it under, or the name of the list that it stands in, and
    `beside` what a report says with the words: None where it stands in none. `parked` is whether the issue that is
    parked in these words goes too.
    """

    words: str
    place: str = ""
    beside: Mapping[str, str | int] | None = None
    parked: bool = False


class _Kept(NamedTuple):
    """A comment in a report, with the list that it is in and where that stands."""

    said: dict[str, Any]
    among: list[Any]
    place: str


def without(text: str, gone: Gone) -> str:
    """The report without that comment, which is then counted among those taken out, and without what was copied of it.

    The same text where it has none of it.
    """
    values = json.loads(text)
    before, summary = json.dumps(values), values["summary"]
    _take_out(summary, gone)
    if gone.parked and parked_as(gone.words) in summary["parked"]:
        summary["parked"].remove(parked_as(gone.words))
    _unname_themes(summary, gone.words)
    if json.dumps(values) == before:
        return text
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _take_out(summary: dict[str, Any], gone: Gone) -> None:
    """Of several that say the same the one that is most like it."""
    same = [kept for kept in _comments(summary) if kept.said["text"] == gone.words]
    if gone.beside is None or not same:
        return
    likeness = [(kept.place == gone.place, _alike(kept.said, gone.beside)) for kept in same]
    one = same[likeness.index(max(likeness))]
    one.among.remove(one.said)
    summary["redacted"] += 1


def _alike(said: dict[str, Any], beside: Mapping[str, str | int]) -> int:
    return sum(said.get(name) == value for name, value in beside.items())


def _unname_themes(summary: dict[str, Any], words: str) -> None:
    """Themes are called by those words no more, whoever else's comments are under them."""
    every = [kept.said for kept in _comments(summary)]
    titles = {said.get("theme", "") for said in every}
    for said in every:
        if said.get("theme") == title_for(words):
            said["theme"] = nameless(titles)


def _comments(part: Any, place: str = "") -> Iterator[_Kept]:
    if isinstance(part, dict):
        for name, inside in part.items():
            yield from _comments(inside, _principle_of(part) or name)
    elif isinstance(part, list):
        for one in part:
            if isinstance(one, dict) and one.keys() >= SAID:
                yield _Kept(one, part, place)
            else:
                yield from _comments(one, place)


def _principle_of(part: dict[str, Any]) -> str:
    """The key of the principle that a part of a report is about, or ""."""
    principle = part.get("principle")
    return str(principle["wording"]["key"]) if isinstance(principle, dict) else ""
