"""Two thousand people's sockets come in at once: each with a signed seat, and each with Django's session and user."""

import time
from collections.abc import Iterator

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, written
from tests.load.reading.readers import Readers
from tests.load.serving.places import environment, served
from tests.load.serving.wish import Wish

PEOPLE = 2_000


def time_to_join(readers: Readers, site: Site, cookies: list[str]) -> tuple[float, float]:
    """Seconds until all are in, who knock at the same moment, and the server's processor time for it.

    A first one has woken the room.
    """
    crowd = readers.crowd(site.door(), cookies)
    crowd.enter([0])
    began, worked = time.monotonic(), site.place.processor_time
    crowd.enter(crowd.people[1:], at_once=len(cookies))
    return time.monotonic() - began, site.place.processor_time - worked


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with bench.filled(Wish(people, sessions=True)) as (database, made):
        seats, sessions = made[0]["seats"], made[0]["sessions"]
        both = [f"{session}; {seat}" for session, seat in zip(sessions, seats, strict=True)]
        took = {}
        for name, cookies, more in (("seats", seats, {}), ("sessions", both, {"LOAD_SESSIONS": "1"})):
            outside = environment(database.folder, database.outside | more)
            with served("serve_site", ["lent"], outside) as place, bench.readers(people) as readers:
                took[name] = time_to_join(readers, Site(place, made[0], database), cookies)
    (ours, spent), (theirs, their_spent) = took["seats"], took["sessions"]
    told = f"{written(ours, 's')} against {written(theirs, 's')}"
    told += f"; processor {written(spent, 's')} against {written(their_spent, 's')}"
    work = f"{people:,} joins with seats against Django's session and user"
    yield Figure(work, theirs / ours, "times", told, least=3)
