"""What it takes to close a round and to read its results: the second round, so that it is counted who moved."""

from collections.abc import Iterator
from statistics import median

from tests.load.bench import Bench
from tests.load.figures import Figure, written
from tests.load.serving.databases import new_database
from tests.load.serving.places import environment, told_by

PEOPLE = 2_000


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with new_database(bench.cluster) as database:
        outside = environment(database.folder, database.outside)
        found = told_by("counting", [str(people), str(bench.options.laps)], outside)
    work = f"a second round of {found['scores']:,} scores"
    reading, closing = found["reading"], found["closing"]
    yield Figure(f"results of {work}: reading all", median(reading), "ms", slowest(reading), most=50)
    first = f"{slowest(closing)}; the first round {written(found['first'][0], 'ms')}"
    yield Figure(f"results of {work}: closing it", median(closing), "ms", first)


def slowest(times: list[float]) -> str:
    return f"slowest {written(max(times), 'ms')} of {len(times)}"
