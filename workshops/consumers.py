"""One consumer: a screen that listens, and that may send what a person's form would."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.utils import translation

from workshops.access import Caller, Closed, caller_with, enter, passes
from workshops.domain.activities.kind import Role
from workshops.domain.codes import normalise
from workshops.fragments import Audience, Hearing, hearing_of
from workshops.mine import mine_drawn
from workshops.room import messages, seats
from workshops.room.boxes import AWAY, Busy
from workshops.room.hub import hub
from workshops.room.messages import Allowance, Message, Unreadable
from workshops.room.protocol import EXTENSION
from workshops.room.refused import Reason, refusals
from workshops.room.room import Room
from workshops.room.state import languages_in, opens, since_in
from workshops.room.watchers import LentWatcher, Newer, SendingWatcher, Socket, Watcher
from workshops.room.wire import framed
from workshops.taking import Answer, answer_soon, kept_words

log = logging.getLogger(__name__)

Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

MALFORMED, REFUSED, TOO_FAST, TRY_LATER = 4400, 4403, 4429, 1013
# The codes with which a server closes by itself what breaks the protocol.
BROKEN = {1002: Reason.MALFORMED, 1007: Reason.MALFORMED, 1009: Reason.OVERSIZED}
CLOSED_WITH = {Reason.OVERSIZED: 1009}
# Of one seat at once: phones, laptops, and connections that died unnoticed. Whoever needs more can poll.
MOST_SOCKETS = 12
# In one process: a screen's address may be open in many rooms, and nobody has hundreds of desks.
MOST_AT = {Audience.PARTICIPANT: MOST_SOCKETS, Audience.SCREEN: 500, Audience.DESK: 100}
# Desks are asked about in the database, one after the other: so many may wait for that.
MOST_AT_THE_DOOR = 50
# A desk is asked about again while it listens: its person may have signed out, or left the team. So is a screen.
ASKED_AGAIN_AFTER = 20.0  # seconds
ENTER_AS = {Audience.PARTICIPANT: "take_part", Audience.SCREEN: "watch", Audience.DESK: "run"}
SEATED_AS = {Audience.PARTICIPANT: Role.PARTICIPANT, Audience.SCREEN: Role.SCREEN}

BUSY, TOO_MANY, BROKE = 503, 429, 500

_at_the_door: "set[Listener]" = set()


class Shut(Exception):
    """The socket is refused, or closed: with this code, and counted for this reason."""

    def __init__(self, reason: Reason, code: int = REFUSED) -> None:
        super().__init__(reason)
        self.reason, self.code = reason, code


async def listen(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI application: one `Listener` for each socket."""
    await Listener(scope, receive, send).run()


