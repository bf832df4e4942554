"""A new database for each measurement: SQLite on the disk, or PostgreSQL that waits for the disk like a real one."""

import contextlib
import itertools
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.services import HURRIED, Postgres

NUMBERS = itertools.count(1)
KINDS = ("sqlite", "postgres")


@dataclass(frozen=True)
class Database:
    """One database and the site's data folder; `address` is nothing for the site's own SQLite file in it."""

    folder: Path
    address: str

    @property
    def outside(self) -> dict[str, str]:
        return {"DATABASE_URL": self.address} if self.address else {}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if self.address:
            with psycopg.connect(self.address) as connection:
                return connection.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as connection:
            return connection.execute(query).fetchall()


@contextlib.contextmanager
def new_database(cluster: str) -> Iterator[Database]:
    """An empty one; `cluster` is the address of a PostgreSQL server, or nothing."""
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        (folder / "static").mkdir()  # empty, but looked for
        yield Database(folder, _within(cluster) if cluster else "")


def _within(cluster: str) -> str:
    name = f"load_{next(NUMBERS)}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return cluster.replace("/postgres?", f"/{name}?")


@contextlib.contextmanager
def cluster_for(kind: str) -> Iterator[str]:
    """The address of a PostgreSQL server that commits to the disk; nothing for SQLite."""
    if kind == "sqlite":
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        server = Postgres(Path(name))
        server.options = server.options.replace(HURRIED, "")
        server.start()
        try:
            yield server.address
        finally:
            server.stop("immediate")
