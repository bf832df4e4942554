"""What a push costs as the workshop's history grows: rounds, their results and scores, and what was said in them."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, written
from tests.load.machine import progress
from tests.load.reading.readers import Readers
from tests.load.serving.wish import Wish

PEOPLE, LAPS = 100, 15
TIMES, WARM_UP = 100, 2
REST = 0.3  # seconds, longer than counts wait in a small room
SMALLEST = 60  # bytes: a push of how many have scored, and no heartbeat


class Room:
    """A workshop in its scoring step, with a screen beside its people, and later a desk."""

    def __init__(self, site: Site, readers: Readers) -> None:
        self.site, self.readers = site, readers
        self.people = readers.crowd(site.door(), site.made["seats"], SMALLEST)
        self.crowds = [self.people]
        self.waits: list[float] = []
        self.people.enter()
        self.let_in("screen")

    def let_in(self, audience: str) -> None:
        crowd = self.readers.crowd(self.site.door(audience), [self.site.made[audience]], SMALLEST)
        crowd.enter()
        self.crowds.append(crowd)

    def score(self, person: int) -> None:
        """One person scores; written down are the ms until the push that follows has come to everybody."""
        fields = {"principle": self.site.made["principles"][0], "score": "3"}
        message = {"id": person, "activity": self.site.made["activity"], "act": "score", "fields": fields}
        for crowd in self.crowds:
            crowd.heard()
        sent = self.people.say(person, json.dumps(message).encode())
        last = max(max(crowd.gather().at.values()) for crowd in self.crowds)
        self.waits.append((last - sent) / 1e6)


def measured(bench: Bench) -> Iterator[Figure]:
    people = max(bench.size(PEOPLE), 2 * (LAPS + WARM_UP))
    with ExitStack() as stack:
        readers = stack.enter_context(bench.readers(2 * people))
        rooms = [
            Room(stack.enter_context(bench.site(Wish(people, past=past))), readers) for past in (1, TIMES)
        ]
        yield compared(rooms, 0, f"{people} phones and a screen")
        for room in rooms:
            room.let_in("desk")
        yield compared(rooms, LAPS + WARM_UP, f"{people} phones, a screen and a desk")


def compared(rooms: list[Room], first: int, to: str) -> Figure:
    """One after the other scores, from the `first` person on, in both rooms by turns."""
    for room in rooms:
        room.waits.clear()
    for person in progress(f"one scores, and {to} are told", range(LAPS + WARM_UP), LAPS + WARM_UP):
        for room in rooms:
            time.sleep(REST)
            room.score(first + person)
    young, old = (room.waits[WARM_UP:] for room in rooms)
    value = median(o / y for y, o in zip(young, old, strict=True))
    told = (
        f"{written(median(old), 'ms')} after {TIMES} rounds against {written(median(young), 'ms')} after one"
    )
    return Figure(f"a push to {to}, history {TIMES} times as long", value, "times", told, most=1.2)
