"""One live workshop in this process: who watches it, and the regions that were last drawn for them. Nothing to lose."""

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from workshops.fragments import OF_COUNTS, OF_PRESENCE, Audience, Hearing
from workshops.room.backstage import Backstage
from workshops.room.drawing import Drawing, counts_of, drawing_of, keys_among, texts_of
from workshops.room.presence import Attendance, Present
from workshops.room.regions import Regions
from workshops.room.watchers import Watcher, show_all
from workshops.room.wire import Frame, heartbeat
from workshops.shown import Presence
from workshops.snapshot import Snapshot

log = logging.getLogger(__name__)

COUNTS_EVERY = 0.2  # seconds between pushes of counts
COUNTS_EVERY_IN_A_CROWD = 1.0
A_CROWD = 200  # people
DRAWN_WITHIN = 10.0
TRIED_AGAIN_AFTER = 0.5
WANTED_FOR = 30.0  # how long an audience is drawn for that nobody was heard of
EMPTY_ROOM_STAYS = 60.0
FAULT_TOLD_EVERY = 60.0
DESKS = Hearing(Audience.DESK)


@dataclass
class Room:
    """One live workshop in this process."""

    code: str
    backstage: Backstage
    watchers: dict[Hearing, set[Watcher]] = field(
        default_factory=lambda: {Hearing(a): set() for a in Audience}
    )
    # What to call when the seat behind a socket is taken back.
    seated: dict[UUID, dict[Watcher, Callable[[], None]]] = field(default_factory=dict)
    attendance: Attendance = field(default_factory=Attendance)
    presence: Presence = field(default_factory=Presence)
    # How many each seat has open: one that opens hundreds would keep everybody else waiting.
    sockets: Counter[tuple[Audience, UUID | None]] = field(default_factory=Counter)
    regions: Regions = field(default_factory=Regions)
    # Those whose regions are as of the last look; for others, and in other languages, nothing is drawn until somebody
    # comes.
    drawn: frozenset[Hearing] = frozenset()
    wanted: dict[Hearing, float] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    is_stale: bool = True
    # Somebody has seen a version that this process has not: the database is asked about it before long.
    is_doubted: bool = False
    told_at: float = -math.inf
    # Versions not yet drawn in which more have answered and nothing else has happened.
    counts: set[int] = field(default_factory=set)
    is_counted: bool = True
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    drew: asyncio.Event = field(default_factory=asyncio.Event)
    last_used: float = field(default_factory=time.monotonic)
    is_unknown: bool = False
    # Where the room is, as last drawn; what was found out about this moment is kept until it changes.
    moment: str = ""
    found: dict[Hashable, Any] = field(default_factory=dict)
    revoked: frozenset[UUID] = frozenset()

    @property
    def version(self) -> int:
        return self.regions.version

    def enter(
        self,
        hearing: Hearing,
        watcher: Watcher,
        participant: UUID | None = None,
        dismiss: Callable[[], None] = lambda: None,
    ) -> None:
        """Register before the first state is read, so that no change falls between the two.

        `dismiss` is called if the participant's seat is taken back.
        """
        self.watchers.setdefault(hearing, set()).add(watcher)
        if participant:
            self.seated.setdefault(participant, {})[watcher] = dismiss
            self.attendance.enter(participant)
        self._count_again()

    def leave(self, hearing: Hearing, watcher: Watcher, participant: UUID | None = None) -> None:
        watcher.close()
        self.watchers.get(hearing, set()).discard(watcher)
        if participant:
            self._unseat(participant, watcher)
            self.attendance.leave(participant)
            if participant in self.revoked:
                self.attendance.forget(participant)
        self.last_used = time.monotonic()
        self._count_again()

    def _unseat(self, participant: UUID, watcher: Watcher) -> None:
        seated = self.seated.get(participant, {})
        seated.pop(watcher, None)
        if not seated:
            self.seated.pop(participant, None)

    def polled_by(self, participant: UUID) -> None:
        self.last_used = time.monotonic()
        if self.attendance.poll(participant):
            self._count_again()

    def hear_of(self, version: int, *, at_once: bool, counts: Iterable[int] = ()) -> None:
        """The workshop has this version now; one that was drawn already is no news.

        `counts` are versions that differ from the one before in nothing but how many have answered.
        """
        self.counts |= {counted for counted in counts if counted > self.version}
        if version <= self.version:
            return
        if version in self.counts:
            self.is_counted = False
            self.changed.set()
        else:
            self.look_again(at_once=at_once)

    def look_again(self, *, at_once: bool = False) -> None:
        self.is_stale = True
        self.changed.set()
        if at_once:
            self.hurry.set()

    def recount(self) -> None:
        """Count who is here, and tell the desk where that has changed."""
        self.presence = self.attendance.presence()
        if self.snapshot and self.presence != self.snapshot.presence:
            self._count_again()

    def _count_again(self) -> None:
        # Counted as it is drawn, and not at each of two thousand who come in together.
        if self.watchers[DESKS]:
            self.changed.set()

    async def drawn_for(self, hearing: Hearing) -> bool:
        """Wait until the regions of `hearing` are drawn; False where there is no such workshop.

        Raises `TimeoutError` where the database is away for long.
        """
        self.wanted[hearing] = self.last_used = time.monotonic()
        async with asyncio.timeout(DRAWN_WITHIN):
            while hearing not in self.drawn and not self.is_unknown:
                self.look_again(at_once=True)
                await self.drew.wait()
        return not self.is_unknown

    def frame_since(self, hearing: Hearing, since: int) -> Frame | None:
        """Every region of `hearing` that changed after version `since`; None where nothing did. Built once for all."""
        if since > self.version:
            # Read by another process that is ahead of this one; or from before a restore: the whole screen is sent.
            self.is_doubted = True
            since = -1
        names = self.regions.newer(hearing.keys, since)
        return self.regions.kept_frame(names) if names else None

    def _heard_by(self) -> frozenset[Hearing]:
        """Those that are worth drawing for."""
        since = time.monotonic() - WANTED_FOR
        known = self.watchers.keys() | self.wanted.keys()
        return frozenset(h for h in known if self.watchers.get(h) or self.wanted.get(h, since) > since)

    async def draw(self) -> None:
        """Look at the workshop and draw it for those who watch; send them what changed."""
        self.presence = self.attendance.presence()
        hearings = self._heard_by()
        if not hearings:
            self.drawn = hearings
        elif self.is_stale or self.snapshot is None or not hearings <= self.drawn:
            await self._draw_all(hearings)
        elif not self.is_counted:
            await self._draw_counts(self.snapshot)
        elif self.snapshot.presence != self.presence:
            counted = replace(self.snapshot, presence=self.presence)
            self._show(counted, await self.backstage.run(texts_of, OF_PRESENCE, counted), counted.version)

    async def _draw_all(self, hearings: frozenset[Hearing]) -> None:
        self.is_stale, self.is_counted = False, True
        try:
            drawing = await self.backstage.run(drawing_of, self.code, self.presence, hearings)
        except BaseException:
            self.is_stale = True
            raise
        if drawing is None:
            self.is_unknown = True
        else:
            self._take(drawing, hearings)

    async def _draw_counts(self, before: Snapshot) -> None:
        """How many have answered, without reading again what was said and shown in all the steps before."""
        self.is_counted = True
        keys = keys_among(self.drawn, OF_COUNTS)
        try:
            snapshot, texts, seen = await self.backstage.run(counts_of, before, self.presence, keys)
        except BaseException:
            self.is_counted = False
            raise
        if not self.counts.issuperset(range(before.version + 1, snapshot.version + 1)):
            # More has happened than we have heard of.
            self.look_again()
            return
        self._show(snapshot, texts, seen)

    def _take(self, drawing: Drawing, hearings: frozenset[Hearing]) -> None:
        if drawing.moment != self.moment:
            self.moment, self.found = drawing.moment, {}
        self.drawn = hearings
        self._show(drawing.snapshot, drawing.texts, drawing.seen)
        self._take_back(drawing.revoked)

    def _show(self, snapshot: Snapshot, texts: dict[str, str], seen: int) -> None:
        """Keep what was drawn of the snapshot, and send what differs from before to those who watch it."""
        self.snapshot = snapshot
        changed = self.regions.keep(texts, snapshot.version, seen)
        self.counts = {version for version in self.counts if version > self.version}
        for hearing in list(self.watchers):
            self._push(hearing, changed)

    def _push(self, hearing: Hearing, changed: set[str]) -> None:
        keys = tuple(key for key in hearing.keys if key in changed)
        if keys and self.watchers[hearing]:
            self._send(hearing, self.regions.frame(keys))

    def _send(self, hearing: Hearing, frame: Frame) -> None:
        show_all(self.watchers[hearing], frame, lambda since: self.frame_since(hearing, since))

    def _take_back(self, revoked: frozenset[UUID]) -> None:
        for participant in revoked - self.revoked:
            self.attendance.forget(participant)
            for dismiss in list(self.seated.get(participant, {}).values()):
                dismiss()
        self.revoked = revoked

    def beat(self) -> None:
        """A heartbeat to everybody: that they are up to date, or behind."""
        for hearing, watching in list(self.watchers.items()):
            if watching:
                self._send(hearing, self.heartbeat(hearing))

    def heartbeat(self, hearing: Hearing) -> Frame:
        """With the version at which something last changed for them: others would make them all ask for nothing."""
        return heartbeat(self.regions.changed_at(hearing.keys))

    async def run(self) -> None:
        """Draw whenever something changed: a facilitator's move at once, counts a few times a second."""
        while True:
            await self.changed.wait()
            self.changed.clear()
            self.hurry.clear()
            try:
                await self.draw()
            except Exception as fault:
                self._tell(fault)
                self.changed.set()  # tried again: a room never goes dark for good
                await asyncio.sleep(TRIED_AGAIN_AFTER)
            self.drew.set()
            self.drew = asyncio.Event()
            await self._breathe()

    def _tell(self, fault: Exception) -> None:
        # Once a minute: a database that is away for long must not fill the disk.
        if time.monotonic() - self.told_at >= FAULT_TOLD_EVERY:
            self.told_at = time.monotonic()
            log.error("could not draw room %s", self.code, exc_info=fault)

    async def _breathe(self) -> None:
        pause = COUNTS_EVERY_IN_A_CROWD if self.presence.here > A_CROWD else COUNTS_EVERY
        try:
            await asyncio.wait_for(self.hurry.wait(), pause)
        except TimeoutError:
            return

    @property
    def is_idle(self) -> bool:
        """Nobody watches, and nobody is asleep who might come back."""
        quiet = time.monotonic() - self.last_used > EMPTY_ROOM_STAYS
        return quiet and not any(self.watchers.values()) and self.attendance.here() == Present()
