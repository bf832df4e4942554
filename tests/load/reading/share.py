"""The part of a crowd that one reading process holds, and that process's one loop over all its sockets."""

import gc
import heapq
import os
import select
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection

from tests.load.reading.frames import TEXT
from tests.load.reading.line import Arrival, Door, Line, Lost

PATIENCE = 60.0
AT_MOST = 64  # sockets served before the clock is looked at again
RAW = -15  # zlib's word for deflate without a header
ANSWER = b'{"id"'  # how an answer to something that was sent begins
TAIL = b"\x00\x00\xff\xff"  # RFC 7692, section 7.2.2


class Reader:
    """One process's loop: whoever has something to be read is served, whatever the process is busy with."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe
        self.poll = select.epoll()
        self.poll.register(pipe, select.EPOLLIN)
        self.serve: dict[int, Callable[[int], None]] = {}
        self.due: list[tuple[int, int, Callable[[], None]]] = []
        self.fault: Lost | None = None

    def watch(self, fd: int, serve: Callable[[int], None], events: int) -> None:
        self.serve[fd] = serve
        self.poll.register(fd, events)

    def forget(self, fd: int) -> None:
        del self.serve[fd]
        self.poll.unregister(fd)

    def at(self, moment: int, work: Callable[[], None]) -> None:
        """Do `work` at the moment (ns, monotonic)."""
        heapq.heappush(self.due, (moment, len(self.due), work))

    def turn(self, wait: float) -> None:
        """Serve for at most so many seconds, or until something came."""
        while self.due and self.due[0][0] <= time.monotonic_ns():
            heapq.heappop(self.due)[2]()
        if self.due:
            wait = max(min(wait, (self.due[0][0] - time.monotonic_ns()) / 1e9), 0)
        for fd, event in self.poll.poll(wait, AT_MOST):
            if fd in self.serve:
                self.serve[fd](event)

    def until(self, done: Callable[[], bool], why: Callable[[], str], patience: float = PATIENCE) -> None:
        """Serve until it is done; raises `Lost` where it does not come to that."""
        end = time.monotonic() + patience
        while not done():
            left = end - time.monotonic()
            if left <= 0:
                raise Lost(f"{why()} within {patience:.0f} s")
            self.turn(min(left, 0.05))


@dataclass(frozen=True)
class Heard:
    """The newest push of each of them: when it arrived (ns), the latest reading (ns), the texts that were different."""

    at: dict[int, int]
    late: int
    texts: frozenset[bytes]
    extra: int

    @staticmethod
    def together(parts: Iterable["Heard"]) -> "Heard":
        heard = list(parts)
        at = {person: moment for part in heard for person, moment in part.at.items()}
        texts = frozenset(text for part in heard for text in part.texts)
        return Heard(at, max(part.late for part in heard), texts, sum(part.extra for part in heard))


@dataclass
class Share:
    """Some of the people of one room, by number.

    A push is a text of at least so many bytes: a heartbeat is smaller.
    """

    reader: Reader
    door: Door
    cookies: dict[int, str]
    least: int
    lines: dict[int, Line] = field(default_factory=dict)
    opening: set[int] = field(default_factory=set)
    got: dict[int, Arrival] = field(default_factory=dict)
    extra: int = 0
    note: Callable[[Arrival], None] | None = None
    # Whether the server is about to go, and nobody minds that their socket is closed.
    is_over: bool = False

    def enter(self, people: list[int], at_once: int) -> str:
        """Open the sockets of these people, so many at once; gives the extensions that the server agreed to."""
        mine = [person for person in people if person in self.cookies]
        for person in mine:
            self._open(person)
            self._until_opening(at_once - 1)
        self._until_opening(0)
        return self.lines[mine[0]].agreed if mine else ""

    def _until_opening(self, most: int) -> None:
        self.reader.until(
            lambda: len(self.opening) <= most, lambda: f"{len(self.opening)} people were not let in"
        )

    def _open(self, person: int) -> None:
        line = self.lines[person] = Line(person, self.door, self.cookies[person])
        self.opening.add(person)
        self.reader.watch(line.wire.fileno(), partial(self._serve, line), select.EPOLLIN | select.EPOLLOUT)

    def _serve(self, line: Line, event: int) -> None:
        if not line.asked and event & select.EPOLLOUT:
            line.ask()
            self.reader.poll.modify(line.wire, select.EPOLLIN)
            return
        try:
            arrivals = line.take()
        except Lost:
            if not self.is_over:
                raise
            self.leave([line.person])
            return
        for arrival in arrivals:
            (self.note or self._note)(arrival)
        if line.is_open:
            self.opening.discard(line.person)

    def _note(self, arrival: Arrival) -> None:
        if len(arrival.text) >= self.least and not arrival.text.startswith(ANSWER):
            self.extra += arrival.person in self.got
            self.got[arrival.person] = arrival

    def gather(self, people: list[int] | None = None) -> Heard:
        """What everybody got since the last time, once everybody (or all of `people`) has got something."""
        wanted = set(self.lines if people is None else people) & set(self.lines)

        def missing() -> set[int]:
            return wanted - self.got.keys()

        self.reader.until(
            lambda: len(self.got) >= len(wanted) and not missing(),
            lambda: f"{len(missing())} of {len(wanted)} did not get a push",
        )
        return self.heard()

    def heard(self) -> Heard:
        """What was got since the last time."""
        got, self.got = self.got, {}
        extra, self.extra = self.extra, 0
        texts = {arrival.text: arrival for arrival in got.values()}
        return Heard(
            {person: arrival.at for person, arrival in got.items()},
            max((arrival.late for arrival in got.values()), default=0),
            frozenset(map(inflated, texts.values())),
            extra,
        )

    def say(self, person: int, text: bytes) -> int:
        """Send as one of them; gives the moment (ns), or 0 where that person sits elsewhere."""
        if person not in self.lines:
            return 0
        now = time.monotonic_ns()
        self.lines[person].send(TEXT, text)
        return now

    def stop_reading(self, people: list[int]) -> None:
        for person in set(people) & set(self.lines):
            self.reader.forget(self.lines[person].wire.fileno())

    def read_again(self, people: list[int]) -> None:
        for person in set(people) & set(self.lines):
            line = self.lines[person]
            self.reader.watch(line.wire.fileno(), partial(self._serve, line), select.EPOLLIN)

    def let_go(self) -> None:
        """From now on the server may hang up."""
        self.is_over = True

    def leave(self, people: list[int] | None = None) -> None:
        """Close sockets without a word, as a browser that is killed."""
        for person in set(self.lines if people is None else people) & set(self.lines):
            line = self.lines.pop(person)
            self.reader.serve.pop(line.wire.fileno(), None)
            self.opening.discard(person)
            self.got.pop(person, None)
            line.close()


def inflated(arrival: Arrival) -> bytes:
    """The text of a frame; that of one which leans on frames before it is left as it came."""
    if not arrival.deflated:
        return arrival.text
    try:
        return zlib.decompressobj(RAW).decompress(arrival.text + TAIL)
    except zlib.error:
        return arrival.text


def quietly() -> None:
    """A reader holds no cycles, and a collection of everything it holds would be taken for the server's delay."""
    gc.freeze()
    gc.disable()
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[1:])
