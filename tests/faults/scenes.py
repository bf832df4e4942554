"""A site of its own with a workshop in the middle of scoring, and what its database holds of the scores."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.browser.server import REPOSITORY, Site
from tests.faults.people import Crowd
from tests.services import Postgres
from workshops.domain.ballots import ballot_key
from workshops.rehearsal.record import Fault, Row, faults_in, miscounted

# A table or two: enough that there is always something on its way.
PEOPLE = 16
Rows = list[tuple[Any, ...]]


@dataclass
class Scene:
    """`made` is what `making` printed. `database` is the address of a PostgreSQL database, or nothing for SQLite."""

    site: Site
    made: dict[str, Any]
    database: str = ""

    def crowd(self, hurry: float = 0.1, **ways: Any) -> Crowd:
        return Crowd(ways.pop("base", self.site.address), self.made, hurry=hurry, **ways)

    def rows(self, query: str) -> Rows:
        """What the database holds now."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(query).fetchall()
        return read_sqlite(self.site.folder, query)

    def rows_left(self, query: str) -> Rows:
        """The same while no server runs, without touching what the next one will find."""
        if self.database:
            return self.rows(query)
        with tempfile.TemporaryDirectory(dir=self.site.folder.parent) as name:
            for file in self.site.folder.glob("db.sqlite3*"):
                shutil.copy(file, name)
            return read_sqlite(Path(name), query)

    def faults(self, crowd: Crowd, *, left: bool = False) -> list[Fault]:
        """Every score that does not stand exactly once as it was last acknowledged."""
        read = self.rows_left if left else self.rows
        [(secret,)] = read("SELECT ballot_secret FROM workshops_workshop")
        keys = {person.number: ballot_key(bytes(secret), person.id) for person in crowd.people}
        return faults_in(crowd.record, scores(read), keys, set(keys.values()))

    async def came_through(self, crowd: Crowd) -> None:
        """What holds after every fault: the desk closes the round as they score, and all is as people were told."""
        await crowd.desk.go_on()
        await crowd.stop_scoring()
        await crowd.all_show_the_newest()
        await crowd.nobody_is_logged_out()
        assert crowd.counted("refused") > 0
        assert self.faults(crowd) == []
        assert self.miscounted() == []
        assert crowd.counted("answered 500") == 0

    def miscounted(self) -> list[tuple[int, str]]:
        """Results of closed rounds that are not the count of their scores."""
        results = self.rows("SELECT activity_id, principle, counts, cant_say FROM workshops_result")
        told = {(activity, key): tally_of(counts, cant_say) for activity, key, counts, cant_say in results}
        assert told
        return miscounted(scores(self.rows), told)


def read_sqlite(folder: Path, query: str) -> Rows:
    # Not for reading only: the last reader of a killed server's file must be able to take its journal over.
    with closing(sqlite3.connect(folder / "db.sqlite3", timeout=20)) as database:
        return database.execute(query).fetchall()


def scores(read: Any) -> list[Row]:
    return [
        Row(*row) for row in read("SELECT ballot_key, activity_id, principle, level FROM workshops_score")
    ]


def tally_of(counts: Any, cant_say: int) -> Counter[int | None]:
    levels = json.loads(counts) if isinstance(counts, str) else counts
    tally: Counter[int | None] = Counter(dict(enumerate(levels, 1)))
    tally[None] = cant_say
    return +tally


@contextmanager
def running(site: Site) -> Iterator[None]:
    site.start()
    try:
        yield
    finally:
        if site.process and site.process.poll() is None:
            site.stop()


class Scenes:
    """Makes scenes. What takes long, a database with a workshop in it, is made once and copied."""

    def __init__(self, folder: Path, cluster: Callable[[], Postgres]) -> None:
        self.folder, self.cluster = folder, cluster
        self.prepared: dict[tuple[str, int], dict[str, Any]] = {}
        self.count = 0

    @contextmanager
    def scene(
        self,
        database: str = "sqlite",
        people: int = PEOPLE,
        program: str = "config.serve",
        disk: Callable[[Path], AbstractContextManager[Any]] = nullcontext,
        **settings: str,
    ) -> Iterator[Scene]:
        """A site on `database`, which is sqlite or postgres, run by `program` until the block ends."""
        made = self.prepare(database, people)
        self.count += 1
        name = f"scene_{self.count}"
        if database == "postgres":
            settings["DATABASE_URL"] = self._copied(original(database, people), name)
        site = Site(self.folder / name, **settings)
        site.program = program
        with disk(site.folder):
            shutil.copytree(self.folder / original(database, people), site.folder, dirs_exist_ok=True)
            with running(site):
                yield Scene(site, made, settings.get("DATABASE_URL", ""))

    @contextmanager
    def another_server(self, scene: Scene) -> Iterator[Site]:
        """A second server on the same database, run by the same program, until the block ends."""
        folder = scene.site.folder
        site = Site(folder.with_name(f"{folder.name}_beside"), **scene.site.settings)
        site.program = scene.site.program
        with running(site):
            yield site

    def prepare(self, database: str, people: int) -> dict[str, Any]:
        """What all scenes of this kind are copied from; gives what `making` printed."""
        if (database, people) not in self.prepared:
            self.prepared[database, people] = self._prepare(database, people)
        return self.prepared[database, people]

    def _prepare(self, database: str, people: int) -> dict[str, Any]:
        name = original(database, people)
        settings = {"DATABASE_URL": self._copied("template1", name)} if database == "postgres" else {}
        site = Site(self.folder / name, **settings)
        command = [sys.executable, "-m", "tests.faults.making", str(people)]
        said = subprocess.check_output(command, cwd=REPOSITORY, env=site.outside, text=True)
        made: dict[str, Any] = json.loads(said)
        return made

    def _copied(self, original: str, name: str) -> str:
        """The address of a new database with the content of another, which survives a crash of PostgreSQL itself."""
        cluster = self.cluster()
        with psycopg.connect(cluster.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {original}")
            connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = on")
        return cluster.address.replace("/postgres?", f"/{name}?")


def original(database: str, people: int) -> str:
    return f"{database}_{people}"
