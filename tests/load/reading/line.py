"""One person's WebSocket, which never waits: it is told when there is something to write or to read."""

import contextlib
import os
import socket
import struct
import time
from dataclasses import dataclass
from typing import NamedTuple

from tests.load.reading.frames import CLOSE, PING, PONG, TEXT, frames_in, from_client, upgrade

SO_TIMESTAMPNS = 35  # Linux: the kernel notes when bytes arrived
NOTE = struct.Struct("qq")
READ_AT_ONCE = 1 << 14
# Somebody who does not read: hardly any room to hold bytes for them, and packets as small as on a real network, where
# the kernel would take megabytes for each on loopback.
NARROW, PACKET = 4096, 1400
IO_PING, IO_PONG = b"2", b"3"  # of socket.io


class Lost(Exception):
    """A socket was refused or closed, or something did not come."""


class Arrival(NamedTuple):
    """A whole text: who got it, when its bytes arrived (ns, monotonic), and how long they then lay unread (ns)."""

    person: int
    text: bytes
    at: int
    late: int
    deflated: bool


@dataclass(frozen=True)
class Door:
    """Where a crowd goes in, and what it offers there; `greeting` is what socket.io wants to hear first."""

    host: str
    port: int
    path: str
    offer: str = ""
    narrow: bool = False
    greeting: bytes = b""


class Line:
    def __init__(self, person: int, door: Door, cookie: str) -> None:
        self.person, self.door, self.cookie = person, door, cookie
        self.held = bytearray()
        self.asked = self.is_open = False
        self.agreed = ""
        self.wire = socket.socket()
        self.wire.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if door.narrow:
            self.wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
            self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, PACKET)
        self.wire.setblocking(False)
        self.wire.connect_ex((door.host, door.port))

    def ask(self) -> None:
        """Send the upgrade, once the connection stands."""
        fault = self.wire.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if fault:
            raise Lost(f"socket {self.person} could not connect: {os.strerror(fault)}")
        host = f"{self.door.host}:{self.door.port}"
        self.wire.send(upgrade(host, self.door.path, self.cookie, self.door.offer))
        self.asked = True

    def take(self) -> list[Arrival]:
        """Every whole text that has come; pings are answered on the way."""
        try:
            part, notes, _flags, _from = self.wire.recvmsg(READ_AT_ONCE, 64)
        except BlockingIOError:
            return []
        except OSError as fault:
            raise Lost(f"socket {self.person}: {fault.strerror}") from fault
        now, clock = time.monotonic_ns(), time.time_ns()
        if not part:
            raise Lost(f"socket {self.person} was closed")
        self.held += part
        if not self.is_open and not self._enter():
            return []
        late = max(clock - noted(notes), 0) if notes else 0
        return self._texts(now - late, late)

    def _enter(self) -> bool:
        """Read the answer to the upgrade; what came behind it is kept."""
        head, end, rest = bytes(self.held).partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            raise Lost(f"socket {self.person} was refused: {head.splitlines()[0].decode()}")
        lines = [line.partition(b":") for line in head.splitlines()]
        agreed = [value for name, _, value in lines if name.lower() == b"sec-websocket-extensions"]
        self.agreed = b",".join(agreed).decode().strip()
        self.held = bytearray(rest)
        self.is_open = True
        if self.door.greeting:
            self.send(TEXT, self.door.greeting)
        return True

    def _texts(self, at: int, late: int) -> list[Arrival]:
        found = []
        for kind, payload, deflated in frames_in(self.held):
            if self.door.greeting and payload == IO_PING:
                self.send(TEXT, IO_PONG)
            elif kind == TEXT:
                found.append(Arrival(self.person, payload, at, late, deflated))
            elif kind == PING:
                self.send(PONG, payload)
            elif kind == CLOSE:
                raise Lost(f"socket {self.person} was told to close: {payload[2:].decode() or payload.hex()}")
        return found

    def send(self, kind: int, payload: bytes) -> None:
        try:
            self.wire.send(from_client(kind, payload))
        except OSError as fault:
            raise Lost(f"socket {self.person}: {fault.strerror}") from fault

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.wire.close()


def noted(notes: list[tuple[int, int, bytes]]) -> int:
    """The kernel's note of when the last of the bytes arrived, in nanoseconds of the wall clock."""
    seconds, nanoseconds = NOTE.unpack(notes[0][2][: NOTE.size])
    return int(seconds * 1_000_000_000 + nanoseconds)
