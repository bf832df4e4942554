"""Group commit: what arrived while the last commit was running is the next transaction. There is no timer.

Nobody is answered before the commit. Whatever is wrong with one, the others are written; and what cannot be written
now, because too much waits or the database is away, is sent back at once, to be tried again.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError

from workshops.room.backstage import Backstage

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")
Waiting = tuple[T, asyncio.Future[R]]

# Some two seconds of work. More would be told "busy" by their own browser's patience.
MOST_WAITING = 10_000
# What one transaction holds at most, so that a statement stays below what databases take.
AT_ONE_GO = 1000
AWAY = (InterfaceError, OperationalError)


class Busy(Exception):
    """Nothing was written, and nothing is wrong with it: to be sent again in a while."""


class Box(Generic[T, R]):
    """The box of one event loop: `put` waits for the commit that the item went in with.

    `write` writes all items or none, gives an answer for each, and does no harm when it is asked twice.
    """

    def __init__(
        self,
        write: Callable[[Sequence[T]], Sequence[R]],
        writer: Backstage,
        *,
        at_one_go: int = AT_ONE_GO,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self.write, self.writer = write, writer
        self.at_one_go, self.most_waiting = at_one_go, most_waiting
        self.waiting: deque[Waiting[T, R]] = deque()
        self.emptying: asyncio.Task[None] | None = None

    @property
    def is_full(self) -> bool:
        return len(self.waiting) >= self.most_waiting

    async def put(self, item: T) -> R:
        """The answer once the item is safe. Raises `Busy`, or whatever was wrong with this one item."""
        if self.is_full:
            raise Busy
        answered: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self.waiting.append((item, answered))
        if self.emptying is None or self.emptying.done():
            self.emptying = asyncio.create_task(self._empty())
        return await answered

    async def _empty(self) -> None:
        while self.waiting:
            batch = list(islice(self.waiting, self.at_one_go))
            for _ in batch:
                self.waiting.popleft()
            await self._write(batch)

    async def _write(self, batch: list[Waiting[T, R]]) -> None:
        try:
            found = await self.writer.run(self.write, [item for item, _ in batch])
            answers = list(zip(batch, found, strict=True))
        except AWAY:
            log.warning("%d could not be written and are to come again", len(batch), exc_info=True)
            # So would those behind them, each after as long a wait.
            for _, answered in (*batch, *self.waiting):
                _fail(answered, Busy())
            self.waiting.clear()
        except Exception as fault:
            await self._write_apart(batch, fault)
        else:
            for (_, answered), answer in answers:
                if not answered.done():
                    answered.set_result(answer)

    async def _write_apart(self, batch: list[Waiting[T, R]], fault: Exception) -> None:
        """One is wrong, and nobody knows which: by halves only that one fails."""
        if len(batch) == 1:
            log.error("this cannot be written", exc_info=fault)
            _fail(batch[0][1], fault)
            return
        middle = len(batch) // 2
        for half in (batch[:middle], batch[middle:]):
            await self._write(half)


def _fail(answered: asyncio.Future[R], fault: Exception) -> None:
    if not answered.done():
        answered.set_exception(fault)
