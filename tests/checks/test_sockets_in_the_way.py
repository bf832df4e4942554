"""Proxies that do something wrong with WebSocket: each is told from the others, in plain words."""

import pytest

from tests.browser.server import Site
from tests.checks.looking import amiss, looked
from tests.checks.proxies import instead, proxy, with_host, without
from workshops.checks import sockets


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is recognised sooner, so that a test of it does not take long."""
    monkeypatch.setattr(sockets, "COMES_WITHIN", 2.0)
    monkeypatch.setattr(sockets, "OPENS_WITHIN", 2.0)


def test_an_upgrade_that_is_not_passed_on(site: Site) -> None:
    with proxy(site.port, edit_request=without("Upgrade", "Connection")) as middle:
        assert amiss(looked(middle.address)) == [
            (
                "websocket",
                "wrong",
                (
                    "The proxy answers the upgrade with 426 instead of 101: it does not pass Upgrade and Connection "
                    "on, and the site got an ordinary question."
                ),
            )
        ]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("200 OK", "it does not pass Upgrade and Connection on."),
        ("302 Found", "it redirects sockets, which browsers do not follow."),
        ("403 Forbidden", "it, or a firewall, forbids WebSocket."),
        ("404 Not Found", "it does not pass /live/check/ on to the site."),
        ("502 Bad Gateway", "it does not reach the site for sockets, or speaks HTTP/1.0 to it."),
        ("504 Gateway Timeout", "it waits for the whole answer, which a socket never gives."),
        ("418 Teapot", "the upgrade does not get through."),
    ],
)
def test_the_status_of_a_refused_upgrade_is_explained(site: Site, status: str, why: str) -> None:
    with proxy(site.port, answer=instead(b"/live/", status, "", "Location: /elsewhere")) as middle:
        words = f"The proxy answers the upgrade with {status[:3]} instead of 101: {why}"
        assert amiss(looked(middle.address)) == [("websocket", "wrong", words)]


def test_an_upgrade_that_is_swallowed(site: Site, impatient: None) -> None:
    with proxy(site.port, edit_response=lambda head: b"" if b" 101 " in head else head) as middle:
        words = "The upgrade gets no answer: something swallows it."
        assert amiss(looked(middle.address)) == [("websocket", "wrong", words)]


def test_a_host_that_is_rewritten(site: Site) -> None:
    with proxy(site.port, edit_request=with_host("backend:8000")) as middle:
        keep = f"SITE_ADDRESS={middle.address}."
        assert amiss(looked(middle.address)) == [
            (
                "host",
                "note",
                "The proxy passes on another Host than the browser's. Let it keep Host; until then the site needs "
                + keep,
            ),
            (
                "sending",
                "wrong",
                "Forms are refused: the site takes them for another site's. It is told another host or scheme than "
                "the browser's. Keep Host, set X-Forwarded-Proto, or start it with " + keep,
            ),
            (
                "websocket",
                "wrong",
                "The site refuses browsers' sockets (403), because the proxy passes on another Host than the "
                "browser's: let it keep Host, or start the site with " + keep,
            ),
        ]


def test_messages_that_are_held_back(site: Site, impatient: None) -> None:
    with proxy(site.port, hold=True) as middle:
        assert amiss(looked(middle.address)) == [
            (
                "buffering",
                "wrong",
                "Messages are held back until the socket closes: the proxy buffers. Switch buffering off.",
            )
        ]


def test_messages_that_come_late(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "LATE", 0.5)
    with proxy(site.port, late=0.8) as middle:
        findings = looked(middle.address)
    slowest = findings[-1].figures["slowest_ms"]
    assert amiss(findings) == [
        ("buffering", "wrong", f"A message took {round(slowest)} ms: the proxy buffers.")
    ]
    assert 700 < slowest < 4000


def test_a_socket_that_only_seems_open(site: Site, impatient: None) -> None:
    with proxy(site.port, drop=True) as middle:
        assert amiss(looked(middle.address)) == [
            (
                "buffering",
                "wrong",
                "The socket opens, but no message comes through: something on the way only pretends to pass it on.",
            )
        ]


TOO_SOON = (
    "The proxy cuts a socket after {} s of silence. A room says something every 15 s, so every screen would lose it "
    "again and again: allow 60 s."
)
LATE_ENOUGH = (
    "The proxy cuts a socket after {} s of silence. A room says something every 15 s, which keeps sockets open; "
    "60 s would be safer."
)


@pytest.mark.parametrize(
    ("every", "level", "words"), [(15.0, "wrong", TOO_SOON), (0.1, "note", LATE_ENOUGH)], ids=["soon", "late"]
)
def test_an_idle_socket_that_is_cut(
    site: Site, monkeypatch: pytest.MonkeyPatch, every: float, level: str, words: str
) -> None:
    """That is bad if it is before the room's next sign of life, and harmless otherwise."""
    monkeypatch.setattr(sockets, "SIGN_OF_LIFE", every)
    monkeypatch.setattr(sockets, "WIDE", 0.1)
    with proxy(site.port, idle=1.5) as middle:
        findings = looked(middle.address, idle=9)
    seconds = findings[-1].figures["seconds"]
    assert amiss(findings) == [("idle", level, words.format(round(seconds)))]
    assert 1.4 < seconds < 8
