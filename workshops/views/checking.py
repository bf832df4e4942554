"""The check: whether a device and its network are ready for the day, opened beforehand. Nothing of it is kept."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_NO_CSRF_COOKIE, CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from workshops.access import open_to_all
from workshops.domain import result_codes
from workshops.domain.checks import GROUPS, VERDICTS, Results, Tone, found, verdict_tone
from workshops.domain.codes import ALPHABET
from workshops.sites import site_address
from workshops.views.refusals import is_live

UPGRADE_REQUIRED = 426
PORTS = {"http": 80, "https": 443}


@never_cache
@csrf_exempt
@open_to_all
def check(request: HttpRequest) -> HttpResponse:
    """The page; what a code says that somebody reads out; and, when it is sent, what came of the sending."""
    get_token(request)
    if request.method == "POST":
        return answered(request)
    typed = request.GET.get("code", "")
    if not typed:
        return render(request, "workshops/check.html", check_context({}) | {"mode": "run"})
    results = result_codes.decoded(typed)
    context = check_context(results or {}) | {
        "typed": typed,
        "mode": "misheard" if results is None else "heard",
    }
    return render(request, "workshops/check.html", context, status=422 if results is None else 200)


def answered(request: HttpRequest) -> HttpResponse:
    """Whether a form would have been taken: for our script in a word, for a browser without scripts as a page."""
    # Read before the token is: what is parsed cannot be counted any more.
    length = len(request.body)
    sending = sending_of(request)
    if is_live(request):
        return JsonResponse({"sending": sending, "bytes": length})
    results = {
        "scripts": "off",
        "cookies": "kept" if has_cookie(request) else "refused",
        "sending": sending,
        "secure": "https" if request.is_secure() else "plain",
    }
    return render(request, "workshops/check.html", check_context(results) | {"mode": "sent"})


class Judge(CsrfViewMiddleware):
    """What the site's own guard of forms says, as a reason and not as a refusal."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def sending_of(request: HttpRequest) -> str:
    """The outcome of "sending", by the rules that every other form here is under."""
    judge = Judge(lambda _request: HttpResponse())
    judge.process_request(request)
    reason: Any = judge.process_view(request, lambda _request: HttpResponse(), (), {})
    if reason is None:
        return "fine"
    if str(reason).startswith(REASON_BAD_ORIGIN.partition("%")[0]):
        return "origin"
    return "cookie" if reason == REASON_NO_CSRF_COOKIE else "refused"


def has_cookie(request: HttpRequest) -> bool:
    return settings.CSRF_COOKIE_NAME in request.COOKIES


def check_context(results: Results) -> dict[str, Any]:
    code = result_codes.coded(results) if results else ""
    return {
        "groups": list(grouped_checks(results)),
        "verdicts": [{"tone": tone, "verdict": verdict} for tone, verdict in VERDICTS.items() if tone],
        "tone": verdict_tone(results),
        "verdict": VERDICTS[verdict_tone(results)],
        "code": code,
        "grouped": result_codes.grouped(code),
        "spelt": result_codes.spelt(code),
        "layout": result_codes.LAYOUT,
        "prime": result_codes.PRIME,
        "length": result_codes.LENGTH,
        "alphabet": ALPHABET,
        "words": " ".join(result_codes.SPELT.values()),
    }


def grouped_checks(results: Results) -> Iterator[dict[str, Any]]:
    """The checks in their groups, in the order of the code: all of them to be tested, or what was found of any."""
    for key, title in GROUPS.items():
        rows = [
            {"check": each, "outcome": outcome}
            for each, outcome in found(results)
            if each.group == key and (outcome.tone or not results)
        ]
        if rows:
            yield {"key": key, "title": title, "rows": rows}


@never_cache
@open_to_all
def check_ask(request: HttpRequest) -> HttpResponse:
    """What polling is like: the asker's own number back, the site's clock, and how the site was reached.

    `at` is where the asker thinks that the site is; whether the site thinks so too is told, and not what it thinks.
    """
    at = urlsplit(request.GET.get("at", ""))
    values = {
        "n": request.GET.get("n", "")[:20],
        "t": round(time.time() * 1000),
        "cookie": has_cookie(request),
        "host": at.netloc == request.get_host(),
        "secure": request.is_secure(),
    }
    return JsonResponse(values)


@open_to_all
def check_socket(request: HttpRequest) -> HttpResponse:
    """The socket's address, asked for like a page: whatever stands before this site has dropped the upgrade."""
    words = "This address is for WebSocket. The request came here without Upgrade: websocket."
    return HttpResponse(
        words, status=UPGRADE_REQUIRED, content_type="text/plain", headers={"Upgrade": "websocket"}
    )


@open_to_all
def check_it(request: HttpRequest) -> HttpResponse:
    """A note for an IT department, to print or to send; with a result code, what was found on that device."""
    code = request.GET.get("code", "")
    results = result_codes.decoded(code) or {}
    address = urlsplit(site_address(request))
    context = check_context(results) | {
        "address": address.geturl(),
        "host": address.hostname,
        "port": address.port or PORTS[address.scheme],
        "secure": address.scheme == "https",
        "socket": address._replace(scheme="wss" if address.scheme == "https" else "ws").geturl(),
        "troubles": [
            {"check": each, "outcome": outcome}
            for each, outcome in found(results)
            if outcome.tone > Tone.NOTE
        ],
        "heard": bool(results),
        # Told another host than the browser asked for, the site would print that one.
        "misled": results.get("sending") == "origin",
    }
    return render(request, "workshops/check_it.html", context)
