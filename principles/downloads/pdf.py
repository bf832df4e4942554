"""A wording as PDF/UA-1, typeset from `set.typ` beside this file."""

import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

from principles.document import Principle
from principles.downloads.paper import Paper
from principles.markup import blocks_of
from principles.typesetting import pdf_of

TEMPLATE = Path(__file__).parent / "set.typ"


def written(paper: Paper) -> bytes:
    return pdf_of(TEMPLATE, values_of(paper))


def values_of(paper: Paper) -> dict[str, Any]:
    """All that the template sets, in plain values."""
    wording = paper.wording
    return {
        "title": heading_of(wording.title, paper.words.edition),
        "language": wording.language,
        "direction": paper.direction,
        "words": asdict(paper.words),
        "question": wording.question,
        "credit": blocks(wording.credit),
        "source": wording.source,
        "note": paper.note,
        "digest": paper.digest,
        "not_endorsed": paper.not_endorsed,
        "published": [paper.published.year, paper.published.month, paper.published.day],
        "lists": paper.lists,
        "principles": [
            principle_of(paper, one, place) for place, one in enumerate(wording.principles, start=1)
        ],
    }


def principle_of(paper: Paper, one: Principle, place: int) -> dict[str, Any]:
    return {
        "place": paper.place_of(place),
        "title": heading_of(one.title, paper.place_of(place)),
        "summary": one.summary,
        "meaning": blocks(one.meaning),
        "levels": paper.levels_of(one),
        "lists": paper.lists_of(one),
    }


def blocks(text: str) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks_of(text)]


def heading_of(title: str, instead: str) -> str:
    """A title of signs that nobody can see is no heading, and a PDF for everybody must have one."""
    return title if any(unicodedata.category(sign)[0] in "LNPS" for sign in title) else instead
