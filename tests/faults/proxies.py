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
class Line:
    """One connection through a proxy: `head` is what the browser asked first."""

    head: bytes
    browser: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    server: tuple[asyncio.StreamReader, asyncio.StreamWriter]

    @property
    def is_socket(self) -> bool:
        return b"\r\nupgrade: websocket" in self.head.lower()


Way = Callable[[Line], Awaitable[None]]


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(AT_ONCE):
        writer.write(part)
        await writer.drain()


async def straight(line: Line) -> None:
    """Passes everything on, both ways, until either side hangs up."""
    line.server[1].write(line.head)
    ways = pipe(line.browser[0], line.server[1]), pipe(line.server[0], line.browser[1])
    tasks = [asyncio.create_task(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    await called_off(*tasks)


async def called_off(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def refusing(line: Line) -> None:
    """Answers 403 to every WebSocket."""
    if line.is_socket:
        line.browser[1].write(REFUSED)
    else:
        await straight(line)


async def stripping(line: Line) -> None:
    """Knows nothing of WebSocket: what would upgrade the connection is not passed on."""
    if line.is_socket:
        line.head = UPGRADE.sub(b"", line.head)
    await straight(line)


@dataclass
class Cutting:
    """Hangs up on a socket once nothing has come from the server for so many `seconds`."""

    seconds: float
    cut: int = 0

    async def __call__(self, line: Line) -> None:
        if not line.is_socket:
            await straight(line)
            return
        line.server[1].write(line.head)
        upwards = asyncio.create_task(pipe(line.browser[0], line.server[1]))
        try:
            while part := await self._read(line.server[0]):
                line.browser[1].write(part)
        except TimeoutError:
            self.cut += 1
        finally:
            await called_off(upwards)

    async def _read(self, server: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(self.seconds):
            return await server.read(AT_ONCE)


@dataclass
class Buffering:
    """Holds back what a server says through a socket until there are `size` bytes of it. With `greets` the
    answer to the upgrade comes through, so that the browser believes it has a socket."""

    size: int
    greets: bool = True
    held: int = 0

    async def __call__(self, line: Line) -> None:
        if not line.is_socket:
            await straight(line)
            return
        line.server[1].write(line.head)
        upwards = asyncio.create_task(pipe(line.browser[0], line.server[1]))
        try:
            await self._downwards(line.server[0], line.browser[1])
        finally:
            await called_off(upwards)

    async def _downwards(self, server: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
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
    lines: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.create_task(self._keep(reader, writer))
        self.lines.add(line)
        line.add_done_callback(self.lines.discard)

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
            await self.way(Line(head, (reader, writer), server))
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
        await called_off(*proxy.lines)
        await asyncio.sleep(0)  # what was closed is let go of
