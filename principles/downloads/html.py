"""A wording as one HTML file that asks for nothing else: its style is in it, and it has no script and no picture."""

from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from principles.document import Principle
from principles.downloads.paper import Paper
from principles.markup import html_of

STYLES = ("css/tokens.css", "css/document.css")


def written(paper: Paper) -> bytes:
    values = {
        "paper": paper,
        "wording": paper.wording,
        "words": paper.words,
        "style": style(),
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


@cache
def style() -> SafeString:
    """Our own style sheets, as they are in this release."""
    found = [finders.find(name) for name in STYLES]
    sheets = [Path(str(path)).read_text(encoding="utf-8") for path in found if path]
    return mark_safe("\n".join(sheets))  # noqa: S308  files of ours
