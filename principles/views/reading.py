"""The pages of a set for reading: the public ones with no sign-in, a team's own for its members."""

from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from principles.document import Principle, Wording
from principles.downloads.formats import FORMATS
from principles.downloads.paper import List, filled
from principles.downloads.words import not_endorsed
from principles.languages import direction_of, language_of
from principles.markup import html_of
from principles.reading import Reading, others_for, reading_of
from principles.tags import is_same
from principles.views.answering import answer
from principles.views.places import Place

Card = dict[str, Any]
PICTURE = "img/preview.png"


@require_safe
def principles(request: HttpRequest, pk: int | None = None, number: int | None = None) -> HttpResponse:
    """All principles of a set; below the five, what other sets there are."""
    reading, place = opened(request, pk, number)
    context = about(request, reading, place) | {
        "principles": cards_of(reading.wording, place),
        "others": [other_of(one) for one in others_for(request.user, reading.set)] if pk is None else [],
        "address": request.build_absolute_uri(place.to("principles")),
        "languages": languages_of(reading, place, "principles"),
        "downloads": [
            {"label": one.label, "address": place.download(reading, name)} for name, one in FORMATS.items()
        ],
        "meeting_lists": lists_of(reading.wording),
        "description": reading.wording.question,
    }
    return answer(request, reading, render(request, "principles/principles.html", context))


@require_safe
def principle(
    request: HttpRequest, key: str, pk: int | None = None, number: int | None = None
) -> HttpResponse:
    return one_of(request, "principle", key, pk, number)


@require_safe
def meeting(request: HttpRequest, key: str, pk: int | None = None, number: int | None = None) -> HttpResponse:
    """One principle for a team that talks about it around a table: large, and nothing is kept."""
    return one_of(request, "meeting", key, pk, number)


def one_of(request: HttpRequest, page: str, key: str, pk: int | None, number: int | None) -> HttpResponse:
    reading, place = opened(request, pk, number)
    here = place_of(key, reading.wording)
    # Empty ends, so that the first has nothing before it and the last nothing after.
    around = [None, *cards_of(reading.wording, place), None]
    shown = page_of(reading.wording, here, place)
    context = about(request, reading, place) | {
        "principle": shown,
        "previous": around[here],
        "next": around[here + 2],
        "address": request.build_absolute_uri(place.to(page, key)),
        "languages": languages_of(reading, place, page, key),
        "description": shown["summary"],
    }
    return answer(request, reading, render(request, f"principles/{page}.html", context))


def opened(request: HttpRequest, pk: int | None, number: int | None) -> tuple[Reading, Place]:
    """What is read and where from; 404 where there is nothing, or nothing for whoever asks."""
    reading = reading_of(request.user, pk, number, request.GET.get("lang", ""))
    if reading is None:
        raise Http404("No such edition of principles.")
    return reading, Place(pk, number, reading.wording.language if reading.is_translated else "")


def about(request: HttpRequest, reading: Reading, place: Place) -> Card:
    """What every page says of the set that it shows.

    `theirs` and `own` are attributes of elements: for the words of the set, and for this site's own among them.
    """
    wording, edition = reading.wording, reading.edition
    spoken = get_language() or ""
    theirs = format_html(' lang="{}" dir="{}"', wording.language, direction_of(wording.language))
    return {
        "reading": reading,
        "edition": edition,
        "wording": wording,
        "title": wording.title,
        "written": wording.credit and html_of(wording.credit),
        "source": wording.source,
        "not_endorsed": not_endorsed(),
        "theirs": theirs,
        "own": "" if is_same(wording.language, spoken) else format_html(' lang="{}"', spoken),
        "all_principles": place.to("principles"),
        "newest": place.newest() if edition.number < reading.newest else "",
        "missing": missing_language(request, reading),
        "picture": picture(request),
    }


def picture(request: HttpRequest) -> str:
    """What a preview of a page shows, from this site itself; "" where there is none."""
    return request.build_absolute_uri(static(PICTURE)) if has_picture() else ""


@cache
def has_picture() -> bool:
    return finders.find(PICTURE) is not None


def missing_language(request: HttpRequest, reading: Reading) -> str:
    """The name of the language that was asked for, if this edition is not in it."""
    wanted = request.GET.get("lang", "")
    known = language_of(wanted) if wanted else None
    if known is None or known.name == wanted or any(is_same(tag, wanted) for tag in reading.languages):
        return ""
    return known.name


def languages_of(reading: Reading, place: Place, page: str, key: str = "") -> list[Card]:
    """The same page in each language that the edition is in; nothing where there is only one."""
    if len(reading.languages) == 1:
        return []
    return [
        {
            "code": tag,
            "name": language_of(tag).name,
            "direction": direction_of(tag),
            "is_current": is_same(tag, reading.wording.language),
            "address": place.within("" if tag == reading.edition.language else tag).to(page, key),
        }
        for tag in reading.languages
    ]


def lists_of(wording: Wording) -> list[List]:
    return filled(
        (_("Ground rules"), wording.ground_rules),
        (_("To begin with"), wording.check_in),
        (_("To end with"), wording.check_out),
    )


def other_of(one: Any) -> Card:
    return {
        "title": one.title,
        "language": one.language,
        "direction": direction_of(one.language),
        "number": one.newest,
        "is_own": one.team_id is not None and not one.shared,
        "address": Place(one.pk).to("principles"),
    }


def place_of(key: str, wording: Wording) -> int:
    """Where the principle stands in its set, from 0; 404 if it does not."""
    for place, one in enumerate(wording.principles):
        if one.key == key:
            return place
    raise Http404(f"No principle is called {key}.")


def cards_of(wording: Wording, place: Place) -> list[Card]:
    """What a list of the principles shows of each."""
    return [card_of(one, number, place) for number, one in enumerate(wording.principles, start=1)]


def card_of(one: Principle, number: int, place: Place) -> Card:
    return {
        "number": number,
        "key": one.key,
        "title": one.title,
        "summary": one.summary,
        "address": place.to("principle", one.key),
        "meeting": place.to("meeting", one.key),
    }


def page_of(wording: Wording, here: int, place: Place) -> Card:
    """All that is said about one principle."""
    one = wording.principles[here]
    return card_of(one, here + 1, place) | {
        "meaning": html_of(one.meaning),
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
