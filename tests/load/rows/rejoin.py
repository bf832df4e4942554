"""The server is killed with everybody inside, started again, and all knock at once and want the whole screen."""

import time
from collections.abc import Iterator

from tests.load.bench import Bench
from tests.load.figures import Figure, written
from tests.load.serving.wish import Wish

PEOPLE = 2_000
EVERYTHING = 0  # a version that everything is newer than


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with bench.site(Wish(people)) as site, bench.readers(2 * people) as readers:
        before = readers.crowd(site.door(), site.made["seats"])
        before.enter(what=f"{people:,} come in")
        before.call("let_go")
        killed = time.monotonic_ns()
        site.place.kill()
        before.leave()
        site.place.start()
        again = readers.crowd(site.door(since=EVERYTHING), site.made["seats"])
        began = time.monotonic_ns()
        again.enter(at_once=people)
        heard = again.gather()
    live = (max(heard.at.values()) - began) / 1e9
    in_all = written((max(heard.at.values()) - killed) / 1e9, "s")
    told = f"from the moment it answers again; {in_all} from the kill, its own start included"
    yield Figure(f"{people:,} rejoin at once after a restart, all live", live, "s", told, most=10, stretch=3)
