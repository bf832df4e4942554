"""The line between the server processes: one subscription for all the rooms of a process, however many they are.

A shared layer may go away for a while, and forgets what it carried meanwhile. Nothing waits for it: what could not be
told is told later. Every process numbers what it tells, and tells its pulse once a second: whoever misses a number
looks at the database, and while a process does not hear its own pulse it looks every second.
"""

import asyncio
import logging
import math
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from channels.layers import InMemoryChannelLayer

from workshops.room.channels import CHANGED, EVERY_PROCESS, PULSE

log = logging.getLogger(__name__)

Message = dict[str, Any]

PULSE_EVERY = 1.0  # seconds
SILENT_AFTER = 3.5
TRIED_AGAIN_AFTER = 1.0
MOST_COUNTS = 100


class Line:
    """One process's end of the line over a channel `layer`.

    `hear` is called with what the others tell, `miss` where something was told that did not come through.
    """

    def __init__(self, layer: Any, hear: Callable[[Message], None], miss: Callable[[], None]) -> None:
        self.me = uuid4().hex
        self.layer, self.hear, self.miss = layer, hear, miss
        # In memory it ends at this process, and there is nobody to be told anything.
        self.is_shared = not isinstance(self.layer, InMemoryChannelLayer)
        self.unsent: dict[tuple[str, str], Message] = {}
        self.told = asyncio.Event()
        self.number = 0
        # The last number that was heard of each process.
        self.heard: dict[str, int] = {}
        # Nothing yet: who has not subscribed misses everything.
        self.heard_at = -math.inf

    @property
    def is_silent(self) -> bool:
        return self.is_shared and time.monotonic() - self.heard_at > SILENT_AFTER

    def tell(self, kind: str, code: str = "", **more: Any) -> None:
        """Send it as soon as the layer takes it. Of what waits meanwhile only the newest of its kind is kept."""
        if not self.is_shared:
            return
        before = self.unsent.get((kind, code))
        if before and kind == CHANGED:
            more["at_once"] = more["at_once"] or before["at_once"]
            # Cut short where the layer hangs: who misses one reads everything again.
            more["counts"] = (before["counts"] + more["counts"])[-MOST_COUNTS:]
        self.unsent[kind, code] = {"type": kind, "code": code, "by": self.me, **more}
        self.told.set()

    async def send(self) -> None:
        """Works off what was told, for as long as the process lives."""
        while True:
            await self.told.wait()
            self.told.clear()
            while self.unsent:
                place = next(iter(self.unsent))
                await self._send(place, self.unsent.pop(place))

    async def _send(self, place: tuple[str, str], message: Message) -> None:
        self.number += 1
        try:
            await self.layer.group_send(EVERY_PROCESS, message | {"number": self.number})
        except Exception:  # a layer away raises whatever its client raises
            log.warning("the channel layer is away, rooms look at the database meanwhile", exc_info=True)
            self.unsent.setdefault(place, message)
            await asyncio.sleep(TRIED_AGAIN_AFTER)

    async def pulse(self) -> None:
        while True:
            self.tell(PULSE)
            await asyncio.sleep(PULSE_EVERY)

    async def listen(self) -> None:
        channel = None
        while self.is_shared:
            try:
                channel = channel or await self.layer.new_channel()
                await self.layer.group_add(EVERY_PROCESS, channel)
                await self._listen_on(channel)
            except Exception:
                log.warning("the channel layer cannot be listened to", exc_info=True)
                await asyncio.sleep(TRIED_AGAIN_AFTER)

    async def _listen_on(self, channel: str) -> None:
        while True:
            message: Message = await self.layer.receive(channel)
            self._check(message["by"], message.get("number"))
            if message["by"] == self.me:
                self.heard_at = time.monotonic()
            elif message["type"] != PULSE:
                self.hear(message)

    def _check(self, process: str, number: int | None) -> None:
        """A command tells once, without a number."""
        if number is None:
            return
        if number != self.heard.get(process, 0) + 1:
            self.miss()
        self.heard[process] = number
