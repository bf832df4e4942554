"""WebSocket is refused to everybody: a thousand people poll, and the facilitator goes on."""

import time
from collections.abc import Iterator

from tests.load.bench import Bench
from tests.load.figures import Figure, percentile, written
from tests.load.machine import progress
from tests.load.reading.line import Door, Lost
from tests.load.serving.places import LOOPBACK
from tests.load.serving.pressing import Desk
from tests.load.serving.wish import Wish

PEOPLE, CHANGES = 1_000, 4
APART = 5.0  # seconds between changes: longer than the slowest poll
SETTLING = 4.0


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with bench.site(Wish(people, "overview", principles=0)) as site, bench.readers(people) as readers:
        door = Door(LOOPBACK, site.place.port, f"/w/{site.made['code']}/state")
        polls = readers.pollers(door, site.made["seats"], site.made["version"])
        desk = Desk(site.place.port, site.made)
        polls.call("begin")
        time.sleep(SETTLING)
        _, before = polls.heard()
        began, used = time.monotonic(), site.place.processor_time
        waits: list[float] = []
        for _ in progress(f"{people:,} poll", range(CHANGES), CHANGES):
            pressed = desk.press()
            desk.released()
            time.sleep(APART)
            news, asked = polls.heard()
            if len({each.person for each in news}) != people:
                raise Lost(f"{len(news)} of {people} polls brought a change")
            waits += [(each.at - pressed) / 1e9 for each in news]
        took, used = time.monotonic() - began, site.place.processor_time - used
    work = f"WebSocket refused, {people:,} polling"
    told = f"middle {written(percentile(waits, 50), 's')}, slowest {written(max(waits), 's')}, of {CHANGES} changes"
    yield Figure(f"{work}: a change on every screen, p99", percentile(waits, 99), "s", told, most=4)
    told = f"{written((asked - before) / took, 'a second')} answered"
    yield Figure(f"{work}: the server", used / took, "cores", told, most=0.5)
