"""The live rooms of this server process. A room holds connections and the last regions drawn: nothing to lose."""

import asyncio
import logging
import time
import weakref
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer

from workshops.fragments import REGIONS, Audience, draw, number
from workshops.queries import snapshot_of
from workshops.room.backstage import Backstage
from workshops.room.channels import group_of
from workshops.room.watchers import Watcher
from workshops.room.wire import Frame, frame_of, heartbeat
from workshops.snapshot import Presence

log = logging.getLogger(__name__)

COUNTS_EVERY = 0.2  # seconds between pushes of counts
COUNTS_EVERY_IN_A_CROWD = 1.0
A_CROWD = 200  # people
HEARTBEAT_EVERY = 15.0
POLLER_IS_GONE_AFTER = 12.0
EMPTY_ROOM_STAYS = 60.0
LAYER_TRIED_AGAIN_AFTER = 1.0


@dataclass(frozen=True)
class Region:
    """The last bytes drawn of a region, and the version at which they changed."""

    drawn: str
    version: int


@dataclass
class Room:
    """One live workshop in this process."""

    code: str
    backstage: Backstage
    version: int = 0
    watchers: dict[Audience, set[Watcher]] = field(default_factory=lambda: {a: set() for a in Audience})
    regions: dict[str, Region] = field(default_factory=dict)
    frames: dict[tuple[str, ...], Frame] = field(default_factory=dict)
    # How many each seat has open: one that opens hundreds would keep everybody else waiting.
    sockets: Counter[UUID | None] = field(default_factory=Counter)
    polled: dict[str, float] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    last_used: float = field(default_factory=time.monotonic)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    unknown: bool = False
    # Where the room is, as last drawn; what was found out about this moment is kept until it changes.
    moment: str = ""
    found: dict[Hashable, Any] = field(default_factory=dict)

    def enter(self, audience: Audience, watcher: Watcher) -> None:
        """Register before the first state is read, so that no change falls between the two."""
        self.watchers[audience].add(watcher)
        self.wake()

    def leave(self, audience: Audience, watcher: Watcher) -> None:
        watcher.close()
        self.watchers[audience].discard(watcher)
        self.last_used = time.monotonic()
        self.wake()

    def wake(self, *, at_once: bool = False) -> None:
        self.changed.set()
        if at_once:
            self.hurry.set()

    def frame_since(self, audience: Audience, since: int) -> Frame | None:
        """Every region of `audience` that changed after version `since`; None where nothing did. Built once for all."""
        # A version from the future is from before a restore: the whole screen is sent.
        since = since if since <= self.version else -1
        names = tuple(name for name in REGIONS[audience] if self.regions[name].version > since)
        # By what is in it, and not by version: there are as many versions as changes, and anybody may ask for any.
        if names and names not in self.frames:
            self.frames[names] = self._frame(names)
        return self.frames.get(names)

    def _frame(self, names: tuple[str, ...]) -> Frame:
        html = "".join(number(self.regions[name].drawn, self.version) for name in names)
        return frame_of(self.version, html, t=int(time.time() * 1000))

    def people(self) -> int:
        return len(self.watchers[Audience.PARTICIPANT])

    def polled_by(self, seat: str) -> None:
        self.last_used = time.monotonic()
        self.polled[seat] = self.last_used

    def presence(self) -> Presence:
        now = time.monotonic()
        self.polled = {seat: at for seat, at in self.polled.items() if now - at < POLLER_IS_GONE_AFTER}
        return Presence(live=self.people(), polling=len(self.polled))

    async def draw(self) -> None:
        """Take one snapshot and draw every region; send what changed to those who watch it."""
        drawn = await self.backstage.run(drawn_regions, self.code, self.presence())
        if drawn is None:
            self.unknown = True
            self.ready.set()
            return
        version, moment, texts = drawn
        if moment != self.moment:
            self.moment, self.found = moment, {}
        before = self.version
        changed = {name for name, text in texts.items() if self._differs(name, text)}
        # What changes without a version, the gauge, is told under the same number: browsers take equal ones.
        self.version = max(version, before)
        self.regions |= {name: Region(texts[name], self.version) for name in changed}
        self.frames.clear()
        self.ready.set()
        for audience in Audience:
            self._show(audience, changed)

    def _differs(self, name: str, text: str) -> bool:
        return name not in self.regions or self.regions[name].drawn != text

    def _show(self, audience: Audience, changed: set[str]) -> None:
        names = tuple(name for name in REGIONS[audience] if name in changed)
        if not names or not self.watchers[audience]:
            return
        frame = self._frame(names)
        newer: Callable[[int], Frame | None] = lambda since: self.frame_since(audience, since)  # noqa: E731
        for watcher in list(self.watchers[audience]):
            watcher.show(frame, newer)

    async def run(self) -> None:
        """Draw whenever something changed: a facilitator's move at once, counts a few times a second."""
        while True:
            await self.changed.wait()
            self.changed.clear()
            self.hurry.clear()
            try:
                await self.draw()
            except Exception:
                log.exception("could not draw room %s", self.code)
                self.wake()  # tried again after a breath: a room never goes dark for good
            await self._breathe()

    async def _breathe(self) -> None:
        pause = COUNTS_EVERY_IN_A_CROWD if self.people() > A_CROWD else COUNTS_EVERY
        try:
            await asyncio.wait_for(self.hurry.wait(), pause)
        except TimeoutError:
            return

    async def beat(self) -> None:
        """Heartbeats; and a look at the database, in case an announcement was lost."""
        while True:
            await asyncio.sleep(HEARTBEAT_EVERY)
            self.wake()
            frame = heartbeat(self.version)
            for audience in Audience:
                for watcher in list(self.watchers[audience]):
                    watcher.show(frame, lambda since, a=audience: self.frame_since(a, since))  # type: ignore[misc]

    async def listen(self) -> None:
        """One subscription for the whole process: the layer's work does not grow with the people in the room."""
        layer = get_channel_layer()
        while True:
            try:
                channel = await layer.new_channel()
                await layer.group_add(group_of(self.code), channel)
                self.wake()
                await self._hear(layer, channel)
            except Exception:  # a layer away raises whatever its client raises
                log.warning("the channel layer is away; room %s goes on by looking", self.code, exc_info=True)
                await asyncio.sleep(LAYER_TRIED_AGAIN_AFTER)
                self.wake()

    async def _hear(self, layer: Any, channel: str) -> None:
        while True:
            message = await layer.receive(channel)
            self.wake(at_once=message["at_once"])

    @property
    def is_idle(self) -> bool:
        quiet = time.monotonic() - self.last_used > EMPTY_ROOM_STAYS
        return quiet and not any(self.watchers.values()) and not self.presence().polling


