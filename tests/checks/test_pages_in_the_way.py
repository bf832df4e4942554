"""Proxies that do something wrong with pages, forms and files."""

import json
from collections.abc import Callable

import pytest

from tests.browser.server import Site
from tests.checks.looking import amiss, looked
from tests.checks.proxies import instead, proxy, without
from workshops.checks import pages
from workshops.checks.finding import Level
from workshops.checks.web import Answer

FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def test_old_answers(site: Site) -> None:
    body = json.dumps({"n": "7", "t": 0, "cookie": True, "host": True, "secure": False})
    with proxy(
        site.port, answer=instead(b"/check/ask", "200 OK", body, "Content-Type: application/json")
    ) as middle:
        words = "Old answers come back: something caches what says Cache-Control: no-store."
        assert amiss(looked(middle.address)) == [("asking", "wrong", words)]


def test_questions_that_are_refused(site: Site) -> None:
    with proxy(site.port, answer=instead(b"/check/ask", "429 Too Many Requests")) as middle:
        words = "Short questions are answered with 429: polling would not work."
        assert amiss(looked(middle.address)) == [("asking", "wrong", words)]


def test_cookies_that_do_not_arrive(site: Site) -> None:
    with proxy(site.port, edit_response=without("Set-Cookie")) as middle:
        assert [row[:2] for row in amiss(looked(middle.address))] == [
            ("cookies", "wrong"),
            ("cookies", "wrong"),
            ("sending", "wrong"),
        ]


def test_cookies_that_do_not_come_back(site: Site) -> None:
    with proxy(site.port, edit_request=without("Cookie")) as middle:
        assert amiss(looked(middle.address)) == [
            (
                "cookies",
                "wrong",
                "The site does not get its cookie back: something on the way strips Cookie.",
            ),
            (
                "sending",
                "wrong",
                "Forms are refused: the cookie that protects them does not come through.",
            ),
        ]


def longer_than(most: int, refusal: bytes) -> Callable[[bytes], bytes | None]:
    def answer(head: bytes) -> bytes | None:
        length = head.lower().partition(b"content-length:")[2].split(b"\r", 1)[0]
        return refusal if int(length or b"0") > most else None

    return answer


@pytest.mark.parametrize(("most", "level", "kb"), [(10_000, "wrong", 16), (100_000, "note", 500)])
def test_forms_that_are_too_large_for_the_proxy(site: Site, most: int, level: str, kb: int) -> None:
    refusal = b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with proxy(site.port, answer=longer_than(most, refusal)) as middle:
        words = f"A form of {kb} kB is refused (413): let requests of 1 MB through."
        assert amiss(looked(middle.address)) == [("size", level, words)]


def test_forms_that_are_forbidden(site: Site) -> None:
    with proxy(site.port, answer=lambda head: FORBIDDEN if head.startswith(b"POST") else None) as middle:
        assert amiss(looked(middle.address)) == [
            ("sending", "wrong", "Forms are refused on the way, with 403."),
            ("size", "wrong", "A form of 16 kB is refused (403): let requests of 1 MB through."),
        ]


def test_files_that_the_proxy_keeps_to_itself(site: Site) -> None:
    page = instead(b"/static/", "404 Not Found", "<p>nothing</p>", "Content-Type: text/html")
    with proxy(site.port, answer=page) as middle:
        ((check, level, words),) = amiss(looked(middle.address))
        assert (check, level) == ("static files", "wrong")
        assert words.endswith("comes as 404 text/html: pass /static/ on to the site like everything else.")


@pytest.mark.parametrize(
    ("seconds", "level", "words"),
    [
        (0.5, "fine", "This computer's clock and the site's agree."),
        (-1.5, "fine", "This computer's clock and the site's agree."),
        (90, "note", "This computer's clock is 90 s ahead of the site's."),
        (-90, "note", "This computer's clock is 90 s behind the site's."),
    ],
)
def test_clocks_that_differ(seconds: float, level: str, words: str) -> None:
    answer = Answer(200, None, json.dumps({"t": 1_000_000_000}).encode(), 0.01)  # type: ignore[arg-type]
    found = pages.clock(pages.Heard(answer, is_fresh=True, middle=1_000_000 + seconds))
    assert (found.level, found.words, found.figures) == (level, words, {"seconds_ahead": seconds})


def test_the_median_is_the_delay() -> None:
    assert pages.delay([0.01, 9, 0.03, 0.02, 0.04]).figures == {"ms": 30.0}
    assert (pages.delay([0.2] * 3).level, pages.delay([1.2] * 3).level) == (Level.FINE, Level.NOTE)
