"""Saying no: the right status, plain words, and what the person had typed."""

import logging
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workshops.access import REMOVED, Closed, open_to_all
from workshops.domain.permissions import Verdict
from workshops.reports.turns import Full
from workshops.room.boxes import AWAY, Busy

log = logging.getLogger(__name__)

TITLES = {
    404: gettext_noop("Not found"),
    403: gettext_noop("Not for you"),
    405: gettext_noop("Nothing was sent"),
    409: gettext_noop("Not now"),
    410: gettext_noop("This seat has ended"),
    422: gettext_noop("Something is missing or not right"),
    503: gettext_noop("One moment, please"),
}
NOT_FOUND = 404
NOT_KEPT = {
    "csrfmiddlewaretoken",
    "password",
    "ticket",
    "form",
    "sector",
    "seen",
    "towards",
    "sure",
    "activity",
}


def is_live(request: HttpRequest) -> bool:
    """Whether our own script sent this and wants values, not a page."""
    return "X-Live" in request.headers


def refuse(
    request: HttpRequest, status: int, words: str, *, back: str = "/", again: str = ""
) -> HttpResponse:
    """A refusal as a page, with every text that was typed in it, or as values for our own script.

    `back` is where "Go back" leads; `again` is where somebody whose seat has ended may join anew.
    """
    if is_live(request):
        return JsonResponse({"status": status, "words": words}, status=status)
    values: dict[str, Any] = {
        "title": _(TITLES.get(status, "")),
        "text": words,
        "kept": typed_in(request),
        "back": back,
        "again": again,
        "ended": status == Verdict.SEAT_ENDED.value,
        "sign_in": sign_in_to(request) if status == NOT_FOUND else "",
    }
    response = render(request, "workshops/refused.html", values, status=status)
    # Browsers keep a 404 or a 410 otherwise, and show it where the answer is another by now.
    response["Cache-Control"] = "no-store"
    return response


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The name and the text of every field that somebody filled in."""
    return [
        (name, text)
        for name, text in request.POST.items()
        if name not in NOT_KEPT and isinstance(text, str) and text.strip()
    ]


def refuse_for_now(request: HttpRequest) -> HttpResponse:
    """The database is away, or its disk is full. Who is asking is not looked up: that would ask it again."""
    words = _("Nothing can be saved just now. What was saved before is safe. Please try again in a moment.")
    if is_live(request):
        return JsonResponse({"status": 503, "words": words}, status=503)
    values = {"title": _(TITLES[503]), "text": words, "kept": typed_in(request), "back": came_from(request)}
    return HttpResponse(render_to_string("503.html", values), status=503)


def came_from(request: HttpRequest) -> str:
    """The page that was asked for; the one with the form where something was sent."""
    path = request.path if request.method == "GET" else urlsplit(request.headers.get("Referer", "")).path
    return "/" + path.lstrip("/")


def sign_in_to(request: HttpRequest) -> str:
    """Where somebody who is not signed in may turn out to be known here; the same whether or not there is anything."""
    is_for_desks = request.path.startswith(("/desk/", "/workshops/")) and request.method == "GET"
    if request.user.is_authenticated or not is_for_desks:
        return ""
    return f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"


def refuse_full(request: HttpRequest) -> HttpResponse:
    """As many files of reports are being made as may be at once, and as many wait."""
    words = _("Many reports are being made just now. Please ask for this one again in half a minute.")
    response = refuse(request, 503, words, back=came_from(request))
    response["Retry-After"] = "30"
    return response


def refuse_unsent(request: HttpRequest, *, back: str) -> HttpResponse:
    """An address that takes forms, opened like a page: as by a phone that comes back to what was refused."""
    words = _("This address takes what a form sends. Go back to the page and use its button.")
    response = refuse(request, 405, words, back=back)
    response["Allow"] = "POST"
    return response


def code_in(request: HttpRequest) -> str:
    """The join code in the address that was asked for."""
    return str(request.resolver_match.kwargs["code"]) if request.resolver_match else ""


def refuse_ended(request: HttpRequest, code: str, words: str = "") -> HttpResponse:
    """A seat that has ended, and why. Whoever gave it up may join the workshop again.

    What is still typed on this device is shown there by a script.
    """
    ended = Closed(Verdict.SEAT_ENDED)
    again = "" if words == _(REMOVED) else reverse("workshops:join", args=[code])
    return refuse(request, ended.status, words or _(ended.why), again=again)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was lost, mostly because cookies were cleared while the page was open."""
    words = _(
        "This page was open for too long, or cookies are switched off. Go back, load it again and send it once more."
    )
    return refuse(request, 403, words, back=request.get_full_path() if request.method == "GET" else "/")


class Doorkeeper:
    """Middleware: a closed door becomes a page in plain words, and so does a database that is away.

    What does not say for itself how long it may be kept is for its reader's browser alone, which asks again each time.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, (Busy, *AWAY)):
            log.warning("nothing can be written now: %s", str(fault) or "too much waits")
            return refuse_for_now(request)
        if isinstance(fault, Full):
            return refuse_full(request)
        if not isinstance(fault, Closed):
            return None
        if fault.verdict == Verdict.SEAT_ENDED:
            return refuse_ended(request, code_in(request), _(fault.why))
        return refuse(request, fault.status, _(fault.why))
