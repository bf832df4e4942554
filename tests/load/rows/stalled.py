"""Two hundred people in a room of a thousand stop reading: what the others notice, and what it costs the server."""

from collections.abc import Iterator, Sequence

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, percentile, written
from tests.load.machine import progress
from tests.load.reading.line import Lost
from tests.load.reading.readers import Crowd
from tests.load.serving.pressing import Desk
from tests.load.serving.wish import Wish

PEOPLE, SHARE = 1_000, 5  # one in five stops
LAPS, FILLING = (
    20,
    40,
)  # pushes that are measured, and those that fill what the kernel and the server hold for one
EACH = 64  # KB: what uvicorn may hold for a slow reader before it is told to wait
QUEUED = 4  # times less than a queue of all that was pushed would have grown by


def pushes(site: Site, crowd: Crowd, desk: Desk, people: Sequence[int], laps: int, what: str) -> list[float]:
    """The ms that each push took to each of these people."""
    waits = []
    for _ in progress(what, range(laps), laps):
        site.place.began()
        desk.press()
        heard = crowd.gather(people)
        desk.released()
        began = site.place.began()
        if not began:
            raise Lost("a press began no push")
        waits += [(heard.at[person] - began[0].at) / 1e6 for person in people]
    return waits


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with bench.site(Wish(people, "overview", principles=0)) as site, bench.readers(people) as readers:
        seats = site.made["seats"]
        narrow = people // SHARE
        slow = readers.crowd(site.door(narrow=True), seats[:narrow])
        others = readers.crowd(site.door(), seats[narrow:])
        slow.enter()
        others.enter(what=f"{people:,} come in")
        desk = Desk(site.place.port, site.made)
        everybody = list(others.people)
        pushes(site, others, desk, everybody, 4, "warming up")
        without = pushes(site, others, desk, everybody, LAPS, "pushes to all")
        before = site.place.memory
        slow.heard()
        slow.call("stop_reading", list(slow.people))
        pushes(site, others, desk, everybody, FILLING, f"{narrow} stop reading")
        full = site.place.memory
        beside = pushes(site, others, desk, everybody, LAPS, "pushes beside them")
        after = site.place.memory
        slow.call("read_again", list(slow.people))
        heard = slow.gather()
    behind = FILLING + LAPS - 1 - heard.extra / narrow
    p99 = percentile(beside, 99), percentile(without, 99)
    told = f"{written(p99[0], 'ms')} beside them against {written(p99[1], 'ms')} without"
    work = f"{narrow} stalled readers in a room of {people:,}"
    yield Figure(f"{work}: the others' p99", p99[0] / p99[1], "times", told, most=1.2)
    queue = LAPS * max(map(len, heard.texts)) / 1024
    told = f"in {LAPS} pushes once all was full, where a queue of them would have grown by {written(queue, 'KB')}"
    yield Figure(f"{work}: growth for each", (after - full) / narrow, "KB", told, most=queue / QUEUED)
    told = f"when they read again each had the newest state, and was spared {behind:.0f} pushes"
    yield Figure(f"{work}: memory for each", (after - before) / narrow, "KB", told, most=2 * EACH)
