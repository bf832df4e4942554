"""How somebody sends: through the open socket with an answer awaited, else by POST; as `send.js` does."""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from workshops.rehearsal.browser import Browser, Unreachable

PATIENCE = 4.0  # seconds without an answer, after which the same form goes by POST
OK, FOUND = 200, 302
SERVER_FAULT = 500


@dataclass(frozen=True)
class Told:
    """The answer's status; `sure` where every try was answered, so that a no is a no."""

    status: int
    sure: bool = True

    @property
    def yes(self) -> bool:
        return self.status == OK


@dataclass
class Sender:
    """One person's way of sending. `plain` is a browser without scripts."""

    browser: Browser
    code: str
    plain: bool = False
    socket: ClientConnection | None = None
    waiting: dict[int, asyncio.Future[int | None]] = field(default_factory=dict)
    ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    counts: Counter[str] = field(default_factory=Counter)

    async def send(self, activity: int, act: str, fields: Mapping[str, str]) -> Told:
        """Send it until somebody answers."""
        tried = self.socket is not None
        status = await self._by_socket(activity, act, fields) if tried else None
        if status is not None:
            return Told(status)
        self.counts["sent_again"] += tried
        status, failed = await self._by_post(f"/w/{self.code}/{activity}/{act}", fields)
        return Told(status, sure=not (tried or failed))

    async def send_and_hang_up(self, activity: int, act: str, fields: Mapping[str, str]) -> Told:
        """Lose the connection before the answer comes, and send it again as somebody would."""
        if self.socket:
            await self._put(next(self.ids), activity, act, fields)
            self.socket.transport.abort()
            self.socket = None
        status, _failed = await self._by_post(f"/w/{self.code}/{activity}/{act}", fields)
        return Told(status, sure=False)

    def hears(self, answer: dict[str, Any]) -> None:
        waiting = self.waiting.pop(answer["id"], None)
        if waiting and not waiting.done():
            waiting.set_result(int(answer["status"]))

    def hung_up(self) -> None:
        """Whoever waits for an answer on the socket that is closed waits no longer."""
        self.socket = None
        for waiting in self.waiting.values():
            if not waiting.done():
                waiting.set_result(None)
        self.waiting.clear()

    async def _by_socket(self, activity: int, act: str, fields: Mapping[str, str]) -> int | None:
        """The status that came back; None where no answer came in time."""
        mark = next(self.ids)
        answered = self.waiting[mark] = asyncio.get_running_loop().create_future()
        try:
            await self._put(mark, activity, act, fields)
            return await asyncio.wait_for(answered, PATIENCE)
        except (TimeoutError, ConnectionClosed):
            return None
        finally:
            self.waiting.pop(mark, None)

    async def _put(self, mark: int, activity: int, act: str, fields: Mapping[str, str]) -> None:
        message = {"id": mark, "activity": activity, "act": act, "fields": dict(fields)}
        if self.socket:
            await self.socket.send(json.dumps(message))

    async def _by_post(self, path: str, fields: Mapping[str, str]) -> tuple[int, bool]:
        """The status, and whether a try before it went unanswered."""
        failed, wait = False, 1.0
        while True:
            try:
                reply = await self.browser.post(path, fields, live=not self.plain)
                if reply.status < SERVER_FAULT:
                    return (OK if reply.status == FOUND else reply.status), failed
            except Unreachable:
                pass
            failed, wait = True, min(wait * 2, 10.0)
            self.counts["sent_again"] += 1
            await asyncio.sleep(wait)
