"""Everybody scores: each choice is sent at its moment, and what comes back to everybody is written down."""

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.load.reading.frames import TEXT
from tests.load.reading.line import Arrival
from tests.load.reading.share import ANSWER, Share

COUNTED = re.compile(rb">(\d+) of \d+ have scored")
SECOND = 1_000_000_000


@dataclass(frozen=True)
class Choice:
    """One score: its number, when it is to be sent (ns after the start), by whom, on what."""

    number: int
    at: int
    person: int
    principle: str
    level: str


@dataclass
class Outcome:
    """What came of it; all moments in ns (monotonic).

    `shown` has, for each count of scores that was told, the moment at which the last of these people had been told of
    so many or more, and `behind` how many never heard of the largest.
    """

    sent: dict[int, int] = field(default_factory=dict)
    acknowledged: dict[int, int] = field(default_factory=dict)
    twice: int = 0
    refused: int = 0
    shown: dict[int, int] = field(default_factory=dict)
    behind: int = 0
    pushes_a_second: int = 0
    sender_late: int = 0
    reader_late: int = 0


class Burst:
    def __init__(self, share: Share, activity: int, choices: Sequence[Choice]) -> None:
        self.share, self.activity, self.choices = share, activity, choices
        self.outcome = Outcome()
        self.heard: dict[int, list[tuple[int, bytes]]] = {person: [] for person in share.lines}
        self.texts: dict[bytes, bytes] = {}

    def run(self, start: int, patience: float, afterwards: float) -> Outcome:
        """Send all; ends once each was answered, and some time after that, in which the last push must come."""
        self.share.note = self._note
        for choice in self.choices:
            while (left := start + choice.at - time.monotonic_ns()) > 0:
                self.share.reader.turn(left / SECOND)
            self._send(choice, start + choice.at)
        end = time.monotonic() + patience
        while not self._all_answered() and time.monotonic() < end:
            self.share.reader.turn(0.05)
        end = time.monotonic() + afterwards
        while (rest := end - time.monotonic()) > 0:
            self.share.reader.turn(rest)
        self.share.note = None
        return self._told()

    def _send(self, choice: Choice, due: int) -> None:
        fields = {"principle": choice.principle, "score": choice.level}
        message = {"id": choice.number, "activity": self.activity, "act": "score", "fields": fields}
        now = self.outcome.sent[choice.number] = time.monotonic_ns()
        self.outcome.sender_late = max(self.outcome.sender_late, now - due)
        self.share.lines[choice.person].send(TEXT, json.dumps(message).encode())

    def _all_answered(self) -> bool:
        return len(self.outcome.acknowledged) + self.outcome.refused >= len(self.choices)

    def _note(self, arrival: Arrival) -> None:
        self.outcome.reader_late = max(self.outcome.reader_late, arrival.late)
        if arrival.text.startswith(ANSWER):
            self._answered(json.loads(arrival.text), arrival.at)
            return
        # What comes before the regions, the version and the server's clock, names a push: it is the same for all.
        key, regions, _ = arrival.text.partition(b'"html"')
        if regions:
            self.heard[arrival.person].append((arrival.at, key))
            self.texts.setdefault(key, arrival.text)

    def _answered(self, answer: dict, at: int) -> None:
        if answer["status"] != 200:
            self.outcome.refused += 1
        elif answer["id"] in self.outcome.acknowledged:
            self.outcome.twice += 1
        else:
            self.outcome.acknowledged[answer["id"]] = at

    def _told(self) -> Outcome:
        counts = {key: counted_in(text) for key, text in self.texts.items()}
        told = {
            person: [(at, count) for at, key in heard if (count := counts[key]) is not None]
            for person, heard in self.heard.items()
        }
        self.outcome.shown, self.outcome.behind = shown_to_all(told)
        moments = [[at for at, _ in heard] for heard in self.heard.values()]
        self.outcome.pushes_a_second = max(map(most_in_a_second, moments), default=0)
        return self.outcome


def counted_in(text: bytes) -> int | None:
    """How many have scored, as a push says it."""
    found = COUNTED.search(text)
    return int(found[1]) if found else None


def shown_to_all(told: dict[int, list[tuple[int, int]]]) -> tuple[dict[int, int], int]:
    """For each count, when the last of the people had been told of so many or more; and how many missed the largest.

    `told` has what each was told: moments in order, each with a count.
    """
    counts = sorted({count for heard in told.values() for _, count in heard})
    last = dict.fromkeys(counts, 0)
    behind = 0
    for heard in told.values():
        place = 0
        for at, count in heard:
            while place < len(counts) and counts[place] <= count:
                last[counts[place]] = max(last[counts[place]], at)
                place += 1
        behind += place < len(counts)
    return last, behind


def most_in_a_second(moments: list[int]) -> int:
    """The most pushes that one person was sent within any one second; the moments are in order."""
    most = first = 0
    for place, at in enumerate(moments):
        while at - moments[first] >= SECOND:
            first += 1
        most = max(most, place - first + 1)
    return most
