"""Who is in a room: counted here, told to the other processes now and then, and never written to the database.

Somebody with an open socket is live, somebody who asks every few seconds is polling. Whoever was here a while ago is
asleep, a phone in a pocket, until that is so long ago that they are gone.
"""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from workshops.shown import Presence

POLLER_IS_AWAY_AFTER = 12.0  # seconds
GONE_AFTER = 15 * 60.0
OTHERS_FORGOTTEN_AFTER = 40.0

# A seat as the processes name it to each other: enough of its random id to tell ten thousand apart.
Mark = bytes
MARK_LENGTH = 8


@dataclass(frozen=True)
class Present:
    """Who is in a room of one process, each somebody in one of the three."""

    live: frozenset[Mark] = frozenset()
    polling: frozenset[Mark] = frozenset()
    asleep: frozenset[Mark] = frozenset()

    def told(self) -> dict[str, bytes]:
        """As it goes over the channel layer."""
        return {"live": packed(self.live), "polling": packed(self.polling), "asleep": packed(self.asleep)}


def mark_of(participant: UUID) -> Mark:
    return participant.bytes[:MARK_LENGTH]


def packed(marks: Iterable[Mark]) -> bytes:
    return b"".join(marks)


def unpacked(told: bytes) -> frozenset[Mark]:
    return frozenset(told[at : at + MARK_LENGTH] for at in range(0, len(told), MARK_LENGTH))


def present_in(message: dict[str, Any]) -> Present:
    return Present(unpacked(message["live"]), unpacked(message["polling"]), unpacked(message["asleep"]))


def together(everywhere: Iterable[Present]) -> Presence:
    """Everybody once, where they are most awake: a phone may have moved from one process to another."""
    found = list(everywhere)
    live = frozenset[Mark]().union(*(each.live for each in found))
    polling = frozenset[Mark]().union(*(each.polling for each in found)) - live
    asleep = frozenset[Mark]().union(*(each.asleep for each in found)) - live - polling
    return Presence(len(live), len(polling), len(asleep))


@dataclass
class Attendance:
    """Who is in one room, as this process knows it."""

    sockets: Counter[Mark] = field(default_factory=Counter)
    polled: dict[Mark, float] = field(default_factory=dict)
    # When those were last here who have no open socket any more.
    left: dict[Mark, float] = field(default_factory=dict)
    elsewhere: dict[str, tuple[float, Present]] = field(default_factory=dict)

    def enter(self, participant: UUID) -> None:
        self.sockets[mark_of(participant)] += 1

    def leave(self, participant: UUID) -> None:
        mark = mark_of(participant)
        self.sockets[mark] -= 1
        if self.sockets[mark] <= 0:
            del self.sockets[mark]
            self.left[mark] = time.monotonic()

    def poll(self, participant: UUID) -> bool:
        """They asked just now; whether that is news."""
        mark, now = mark_of(participant), time.monotonic()
        before = self.polled.get(mark, 0.0)
        self.polled[mark] = now
        return now - before >= POLLER_IS_AWAY_AFTER

    def forget(self, participant: UUID) -> None:
        """They took their leave: nobody waits for them."""
        self.left.pop(mark_of(participant), None)
        self.polled.pop(mark_of(participant), None)

    def hear(self, process: str, present: Present) -> None:
        self.elsewhere[process] = (time.monotonic(), present)

    def here(self) -> Present:
        now = time.monotonic()
        self.left = {mark: at for mark, at in self.left.items() if now - at < GONE_AFTER}
        self.polled = {mark: at for mark, at in self.polled.items() if now - at < GONE_AFTER}
        live = frozenset(self.sockets)
        asking = {mark for mark, at in self.polled.items() if now - at < POLLER_IS_AWAY_AFTER}
        polling = frozenset(asking - live)
        return Present(live, polling, frozenset({*self.left, *self.polled} - live - polling))

    def marks(self) -> Present:
        """Who is here and who is asleep, in every process, asked from any thread: whoever is not among them is gone."""
        now = time.monotonic()
        known = [present for _, present in list(self.elsewhere.values())]
        live = frozenset(list(self.sockets)).union(*(each.live for each in known))
        polled = list(self.polled.items())
        asking = {mark for mark, at in polled if now - at < POLLER_IS_AWAY_AFTER}
        polling = frozenset(asking).union(*(each.polling for each in known)) - live
        asleep = {*list(self.left), *(mark for mark, _ in polled)}
        return Present(
            live, polling, frozenset(asleep).union(*(each.asleep for each in known)) - live - polling
        )

    def presence(self) -> Presence:
        now = time.monotonic()
        self.elsewhere = {
            process: (at, present)
            for process, (at, present) in self.elsewhere.items()
            if now - at < OTHERS_FORGOTTEN_AFTER
        }
        return together([self.here(), *(present for _, present in self.elsewhere.values())])
