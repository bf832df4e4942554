"""One site over several processes, which share a database, a channel layer and a data folder."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.browser.server import REPOSITORY, Site
from tests.faults.people import Crowd
from tests.faults.scenes import tally_of
from workshops.domain.ballots import ballot_key
from workshops.rehearsal.record import Fault, Row, faults_in, miscounted

PEOPLE = 24
# Django is loaded once for all of them.
MAKING = "import json; from tests.faults.making import made; print(json.dumps([made({}) for _ in range({})]))"
SECRET = "SELECT ballot_secret FROM workshops_workshop WHERE code = %s"
SCORES = (
    "SELECT ballot_key, activity_id, principle, level FROM workshops_score"
    " JOIN workshops_workshop w ON w.id = workshop_id WHERE w.code = %s"
)
RESULTS = (
    "SELECT activity_id, principle, counts, cant_say FROM workshops_result"
    " JOIN workshops_activity a ON a.id = activity_id JOIN workshops_workshop w ON w.id = a.workshop_id"
    " WHERE w.code = %s"
)


class Spread:
    def __init__(self, folder: Path, database: str, layer: str) -> None:
        self.folder, self.database = folder, database
        self.settings = {
            "DATABASE_URL": database,
            "CHANNEL_LAYER_URL": layer,
            "DATA_DIR": str(folder / "shared"),
        }
        self.made: dict[str, dict[str, Any]] = {}

    def site(self, name: str, *words: str) -> Site:
        return Site(self.folder / name, *words, **self.settings)

    @contextmanager
    def running(self, *sites: Site) -> Iterator[None]:
        for site in sites:
            site.start()
        try:
            yield
        finally:
            for site in sites:
                if site.process and site.process.poll() is None:
                    site.stop()

    def prepare(self, names: Sequence[str]) -> None:
        """A workshop in its first round for each name."""
        outside = self.site("preparing").outside
        for words in (["manage.py", "migrate", "-v0"], ["-c", MAKING.format(PEOPLE, len(names))]):
            said = subprocess.check_output([sys.executable, *words], cwd=REPOSITORY, env=outside, text=True)
        self.made = dict(zip(names, json.loads(said), strict=True))

    def crowd(self, name: str, first: Site, *others: Site, hurry: float = 1.0) -> Crowd:
        bases = tuple(site.address for site in others)
        return Crowd(first.address, self.made[name], hurry=hurry, bases=bases)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(query, values).fetchall()

    def scores(self, crowd: Crowd) -> list[Row]:
        return [Row(*row) for row in self.rows(SCORES, crowd.made["code"])]

    def faults(self, crowd: Crowd) -> list[Fault]:
        """Every score that does not stand exactly once as it was last acknowledged."""
        [(secret,)] = self.rows(SECRET, crowd.made["code"])
        keys = {person.number: ballot_key(bytes(secret), person.id) for person in crowd.people}
        return faults_in(crowd.record, self.scores(crowd), keys, set(keys.values()))

    def miscounted(self, crowd: Crowd) -> list[tuple[int, str]]:
        """Results of closed rounds that are not the count of their scores."""
        results = self.rows(RESULTS, crowd.made["code"])
        told = {(activity, key): tally_of(counts, cant_say) for activity, key, counts, cant_say in results}
        assert told
        return miscounted(self.scores(crowd), told)


def workers_of(site: Site) -> list[int]:
    """The process ids of a server's workers."""
    assert site.process
    pid = site.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()
