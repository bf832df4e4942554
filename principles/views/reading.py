"""The public pages of the shipped principles: for reading, with no sign-in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from principles.document import Principle, Wording, wording_of
from principles.models import Edition
from principles.publishing import FIVE_PRINCIPLES, newest_edition

Card = dict[str, Any]


@require_safe
def principles(request: HttpRequest) -> HttpResponse:
    edition, wording = newest_wording()
    context = about(edition, wording) | {"wording": wording, "principles": cards_of(wording)}
    return render(request, "principles/principles.html", context)


@require_safe
def principle(request: HttpRequest, key: str) -> HttpResponse:
    edition, wording = newest_wording()
    place = place_of(key, wording)
    # Empty ends, so that the first has nothing before it and the last nothing after.
    around = [None, *cards_of(wording), None]
    context = about(edition, wording) | {
        "principle": page_of(wording, place),
        "previous": around[place],
        "next": around[place + 2],
    }
    return render(request, "principles/principle.html", context)


def newest_wording() -> tuple[Edition, Wording]:
    try:
        edition = newest_edition(FIVE_PRINCIPLES)
    except Edition.DoesNotExist as error:
        raise Http404(str(error)) from error
    return edition, wording_of(edition.wording)


def about(edition: Edition, wording: Wording) -> Card:
    """What every page says of the set that it shows."""
    return {"edition": edition, "title": wording.title, "credit": wording.credit, "source": wording.source}


def place_of(key: str, wording: Wording) -> int:
    """Where the principle stands in its set, from 0; 404 if it does not."""
    for place, one in enumerate(wording.principles):
        if one.key == key:
            return place
    raise Http404(f"No principle is called {key}.")


def cards_of(wording: Wording) -> list[Card]:
    """What a list of the principles shows of each."""
    return [card_of(one, number) for number, one in enumerate(wording.principles, start=1)]


def card_of(one: Principle, number: int) -> Card:
    return {"number": number, "key": one.key, "title": one.title, "summary": one.summary}


def page_of(wording: Wording, place: int) -> Card:
    """All that is said about one principle."""
    one = wording.principles[place]
    return card_of(one, place + 1) | {
        "meaning": one.meaning,
        "signs": one.signs,
        "prompts": one.prompts,
        "watch_outs": one.watch_outs,
        "levels": levels_of(wording, one),
    }


def levels_of(wording: Wording, one: Principle) -> list[Card]:
    """Each level of the scale with what this principle looks like there, from least to most."""
    levels = zip(wording.levels, one.levels, strict=True)
    return [
        {"number": number, "label": label, "text": text}
        for number, (label, text) in enumerate(levels, start=1)
    ]
