"""The reading processes, and the crowds whose people they share out among themselves."""

import multiprocessing
import pickle
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from tests.load.machine import progress
from tests.load.reading.burst import Burst, Choice, Outcome
from tests.load.reading.line import Door, Lost
from tests.load.reading.polling import News, Polls
from tests.load.reading.share import Heard, Reader, Share, quietly

AT_ONCE = 128  # sockets of one crowd that are being opened at one moment
STEP = 250
SMALLEST_PUSH = 1_000  # bytes: larger than a heartbeat, smaller than any push of a region


def read(pipe: Connection) -> None:
    """A reading process: it does what it is asked by the measurer, and serves its sockets all the while."""
    quietly()
    reader = Reader(pipe)
    things: list[Any] = []
    while True:
        try:
            while not pipe.poll():
                reader.turn(1.0)
            number, method, words = pipe.recv()
            made = kinds[method](reader, *words) if number is None else None
            if made is not None:
                things.append(made)
            answer = len(things) - 1 if number is None else done(things[number], method, words)
        except EOFError:
            return
        except (Lost, OSError) as fault:
            answer = Lost(str(fault))
        pipe.send(answer)


def done(thing: Any, method: str, words: Sequence[Any]) -> Any:
    if method == "burst":
        activity, choices, *when = words
        return Burst(thing, activity, choices).run(*when)
    return getattr(thing, method)(*words)


kinds: dict[str, Callable[..., Any]] = {"share": Share, "polls": Polls}


class Readers(AbstractContextManager["Readers"]):
    """So many reading processes, until the block ends."""

    def __init__(self, number: int) -> None:
        # Forked, so that they have everything loaded; the measurer has no threads.
        context = multiprocessing.get_context("fork")
        self.pipes, self.processes = [], []
        for _ in range(number):
            ours, theirs = context.Pipe()
            process = context.Process(target=read, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self.pipes.append(ours)
            self.processes.append(process)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes:
            process.kill()
            process.join()

    def among(self, cookies: Sequence[str]) -> list[dict[int, str]]:
        """The people, by number, shared out."""
        number = len(self.pipes)
        return [dict(list(enumerate(cookies))[which::number]) for which in range(number)]

    def crowd(self, door: Door, cookies: Sequence[str], least: int = SMALLEST_PUSH) -> "Crowd":
        numbers = self._made("share", [(door, share, least) for share in self.among(cookies)])
        return Crowd(self, numbers, range(len(cookies)))

    def pollers(self, door: Door, cookies: Sequence[str], since: int) -> "Pollers":
        numbers = self._made("polls", [(door, share, since) for share in self.among(cookies)])
        return Pollers(self, numbers)

    def _made(self, kind: str, words: Sequence[tuple[Any, ...]]) -> list[int]:
        self.send([(None, kind, each) for each in words])
        return self.answers()

    def send(self, asked: Sequence[Any]) -> None:
        for pipe, each in zip(self.pipes, asked, strict=True):
            pipe.send(each)

    def answers(self) -> list[Any]:
        """What each answers; raises `Lost` where one of them could not go on."""
        try:
            found = [pipe.recv() for pipe in self.pipes]
        except (EOFError, pickle.UnpicklingError) as fault:
            raise Lost("a reading process ended") from fault
        for answer in found:
            if isinstance(answer, Lost):
                raise answer
        return found


class Held:
    """What each of the reading processes holds its part of."""

    def __init__(self, readers: Readers, numbers: Sequence[int]) -> None:
        self.readers, self.numbers = readers, numbers

    def ask(self, method: str, *words: Any) -> None:
        self.readers.send([(number, method, words) for number in self.numbers])

    def call(self, method: str, *words: Any) -> list[Any]:
        self.ask(method, *words)
        return self.readers.answers()


class Crowd(Held):
    """Everybody of one room, on WebSockets."""

    def __init__(self, readers: Readers, numbers: Sequence[int], people: range) -> None:
        super().__init__(readers, numbers)
        self.people = people

    def enter(self, people: Sequence[int] | None = None, at_once: int = AT_ONCE, what: str = "") -> str:
        """They come in; gives the extensions that the server agreed to."""
        everybody = list(self.people if people is None else people)
        steps = range(0, len(everybody), max(STEP, at_once))
        agreed = ""
        for first in progress(what or "they come in", steps, len(steps)):
            part = everybody[first : first + max(STEP, at_once)]
            agreed = max(self.call("enter", part, -(-at_once // len(self.numbers))))
        return agreed

    def gather(self, people: Sequence[int] | None = None) -> Heard:
        """What everybody, or all of `people`, got since the last time, once they have."""
        return Heard.together(self.call("gather", None if people is None else list(people)))

    def heard(self) -> Heard:
        return Heard.together(self.call("heard"))

    def say(self, person: int, text: bytes) -> int:
        """Send as one of them; gives the moment (ns)."""
        return max(self.call("say", person, text))

    def burst(self, activity: int, choices: Sequence[Choice], seconds: float, afterwards: float) -> Outcome:
        """Everybody scores within so many seconds from a moment from now."""
        patience = 30.0
        start = time.monotonic_ns() + 200_000_000
        number = len(self.numbers)
        shares = [[choice for choice in choices if choice.person % number == n] for n in range(number)]
        self.readers.send(
            [
                (thing, "burst", (activity, share, start, patience, afterwards))
                for thing, share in zip(self.numbers, shares, strict=True)
            ]
        )
        for second in progress("they score", range(round(seconds)), round(seconds)):
            time.sleep(max(start / 1e9 + second + 1 - time.monotonic(), 0))
        return together(self.readers.answers())

    def leave(self, people: Sequence[int] | None = None) -> None:
        self.call("leave", None if people is None else list(people))


class Pollers(Held):
    """Everybody of one room, by polling."""

    def heard(self) -> tuple[list[News], int]:
        parts = self.call("heard")
        return [news for found, _ in parts for news in found], sum(asked for _, asked in parts)


def together(parts: Sequence[Outcome]) -> Outcome:
    """One outcome of what each reading process found: shown to all means to all of each."""
    counts = sorted({count for part in parts for count in part.shown})
    return Outcome(
        sent={number: at for part in parts for number, at in part.sent.items()},
        acknowledged={number: at for part in parts for number, at in part.acknowledged.items()},
        twice=sum(part.twice for part in parts),
        refused=sum(part.refused for part in parts),
        shown={count: at for count in counts if (at := shown_by(parts, count)) is not None},
        behind=sum(part.behind for part in parts),
        pushes_a_second=max(part.pushes_a_second for part in parts),
        sender_late=max(part.sender_late for part in parts),
        reader_late=max(part.reader_late for part in parts),
    )


def shown_by(parts: Sequence[Outcome], count: int) -> int | None:
    """When all people of all parts had been told of `count` or more; None where that never was."""
    moments = []
    for part in parts:
        enough = [at for told, at in part.shown.items() if told >= count]
        if not enough:
            return None
        moments.append(min(enough))
    return max(moments)
