"""Saying no on an organiser's page: the right status, plain words, and what the person had typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

NOT_TYPED = {"csrfmiddlewaretoken", "base", "theirs", "file", "act", "seen"}


def refuse(request: HttpRequest, status: int, words: str, back: str) -> HttpResponse:
    """A refusal as a page, with every text that was typed in it; `back` is where it leads on to."""
    titles = {
        403: _("Not for you"),
        405: _("Nothing was sent"),
        409: _("Not now"),
        422: _("Something is missing or not right"),
    }
    values = {"title": titles[status], "text": words, "kept": typed_in(request), "back": back}
    response = render(request, "workshops/refused.html", values, status=status)
    response["Cache-Control"] = "no-store"
    return response


def refuse_unsent(request: HttpRequest, back: str) -> HttpResponse:
    """An address that takes forms, opened like a page."""
    words = _("This address takes what a form sends. Go back to the page and use its button.")
    response = refuse(request, 405, words, back)
    response["Allow"] = "POST"
    return response


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The name and the text of every field that somebody filled in."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in NOT_TYPED and isinstance(text, str) and text.strip()
    ]
