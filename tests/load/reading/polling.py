"""People whose WebSocket is refused: each asks for what is new every two to three seconds, as the page does."""

import contextlib
import json
import random
import select
import socket
import time
from typing import NamedTuple

from tests.load.reading.line import Door, Lost
from tests.load.reading.share import Reader

LEAST, MOST = 2.0, 3.0  # seconds between an answer and the next question, as in live.js
SECOND = 1_000_000_000
READ_AT_ONCE = 1 << 16


class News(NamedTuple):
    """Somebody got a newer version."""

    person: int
    version: int
    at: int


class Poller:
    """One person's browser, with the one connection that it keeps."""

    def __init__(self, polls: "Polls", person: int, cookie: str) -> None:
        self.polls, self.person, self.cookie = polls, person, cookie
        self.since = polls.since
        self.held = bytearray()
        self.wire: socket.socket | None = None

    def ask(self) -> None:
        door = self.polls.door
        wire = self.wire or self._connected()
        lines = [
            f"GET {door.path}?since={self.since} HTTP/1.1",
            f"Host: {door.host}:{door.port}",
            f"Cookie: {self.cookie}",
            "X-Live: 1",
        ]
        self.polls.asked += 1
        wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

    def _connected(self) -> socket.socket:
        wire = self.wire = socket.create_connection((self.polls.door.host, self.polls.door.port), 10)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.polls.reader.watch(wire.fileno(), self.read, select.EPOLLIN)
        return wire

    def read(self, _event: int) -> None:
        assert self.wire
        part = self.wire.recv(READ_AT_ONCE)
        if not part:
            # The server hangs up on whoever is quiet; the next question opens a new connection.
            self.hang_up()
            return
        self.held += part
        answer = answer_in(self.held)
        if answer is not None:
            self._answered(*answer)
            self.polls.later(self)

    def _answered(self, status: int, body: bytes) -> None:
        if status not in {200, 204}:
            raise Lost(f"poller {self.person} was answered {status}")
        if status == 200:
            self.since = json.loads(body)["v"]
            self.polls.news.append(News(self.person, self.since, time.monotonic_ns()))

    def hang_up(self) -> None:
        if self.wire:
            self.polls.reader.forget(self.wire.fileno())
            with contextlib.suppress(OSError):
                self.wire.close()
        self.wire, self.held = None, bytearray()


def answer_in(held: bytearray) -> tuple[int, bytes] | None:
    """Status and body of the answer that `held` begins with, taken off it; None while some is still to come."""
    head, end, _ = bytes(held).partition(b"\r\n\r\n")
    if not end:
        return None
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
    size = int(fields.get(b"content-length", b"0"))
    start = len(head) + len(end)
    if len(held) < start + size:
        return None
    body = bytes(held[start : start + size])
    del held[: start + size]
    return int(head.split(b" ", 2)[1]), body


class Polls:
    """Some of the people of one room, by number; all are up to date at version `since`."""

    def __init__(self, reader: Reader, door: Door, cookies: dict[int, str], since: int) -> None:
        self.reader, self.door, self.since = reader, door, since
        self.people = [Poller(self, person, cookie) for person, cookie in cookies.items()]
        self.rng = random.Random(min(cookies, default=0))
        self.news: list[News] = []
        self.asked = 0
        self.running = False

    def begin(self) -> None:
        """From now on they ask, first one by one within one round."""
        self.running = True
        for poller in self.people:
            first = self.rng.uniform(0, MOST)
            self.reader.at(time.monotonic_ns() + int(first * SECOND), poller.ask)

    def later(self, poller: Poller) -> None:
        if self.running:
            wait = self.rng.uniform(LEAST, MOST)
            self.reader.at(time.monotonic_ns() + int(wait * SECOND), poller.ask)

    def heard(self) -> tuple[list[News], int]:
        """What came since the last time, and how often was asked in all."""
        news, self.news = self.news, []
        return news, self.asked

    def leave(self) -> None:
        self.running = False
        self.reader.due.clear()
        for poller in self.people:
            poller.hang_up()
