"""How somebody keeps up with the room: by socket, by asking, or by loading the page again, as `live.js`."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from workshops.rehearsal.browser import Unreachable
from workshops.rehearsal.crowd import Crowd
from workshops.rehearsal.page import Page, Stage, read
from workshops.rehearsal.sending import Sender

OK = 200


class Way(StrEnum):
    SOCKET = "socket"
    POLLING = "polling"  # the socket is refused
    PLAIN = "plain"  # no scripts at all


# Of every twenty people, by their number.
OTHER_WAYS = {3: Way.POLLING, 9: Way.POLLING, 15: Way.POLLING, 6: Way.PLAIN, 13: Way.PLAIN}

# Seconds until somebody looks again, at least and at most: after a socket closed, and always for the others.
BREAKS = {Way.SOCKET: (0.1, 0.5), Way.POLLING: (0.3, 3.0), Way.PLAIN: (0.6, 10.0)}


def way_of(number: int) -> Way:
    return OTHER_WAYS.get(number % 20, Way.SOCKET)


@dataclass
class Follower:
    """What somebody's screen shows. `changed` is set whenever the step or its phase may be another."""

    crowd: Crowd
    sender: Sender
    way: Way
    rng: Random
    version: int = 0
    stage: Stage = field(default_factory=Stage)
    comments: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    nap: float = 0.0
    reload: bool = False

    async def follow(self) -> None:
        """Keep up for as long as it is not cancelled, through every lost connection."""
        ways = {Way.SOCKET: self._listen, Way.POLLING: self._ask, Way.PLAIN: self._load}
        await self._look(self._load)
        while True:
            await self._look(ways[self.way])
            await asyncio.sleep(self.nap or self._break())
            self.nap = 0.0
            if self.reload:
                self.reload = False
                await self._look(self._load)

    async def _look(self, how: Callable[[], Awaitable[None]]) -> None:
        try:
            await how()
        except (OSError, TimeoutError, Unreachable, WebSocketException):
            self.crowd.counts["broken_off"] += 1

    def _break(self) -> float:
        """Seconds until the next look, as browsers do it; in a hurried rehearsal as often as a server can bear."""
        least, most = BREAKS[self.way]
        return min(most, max(least, self.crowd.pace)) * self.rng.uniform(0.7, 1.0)

    async def go_away(self, seconds: float, *, reload: bool = False) -> None:
        """Close the socket, as a phone that falls asleep or loads its page again does."""
        self.nap, self.reload = seconds, reload
        if self.sender.socket:
            await self.sender.socket.close()
        await asyncio.sleep(seconds)

    async def _load(self) -> None:
        reply = await self.sender.browser.get(f"/w/{self.crowd.code}/")
        if reply.status != OK:
            raise Unreachable(f"the page answers {reply.status}")
        self.take(read(reply.text))

    async def _ask(self) -> None:
        address = f"/w/{self.crowd.code}/state?as=participant&since={self.version}"
        reply = await self.sender.browser.get(address)
        self.crowd.counts["polls"] += 1
        if reply.status == OK:
            self.take(read(reply.json()["html"]))

    async def _listen(self) -> None:
        base = self.crowd.base.replace("http", "ws", 1)
        address = f"{base}/live/{self.crowd.code}/participant/?since={self.version}"
        headers = {"Cookie": self.sender.browser.cookie_header}
        origin = Origin(self.crowd.base)
        async with connect(
            address, origin=origin, additional_headers=headers, compression=None, proxy=None
        ) as socket:
            self.sender.socket = socket
            try:
                async for text in socket:
                    await self._hear(json.loads(text))
            finally:
                self.sender.hung_up()

    async def _hear(self, frame: dict[str, Any]) -> None:
        if "id" in frame:
            self.sender.hears(frame)
        elif html := frame.get("html"):
            self.crowd.counts["pushes"] += 1
            self.take(read(str(html)))
        elif frame["v"] > self.version:
            await self._ask()

    def take(self, page: Page) -> None:
        """Show what is newer; a reply that was overtaken on its way is dropped."""
        if page.version < self.version:
            return
        self.version = page.version
        if page.comments is not None:
            self.comments = page.comments
        if page.promises is not None:
            self.promises = page.promises
        if page.stage is not None:
            self.stage = self.crowd.here = page.stage
            self.changed.set()
