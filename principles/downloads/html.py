"""A wording as one HTML file that asks for nothing else: its style is in it, and it has no script and no picture."""

from typing import Any

from django.template.loader import render_to_string

from principles.document import Principle
from principles.downloads.paper import Paper
from principles.inlining import style_of
from principles.markup import html_of


def written(paper: Paper) -> bytes:
    values = {
        "paper": paper,
        "wording": paper.wording,
        "words": paper.words,
        "style": style_of("tokens", "document"),
        "credit": html_of(paper.wording.credit),
        "principles": [
            shown(paper, one, place) for place, one in enumerate(paper.wording.principles, start=1)
        ],
    }
    return render_to_string("principles/document.html", values).encode()


def shown(paper: Paper, one: Principle, place: int) -> dict[str, Any]:
    return {
        "one": one,
        "number": paper.place_of(place),
        "meaning": html_of(one.meaning),
        "levels": paper.levels_of(one),
        "lists": paper.lists_of(one),
    }
