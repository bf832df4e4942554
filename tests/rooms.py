"""The live room in tests: sockets, polling, and leaving nothing open behind."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.db import connections
from django.test import Client

from config.asgi import application
from workshops.fragments import REGIONS, UNNUMBERED, Audience
from workshops.room.ballot_box import box
from workshops.room.hub import hub

# Longer than any push waits, shorter than anybody's patience.
PATIENCE = 5


def cookies_in(browser: Client) -> bytes:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items()).encode()


class Socket:
    """A WebSocket as a server would open it."""

    def __init__(self, path: str, headers: list[tuple[bytes, bytes]]) -> None:
        bare, _, query = path.partition("?")
        self.application = ApplicationCommunicator(
            application,
            {
                "type": "websocket",
                "path": bare,
                "query_string": query.encode(),
                "headers": headers,
                "subprotocols": [],
                "extensions": {},
            },
        )

    async def opened(self) -> int:
        """0 once it is open; otherwise the code that it was closed with."""
        await self.application.send_input({"type": "websocket.connect"})
        answer = await self.application.receive_output(PATIENCE)
        return 0 if answer["type"] == "websocket.accept" else int(answer["code"])

    async def send(self, **message: str | bytes) -> None:
        await self.application.send_input({"type": "websocket.receive", **message})

    async def receive(self) -> dict[str, Any]:
        return dict(await self.application.receive_output(PATIENCE))

    async def leave(self) -> None:
        await self.application.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.application.wait(PATIENCE)


def unnumbered(region: str) -> str:
    return re.sub(r'data-v="\d+"', UNNUMBERED, region, count=1)


@dataclass
class Listening:
    """A browser's open socket, with the newest bytes of every region that it was sent."""

    socket: Socket
    code: str
    audience: Audience
    regions: dict[str, str] = field(default_factory=dict)
    frames: list[str] = field(default_factory=list)
    version: int = -1
    asked: int = 0

    async def hear(self) -> dict[str, Any]:
        """The next message, whatever it is."""
        text = (await self.socket.receive())["text"]
        self.frames.append(text)
        message: dict[str, Any] = json.loads(text)
        if "html" in message:
            self.regions |= split(message["html"])
        self.version = message.get("v", self.version)
        return message

    async def hear_of(self, version: int) -> None:
        """Listen until this screen shows what the workshop was at `version`, which a look just before may have seen."""
        async with asyncio.timeout(PATIENCE):
            while self.version < version and not self._shows(version):
                if self.socket.application.output_queue.empty():
                    await asyncio.sleep(0.01)
                else:
                    await self.hear()

    def _shows(self, version: int) -> bool:
        room = hub().rooms.get(self.code)
        if room is None or room.version < version:
            return False
        drawn = {name: room.regions.drawn[name].drawn for name in REGIONS[self.audience]}
        return {name: unnumbered(self.regions.get(name, "")) for name in drawn} == drawn

    async def send(self, activity: int, act: str, **fields: str) -> dict[str, Any]:
        """Send a form through the socket; gives the answer to it."""
        self.asked += 1
        message = {"id": self.asked, "activity": activity, "act": act, "fields": fields}
        await self.socket.send(text=json.dumps(message))
        while True:
            answer = await self.hear()
            if answer.get("id") == self.asked:
                return answer


async def listening(
    code: str, audience: str, browser: Client, since: str = "", headers: Mapping[str, str] | None = None
) -> Listening | int:
    """The open socket; or the code that it was closed with."""
    sent = [(b"cookie", cookies_in(browser)), (b"host", b"testserver")]
    sent += [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    query = f"?since={since}" if since else ""
    socket = Socket(f"/live/{code}/{audience}/{query}", sent)
    return await socket.opened() or Listening(socket, code, Audience(audience))


async def heard(code: str, audience: str, browser: Client, since: str = "") -> Listening:
    """The open socket, once the first state came through it."""
    found = await listening(code, audience, browser, since)
    assert isinstance(found, Listening)
    await found.hear()
    return found


async def polled(address: str, browser: Client) -> tuple[int, str]:
    """Status and body of an address that is answered in front of Django."""
    path, _, query = address.partition("?")
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"cookie", cookies_in(browser)), (b"host", b"testserver")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await application(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode()


def split(html: str) -> dict[str, str]:
    """Regions that were sent one after the other, by their ids: each begins with a tag that has an id and a number."""
    found: dict[str, str] = {}
    starts = [place for place in range(len(html)) if html[place] == "<" and begins_a_region(html[place:])]
    for start, end in zip(starts, [*starts[1:], len(html)], strict=True):
        region = html[start:end]
        found[region.split('id="', 1)[1].split('"', 1)[0]] = region
    return found


def begins_a_region(html: str) -> bool:
    tag = html.split(">", 1)[0]
    return ' id="' in tag and ' data-v="' in tag


async def everybody_goes_home() -> None:
    """Close the rooms of this loop, and the connections that their threads keep."""
    found = hub()
    await found.close()
    for backstage in (found.backstage, found.door, box().writer):
        await backstage.run(connections.close_all)
        backstage.thread.shutdown()
