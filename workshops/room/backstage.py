"""A thread of its own beside the event loop, which keeps its database connection from one piece of work to the next."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, connection

P = ParamSpec("P")
T = TypeVar("T")


class Backstage:
    """One thread. Work queues up in front of it, in order."""

    def __init__(self, name: str) -> None:
        self.thread = ThreadPoolExecutor(1, name)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns or raises, once it has run in the thread."""
        return await sync_to_async(_safely, thread_sensitive=False, executor=self.thread)(
            work, *args, **kwargs
        )


def _safely(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return work(*args, **kwargs)
    except (InterfaceError, OperationalError):
        # The connection may be dead: the next piece of work must not find it.
        connection.close()
        raise
