"""Proxies that do something wrong with WebSocket: each is told from the others, in plain words."""

import pytest
from websockets.exceptions import ConnectionClosedError

from tests.browser.server import Site
from tests.checks.looking import amiss, looked
from tests.checks.proxies import instead, proxy, with_host, without
from workshops.checks import sockets
from workshops.room.hub import HEARTBEAT_EVERY


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


def test_an_upgrade_that_is_swallowed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "OPENS_WITHIN", 1.0)
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


def test_messages_that_are_held_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first silence is as long, and by the end of the second what was held must have come.
    monkeypatch.setattr(sockets, "COMES_WITHIN", 4.0)
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
    assert slowest > 700


def test_a_socket_that_only_seems_open(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "COMES_WITHIN", 1.0)
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


def test_an_idle_socket_that_is_cut(site: Site) -> None:
    with proxy(site.port, idle=3.0) as middle:
        findings = looked(middle.address, idle=60)
    (cut,) = [each for each in findings if each.check == "idle"]
    assert amiss(findings) == [("idle", "wrong", TOO_SOON.format(round(cut.figures["seconds"])))]
    assert cut.figures["seconds"] > 0


@pytest.mark.parametrize(
    ("seconds", "level", "words"),
    [
        (1.4, "wrong", TOO_SOON.format(1)),
        (HEARTBEAT_EVERY + 1, "wrong", TOO_SOON.format(16)),
        (HEARTBEAT_EVERY + 3, "note", LATE_ENOUGH.format(18)),
    ],
)
def test_a_cut_is_bad_before_the_rooms_next_sign_of_life_and_harmless_after_it(
    seconds: float, level: str, words: str
) -> None:
    found = sockets.cut_after(seconds, ConnectionClosedError(None, None))
    assert (found.level, found.words, found.figures) == (level, words, {"seconds": round(seconds, 1)})


def test_a_room_says_something_as_often_as_a_check_believes() -> None:
    """Checks know nothing of rooms, so each has its own number."""
    assert sockets.SIGN_OF_LIFE == HEARTBEAT_EVERY
