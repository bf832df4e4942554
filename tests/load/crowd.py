"""Many people's sockets in one process, read by hand so that the reader is not what is measured."""

import base64
import os
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.load.places import LOOPBACK

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MASKED, MASK = 0x80, bytes(4)  # a mask of zeros leaves the bytes as they are
SO_TIMESTAMPNS = 35  # Linux: the kernel notes when bytes arrived
NOTE = struct.Struct("qq")
READ_AT_ONCE = 1 << 16
PATIENCE = 30.0


class Lost(Exception):
    """A socket was refused or closed, or something did not come."""


@dataclass(frozen=True)
class Arrival:
    """A whole text: who got it, when it was read here (ns, monotonic), and for how long it had lain (ns)."""

    person: int
    text: bytes
    at: int
    late: int


class Line:
    """One person's socket."""

    def __init__(self, person: int, wire: socket.socket) -> None:
        self.person, self.wire = person, wire
        self.held = bytearray()
        wire.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)

    def ask(self, port: int, path: str, cookie: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {LOOPBACK}:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *([f"Cookie: {cookie}"] if cookie else []),
        ]
        self.wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

    def enter(self) -> None:
        """Read the answer to the upgrade; what came behind it is kept."""
        while b"\r\n\r\n" not in self.held:
            part = self.wire.recv(READ_AT_ONCE)
            if not part:
                raise Lost(f"socket {self.person} was closed at the door")
            self.held += part
        head, _, rest = bytes(self.held).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise Lost(f"socket {self.person} was refused: {head.splitlines()[0].decode()}")
        self.held = bytearray(rest)
        self.wire.setblocking(False)

    def take(self) -> list[Arrival]:
        """Every whole text that has come; pings are answered on the way."""
        part, notes, _flags, _from = self.wire.recvmsg(READ_AT_ONCE, 64)
        now, clock = time.monotonic_ns(), time.time_ns()
        if not part:
            raise Lost(f"socket {self.person} was closed")
        self.held += part
        late = clock - arrived(notes) if notes else 0
        return [Arrival(self.person, text, now, late) for text in self._texts()]

    def _texts(self) -> list[bytes]:
        found = []
        while (size := whole(self.held)) is not None:
            kind, start = self.held[0] & 15, head_of(self.held)
            payload = bytes(self.held[start:size])
            del self.held[:size]
            if kind == TEXT:
                found.append(payload)
            elif kind == PING:
                self.send(PONG, payload)
            elif kind == CLOSE:
                raise Lost(f"socket {self.person} was told to close")
        return found

    def send(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        head = bytes((128 | kind, MASKED | min(size, 126))) + (size.to_bytes(2, "big") if size > 125 else b"")
        self.wire.send(head + MASK + payload)


def arrived(notes: list[tuple[int, int, bytes]]) -> int:
    """The kernel's note of when the last of the bytes arrived, in nanoseconds of the wall clock."""
    seconds, nanoseconds = NOTE.unpack(notes[0][2][: NOTE.size])
    return int(seconds * 1_000_000_000 + nanoseconds)


def head_of(held: bytearray) -> int:
    """How long the head of the frame is that `held` begins with."""
    return {126: 4, 127: 10}.get(held[1], 2)


def whole(held: bytearray) -> int | None:
    """The size of the frame that `held` begins with, head and all; None while some of it is still to come."""
    if len(held) < 2 or len(held) < head_of(held):
        return None
    start = head_of(held)
    size = start + (held[1] if start == 2 else int.from_bytes(held[2:start], "big"))
    return size if len(held) >= size else None


class Crowd:
    """Everybody of one room: a cookie each."""

    def __init__(self, port: int, path: str, cookies: Sequence[str]) -> None:
        self.port, self.path, self.cookies = port, path, cookies
        self.lines: dict[int, Line] = {}
        self.seats: dict[int, Line] = {}
        self.poll = select.epoll()

    def enter(self, person: int) -> None:
        """Open the socket of one of them."""
        wire = socket.create_connection((LOOPBACK, self.port), PATIENCE)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = self.lines[wire.fileno()] = self.seats[person] = Line(person, wire)
        line.ask(self.port, self.path, self.cookies[person])
        line.enter()
        self.poll.register(wire, select.EPOLLIN)

    def say(self, person: int, text: bytes) -> None:
        self.seats[person].send(TEXT, text)

    def listen(self, seconds: float, enough: Callable[[Arrival], bool] = lambda _: False) -> list[Arrival]:
        """What comes in within so many seconds, or until one of the texts makes it `enough`."""
        heard: list[Arrival] = []
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            for fd, _event in self.poll.poll(left):
                new = self.lines[fd].take()
                heard += new
                if sum(map(enough, new)):
                    return heard
        return heard

    def gather(self, wanted: Callable[[bytes], bool]) -> list[Arrival]:
        """The first wanted text of everybody, in the order of arrival."""
        missing = {line.person for line in self.lines.values()}

        def last(arrival: Arrival) -> bool:
            if wanted(arrival.text):
                missing.discard(arrival.person)
            return not missing

        heard = [arrival for arrival in self.listen(PATIENCE, last) if wanted(arrival.text)]
        if missing:
            raise Lost(f"{len(missing)} of {len(self.lines)} did not get a push within {PATIENCE:.0f} s")
        return heard

    def leave(self) -> None:
        self.poll.close()
        for line in self.lines.values():
            line.wire.close()
