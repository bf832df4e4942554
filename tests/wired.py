"""Watchers on a real server: a room without a workshop, and readers that read by hand."""

import asyncio
import fcntl
import socket
import struct
import termios
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
import uvloop
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from config.server import OPTIONS
from workshops.room.protocol import EXTENSION, LendingProtocol
from workshops.room.watchers import LentWatcher, SendingWatcher, Watcher, show_all
from workshops.room.wire import Frame, framed

# Longer than anything here takes, shorter than anybody's patience.
PATIENCE = 10
LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {
    "uvloop": uvloop.new_event_loop,
    "asyncio": asyncio.new_event_loop,
}
SERVERS = {"lent": LendingProtocol, "ordinary": WebSocketsSansIOProtocol}
OFFER = "permessage-deflate; client_max_window_bits"  # as Chromium words it
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def run_on(loop: str, trial: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=LOOPS[loop]) as runner:
        runner.run(trial)


@dataclass
class Hall:
    """An application that shows everybody the same, answers what is said, and closes when told so."""

    watchers: list[Watcher] = field(default_factory=list)
    shown: list[Frame] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    gone: int = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        lent = scope["extensions"].get(EXTENSION)

        def send_text(text: str) -> Any:
            return send({"type": "websocket.send", "text": text})

        watcher = LentWatcher(lent, 0) if lent else SendingWatcher(send_text, 0)
        self.watchers.append(watcher)
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message["text"])
            if message["text"] == "close":
                await send({"type": "websocket.close"})
                await asyncio.sleep(0.05)  # it takes a while until the room hears of it
            else:
                await send_text(message["text"])
        self.watchers.remove(watcher)
        watcher.close()
        self.gone += 1

    def show(self, text: str) -> Frame:
        frame = Frame(len(self.shown) + 1, text)
        self.shown.append(frame)
        show_all(self.watchers, frame, lambda since: frame if since < frame.version else None)
        return frame

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():  # noqa: ASYNC110 - nobody tells a test
                await asyncio.sleep(0.01)


@dataclass
class Place:
    hall: Hall
    port: int
    server: uvicorn.Server

    @property
    def protocols(self) -> list[Any]:
        """What the server keeps of each socket."""
        return list(self.server.server_state.connections)

    def held(self) -> list[int]:
        """How many bytes wait in this process, for each socket."""
        return [protocol.transport.get_write_buffer_size() for protocol in self.protocols]

    def unsent(self) -> list[int]:
        """How many bytes wait in the system's memory, for each socket."""
        return [waiting_in(p.transport.get_extra_info("socket").fileno()) for p in self.protocols]


def waiting_in(descriptor: int) -> int:
    (waiting,) = struct.unpack("i", fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(4)))
    return int(waiting)


@asynccontextmanager
async def place(sockets: str = "lent", **options: Any) -> AsyncIterator[Place]:
    """The hall served as the site is, until the block ends."""
    hall = Hall()
    options = OPTIONS | {"ws": SERVERS[sockets], "loop": "none", "lifespan": "off"} | options
    server = uvicorn.Server(uvicorn.Config(hall, **options))
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door:
        serving = asyncio.create_task(server._serve(sockets=[door]))
        await hall.until(lambda: server.started)
        try:
            yield Place(hall, door.getsockname()[1], server)
        finally:
            server.should_exit = True
            try:
                await asyncio.wait_for(serving, PATIENCE)
            finally:
                # Where the server left some open the loop would wait for them as well.
                for left in server.server_state.connections:
                    left.transport.abort()
                await asyncio.sleep(0.01)


class Reader:
    """One who reads only when told to."""

    def __init__(self, wire: socket.socket) -> None:
        self.wire, self.held, self.answer = wire, b"", b""

    @classmethod
    async def enter(cls, place: Place, offer: str = "", room: int = 0) -> "Reader":
        """Open a socket that offers an extension, with `room` bytes for what it does not read."""
        wire = socket.socket()
        wire.setblocking(False)
        if room:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        reader = cls(wire)
        await asyncio.get_running_loop().sock_connect(wire, ("127.0.0.1", place.port))
        lines = [
            "GET / HTTP/1.1",
            "Host: hall",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version: 13",
            *([f"Sec-WebSocket-Extensions: {offer}"] if offer else []),
        ]
        await reader.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in reader.held:
            assert await reader.hear()
        reader.answer, _, reader.held = reader.held.partition(b"\r\n\r\n")
        return reader

    @property
    def agreed(self) -> str:
        """The extensions that the server answered with."""
        lines = [line.partition(": ") for line in self.answer.decode().split("\r\n")]
        return next((value for name, _, value in lines if name.lower() == "sec-websocket-extensions"), "")

    async def write(self, part: bytes) -> None:
        async with asyncio.timeout(PATIENCE):
            await asyncio.get_running_loop().sock_sendall(self.wire, part)

    async def say(self, payload: bytes, kind: int = TEXT) -> None:
        """Masked with zeros, which leave the bytes as they are."""
        frame = framed(payload, 0x80 | kind)
        at = len(frame) - len(payload)
        await self.write(bytes((frame[0], frame[1] | 0x80)) + frame[2:at] + bytes(4) + payload)

    async def hear(self) -> bool:
        """Read what has come; False at the end."""
        async with asyncio.timeout(PATIENCE):
            part = await asyncio.get_running_loop().sock_recv(self.wire, 65536)
        self.held += part
        return part != b""

    async def frame(self) -> tuple[int, bytes] | None:
        """The next one: its first byte and its payload; None at the end."""
        while (size := whole(self.held)) is None:
            if not await self.hear():
                return None
        first, payload = self.held[0], self.held[head_of(self.held) : size]
        self.held = self.held[size:]
        return first, payload

    async def everything(self) -> list[tuple[int, bytes]]:
        """Every frame up to the end."""
        found = []
        while frame := await self.frame():
            found.append(frame)
        return found

    def leave(self) -> None:
        self.wire.close()


def head_of(held: bytes) -> int:
    return {126: 4, 127: 10}.get(held[1], 2)


def whole(held: bytes) -> int | None:
    """The size of the frame that `held` begins with; None while some of it is still to come."""
    if len(held) < 2 or len(held) < head_of(held):
        return None
    start = head_of(held)
    size = start + (held[1] if start == 2 else int.from_bytes(held[2:start], "big"))
    return size if len(held) >= size else None
