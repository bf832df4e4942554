"""What the server does by itself: each day it deletes what is due, and all day it sends what is announced."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from django.db import Error, connection
from django.utils import timezone

from workshops.actions.deleting import delete_due
from workshops.actions.telling import send_due

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]

log = logging.getLogger(__name__)

# Seconds. Those who start a site are served first; and where the database is away, it is tried again soon.
FIRST, EVERY, AGAIN = 60.0, 24 * 3600.0, 3600.0
SEND_EVERY = 15.0


def daily(app: App) -> App:
    """`app`, with the work of the day beside it for as long as the server runs."""

    async def beside(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        else:
            await app(scope, receive, send)

    return beside


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    work = asyncio.gather(_every_day(), _all_day())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work
    await send({"type": "lifespan.shutdown.complete"})


async def _every_day() -> None:
    wait = FIRST
    while True:
        await asyncio.sleep(wait)
        wait = EVERY if await asyncio.to_thread(delete_what_is_due) else AGAIN


async def _all_day() -> None:
    while True:
        await asyncio.sleep(SEND_EVERY)
        await asyncio.to_thread(send_what_is_due)


def send_what_is_due() -> None:
    """Where several processes do it at once, each announcement is sent by one of them."""
    try:
        send_due()
    except Error as fault:
        log.warning("what is to be announced could not be read, and is tried again: %s", fault)
    except Exception:
        # Whatever one of them has made go wrong, the next look is taken all the same.
        log.exception("announcing broke off")
    finally:
        connection.close()


def delete_what_is_due() -> bool:
    """Whether it could be done. Where several processes do it at once, each workshop is deleted by one of them."""
    try:
        gone = delete_due(timezone.localdate())
    except Error as fault:
        log.warning("what is due could not be deleted, and is tried again: %s", fault)
        return False
    finally:
        connection.close()
    for code in gone:
        log.warning("workshop %s was deleted: its day had come", code)
    return True
