"""Open pages that follow the room as `static/js/live.js` does: by socket, and by asking where that is silent."""

import asyncio
import contextlib
import json
import math
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from tests.rooms import split
from workshops.rehearsal.browser import Browser, Reply, Unreachable

NOT_HEARD_WITHIN = 3.0  # seconds until a page asks beside a socket that says nothing
SILENT_AFTER = 25.0
ASKED_AGAIN_AFTER = 2.0
LONGEST_PAUSE = 30.0
PATIENCE = 20.0  # of these tests: no test is about being quick
NUMBER = re.compile(r'data-v="\d*"')
# Who is here, and how, is another thing every time somebody looks.
EVER_NEW = {"desk_gauge"}


@lru_cache(maxsize=1024)
def unnumbered(html: str) -> str:
    return NUMBER.sub("", html)


def number_of(region: str) -> int:
    found = re.search(r'data-v="(\d+)"', region)
    return int(found[1]) if found else 0


@lru_cache(maxsize=64)
def regions_in(html: str) -> dict[str, str]:
    """The regions of a push, by name; a push is the same for a whole room, so it is read once."""
    return split(html)


class Shown:
    """What somebody's page shows: the newest of every region that came."""

    def __init__(self) -> None:
        self.version = 0
        self.regions: dict[str, str] = {}

    def take(self, frame: Mapping[str, Any]) -> None:
        """Show what is newer; what was overtaken on its way is dropped."""
        for name, region in regions_in(frame["html"]).items():
            if number_of(region) >= number_of(self.regions.get(name, "")):
                self.regions[name] = region
        self.version = max(self.version, frame["v"])

    def shows(self, page: str) -> bool:
        """Whether every region stands in `page`, unnumbered and drawn from the database just now."""
        kept = {name: region for name, region in self.regions.items() if name not in EVER_NEW}
        return bool(kept) and all(unnumbered(region) in page for region in kept.values())


class Window(Shown):
    """One page. `hurry` shortens its pauses between tries, never its patience: a test need not wait for them.

    `counts` holds how often something happened: opened, closed 1012, pushed, polled, answered 503 and so on.
    """

    def __init__(
        self, base: str, code: str, audience: str, cookies: Mapping[str, str], *, hurry: float = 1.0
    ):
        super().__init__()
        self.base, self.code, self.audience, self.hurry = base, code, audience, hurry
        self.browser = Browser(base)
        self.browser.cookies = dict(cookies)
        self.counts: Counter[str] = Counter()
        self.socket: ClientConnection | None = None
        self.opened_at = self.heard_at = -math.inf
        self.waiting: dict[int, asyncio.Future[dict[str, Any] | None]] = {}

    @property
    def state(self) -> str:
        if self.audience == "desk":
            return f"/desk/{self.code}/state?since={self.version}"
        return f"/w/{self.code}/state?as={self.audience}&since={self.version}"

    @property
    def is_heard(self) -> bool:
        """Whether the socket that is open now brings anything: one may be open and let nothing through."""
        spoke = self.heard_at >= self.opened_at and time.monotonic() - self.heard_at < SILENT_AFTER
        return self.socket is not None and spoke

    async def follow(self) -> None:
        """For as long as it is not cancelled, through every lost connection."""
        # A group waits for all of them when it is cancelled, so that no socket is left half closed.
        async with asyncio.TaskGroup() as group:
            for work in (self._stay_connected(), self._ask_while_silent(), self._watch()):
                group.create_task(work)

    async def _stay_connected(self) -> None:
        tries = 0
        while True:
            tries = 1 if await self._listen() else tries + 1
            await self.pause(min(LONGEST_PAUSE, 0.5 * 2**tries) * random.uniform(0.5, 1.5))

    async def _listen(self) -> bool:
        """Whether it was opened, once it is closed."""
        address = (
            f"{self.base.replace('http', 'ws', 1)}/live/{self.code}/{self.audience}/?since={self.version}"
        )
        cookies = {"Cookie": self.browser.cookie_header}
        origin = Origin(self.base)
        opened = False
        with contextlib.suppress(OSError, TimeoutError, EOFError, WebSocketException):
            async with connect(
                address, origin=origin, additional_headers=cookies, compression=None, proxy=None
            ) as socket:
                opened = True
                await self._hear_all(socket)
        return opened

    async def _hear_all(self, socket: ClientConnection) -> None:
        self.socket, self.opened_at = socket, time.monotonic()
        self.counts["opened"] += 1
        try:
            async for text in socket:
                self.heard_at = time.monotonic()
                await self._hear(json.loads(text))
        finally:
            self.socket = None
            self.counts[f"closed {socket.close_code}"] += 1
            for waiting in self.waiting.values():
                if not waiting.done():
                    waiting.set_result(None)

    async def _hear(self, frame: dict[str, Any]) -> None:
        if "id" in frame:
            waiting = self.waiting.pop(frame["id"], None)
            if waiting and not waiting.done():
                waiting.set_result(frame)
        elif "html" in frame:
            self.counts["pushed"] += 1
            self.take(frame)
        elif frame["v"] > self.version:
            await self._ask()

    async def _ask_while_silent(self) -> None:
        await self.pause(NOT_HEARD_WITHIN)
        while True:
            if not self.is_heard:
                await self._ask()
            await self.pause(random.uniform(ASKED_AGAIN_AFTER, ASKED_AGAIN_AFTER + 1))

    async def _watch(self) -> None:
        """A socket that fell silent is closed; another is opened in its place."""
        while True:
            await asyncio.sleep(5)
            silent = time.monotonic() - max(self.opened_at, self.heard_at)
            if self.socket and silent > SILENT_AFTER:
                await self.socket.close()

    async def _ask(self) -> None:
        with contextlib.suppress(Unreachable):
            reply = await self.get(self.state)
            self.counts["polled"] += 1
            if reply.status == 200:
                self.take(reply.json())

    def hang_up(self) -> None:
        """As a network that changes: nobody is told."""
        if self.socket:
            self.socket.transport.abort()

    async def get(self, path: str) -> Reply:
        return self._noted(await self.browser.get(path))

    async def post(self, path: str, fields: Mapping[str, str]) -> Reply:
        return self._noted(await self.browser.post(path, fields))

    def _noted(self, reply: Reply) -> Reply:
        self.counts[f"answered {reply.status}"] += 1
        return reply

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self.hurry)


async def until(came: Callable[[], bool], longest: float = PATIENCE) -> float:
    """Wait for something that pages show or were told; how long it took, in seconds."""
    start = time.monotonic()
    while not came():
        assert time.monotonic() - start < longest, f"not within {longest} s"
        await asyncio.sleep(0.02)
    return time.monotonic() - start


def pauses() -> Iterator[float]:
    """Between the tries of one form, in seconds."""
    wait = 1.0
    while True:
        yield wait
        wait = min(2 * wait, 10.0)
