"""A wording as PDF/UA-1, typeset from `set.typ` beside this file."""

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
        "title": wording.title,
        "language": wording.language,
        "direction": paper.direction,
        "words": asdict(paper.words),
        "question": wording.question,
        "credit": blocks(wording.credit),
        "source": wording.source,
        "note": paper.note,
        "digest": paper.digest,
        "published": [paper.published.year, paper.published.month, paper.published.day],
        "lists": paper.lists,
        "principles": [
            principle_of(paper, one, place) for place, one in enumerate(wording.principles, start=1)
        ],
    }


def principle_of(paper: Paper, one: Principle, place: int) -> dict[str, Any]:
    return {
        "place": paper.place_of(place),
        "title": one.title,
        "summary": one.summary,
        "meaning": blocks(one.meaning),
        "levels": paper.levels_of(one),
        "lists": paper.lists_of(one),
    }


def blocks(text: str) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks_of(text)]
