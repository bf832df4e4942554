"""Somebody who holds the whole database, and nothing else: what they can find out about who gave which score."""

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from workshops.domain.ballots import SECRET_BYTES
from workshops.domain.breakdown import OTHERS
from workshops.domain.sectors import family_of
from workshops.kept import grouping_in

Row = dict[str, Any]
PURPOSES = (b"ballot", b"comment", b"dot")


def in_order_of_disk(table: str) -> str:
    """A query for the rows as they lie there: nobody's choice of an order, and what a copy of the files shows."""
    return f'SELECT * FROM "{table}" ORDER BY {"rowid" if connection.vendor == "sqlite" else "ctid"}'  # noqa: S608


class Host:
    """Every row of every table, as it lies on the disk."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {}
        for model in apps.get_models():
            rows = model._default_manager.raw(in_order_of_disk(model._meta.db_table))
            names = [field.attname for field in model._meta.concrete_fields]
            self.tables[model.__name__] = [{name: getattr(row, name) for name in names} for row in rows]

    def of(self, model: str, **which: Any) -> list[Row]:
        return [row for row in self.tables[model] if all(row[name] == value for name, value in which.items())]

    def values(self) -> Iterator[bytes]:
        """Everything that stands anywhere, as bytes."""
        for rows in self.tables.values():
            for row in rows:
                for value in row.values():
                    if isinstance(value, UUID):
                        yield value.bytes
                    elif isinstance(value, bytes | memoryview):
                        yield bytes(value)
                    elif isinstance(value, str):
                        yield value.encode()

    def ties(self, *more: bytes) -> set[tuple[UUID, str]]:
        """A person, and a key of a score or of words that follows from theirs and something else that is known."""
        kept = {row["ballot_key"] for row in self.of("Score")}
        kept |= {row["author_key"] for name in ("Comment", "SeenToo") for row in self.of(name)}
        known = {*self.values(), *more}
        secrets = {one for one in known if one} | {
            one.ljust(SECRET_BYTES, b"\0")[:SECRET_BYTES] for one in known
        }
        found = set()
        for person in self.of("Participant"):
            for secret in secrets:
                found |= {(person["id"], key) for key in _keys(secret, person["id"]) if key in kept}
        return found


def _keys(secret: bytes, person: UUID) -> Iterator[str]:
    """The product's own keys of somebody, and what else one might try."""
    for purpose in PURPOSES:
        yield hmac.digest(secret, purpose + b":" + person.bytes, "sha256").hex()[:32]
    yield person.hex
    yield hashlib.sha256(secret + person.bytes).hexdigest()[:32]


class Scores:
    """The scores of one principle in one step of an ended workshop, as the host sees them."""

    def __init__(self, host: Host, activity: int, principle: str) -> None:
        self.step = host.of("Activity", id=activity)[0]
        self.workshop = host.of("Workshop", id=self.step["workshop_id"])[0]
        self.result = next(iter(host.of("Result", activity_id=activity, principle=principle)), None)
        self.rows = host.of("Score", activity_id=activity, principle=principle)
        people = host.of("Participant", workshop_id=self.workshop["id"])
        self.people = [person for person in people if self.was_here(person)]

    def was_here(self, person: Row) -> bool:
        """Whether somebody's seat was there while the step was, and is not one that took everything back."""
        if not person["sector"]:
            return False
        came_too_late = self.step["done_at"] and person["joined_at"] > self.step["done_at"]
        opened = self.step["opened_at"]
        return not came_too_late and not (person["revoked_at"] and opened and person["revoked_at"] < opened)

    def may_have_given(self, row: Row) -> list[Row]:
        """Who may have given a score: everybody whose group it is, of those who were there."""
        return [person for person in self.people if self.group(person) == row["family"] or not self.is_told]

    @property
    def is_told(self) -> bool:
        """Whether the rows say of anybody from which group they are."""
        return any(row["family"] for row in self.rows)

    def group(self, person: Row) -> str:
        if not self.step["grouping"]:
            return OTHERS
        answer = person["sector"] if self.workshop["asks_sectors"] else family_of(person["sector"])
        groups = {row["family"] for row in self.rows}
        group = grouping_in(self.step["grouping"]).group_of(answer)
        return group if group in groups else OTHERS

    @property
    def cells(self) -> dict[str, Counter[int | None]]:
        found: defaultdict[str, Counter[int | None]] = defaultdict(Counter)
        for row in self.rows:
            found[row["family"]][row["level"]] += 1
        return found


def places(host: Host, workshop: int) -> list[Scores]:
    """Every principle of every step that has scores or a result."""
    steps = {row["id"] for row in host.of("Activity", workshop_id=workshop)}
    rows = [row for name in ("Score", "Result") for row in host.tables[name] if row["activity_id"] in steps]
    keys = sorted({(row["activity_id"], row["principle"]) for row in rows})
    return [Scores(host, *key) for key in keys]
