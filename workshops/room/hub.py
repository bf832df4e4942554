"""The live rooms of this server process: opened by the first who comes, closed some time after the last has gone."""

import asyncio
import logging
import time

from channels.layers import get_channel_layer

from workshops.fragments import Audience, Hearing, hearing_of
from workshops.queries import versions_of
from workshops.room.backstage import Backstage
from workshops.room.channels import CHANGED, PRESENT, ROLL_CALL
from workshops.room.line import Line, Message
from workshops.room.presence import Present, present_in
from workshops.room.room import DESKS, Room
from workshops.shown import Presence

log = logging.getLogger(__name__)

HEARTBEAT_EVERY = 15.0  # seconds
COUNTED_EVERY = 2.0
LOOKED_EVERY = 1.0  # at the database, while the line is silent


class Hub:
    """The rooms of one event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.rooms: dict[str, Room] = {}
        self.backstage = Backstage("hub")
        # Asks who somebody is and what is theirs, beside the drawing, which takes longer.
        self.door = Backstage("door")
        self.line = Line(get_channel_layer(), self.hear, self._miss)
        self.has_missed = False
        # What each room's people were last told to the other processes.
        self.told: dict[str, Present] = {}
        self.at_work: dict[str, asyncio.Task[None]] = {}
        work = self.line.listen(), self.line.send(), self.line.pulse(), self._beat(), self._look_out()
        self.tasks = [self.loop.create_task(each) for each in (*work, self._count())]

    async def room(
        self, code: str, audience: Audience = Audience.PARTICIPANT, asked: str = ""
    ) -> Room | None:
        """The room, opened if need be, drawn for `audience`; None where there is no such workshop.

        `asked` are the languages that it is wanted in: see `hearing_of`.
        Raises `TimeoutError` where the database is away for long.
        """
        room = self.rooms.get(code) or self._open(code)
        # Which languages a workshop has is only known once somebody has looked at it.
        hearing = hearing_of(room.snapshot, audience, asked) if room.snapshot else Hearing(audience)
        if not await room.drawn_for(hearing):
            self._shut(room)
            return None
        if asked and room.snapshot:
            await room.drawn_for(hearing_of(room.snapshot, audience, asked))
        return room

    def _open(self, code: str) -> Room:
        room = self.rooms[code] = Room(code, self.backstage)
        self.at_work[code] = self.loop.create_task(room.run())
        self.line.tell(ROLL_CALL, code)
        return room

    def _shut(self, room: Room) -> None:
        if self.rooms.get(room.code) is room:
            del self.rooms[room.code]
            self.told.pop(room.code, None)
            self.at_work.pop(room.code).cancel()

    async def close(self) -> None:
        """Shut every room; for the end of the loop."""
        tasks = [*self.tasks, *self.at_work.values()]
        for room in list(self.rooms.values()):
            self._shut(room)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def announce(self, code: str, version: int, *, at_once: bool, counts_only: bool) -> None:
        """From any thread: the workshop has this version now. Nothing waits for it."""
        counts = [version] if counts_only else []
        self.loop.call_soon_threadsafe(self._announce, code, version, at_once, counts)

    def _announce(self, code: str, version: int, at_once: bool, counts: list[int]) -> None:
        if code in self.rooms:
            self.rooms[code].hear_of(version, at_once=at_once, counts=counts)
        self.line.tell(CHANGED, code, version=version, at_once=at_once, counts=counts)

    def hear(self, message: Message) -> None:
        """What another process tells."""
        room = self.rooms.get(message["code"])
        if room is None:
            return
        if message["type"] == CHANGED:
            room.hear_of(message["version"], at_once=message["at_once"], counts=message["counts"])
        elif message["type"] == PRESENT:
            room.attendance.hear(message["by"], present_in(message))
            room.recount()
        elif message["type"] == ROLL_CALL:
            self.told.pop(room.code, None)

    async def _beat(self) -> None:
        """Heartbeats, which wait for no database; and the end of rooms that nobody is in."""
        while True:
            await asyncio.sleep(HEARTBEAT_EVERY)
            for room in list(self.rooms.values()):
                try:
                    room.beat()
                except Exception:
                    log.exception("no heartbeat in room %s", room.code)
                if room.is_idle:
                    self._shut(room)

    async def _look_out(self) -> None:
        """Look at the database for what nobody told: now and then, and every second while the line is silent."""
        looked_at, was_silent = -HEARTBEAT_EVERY, False
        while True:
            await asyncio.sleep(LOOKED_EVERY)
            is_silent = self.line.is_silent
            is_late = time.monotonic() - looked_at >= HEARTBEAT_EVERY
            doubted = [room for room in self.rooms.values() if room.is_doubted]
            if is_silent or was_silent or is_late or self.has_missed or doubted:
                self.has_missed = False
                for room in doubted:
                    room.is_doubted = False
                looked_at = time.monotonic()
                await self._look()
            was_silent = is_silent

    def _miss(self) -> None:
        """Somebody told what did not come through. They are asked again who is there, and the database for the rest."""
        self.has_missed = True
        for code in self.rooms:
            self.line.tell(ROLL_CALL, code)

    async def _look(self) -> None:
        """Draw those rooms again that have moved on without our hearing of it. One query for all of them."""
        if not self.rooms:
            return
        try:
            versions = await self.backstage.run(versions_of, list(self.rooms))
        except Exception:
            log.warning("the database cannot be looked at", exc_info=True)
            return
        for code, version in versions.items():
            if code in self.rooms:
                self.rooms[code].hear_of(version, at_once=False)

    async def _count(self) -> None:
        """Who is here; told to the other processes where that has changed, and now and then anyway."""
        told_all_at = time.monotonic()
        while True:
            await asyncio.sleep(COUNTED_EVERY)
            if time.monotonic() - told_all_at >= HEARTBEAT_EVERY:
                told_all_at = time.monotonic()
                self.told.clear()
            for room in self.rooms.values():
                self._count_in(room)

    def _count_in(self, room: Room) -> None:
        if room.watchers[DESKS]:
            room.recount()
        if not self.line.is_shared:
            return
        here = room.attendance.here()
        if self.told.get(room.code) != here:
            self.told[room.code] = here
            self.line.tell(PRESENT, room.code, **here.told())

    def presence(self, code: str) -> Presence:
        """As last drawn, since this is asked from other threads."""
        room = self.rooms.get(code)
        return room.presence if room else Presence()


# Replaced whole whenever one is added, so that any thread may go through them.
_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The hub of the running event loop."""
    global _hubs  # noqa: PLW0603
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs = {each: found for each, found in _hubs.items() if not each.is_closed()} | {loop: Hub()}
    return _hubs[loop]


def hubs() -> list[Hub]:
    """Every hub of this process, from any thread of it."""
    return [found for loop, found in _hubs.items() if not loop.is_closed()]


def present_in_room(code: str) -> Present:
    """Who exactly is connected, as this process knows it, asked from any thread of it."""
    rooms = (found.rooms.get(code) for found in hubs())
    return next((room.attendance.marks() for room in rooms if room), Present())


def presence_of(code: str) -> Presence:
    """Who is connected, as this process knows it, asked from any thread of it."""
    return next((found.presence(code) for found in hubs() if code in found.rooms), Presence())
