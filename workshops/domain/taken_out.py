"""Words that were taken out for good, out of a report that was kept as text."""

import json
from typing import Any

SAID = {"text", "seen", "differs"}


def without(text: str, words: str) -> str:
    """The report without the comments and parked issues that say `words`, and with so many more taken out.

    The same text where it has none of them.
    """
    values = json.loads(text)
    summary = values["summary"]
    left, gone = _left(summary, words)
    if not gone:
        return text
    left["redacted"] = summary["redacted"] + gone
    return json.dumps(values | {"summary": left}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _left(part: Any, words: str, name: str = "") -> tuple[Any, int]:
    """The part without them, and how many comments went."""
    if isinstance(part, dict):
        pairs = {key: _left(value, words, key) for key, value in part.items()}
        return {key: left for key, (left, _gone) in pairs.items()}, sum(
            gone for _left, gone in pairs.values()
        )
    if not isinstance(part, list):
        return part, 0
    kept = [one for one in part if not _is_said(one, words) and not (name == "parked" and one == words)]
    found = [_left(one, words, name) for one in kept]
    comments = sum(_is_said(one, words) for one in part)
    return [left for left, _gone in found], comments + sum(gone for _left, gone in found)


def _is_said(part: Any, words: str) -> bool:
    return isinstance(part, dict) and part.keys() >= SAID and part["text"] == words
