"""Frames as they travel: what WebSocket libraries make of them, and who is sent which."""

import asyncio
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame as Sent
from websockets.protocol import CLIENT, Protocol

from tests.wired import CLOSE, LOOPS, OFFER, PATIENCE, PING, PONG, TEXT, Place, Reader, place, run_on
from workshops.room.wire import TAIL, WORTH_DEFLATING, Frame, frame_of, heartbeat

PLAIN, DEFLATED = 0x80 | TEXT, 0xC0 | TEXT
BOTH = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
SIZES = [0, 1, 125, 126, WORTH_DEFLATING, 0xFFFF, 0x10000]
LONG = "one of many words " * 100


def understood(*frames: bytes) -> list[str]:
    """What a browser's end makes of frames that come one after the other."""
    end = Protocol(CLIENT, max_size=None)
    end.extensions = [PerMessageDeflate(True, True, 15, 15)]
    end.receive_data(b"".join(frames))
    assert end.parser_exc is None
    return [bytes(event.data).decode() for event in end.events_received() if isinstance(event, Sent)]


@pytest.mark.parametrize("size", SIZES)
def test_a_text_of_any_size_arrives(size):
    frame = Frame(1, "ä" * (size // 2) + "b" * (size % 2))

    assert understood(frame.plain, frame.deflated) == [frame.text] * 2


@given(st.lists(st.tuples(st.text(), st.integers(0, 200), st.booleans()), max_size=5))
@example([("a", 400, True), ("a", 400, False), ("a", 400, True)])
def test_any_texts_arrive_one_after_the_other_deflated_or_not(said):
    built = [(Frame(1, text * times), deflate) for text, times, deflate in said]

    assert understood(*(frame.deflated if deflate else frame.plain for frame, deflate in built)) == [
        frame.text for frame, _ in built
    ]


def test_what_is_short_is_left_as_it_is():
    short, long = (Frame(1, "a" * size) for size in (WORTH_DEFLATING - 1, WORTH_DEFLATING))

    assert short.deflated == short.plain
    assert (long.deflated[0], len(long.deflated) < 20) == (DEFLATED, True)
    assert not long.deflated.endswith(TAIL)


def test_each_is_made_once():
    frame = Frame(1, LONG)

    assert frame.plain is frame.plain
    assert frame.deflated is frame.deflated


def test_what_the_browser_reads_of_it():
    assert frame_of(41, "<p>é</p>", t=7).text == '{"v":41,"t":7,"html":"<p>é</p>"}'
    assert (heartbeat(41).text, heartbeat(41).news, frame_of(41, "", t=7).news) == ('{"v":41}', False, True)


@pytest.mark.parametrize(
    ("offer", "agreed", "first"),
    [
        ("", "", PLAIN),
        (OFFER, BOTH, DEFLATED),
        ("permessage-deflate", BOTH, DEFLATED),
        ("permessage-deflate; server_max_window_bits=15", BOTH + "; server_max_window_bits=15", DEFLATED),
        # It could not inflate what is deflated once for all, and all the same it may send deflated itself.
        ("permessage-deflate; server_max_window_bits=10", BOTH + "; server_max_window_bits=10", PLAIN),
        ("permessage-deflate; server_max_window_bits=8", "", PLAIN),
        ("permessage-deflate; nonsense=1", "", PLAIN),
        ("permessage-deflate; nonsense=1, permessage-deflate", BOTH, DEFLATED),
        ("x-webkit-deflate-frame", "", PLAIN),
    ],
)
def test_only_those_who_agreed_are_sent_it_deflated(offer, agreed, first):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here, offer)
            await here.hall.until(lambda: len(here.hall.watchers) == 1)
            here.hall.show(LONG)
            shown = await reader.frame()
            await reader.say(LONG.encode())
            answer = await reader.frame()
            reader.leave()

        assert (reader.agreed, shown and shown[0]) == (agreed, first)
        assert answer == (PLAIN, LONG.encode())

    run_on("uvloop", trial())


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("compression", ["deflate", None])
def test_a_client_hears_everything_and_is_heard(loop, compression):
    async def trial() -> None:
        async with place() as here, connect(address(here), compression=compression) as client:
            await here.hall.until(lambda: len(here.hall.watchers) == 1)
            here.hall.show(LONG)
            await client.send("ä" * 1000)
            await client.send("short")
            here.hall.show("")
            heard = [await asyncio.wait_for(client.recv(), PATIENCE) for _ in range(4)]
            assert [type(each).__name__ for each in client.protocol.extensions] == (
                ["PerMessageDeflate"] if compression else []
            )

        assert sorted(heard) == sorted([LONG, "", "ä" * 1000, "short"])

    run_on(loop, trial())


def address(here: Place) -> str:
    return f"ws://127.0.0.1:{here.port}"


@pytest.mark.parametrize(("size", "outcome"), [(65536, 65536), (65537, 1009), (50_000_000, 1009)])
def test_a_message_may_be_as_long_inflated_as_without(size, outcome):
    async def trial() -> None:
        async with place() as here, connect(address(here)) as client:
            await client.send("a" * size)
            try:
                found = len(await asyncio.wait_for(client.recv(), PATIENCE))
            except ConnectionClosedError as closed:
                found = closed.rcvd.code if closed.rcvd else 0
        assert found == outcome

    run_on("uvloop", trial())


def test_a_message_in_parts_may_not_be_longer_either():
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here, OFFER)
            deflate = zlib.compressobj(wbits=-15)
            part = deflate.compress(b"a" * 60_000) + deflate.flush(zlib.Z_SYNC_FLUSH)
            await reader.write(masked(0x41, part) + masked(0x00, part) + masked(0x80, part))
            ((first, payload),) = await reader.everything()
            reader.leave()
        assert (first & 15, int.from_bytes(payload[:2], "big")) == (CLOSE, 1009)

    run_on("uvloop", trial())


def masked(first: int, payload: bytes) -> bytes:
    return bytes((first, 0x80 | 126)) + len(payload).to_bytes(2, "big") + bytes(4) + payload


@pytest.mark.parametrize("payload", [b"nonsense", b"\xff" * 40])
def test_what_cannot_be_inflated_closes_its_own_socket_alone(payload):
    async def trial() -> None:
        async with place() as here:
            other = await Reader.enter(here, OFFER)
            reader = await Reader.enter(here, OFFER)
            await reader.write(masked(0xC1, payload))
            ((first, said),) = await reader.everything()
            assert (first & 15, int.from_bytes(said[:2], "big")) == (CLOSE, 1002)
            await other.say(b"still here", PING)
            assert await other.frame() == (0x80 | PONG, b"still here")
            other.leave()
            reader.leave()

    run_on("uvloop", trial())
