"""What a measurement has at hand: its size, new databases, servers, and readers."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.load.machine import BESIDES
from tests.load.reading.line import Door, Lost
from tests.load.reading.readers import Readers
from tests.load.serving.databases import Database, new_database
from tests.load.serving.places import LOOPBACK, Place, environment, served, told_by
from tests.load.serving.wish import Wish


@dataclass(frozen=True)
class Options:
    """What the command line asks for. `people` is empty for the sizes of the table."""

    people: tuple[int, ...] = ()
    laps: int = 10
    seconds: int = 10
    minutes: float = 0.75
    readers: int = 2


@dataclass(frozen=True)
class Site:
    """The site with a workshop in it."""

    place: Place
    made: dict[str, Any]
    database: Database

    def door(self, audience: str = "participant", *, since: int | None = None, **more: Any) -> Door:
        """Where the sockets of an audience go in; `since` is what they have already, all of it if not said."""
        newest = self.made["version"] if since is None else since
        path = f"/live/{self.made['code']}/{audience}/?since={newest}"
        return Door(LOOPBACK, self.place.port, path, **more)


@dataclass(frozen=True)
class Bench:
    options: Options
    kind: str
    cluster: str
    files: int  # that one process may have open

    def sizes(self, *usual: int) -> list[int]:
        """How many people to measure with, one after the other."""
        return list(self.options.people or usual)

    def size(self, usual: int) -> int:
        """The usual size, or a smaller one where only smaller ones are asked for."""
        return min(usual, max(self.options.people, default=usual))

    @contextlib.contextmanager
    def readers(self, lines: int) -> Iterator[Readers]:
        """Enough reading processes for so many sockets in all."""
        number = max(self.options.readers, -(-lines // (self.files - BESIDES)))
        with Readers(number) as readers:
            yield readers

    @contextlib.contextmanager
    def filled(self, wish: Wish) -> Iterator[tuple[Database, list[dict[str, Any]]]]:
        """A new database with what is wished for."""
        if wish.people + BESIDES > self.files:
            raise Lost(
                f"{wish.people} people need {wish.people + BESIDES} open files in the server, and {self.files} are "
                f"allowed: raise it with ulimit -Hn {wish.people + BESIDES}"
            )
        with new_database(self.cluster) as database:
            outside = environment(database.folder, database.outside)
            yield database, told_by("making", [wish.written()], outside)

    @contextlib.contextmanager
    def sites(self, wish: Wish, ways: Sequence[str]) -> Iterator[list[Site]]:
        """One site for each way of serving it, each alone on its core with a copy of the same SQLite database."""
        with contextlib.ExitStack() as stack:
            database, made = stack.enter_context(self.filled(wish))
            found = []
            for way in ways:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
                shutil.copytree(database.folder, folder, dirs_exist_ok=True)
                outside = environment(folder, {})
                place = stack.enter_context(served("serve_site", [way], outside, alone=True))
                found.append(Site(place, made[0], Database(folder, "")))
            yield found

    @contextlib.contextmanager
    def site(self, wish: Wish, **more: str) -> Iterator[Site]:
        """The site as run.py serves it, with `more` in its environment."""
        with self.filled(wish) as (database, made):
            outside = environment(database.folder, database.outside | more)
            with served("serve_site", ["lent"], outside) as place:
                yield Site(place, made[0], database)

    @contextlib.contextmanager
    def full(self, wish: Wish, **more: str) -> Iterator[tuple[Site, Any]]:
        """The site and a crowd of all its people, who are not in yet."""
        with self.site(wish, **more) as site, self.readers(wish.people) as readers:
            yield site, readers.crowd(site.door(), site.made["seats"])
