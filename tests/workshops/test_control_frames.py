"""Sockets that flood the server with frames below the messages: they are cut off, and nobody else waits for them."""

import asyncio
import tracemalloc
from collections import Counter

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.server import ServerProtocol

from tests.wired import CLOSE, LOOPS, PATIENCE, PING, PONG, TEXT, Hall, Reader, place, run_on
from workshops.room import incoming
from workshops.room.incoming import AT_ONCE, COUNTS_AS_ONE, MOST_PARTS, MeteredProtocol
from workshops.room.protocol import LendingProtocol
from workshops.room.refused import Reason, Refusals, refusals

CONT = 0
MASK = bytes(4)
POLICY = (1008).to_bytes(2, "big") + b"too many frames"

REFUSED = "workshops.room.refused"
HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: hall\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)

every_loop = pytest.mark.parametrize("loop", LOOPS)


def said(kind: int, payload: bytes = b"", *, ends: bool = True) -> bytes:
    """A short frame as a browser masks it, with zeros."""
    assert len(payload) < 126
    return bytes(((0x80 if ends else 0) | kind, 0x80 | len(payload))) + MASK + payload


FLOODS = {
    "pings": (b"", said(PING)),
    "full pings": (b"", said(PING, b"a" * 125)),
    "pongs": (b"", said(PONG)),
    "empty parts": (said(TEXT, ends=False), said(CONT, ends=False)),
    "parts": (said(TEXT, ends=False), said(CONT, b"a", ends=False)),
    "empty messages": (b"", said(TEXT)),
}
every_flood = pytest.mark.parametrize("flood", FLOODS)


@pytest.fixture(autouse=True)
def counted(monkeypatch):
    """What is refused in this test, and how many frames are read of each socket."""
    fresh = Refusals()
    for name in ("counts", "untold", "told_at"):
        monkeypatch.setattr(refusals, name, getattr(fresh, name))
    return refusals.counts


@pytest.fixture
def read(monkeypatch):
    """How many frames are taken in, of each socket."""
    found: Counter[ServerProtocol] = Counter()
    original = ServerProtocol.recv_frame

    def recv_frame(self, frame):
        found[self] += 1
        original(self, frame)

    monkeypatch.setattr(ServerProtocol, "recv_frame", recv_frame)
    return found


@pytest.fixture
def no_more(monkeypatch):
    """Nothing is allowed again in time."""
    monkeypatch.setattr(incoming, "A_SECOND", 0)


async def pour(reader: Reader, begin: bytes, unit: bytes) -> None:
    """Write until the server takes no more: some hundred thousand frames, or for ever."""
    await reader.write(begin)
    while True:
        try:
            await reader.write(unit * 5000)
        except ConnectionError:
            return


async def answered(awake: Reader, word: bytes = b"still here") -> None:
    await awake.say(word)
    assert await awake.frame() == (0x80 | TEXT, word)


@every_loop
@every_flood
def test_a_flood_is_cut_off_and_another_is_answered_meanwhile(loop, flood, read, counted, no_more):
    async def trial() -> None:
        async with place() as here:
            awake, flooding = await Reader.enter(here), await Reader.enter(here)
            pouring = asyncio.create_task(pour(flooding, *FLOODS[flood]))
            await answered(awake)
            async with asyncio.timeout(PATIENCE):
                await pouring
            await here.hall.until(lambda: len(here.protocols) == 1)
            await answered(awake)

            # The flooding one's, and the two words of the other. The parts of a message are kept until it ends.
            assert max(read.values()) == (MOST_PARTS if FLOODS[flood][0] else AT_ONCE)
            assert sum(read.values()) - max(read.values()) == 2
            assert counted == {Reason.FLOODING: 1}
            awake.leave()
            flooding.leave()

    run_on(loop, trial())


@every_loop
def test_the_last_that_is_allowed_is_answered_and_the_next_is_the_end(loop, no_more):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here)
            await reader.write(said(PING) * (AT_ONCE - 1) + said(TEXT, b"the last"))
            heard = [await reader.frame() for _ in range(AT_ONCE)]
            await reader.write(said(PING))

            assert heard == [(0x80 | PONG, b"")] * (AT_ONCE - 1) + [(0x80 | TEXT, b"the last")]
            assert await reader.everything() == [(0x80 | CLOSE, POLICY)]
            assert here.hall.heard == ["the last"]
            reader.leave()

    run_on(loop, trial())


@every_loop
def test_of_what_comes_together_with_one_too_many_nothing_is_answered(loop, no_more):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here)
            await reader.write(said(TEXT, b"lost") + said(PING) * AT_ONCE)

            assert await reader.everything() == [(0x80 | CLOSE, POLICY)]
            assert here.hall.heard == []
            reader.leave()

    run_on(loop, trial())


def test_it_is_allowed_again_in_time(monkeypatch):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here)
            monkeypatch.setattr(incoming, "A_SECOND", 10 * AT_ONCE)
            for _ in range(5):
                await reader.write(said(PING) * (AT_ONCE - 1) + said(TEXT, b"here"))
                assert [await reader.frame() for _ in range(AT_ONCE)][-1] == (0x80 | TEXT, b"here")
                await asyncio.sleep(0.2)
            reader.leave()

    run_on("uvloop", trial())


