"""More people than anybody could follow one by one: each only listens, and shows what came."""

import asyncio
import contextlib
import json
import time
from collections.abc import Mapping
from typing import Any

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

from tests.faults.windows import Shown, until

TRIED_AGAIN_AFTER = 0.05  # seconds, while the server is not there yet


class Listener(Shown, asyncio.Protocol):
    """One person's socket, read without a task of its own."""

    def __init__(self, port: int, code: str, cookies: Mapping[str, str]) -> None:
        super().__init__()
        address = f"ws://127.0.0.1:{port}/live/{code}/participant/?since=0"
        self.wire = ClientProtocol(parse_uri(address))
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.is_live = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        request = self.wire.connect()
        request.headers["Cookie"] = self.cookies
        self.wire.send_request(request)
        self._flush()

    def data_received(self, arrived: bytes) -> None:
        self.wire.receive_data(arrived)
        for event in self.wire.events_received():
            self._hear(event)
        self._flush()

    def connection_lost(self, fault: Exception | None) -> None:
        self.is_live = False

    def _hear(self, event: Any) -> None:
        if isinstance(event, Response):
            self.is_live = event.status_code == 101
        elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
            frame = json.loads(bytes(event.data))
            if "html" in frame:
                self.take(frame)

    def _flush(self) -> None:
        for part in self.wire.data_to_send():
            self.transport.write(part)


class Many:
    """Everybody of one room, each with a socket of their own."""

    def __init__(self, port: int, made: Mapping[str, Any]) -> None:
        self.port = port
        self.listeners = [Listener(port, made["code"], one["cookies"]) for one in made["people"]]

    async def come_in(self, longest: float) -> float:
        """All at once; how long it takes until each has a socket and the first state through it, in seconds."""
        start = time.monotonic()
        async with asyncio.timeout(longest):
            await asyncio.gather(*map(self._knock, self.listeners))
        await until(lambda: all(one.is_live and one.regions for one in self.listeners), longest)
        return time.monotonic() - start

    async def _knock(self, listener: Listener) -> None:
        while True:
            with contextlib.suppress(ConnectionError):
                await asyncio.get_running_loop().create_connection(lambda: listener, "127.0.0.1", self.port)
                return
            await asyncio.sleep(TRIED_AGAIN_AFTER)

    def leave(self) -> None:
        for listener in self.listeners:
            listener.transport.close()