class Listener:
    """Authorised as strictly as the page it belongs to; a participant's seat without asking the database.

    Not one of Channels' consumers: those hop to a thread with every message.
    """

    def __init__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self.receive, self.send = receive, send
        route = scope["url_route"]["kwargs"]
        self.audience, self.code = Audience(route["audience"]), normalise(route["code"]) or ""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        self.since, self.asked = since_in(query), languages_in(query)
        self.lent: Socket | None = scope["extensions"].get(EXTENSION)
        self.caller = Caller(None, seats.cookies_of(scope["headers"]))
        # What the socket is opened by, and who answers through it: a desk or a screen may hold a person's seat as well.
        role = SEATED_AS.get(self.audience)
        self.seat = seats.seat_in(self.caller.cookies, self.code, role) if role else None
        person = seats.seat_in(self.caller.cookies, self.code, Role.PARTICIPANT)
        self.participant = person.participant if person else None
        # Known once the room is: which of its languages this page is in.
        self.hearing, self.spoken = Hearing(self.audience), settings.LANGUAGE_CODE
        self.allowance = Allowance()
        self.asked_at = asyncio.get_running_loop().time()
        self.dismissed: asyncio.Task[None] | None = None

    async def run(self) -> None:
        await self.receive()  # websocket.connect
        try:
            room = await self._admitted()
            room.sockets[self._place] += 1
            try:
                await self._stay(room)
            finally:
                room.sockets[self._place] -= 1
                if not room.sockets[self._place]:
                    del room.sockets[self._place]
        except Shut as shut:
            refusals.count(shut.reason)
            await self._close(shut.code)

    async def _admitted(self) -> Room:
        """Through the door; raises `Shut`. Nothing is asked of the database for a seat that is no good."""
        role = SEATED_AS.get(self.audience)
        if role is None:
            await self._ask()
        elif self.seat is None:
            raise Shut(Reason.NO_SEAT)
        try:
            room = await hub().room(self.code, self.audience, self.asked)
        except TimeoutError:
            raise Shut(Reason.AWAY, TRY_LATER) from None
        if room is None or room.snapshot is None:
            raise Shut(Reason.NO_SEAT)
        if role and not passes(ENTER_AS[self.audience], role, room.snapshot.stage):
            raise Shut(Reason.NO_SEAT)
        if self.seat and not opens(self.seat, room):
            raise Shut(Reason.SEAT_ENDED)
        if room.sockets[self._place] >= MOST_AT[self.audience]:
            raise Shut(Reason.TOO_MANY)
        self.hearing = hearing_of(room.snapshot, self.audience, self.asked)
        self.spoken = room.snapshot.said_in(self.language).site_language
        return room

    @property
    def language(self) -> str:
        """The workshop's language that this page is in; "" for its first."""
        return self.hearing.languages[0]

    @property
    def _place(self) -> tuple[Audience, UUID | None]:
        """What the sockets of one seat are counted by: many screens keep no desk away."""
        return self.audience, self._counted

    async def _ask(self, *, again: bool = False) -> None:
        """Whether this desk is one; raises `Shut`. A desk that listens already does not stand in the crowd."""
        if settings.SESSION_COOKIE_NAME not in self.caller.cookies:
            raise Shut(Reason.NO_SEAT)
        if len(_at_the_door) >= MOST_AT_THE_DOOR and not again:
            raise Shut(Reason.CROWDED, TRY_LATER)
        _at_the_door.add(self)
        try:
            self.caller = await hub().door.run(_desk_at, self.caller.cookies, self.code)
        except Closed:
            raise Shut(Reason.NO_SEAT) from None
        except AWAY:
            raise Shut(Reason.AWAY, TRY_LATER) from None
        finally:
            _at_the_door.discard(self)

    async def _stay(self, room: Room) -> None:
        await self.send({"type": "websocket.accept"})
        watcher: Watcher = (
            LentWatcher(self.lent, self.since) if self.lent else SendingWatcher(self._send, self.since)
        )
        try:
            self._watch(room, watcher)
            while (event := await self._next(room))["type"] == "websocket.receive" and not self.dismissed:
                await self._hear(room, event)
        finally:
            room.leave(self.hearing, watcher, self._counted)
        if event.get("code") in BROKEN:
            refusals.count(BROKEN[event["code"]])

    def _watch(self, room: Room, watcher: Watcher) -> None:
        """Register, and in the same breath send what is newer than what the page has.

        Where nothing is, a heartbeat: a page that hears nothing at all takes its socket for one that is held up.
        """
        room.enter(self.hearing, watcher, self._counted, self._dismiss)
        newer: Newer = lambda since: room.frame_since(self.hearing, since)  # noqa: E731
        watcher.show(newer(self.since) or room.heartbeat(self.hearing), newer)
        if self.seat and not opens(self.seat, room):
            self._dismiss()  # it was given up while the socket opened

    @property
    def _counted(self) -> UUID | None:
        """Whose presence this socket is: a desk's or a screen's is nobody's, though they may hold a seat as well."""
        return self.participant if self.audience == Audience.PARTICIPANT else None

    def _dismiss(self) -> None:
        """The seat was given up while it listens, which is nothing to be refused."""
        self.dismissed = asyncio.create_task(self._close(REFUSED))

    async def _close(self, code: int) -> None:
        with suppress(Exception):  # a socket that has gone raises whatever its server raises
            await self.send({"type": "websocket.close", "code": code})

    async def _next(self, room: Room) -> Event:
        """What comes next; desks and screens are asked about again while nothing does. Raises `Shut`."""
        while self.audience != Audience.PARTICIPANT:
            try:
                async with asyncio.timeout_at(self.asked_at + ASKED_AGAIN_AFTER):
                    return await self.receive()
            except TimeoutError:
                await self._ask_again(room)
        return await self.receive()

    async def _ask_again(self, room: Room) -> None:
        self.asked_at = asyncio.get_running_loop().time()
        if self.seat and not opens(self.seat, room):
            raise Shut(Reason.SIGNED_OUT)
        if self.audience == Audience.DESK:
            try:
                await self._ask(again=True)
            except Shut as shut:
                if shut.code != TRY_LATER:
                    raise Shut(Reason.SIGNED_OUT) from None

    async def _hear(self, room: Room, event: Event) -> None:
        try:
            message = messages.read(event)
        except Unreadable as fault:
            raise Shut(fault.reason, CLOSED_WITH.get(fault.reason, MALFORMED)) from None
        if self.allowance.is_spent:
            raise Shut(Reason.FLOODING, TOO_FAST)
        values = await self._values(room, message) if self.allowance.take() else _refused(Reason.FLOODING)
        await self._send(json.dumps({"id": message.id, **values}))

    async def _values(self, room: Room, message: Message) -> dict[str, Any]:
        """The answer as values, with what is new of the sender's own, in the language of their page."""
        try:
            with translation.override(self.spoken):
                answer = await answer_soon(room, self.caller, self.participant, message)
                values = {"status": answer.status, "words": _words(answer), "errors": answer.errors}
            return values | await _own(answer, self.language)
        except (Busy, *AWAY):
            return _refused(Reason.BUSY)
        except Exception:
            # The socket goes on, and their browser tries again; whoever looks after the site finds out why.
            log.exception("a message could not be answered")
            return {"status": BROKE, "words": "", "errors": {}}

    async def _send(self, text: str) -> None:
        if self.lent and self.lent.is_clear:
            self.lent.write(framed(text.encode()))
        else:
            await self.send({"type": "websocket.send", "text": text})


def _desk_at(cookies: Mapping[str, str], code: str) -> Caller:
    """Who is signed in, if they may run this workshop; raises `Closed`."""
    caller = caller_with(cookies)
    enter(caller, code, ENTER_AS[Audience.DESK])
    return caller


def _refused(reason: Reason) -> dict[str, Any]:
    """Not now: their browser keeps it, and sends it again in a while."""
    refusals.count(reason)
    return {"status": TOO_MANY if reason == Reason.FLOODING else BUSY, "words": "", "errors": {}}


def _words(answer: Answer) -> str:
    return answer.words or (kept_words(answer) if answer.ok else "")


async def _own(answer: Answer, language: str) -> dict[str, Any]:
    """After a hot act their own score; otherwise all of their own, read again."""
    if answer.own:
        return {"own": answer.own}
    entry = answer.entry
    if answer.status == HTTPStatus.GONE:
        return {}
    if entry and entry.participant and Role.PARTICIPANT in entry.act.by:
        return {"mine": await hub().door.run(mine_drawn, entry.workshop, entry.participant, language)}
    return {}
