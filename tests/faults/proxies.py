"""What stands between a hospital and its servers, as small TCP proxies: each spoils WebSocket in a way of its own.

The head of the first request tells whether a connection is to be a socket: browsers open a new one for each.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

AT_ONCE = 1 << 16
UPGRADE = re.compile(rb"^(upgrade|connection):.*\r\n", re.IGNORECASE | re.MULTILINE)
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NEVER = 1 << 62


@dataclass
class Passage:
    """One connection through a proxy: `head` is what the browser asked first."""

    head: bytes
    browser: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    server: tuple[asyncio.StreamReader, asyncio.StreamWriter]

    @property
    def is_socket(self) -> bool:
        return b"\r\nupgrade: websocket" in self.head.lower()


Way = Callable[[Passage], Awaitable[None]]


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(AT_ONCE):
        writer.write(part)
        await writer.drain()


async def straight(passage: Passage) -> None:
    """Passes everything on, both ways, until either side hangs up."""
    passage.server[1].write(passage.head)
    ways = pipe(passage.browser[0], passage.server[1]), pipe(passage.server[0], passage.browser[1])
    tasks = [asyncio.create_task(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    await called_off(*tasks)


async def called_off(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def refusing(passage: Passage) -> None:
    """Answers 403 to every WebSocket."""
    if passage.is_socket:
        passage.browser[1].write(REFUSED)
    else:
        await straight(passage)


async def stripping(passage: Passage) -> None:
    """Knows nothing of WebSocket: what would upgrade the connection is not passed on."""
    if passage.is_socket:
        passage.head = UPGRADE.sub(b"", passage.head)
    await straight(passage)


class OneWay:
    """Passes on everything but what a server says through a socket: that goes its own way `down`."""

    async def __call__(self, passage: Passage) -> None:
        if not passage.is_socket:
            await straight(passage)
            return
        passage.server[1].write(passage.head)
        upwards = asyncio.create_task(pipe(passage.browser[0], passage.server[1]))
        try:
            await self.down(passage.server[0], passage.browser[1])
        finally:
            await called_off(upwards)

    async def down(self, server: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        raise NotImplementedError


@dataclass
class Cutting(OneWay):
    """Hangs up on a socket once nothing has come from the server for so many `seconds`."""

    seconds: float
    cut: int = 0

    async def down(self, server: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        try:
            while part := await self._read(server):
                browser.write(part)
        except TimeoutError:
            self.cut += 1

    async def _read(self, server: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(self.seconds):
            return await server.read(AT_ONCE)


@dataclass
class Buffering(OneWay):
    """Holds back what a server says through a socket until there are `size` bytes of it. With `greets` the
    answer to the upgrade comes through, so that the browser believes it has a socket."""

    size: int
    greets: bool = True
    held: int = 0

    async def down(self, server: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        if self.greets:
            browser.write(await server.readuntil(b"\r\n\r\n"))
        held = b""
        while part := await server.read(AT_ONCE):
            held += part
            if len(held) >= self.size:
                browser.write(held)
                held = b""
            self.held += len(held) > 0


@dataclass
class Proxy:
    """Stands before the server at `port`, and treats each connection in its own `way`."""

    port: int
    way: Way
    address: str = ""
    passages: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        passage = asyncio.create_task(self._keep(reader, writer))
        self.passages.add(passage)
        passage.add_done_callback(self.passages.discard)

    async def _keep(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._pass_on(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # one of the two has hung up
        finally:
            writer.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        server = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            await self.way(Passage(head, (reader, writer), server))
        finally:
            server[1].close()


@asynccontextmanager
async def standing_before(port: int, way: Way) -> AsyncIterator[str]:
    """The address of a proxy, until the block ends."""
    proxy = Proxy(port, way)
    door = await asyncio.start_server(proxy.take, "127.0.0.1", 0, backlog=1024)
    try:
        yield f"http://127.0.0.1:{door.sockets[0].getsockname()[1]}"
    finally:
        door.close()
        await called_off(*proxy.passages)
        await asyncio.sleep(0)  # what was closed is let go of
