"""A watcher is one open socket in a room. It holds at most the newest state, and never delays another."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

from workshops.room.wire import Frame

Send = Callable[[str], Awaitable[None]]
# The frame that brings somebody who has everything up to a version up to date; none where nothing is newer.
Newer = Callable[[int], Frame | None]


class Socket(Protocol):
    """What a server may lend: bytes go straight to the transport."""

    on_writable: Callable[[], None] | None

    @property
    def can_write(self) -> bool: ...

    def write_frame(self, frame: bytes) -> None: ...


class Watcher(Protocol):
    version: int

    def show(self, frame: Frame, newer: Newer) -> None: ...

    def close(self) -> None: ...


def show_all(watchers: Collection[Watcher], frame: Frame, newer: Newer) -> None:
    """Show everybody the same frame; `newer` is asked later on behalf of those who cannot take it now."""
    for watcher in list(watchers):
        watcher.show(frame, newer)


class LentWatcher:
    """Writes to the transport that the server lends. While the reader is slow nothing is queued for it."""

    def __init__(self, socket: Socket, version: int) -> None:
        self.socket, self.version = socket, version
        self.newer: Newer | None = None
        socket.on_writable = self._catch_up

    def show(self, frame: Frame, newer: Newer) -> None:
        if not self.socket.can_write:
            self.newer = newer
            return
        self.socket.write_frame(frame.bytes)
        self.version = max(self.version, frame.version)

    def _catch_up(self) -> None:
        # Without this a slow reader would miss the last state until the next change.
        newer, self.newer = self.newer, None
        frame = newer(self.version) if newer else None
        if frame and newer:
            self.show(frame, newer)

    def close(self) -> None:
        self.socket.on_writable = None


class SendingWatcher:
    """The ordinary way, for any ASGI server: a task of its own sends, and a slow send skips to the newest state."""

    def __init__(self, send: Send, version: int) -> None:
        self.send, self.version = send, version
        self.newer: Newer | None = None
        self.frame: Frame | None = None
        self.wake = asyncio.Event()
        self.task = asyncio.create_task(self._run())

    def show(self, frame: Frame, newer: Newer) -> None:
        # A frame that was never sent is replaced, and what it alone held must then be asked for.
        self.newer = newer if self.frame or self.newer else None
        self.frame = frame
        self.wake.set()

    async def _run(self) -> None:
        while True:
            await self.wake.wait()
            self.wake.clear()
            frame, newer, self.frame, self.newer = self.frame, self.newer, None, None
            frame = newer(self.version) if newer else frame
            if frame:
                await self.send(frame.text)
                self.version = max(self.version, frame.version)

    def close(self) -> None:
        self.task.cancel()
