"""Reports are made a few at a time, so that a live room in the same process is not kept waiting by many of them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 2  # in one process
MOST_WAITING = 20
PATIENCE = 60.0  # seconds


class Full(Exception):
    """Too many reports are being made: this one is to be asked for again in a while."""


class Turns:
    """So many at once; so many more wait, each in the thread of its own request, and without the database.

    Whoever is known by something that many may hold, such as a link, has one place for all of them.
    """

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING, patience: float = PATIENCE):
        self.patience = patience
        self.places = threading.BoundedSemaphore(at_once)
        self.waiting = threading.BoundedSemaphore(most_waiting)
        self.here: set[str] = set()
        self.lock = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """For as long as the block runs; raises `Full` where that cannot be soon."""
        if not self.places.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self.places.release()

    @contextmanager
    def taken_for(self, whose: str) -> Iterator[None]:
        """The same; raises `Full` also where something is made, or waits, for the same link or seat already."""
        with self.lock:
            if whose in self.here:
                raise Full
            self.here.add(whose)
        try:
            with self.taken():
                yield
        finally:
            with self.lock:
                self.here.discard(whose)

    def _wait(self) -> None:
        if not self.waiting.acquire(blocking=False):
            raise Full
        try:
            # Whoever waits holds no connection that the room could use.
            if not connection.in_atomic_block:
                connection.close()
            if not self.places.acquire(timeout=self.patience):
                raise Full
        finally:
            self.waiting.release()


turns = Turns()


def in_turn(made: Callable[P, T]) -> Callable[P, T]:
    """`made`, a few at a time; raises `Full`."""

    @wraps(made)
    def waited(*args: P.args, **kwargs: P.kwargs) -> T:
        with turns.taken():
            return made(*args, **kwargs)

    return waited
