"""Connections that never come to their point are closed; answers and sockets are left alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from config import patience
from config.server import OPTIONS
from tests.wired import LOOPS, PATIENCE, Hall, Reader, place, run_on

WHOLE = b"GET / HTTP/1.1\r\nHost: hall\r\n\r\n"
BEGUN = b"GET / HTTP/1.1\r\nHost: hall\r\nX: "
LONG = 0.5  # seconds that an answer may take here, longer than a head

every_loop = pytest.mark.parametrize("loop", LOOPS)


class Front(Hall):
    """Answers ordinary requests too, and slowly."""

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            await super().__call__(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await asyncio.sleep(LONG)
        await send({"type": "http.response.body", "body": b"done"})


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    monkeypatch.setattr(patience, "HEAD_WITHIN", LONG / 5)
    monkeypatch.setattr("tests.wired.Hall", Front)


@asynccontextmanager
async def line(**options) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    async with place(**options) as here:
        back, wire = await asyncio.open_connection("127.0.0.1", here.port)
        async with asyncio.timeout(PATIENCE):
            yield back, wire
        wire.close()


@every_loop
@pytest.mark.parametrize("said", [b"", b"GET", BEGUN])
def test_a_connection_without_a_whole_head_is_closed(loop, said):
    async def trial() -> None:
        async with line() as (back, wire):
            wire.write(said)
            assert await back.read() == b""

    run_on(loop, trial())


@every_loop
def test_saying_a_little_now_and_then_is_of_no_use(loop):
    async def trial() -> None:
        async with line() as (back, wire):
            wire.write(BEGUN)
            reading = asyncio.create_task(back.read())
            while not reading.done():
                wire.write(b"x")
                await asyncio.sleep(0.02)
            assert reading.exception() or reading.result() == b""

    run_on(loop, trial())


@every_loop
def test_an_answer_is_finished_however_long_it_takes_and_then_the_next_head_is_waited_for(loop):
    async def trial() -> None:
        async with line(timeout_keep_alive=60) as (back, wire):
            wire.write(WHOLE + BEGUN)
            assert (await back.read()).endswith(b"\r\n\r\ndone")

    run_on(loop, trial())


@every_loop
def test_between_two_requests_there_is_time(loop):
    async def trial() -> None:
        async with line(timeout_keep_alive=60) as (back, wire):
            for _ in range(2):
                wire.write(WHOLE)
                assert (await back.readuntil(b"done")).startswith(b"HTTP/1.1 200 OK")
                await asyncio.sleep(LONG)

    run_on(loop, trial())


@every_loop
def test_a_socket_is_handed_over_and_stays(loop):
    async def trial() -> None:
        async with place() as here:
            reader = await Reader.enter(here)
            await asyncio.sleep(LONG)
            await reader.say(b"still here")
            frame = await reader.frame()
            assert frame
            assert frame[1] == b"still here"
            reader.leave()

    run_on(loop, trial())


def test_the_site_is_served_so():
    assert OPTIONS["http"] == f"{patience.PatientProtocol.__module__}:{patience.PatientProtocol.__name__}"