def drawn_regions(code: str, presence: Presence) -> tuple[int, str, dict[str, str]] | None:
    """The version, the moment and every region of the workshop, unnumbered; None where there is no such workshop."""
    snapshot = snapshot_of(code, presence)
    if snapshot is None:
        return None
    names = [name for regions in REGIONS.values() for name in regions]
    moment = f"{snapshot.stage} {snapshot.standing}"
    return snapshot.version, moment, {name: draw(name, snapshot) for name in names}


class Hub:
    """The rooms of one event loop."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.backstage = Backstage("hub")
        # Asks who somebody is and what is theirs, beside the drawing, which takes longer.
        self.door = Backstage("door")

    async def room(self, code: str) -> Room | None:
        """The room, opened if need be, with its first state drawn; None where there is no such workshop."""
        room = self.rooms.get(code) or self._open(code)
        room.last_used = time.monotonic()
        await room.ready.wait()
        if room.unknown:
            self._shut(room)
            return None
        return room

    def _open(self, code: str) -> Room:
        room = self.rooms[code] = Room(code, self.backstage)
        room.tasks = [
            asyncio.create_task(work) for work in (room.listen(), room.run(), room.beat(), self._watch(room))
        ]
        return room

    async def _watch(self, room: Room) -> None:
        while True:
            await asyncio.sleep(EMPTY_ROOM_STAYS / 4)
            if room.is_idle:
                self._shut(room)
                return

    def _shut(self, room: Room) -> None:
        self.rooms.pop(room.code, None)
        for task in room.tasks:
            task.cancel()

    def presence(self, code: str) -> Presence:
        room = self.rooms.get(code)
        return room.presence() if room else Presence()


_hubs: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = weakref.WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]


def presence_of(code: str) -> Presence:
    """Who is connected to this process, asked from any thread of it."""
    for found in list(_hubs.values()):
        if code in found.rooms:
            return found.presence(code)
    return Presence()
