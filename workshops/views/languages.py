"""Each person's language in a workshop that offers several: chosen when joining, and changed at any time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.cache import never_cache

from principles.languages import Language, language_of, language_of_words
from workshops.access import Closed, Entry, requires
from workshops.domain.activities.kind import Role
from workshops.domain.codes import normalise
from workshops.domain.permissions import Verdict
from workshops.models import Workshop
from workshops.readings.wordings import languages_of
from workshops.room import seats


def cookie_of(code: str) -> str:
    """One for each workshop: what somebody reads in one says nothing about another."""
    return f"language-{code}"


def chosen(request: HttpRequest, workshop: Workshop) -> str:
    """The language that this browser is to have: chosen before, or asked for by its settings, or the first."""
    return chosen_of(request, workshop.code, languages_of(workshop))


def chosen_of(request: HttpRequest, code: str, offered: tuple[str, ...]) -> str:
    """The same, of these that the workshop with that code offers."""
    if len(offered) == 1:
        return offered[0]
    kept = request.COOKIES.get(cookie_of(code), "")
    return kept if kept in offered else _understood(request, offered)


def _understood(request: HttpRequest, offered: tuple[str, ...]) -> str:
    """The first language of the browser's settings that is offered, in whatever variant."""
    header = request.headers.get("Accept-Language", "")
    for asked in [part.split(";")[0].strip().lower() for part in header.split(",")]:
        for language in offered:
            if asked and asked.split("-")[0] == language.lower().split("-")[0]:
                return language
    return offered[0]


def choices_among(offered: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages to choose from; none where there is only one."""
    return tuple(map(language_of, offered)) if len(offered) > 1 else ()


def with_language(request: HttpRequest, response: HttpResponse, code: str, language: str) -> HttpResponse:
    """The response, which also makes the browser keep the language for this workshop."""
    response.set_cookie(
        cookie_of(code),
        language,
        max_age=seats.KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@never_cache
@requires("look_in")
def language(request: HttpRequest, entry: Entry, language: str) -> HttpResponse:
    """Choose one, by a plain link: back to the page that it is for."""
    workshop = entry.workshop
    if language not in languages_of(workshop):
        raise Closed(Verdict.UNKNOWN)
    page = "take_part" if Role.PARTICIPANT in entry.roles else "join"
    response = redirect(f"workshops:{page}", code=workshop.code)
    return with_language(request, response, workshop.code, language)


class InTheirLanguage:
    """Middleware: what is said to somebody in a workshop is in the language that they chose there."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(cookie_of(_code_in(request.path)), "")
        if not language:
            return self._answer(request)
        with translation.override(language_of_words(language)):
            response = self._answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        return response


def _code_in(path: str) -> str:
    """The join code in the address of a page for people who take part; "" in all others."""
    first, _, rest = path.lstrip("/").partition("/")
    return normalise(rest.partition("/")[0]) or "" if first in ("w", "j", "join") else ""
