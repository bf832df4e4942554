"""The check's own socket, which anybody may open: it answers, and is of no use for anything else."""

import time
from collections.abc import AsyncIterator

import pytest
import uvicorn
from uvicorn.server import ServerState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from config.asgi import application
from tests.browser.server import Site
from tests.rooms import PATIENCE, Socket
from workshops.checks import echo
from workshops.room.protocol import EXTENSION, LendingProtocol

HOST = (b"host", b"testserver")


@pytest.fixture
async def guests() -> AsyncIterator[list[Socket]]:
    """Whoever is appended is sent home at the end."""
    opened: list[Socket] = []
    yield opened
    for each in opened:
        await each.leave()
    assert (echo._open, echo._quiet) == (set(), set())


async def entered(guests: list[Socket], query: str = "", origin: bytes = b"http://testserver") -> Socket:
    found = Socket(f"/live/check/{query}", [HOST, (b"origin", origin)])
    guests.append(found)
    assert await found.opened() == 0
    return found


async def test_it_greets_and_says_everything_back(guests: list[Socket]) -> None:
    socket = await entered(guests)
    heard = [(await socket.receive())["text"]]
    for word in ("1", "two", "x" * echo.MOST_CHARACTERS):
        await socket.send(text=word)
        heard.append((await socket.receive())["text"])
    assert heard == [echo.HELLO, "1", "two", "x" * echo.MOST_CHARACTERS]


async def test_a_page_of_another_site_is_refused() -> None:
    stranger = Socket("/live/check/", [HOST, (b"origin", b"https://elsewhere.example")])
    assert await stranger.opened() == 4403


@pytest.mark.parametrize(
    "message", [{"text": "x" * (echo.MOST_CHARACTERS + 1)}, {"text": ""}, {"bytes": b"1"}], ids=str
)
async def test_what_is_too_much_closes_it(guests: list[Socket], message: dict[str, str | bytes]) -> None:
    socket = await entered(guests)
    await socket.receive()
    await socket.send(**message)
    assert await socket.receive() == {"type": "websocket.close", "code": echo.TOO_MUCH}


async def test_so_many_messages_and_no_more(guests: list[Socket]) -> None:
    socket = await entered(guests)
    await socket.receive()
    for _ in range(echo.MOST_MESSAGES):
        await socket.send(text="1")
        assert (await socket.receive())["text"] == "1"
    assert await socket.receive() == {"type": "websocket.close", "code": echo.TOO_MUCH}


async def test_it_closes_by_itself(guests: list[Socket], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(echo, "LIFE", 0.2)
    socket = await entered(guests)
    await socket.receive()
    await socket.send(text="1")
    await socket.receive()
    assert await socket.receive() == {"type": "websocket.close", "code": echo.OVER}
    assert echo._open == set()


@pytest.mark.parametrize(("query", "most"), [("", "MOST_OPEN"), ("?quiet=30", "MOST_QUIET")])
async def test_only_so_many_are_open_at_once(
    guests: list[Socket], monkeypatch: pytest.MonkeyPatch, query: str, most: str
) -> None:
    monkeypatch.setattr(echo, most, 2)
    for _ in range(2):
        assert (await (await entered(guests, query)).receive())["text"] == echo.HELLO
    late = await entered(guests, query)
    assert await late.receive() == {"type": "websocket.close", "code": echo.BUSY}
    await guests[0].leave()
    assert (await (await entered(guests, query)).receive())["text"] == echo.HELLO


async def test_on_request_it_is_silent_and_then_says_that_it_is_still_here(guests: list[Socket]) -> None:
    began = time.monotonic()
    socket = await entered(guests, "?quiet=1")
    assert (await socket.receive())["text"] == echo.HELLO
    assert (await socket.receive())["text"] == echo.STILL_HERE
    assert time.monotonic() - began >= 1
    assert await socket.receive() == {"type": "websocket.close", "code": echo.OVER}


@pytest.mark.parametrize(
    ("query", "seconds"),
    [
        ("", 0),
        ("?quiet=35", 35),
        ("?quiet=9999", echo.LONGEST_QUIET),
        ("?quiet=-5", 0),
        ("?quiet=²", 0),
        ("?quiet=x", 0),
    ],
)
def test_how_long_it_may_be_silent(query: str, seconds: float) -> None:
    assert echo.seconds_of_silence({"query_string": query[1:].encode()}) == seconds


async def test_the_silence_is_without_the_servers_own_pings() -> None:
    """With them every proxy's idle timeout would look long enough. The check has its own word for what is lent."""
    assert echo.LENT == EXTENSION
    server = LendingProtocol(uvicorn.Config(application, ws_ping_interval=20), ServerState(), {})
    server.schedule_ping()
    seen = [server.ping_timer is None]
    echo.stop_pings({"extensions": {EXTENSION: server}})
    seen.append(server.ping_timer is None)
    assert seen == [False, True]
    # On another server the silence is as long as its pings leave it.
    echo.stop_pings({"extensions": {}})


def test_over_a_real_server_it_is_silent_and_then_still_here(site: Site) -> None:
    began = time.monotonic()
    with connect(f"ws://127.0.0.1:{site.port}/live/check/?quiet=1", proxy=None) as line:
        assert line.recv(timeout=PATIENCE) == echo.HELLO
        assert line.recv(timeout=PATIENCE) == echo.STILL_HERE
        assert time.monotonic() - began >= 1
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=PATIENCE)


def test_told_to_go_it_hangs_up_at_once(site: Site) -> None:
    """So that what a proxy holds back comes out."""
    with connect(f"ws://127.0.0.1:{site.port}/live/check/", proxy=None) as line:
        assert line.recv(timeout=PATIENCE) == echo.HELLO
        line.send(echo.BYE)
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=PATIENCE)