@every_loop
def test_one_who_does_not_read_is_cut_off_without_a_word(loop, counted, no_more):
    async def trial() -> None:
        async with place() as here:
            slow = await Reader.enter(here, room=4096)
            await here.hall.until(lambda: len(here.hall.watchers) == 1)
            while here.held() == [0]:
                here.hall.show("a" * 5000)
                await asyncio.sleep(0)
            await pour(slow, b"", said(PING))
            await here.hall.until(lambda: here.hall.gone == 1)

            assert (here.protocols, counted) == ([], {Reason.FLOODING: 1})
            slow.leave()

    run_on(loop, trial())


@every_loop
def test_one_that_was_said_goodbye_to_is_cut_off_as_well(loop, read, counted, no_more):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here)
            await reader.say(b"close")
            await here.hall.until(lambda: here.hall.gone == 1)
            await pour(reader, b"", said(PING))
            await here.hall.until(lambda: here.protocols == [])

            assert (max(read.values()), counted) == (AT_ONCE, {Reason.FLOODING: 1})
            reader.leave()

    run_on(loop, trial())


@every_loop
@pytest.mark.parametrize("first", [said(PING), said(TEXT, b"early"), bytes((0x83, 0x80)) + MASK])
def test_whoever_talks_before_the_handshake_is_answered_is_cut_off(loop, first, caplog, monkeypatch):
    opened = asyncio.Event()

    class Thinking(Hall):
        async def __call__(self, scope, receive, send):
            await opened.wait()
            await super().__call__(scope, receive, send)

    monkeypatch.setattr("tests.wired.Hall", Thinking)

    async def trial() -> None:
        async with place() as here:
            back, wire = await asyncio.open_connection("127.0.0.1", here.port)
            wire.write(HANDSHAKE)
            await here.hall.until(lambda: [type(each) for each in here.protocols] == [LendingProtocol])
            wire.write(first)
            async with asyncio.timeout(PATIENCE):
                assert await back.read() == b""
            opened.set()
            await here.hall.until(lambda: not here.server.server_state.tasks)
            wire.close()

    run_on(loop, trial())
    assert [record.getMessage() for record in caplog.records if record.name != REFUSED] == []


def in_parts(text: bytes, number: int) -> bytes:
    size = -(-len(text) // number)
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    assert len(parts) == number
    kinds = [TEXT] + [CONT] * (number - 1)
    return b"".join(
        said(kind, part, ends=at == number - 1)
        for at, (kind, part) in enumerate(zip(kinds, parts, strict=True))
    )


@every_loop
def test_a_message_has_so_many_parts_and_no_more(loop):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here)
            whole = b"ab" * MOST_PARTS
            # It may be pinged in between, and each message is counted by itself.
            parts = in_parts(whole, MOST_PARTS)
            await reader.write(parts[:8] + said(PING) + parts[8:] + parts)
            assert [await reader.frame() for _ in range(3)] == [
                (0x80 | PONG, b""),
                (0x80 | TEXT, whole),
                (0x80 | TEXT, whole),
            ]
            parts = in_parts(whole[: MOST_PARTS + 1], MOST_PARTS + 1)
            await reader.write(parts[:210] + said(PING) + parts[210:])  # after thirty of them
            assert await reader.everything() == [(0x80 | CLOSE, POLICY)]
            reader.leave()

    run_on(loop, trial())


@every_loop
@pytest.mark.parametrize("compression", ["deflate", None])
@pytest.mark.parametrize("size", [1000, 16_384, 60_000])
def test_large_messages_in_parts_are_heard(loop, compression, size):
    async def trial() -> None:
        async with place() as here, connect(f"ws://127.0.0.1:{here.port}", compression=compression) as client:
            for number in range(5):
                letter = "abcde"[number]
                await client.send([letter * (size // 8)] * 8)
                assert await asyncio.wait_for(client.recv(), PATIENCE) == letter * (size // 8 * 8)

    run_on(loop, trial())


async def cut_off_after(client: ClientConnection, message: str) -> int:
    """How many of the same message, each answered, are heard before the socket is closed."""
    for number in range(AT_ONCE):
        try:
            await client.send(message)
            await asyncio.wait_for(client.recv(), PATIENCE)
        except ConnectionClosed:
            return number
    return AT_ONCE


@pytest.mark.parametrize("compression", ["deflate", None])
def test_what_is_large_counts_as_several_also_where_it_was_small_on_its_way(compression, no_more):
    async def trial() -> None:
        async with place() as here, connect(f"ws://127.0.0.1:{here.port}", compression=compression) as client:
            costs = 1 + 65_536 // COUNTS_AS_ONE
            assert await cut_off_after(client, "a" * 65_536) == AT_ONCE // costs

    run_on("uvloop", trial())


def test_a_client_that_pings_often_stays(no_more):
    async def trial() -> None:
        async with (
            place(ws_ping_interval=0.05, ws_ping_timeout=5) as here,
            connect(f"ws://127.0.0.1:{here.port}", ping_interval=0.05, ping_timeout=5) as client,
        ):
            for _ in range(20):
                await client.send("here")
                assert await asyncio.wait_for(client.recv(), PATIENCE) == "here"
                await asyncio.sleep(0.05)

    run_on("uvloop", trial())


def test_metering_costs_a_socket_almost_nothing():
    def size_of(kind: type[ServerProtocol]) -> float:
        tracemalloc.start()
        kept = [kind() for _ in range(200)]
        size = tracemalloc.get_traced_memory()[0] / len(kept)
        tracemalloc.stop()
        return size

    assert size_of(MeteredProtocol) - size_of(ServerProtocol) < 150
