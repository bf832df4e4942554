"""A hundred workshops in which nothing happens, in one process: what they cost the processor."""

import time
from collections.abc import Iterator

from tests.load.bench import Bench
from tests.load.figures import Figure, written
from tests.load.machine import progress
from tests.load.reading.line import Door
from tests.load.serving.places import LOOPBACK, Place, environment, served
from tests.load.serving.wish import Wish

WORKSHOPS, PEOPLE = 100, 5
ALONE, SECONDS = 10, 45  # seconds; of three heartbeats at 15 s


def cores(place: Place, seconds: int, what: str) -> float:
    """How much of a core the process uses."""
    used = place.processor_time
    for _ in progress(what, range(seconds), seconds):
        time.sleep(1)
    return (place.processor_time - used) / seconds


def measured(bench: Bench) -> Iterator[Figure]:
    with bench.filled(Wish(PEOPLE, "welcome", workshops=WORKSHOPS)) as (database, made):
        outside = environment(database.folder, database.outside)
        with served("serve_site", ["lent"], outside) as place, bench.readers(0) as readers:
            empty = cores(place, ALONE, "nobody is there")
            for each in made:
                path = f"/live/{each['code']}/participant/?since={each['version']}"
                readers.crowd(Door(LOOPBACK, place.port, path), each["seats"]).enter()
            time.sleep(2)
            quiet = cores(place, SECONDS, f"{WORKSHOPS} quiet workshops")
    told = f"{PEOPLE} people in each, over {SECONDS} s; {written(empty, 'cores')} with nobody there"
    yield Figure(f"{WORKSHOPS} quiet workshops in one process", quiet, "cores", told, most=0.01)
