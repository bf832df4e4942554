"""Pages, forms and files through whatever stands before the site: what polling and sending need."""

import http.client
import random
import re
import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from workshops.checks.arriving import PAGE
from workshops.checks.finding import Finding, fine, note, wrong
from workshops.checks.web import Answer, Web

COOKIE, HOST, SCHEME, ASKING, SENDING = "cookies", "host", "scheme", "asking", "sending"
SIZE, STATIC, DELAY, CLOCK = "size", "static files", "delay", "clock"
TOKEN = "csrftoken"  # noqa: S105 - the name of the cookie
ASK = "/check/ask"
ASKED = 9
LARGE, LARGER = 16_000, 500_000  # bytes: more than people send; a whole set of principles
SLOW = 1.0  # seconds
NEAR = 2.0  # seconds
STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def pages(web: Web, page: Answer) -> Iterator[Finding]:
    """Everything that does without WebSocket."""
    yield cookies(web)
    yield from questions(web)
    yield sending(web)
    yield size(web)
    yield static_files(web, page)


def cookies(web: Web) -> Finding:
    morsel = web.cookies.get(TOKEN)
    if morsel is None:
        return wrong(COOKIE, _("The site's cookie does not arrive: something on the way strips Set-Cookie."))
    if morsel["secure"] and not web.secure:
        return wrong(
            COOKIE,
            _(
                "Cookies are marked Secure, but this address is not encrypted, so browsers drop them: "
                "open the site by https, or start it without BEHIND_HTTPS=1."
            ),
        )
    if web.secure and not morsel["secure"]:
        return note(COOKIE, _("Cookies are not marked Secure: start the site with BEHIND_HTTPS=1."))
    return fine(COOKIE, _("Cookies come through."))


@dataclass(frozen=True)
class Heard:
    """One question as polling asks it; `middle` is our clock halfway between asking and hearing."""

    answer: Answer
    is_fresh: bool
    middle: float


def asked(web: Web) -> Heard:
    number = str(random.randrange(10**9))  # noqa: S311 - it only has to differ
    clock = time.time()
    answer = web.get(f"{ASK}?{urlencode({'n': number, 'at': web.base})}")
    return Heard(answer, answer.values.get("n") == number, clock + answer.seconds / 2)


def questions(web: Web) -> Iterator[Finding]:
    try:
        heard = [asked(web) for _turn in range(ASKED)]
    except (OSError, http.client.HTTPException) as fault:
        yield wrong(ASKING, _("Short questions are not answered reliably: %s.") % fault)
        return
    refused = [each.answer.status for each in heard if each.answer.status != 200]
    if refused:
        yield wrong(ASKING, _("Short questions are answered with %s: polling would not work.") % refused[0])
    elif not all(each.is_fresh for each in heard):
        yield wrong(ASKING, _("Old answers come back: something caches what says Cache-Control: no-store."))
    else:
        yield fine(ASKING, _("Short questions are answered, each anew: polling works."))
        yield from reached_as(web, heard[0].answer.values)
        # The first one may have opened the connection.
        yield delay([each.answer.seconds for each in heard[1:]])
        yield clock(min(heard, key=lambda each: each.answer.seconds))


def reached_as(web: Web, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether the site knows the address that browsers use."""
    if values["host"]:
        yield fine(HOST, _("The site is told the host that browsers ask for."))
    else:
        yield note(
            HOST,
            _(
                "The proxy passes on another Host than the browser's. Let it keep Host; until then the site needs "
                "SITE_ADDRESS=%s."
            )
            % web.base,
        )
    if web.secure and not values["secure"]:
        yield note(
            SCHEME,
            _(
                "The site does not know that it is reached by https: let the proxy set X-Forwarded-Proto, "
                "and start the site with BEHIND_HTTPS=1."
            ),
        )
    if not values["cookie"]:
        yield wrong(COOKIE, _("The site does not get its cookie back: something on the way strips Cookie."))


def delay(seconds: list[float]) -> Finding:
    median = statistics.median(seconds)
    tell = fine if median < SLOW else note
    return tell(
        DELAY, _("A question takes %s ms (median).") % round(median * 1000), ms=round(median * 1000, 1)
    )


def clock(heard: Heard) -> Finding:
    """Whether the clocks agree, by the answer that was quickest: its middle is known best."""
    ahead = round(heard.middle - heard.answer.values["t"] / 1000, 2)
    if abs(ahead) < NEAR:
        return fine(CLOCK, _("This computer's clock and the site's agree."), seconds_ahead=ahead)
    if ahead > 0:
        words = _("This computer's clock is %s s ahead of the site's.")
    else:
        words = _("This computer's clock is %s s behind the site's.")
    return note(CLOCK, words % round(abs(ahead)), seconds_ahead=ahead)


def posted(web: Web, size: int) -> Answer | None:
    """The answer to a form of `size` bytes; None where there was none."""
    token = web.cookies[TOKEN].value if TOKEN in web.cookies else ""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Live": "1",
        "X-CSRFToken": token,
    }
    try:
        return web.post(PAGE, b"fill=".ljust(size, b"x"), headers)
    except (OSError, http.client.HTTPException):
        return None


def sending(web: Web) -> Finding:
    """A form, judged by the site's own guard against forged ones."""
    answer = posted(web, 100)
    if answer is None:
        return wrong(SENDING, _("A form that is sent gets no answer."))
    outcome = answer.values.get("sending")
    if outcome == "fine":
        return fine(SENDING, _("Forms are taken."))
    if outcome == "origin":
        return wrong(
            SENDING,
            _(
                "Forms are refused: the site takes them for another site's. It is told another host or scheme "
                "than the browser's. Keep Host, set X-Forwarded-Proto, or start it with SITE_ADDRESS=%s."
            )
            % web.base,
        )
    if outcome == "cookie":
        return wrong(SENDING, _("Forms are refused: the cookie that protects them does not come through."))
    return wrong(SENDING, _("Forms are refused on the way, with %s.") % answer.status)


def size(web: Web) -> Finding:
    """How large a form may be."""
    for length, tell in ((LARGE, wrong), (LARGER, note)):
        answer = posted(web, length)
        if answer is None or answer.values.get("bytes") != length:
            status = answer.status if answer else _("no answer")
            return tell(
                SIZE,
                _("A form of %(kb)s kB is refused (%(status)s): let requests of 1 MB through.")
                % {"kb": length // 1000, "status": status},
                bytes=length,
            )
    return fine(SIZE, _("A form of %s kB comes through.") % (LARGER // 1000), bytes=LARGER)


def static_files(web: Web, page: Answer) -> Finding:
    found = STYLE_SHEET.search(page.text)
    path = found[1] if found else ""
    try:
        answer = web.get(path)
    except (OSError, http.client.HTTPException) as fault:
        return wrong(STATIC, _("%(path)s does not come: %(fault)s.") % {"path": path, "fault": fault})
    kind = answer.headers.get_content_type()
    if answer.status == 200 and kind == "text/css":
        return fine(STATIC, _("Style sheets and scripts come through."))
    return wrong(
        STATIC,
        _("%(path)s comes as %(status)s %(kind)s: pass /static/ on to the site like everything else.")
        % {"path": path, "status": answer.status, "kind": kind},
    )
