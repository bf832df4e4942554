"""What nearly every test stands on, made once: see `Standing`."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, Gathered, gathered
from workshops.domain.codes import new_code
from workshops.models import Workshop

COMMITS = {"transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}
# Walks the cast to where several tests begin.
Walk = Callable[[Cast], object]


def stands_on(walk: Walk) -> pytest.MarkDecorator:
    """Marks tests that begin where `walk` leads: it is walked once for all of a module."""
    # Called with a function alone, a mark would take it for the test.
    return pytest.mark.stands_on.with_args(walk)


def may_stand(item: pytest.Item) -> bool:
    """Whether a test asks for the cast, and for no commit that others would see."""
    names, marked = set(getattr(item, "fixturenames", ())), item.get_closest_marker("django_db")
    commits = bool(COMMITS & names) or bool(marked and marked.kwargs.get("transaction"))
    return "cast" in names and not commits


def walk_of(item: pytest.Item) -> Walk | None:
    """How the cast is walked before the test begins, if it asks for that."""
    marked = item.get_closest_marker("stands_on")
    return marked.args[0] if marked else None


@dataclass
class Floor:
    """Rows that are there as long as a transaction stays open; `walk` is None for those that all have below them."""

    walk: Walk | None
    rows: Gathered
    open: transaction.Atomic


class Standing:
    """The gathered rows in one transaction that stays open: each test works above them, and is taken back alone.

    They are made once, and not for each of two thousand tests; on top of them, where tests ask for it, a room that was
    walked to some place once. Whoever needs real commits, or none of these rows, runs after all was taken back.
    """

    def __init__(self) -> None:
        self.floors: list[Floor] = []
        self.wanted: list[Walk | None] = []
        self.blocker: DjangoDbBlocker | None = None

    def make_ready(self, blocker: DjangoDbBlocker) -> None:
        """There is a database from now on."""
        self.blocker = blocker
        self._build()

    def stand(self, item: pytest.Item | None) -> None:
        """Have the floors that a test needs, and none besides."""
        walk = walk_of(item) if item else None
        self.wanted = [None, walk][: 1 + bool(walk)] if item and may_stand(item) else []
        self._build()

    def _build(self) -> None:
        if self.blocker is None or [floor.walk for floor in self.floors] == self.wanted:
            return
        with self.blocker.unblock():
            while self.wanted[: len(self.floors)] != [floor.walk for floor in self.floors]:
                self._take_back()
            for walk in self.wanted[len(self.floors) :]:
                self._add(walk)

    def _add(self, walk: Walk | None) -> None:
        opened = transaction.atomic()
        opened.__enter__()
        rows = deepcopy(self.floors[-1].rows) if self.floors else gathered()
        if not self.floors:
            rows.sign_in()
        if walk:
            walk(rows.cast())
        self.floors.append(Floor(walk, rows, opened))

    def _take_back(self) -> None:
        transaction.set_rollback(True)
        self.floors.pop().open.__exit__(None, None, None)

    def cast(self) -> Cast:
        """Everybody, with codes that no test before had: what a process keeps of a room, it keeps by its code."""
        if not self.floors:
            return gathered().cast()
        rows = deepcopy(self.floors[-1].rows)
        for room in (rows.oak, rows.elm):
            room.made.code = room.code = new_code()
            Workshop.objects.filter(pk=room.made.pk).update(code=room.code)
        return rows.cast()
