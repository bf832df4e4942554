"""A watcher is one open socket in a room. It holds at most the newest state, and never delays another."""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

from workshops.room.wire import Frame

log = logging.getLogger(__name__)

Send = Callable[[str], Awaitable[None]]
# The frame that brings somebody who has everything up to a version up to date; none where nothing is newer.
Newer = Callable[[int], Frame | None]

# So many are written to at one go, some 5 to 10 ms; then the loop hears who has something to say.
AT_ONE_GO = 500
# An ordinary send that has got nowhere for so long is given up.
GIVEN_UP_AFTER = 60.0  # seconds


class Watcher(ABC):
    """Holds one frame until its reader can take it. What was held and never shown is asked for with the next."""

    __slots__ = ("frame", "newer", "skipped", "version")

    def __init__(self, version: int) -> None:
        self.version = version
        self.frame: Frame | None = None
        self.newer: Newer | None = None
        self.skipped = False

    def show(self, frame: Frame, newer: Newer) -> None:
        self.hold(frame, newer)
        self.flush()

    def hold(self, frame: Frame, newer: Newer) -> None:
        held = self.frame
        if held and held.news:
            if not frame.news:
                return
            # Also what changed under a number that the reader has already, as the gauge does.
            self.version = min(self.version, held.version - 1)
            self.skipped = True
        self.frame, self.newer = frame, newer

    def taken(self) -> Frame | None:
        """What brings the reader up to date; nothing is held afterwards."""
        frame = self.frame
        if self.skipped and self.newer:
            frame = self.newer(self.version)
            self.skipped = False
        self.frame = self.newer = None
        if frame and frame.news and frame.version > self.version:
            self.version = frame.version
        return frame

    def forget(self) -> None:
        self.frame, self.newer, self.skipped = None, None, False

    @abstractmethod
    def flush(self) -> None:
        """Show what is held, unless the reader is still busy with what it was shown before."""

    @abstractmethod
    def close(self) -> None:
        """The reader has gone."""


def show_all(watchers: Collection[Watcher], frame: Frame, newer: Newer) -> None:
    """Show everybody the same frame; `newer` is asked later on behalf of those who cannot take it now.

    All of them hold it from now on: a frame that comes before their turn takes its place, and nothing is overtaken.
    """
    everybody = list(watchers)
    for watcher in everybody:
        watcher.hold(frame, newer)
    _flush(everybody)


def _flush(watchers: list[Watcher]) -> None:
    for watcher in watchers[:AT_ONE_GO]:
        try:
            watcher.flush()
        except Exception:  # whatever is wrong with one, the others are shown the frame
            log.exception("a screen could not be shown the newest state")
    if len(watchers) > AT_ONE_GO:
        asyncio.get_running_loop().call_soon(_flush, watchers[AT_ONE_GO:])


class Socket(Protocol):
    """What a server may lend: bytes go straight to its transport.

    It is clear while all that was written is on its way and more may be written, and tells when that changes.
    """

    is_clear: bool
    on_clear: Callable[[bool], None] | None
    deflates: bool

    @property
    def write(self) -> Callable[[bytes], None]: ...


class LentWatcher(Watcher):
    """Writes to the transport that the server lends. While the reader is slow nothing is queued for it.

    What a push needs to know of a socket is kept here, side by side: to fetch it from the server's objects took longer
    than all the rest.
    """

    __slots__ = ("deflates", "is_clear", "socket", "write")

    def __init__(self, socket: Socket, version: int) -> None:
        super().__init__(version)
        self.socket, self.write = socket, socket.write
        self.deflates, self.is_clear = socket.deflates, socket.is_clear
        socket.on_clear = self._turn

    def flush(self) -> None:
        if self.is_clear and self.frame:
            frame = self.taken()
            if frame:
                self.write(frame.deflated if self.deflates else frame.plain)

    def _turn(self, is_clear: bool) -> None:
        self.is_clear = is_clear
        # Without this a slow reader would miss the last state until the next change.
        self.flush()

    def close(self) -> None:
        self.forget()
        self.is_clear = False
        self.socket.on_clear = None


class SendingWatcher(Watcher):
    """The ordinary way, for any ASGI server, with a task for as long as a send takes."""

    __slots__ = ("began", "closed", "send", "task")

    def __init__(self, send: Send, version: int) -> None:
        super().__init__(version)
        self.send = send
        self.task: asyncio.Task[None] | None = None
        self.began = 0.0
        self.closed = False

    def flush(self) -> None:
        if self.closed:
            self.forget()
        elif self.task is None and self.frame:
            self.began = time.monotonic()
            self.task = asyncio.create_task(self._run())
        elif self.task and time.monotonic() - self.began > GIVEN_UP_AFTER:
            # Heartbeats bring us here, also where nothing happens in the room.
            self.close()

    async def _run(self) -> None:
        try:
            while frame := self.taken():
                await self.send(frame.text)
                self.began = time.monotonic()
        except (
            Exception
        ):  # a closed socket raises whatever its server raises; the consumer hears of it by itself
            log.debug("a socket that was sent to has closed", exc_info=True)
            self.closed = True
            self.forget()
        finally:
            self.task = None

    def close(self) -> None:
        self.closed = True
        self.forget()
        if self.task:
            self.task.cancel()
