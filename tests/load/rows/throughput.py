"""Scores that are safe a second: one ORM write each, and grouped by the ballot box, in the same database."""

import json
from collections.abc import Iterator

from tests.load.bench import Bench
from tests.load.figures import Figure, written
from tests.load.serving.places import environment, told_by
from tests.load.serving.wish import Wish

SECONDS = 4


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(2_000)
    with bench.filled(Wish(people)) as (database, made):
        file = database.folder / "made.json"
        file.write_text(json.dumps(made[0]))
        outside = environment(database.folder, database.outside)
        found = told_by("boxes", [str(file), str(SECONDS)], outside)
    one, grouped = found["one by one"], found["grouped"]
    told = f"{written(grouped, 'a second')} of {people:,} people against {written(one, 'a second')}"
    work = "scores acknowledged a second, grouped, against one ORM write each"
    yield Figure(work, grouped / one, "times", told, least=15)
