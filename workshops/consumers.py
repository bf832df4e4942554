"""One consumer: a screen that listens, and that may send what a person's form would."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils.translation import gettext as _

from accounts.models import User
from workshops.access import Caller, Closed, Entry, enter
from workshops.actions.changing import Refused
from workshops.actions.registry import TAKES_SOON
from workshops.domain.activities.kind import Role
from workshops.domain.codes import normalise
from workshops.fragments import Audience
from workshops.mine import mine_drawn
from workshops.room import seats
from workshops.room.hub import hub
from workshops.room.protocol import EXTENSION
from workshops.room.room import Room
from workshops.room.state import since_in
from workshops.room.watchers import LentWatcher, SendingWatcher, Watcher
from workshops.taking import OK, Answer, Ready, do, ready_for_activity, ready_with

REFUSED = 4403
MALFORMED = 4400
# Of one seat at once: phones, laptops, and connections that died unnoticed. Whoever needs more can poll.
MOST_SOCKETS = 12
MESSAGE_KEYS = {"id", "activity", "act", "fields"}
ENTER_AS = {Audience.PARTICIPANT: "take_part", Audience.SCREEN: "watch", Audience.DESK: "run"}


class Listener(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Authorised as strictly as the page it belongs to."""

    # Not on the channel layer one by one: the room listens once for the whole process.
    channel_layer_alias = "none"
    watcher: Watcher | None = None
    room: Room | None = None
    audience: Audience
    code: str
    caller: Caller
    participant: UUID | None = None

    async def connect(self) -> None:
        route = self.scope["url_route"]["kwargs"]
        self.audience, self.code = Audience(route["audience"]), normalise(route["code"]) or ""
        self.caller = Caller(_user(self.scope), seats.cookies_of(self.scope["headers"]))
        seat = seats.seat_in(self.caller.cookies, self.code, Role.PARTICIPANT)
        self.participant = seat.participant if seat else None
        if not await self._may_listen():
            await self.close(REFUSED)
            return
        room = await hub().room(self.code, self.audience)
        if room is None or room.sockets[self.participant] >= MOST_SOCKETS:
            await self.close(REFUSED)
            return
        self.room = room
        if self.participant:
            room.sockets[self.participant] += 1
        await self.accept()
        self._watch(room)

    async def _may_listen(self) -> bool:
        try:
            await hub().door.run(enter, self.caller, self.code, ENTER_AS[self.audience])
        except Closed:
            return False
        return True

    def _watch(self, room: Room) -> None:
        """Register, and in the same breath send what is newer than what the page has."""
        since = since_in(parse_qs(self.scope["query_string"].decode("latin-1")))
        lent = self.scope["extensions"].get(EXTENSION)
        self.watcher = LentWatcher(lent, since) if lent else SendingWatcher(self._send, since)
        room.enter(self.audience, self.watcher, self._counted)
        frame = room.frame_since(self.audience, since)
        if frame:
            self.watcher.show(frame, lambda v: room.frame_since(self.audience, v))

    @property
    def _counted(self) -> UUID | None:
        """Whose presence this socket is: a desk's or a screen's is nobody's, though they may hold a seat as well."""
        return self.participant if self.audience == Audience.PARTICIPANT else None

    async def _send(self, text: str) -> None:
        await self.send(text_data=text)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        message = _message(text_data)
        if message is None:
            await self.close(MALFORMED)
            return
        answer = await self._answer(message)
        await self.send(text_data=json.dumps({"id": message["id"], **await self._values(answer)}))

    async def _answer(self, message: dict[str, Any]) -> Answer:
        ready = await self._ready(message)
        if not isinstance(ready, Ready) or message["act"] not in TAKES_SOON:
            return await hub().door.run(do, ready)
        try:
            own = await TAKES_SOON[message["act"]](ready.doing)
        except Refused as refused:
            return Answer(refused.status, _(refused.why), entry=ready.entry)
        return Answer(OK, entry=ready.entry, own=own)

    async def _ready(self, message: dict[str, Any]) -> Ready | Answer:
        """Past the gate and the form.

        Where the ballot box asks again under its lock, the gate's answer for the whole room is kept until the room
        moves on: a thousand people who score at once ask the database once who may, and not a thousand times.
        """
        activity, act = message["activity"], message["act"]
        found = self.room.found if self.room else {}
        kept: Entry | None = found.get((activity, act))
        if kept and self.participant:
            return ready_with(replace(kept, participant=self.participant), message["fields"])
        ready = await hub().door.run(
            ready_for_activity, self.caller, self.code, activity, act, message["fields"]
        )
        if isinstance(ready, Ready) and act in TAKES_SOON:
            found[activity, act] = ready.entry
        return ready

    async def _values(self, answer: Answer) -> dict[str, Any]:
        values: dict[str, Any] = {
            "status": answer.status,
            "words": answer.words or (_("Saved") if answer.ok else ""),
            "errors": answer.errors,
        }
        entry = answer.entry
        if answer.own:
            values["own"] = answer.own
        elif entry and entry.participant and Role.PARTICIPANT in entry.act.by:
            values["mine"] = await hub().door.run(mine_drawn, entry.workshop, entry.participant)
        return values

    async def disconnect(self, code: int) -> None:
        if self.room and self.participant:
            self.room.sockets[self.participant] -= 1
            if not self.room.sockets[self.participant]:
                del self.room.sockets[self.participant]
        if self.room and self.watcher:
            self.room.leave(self.audience, self.watcher, self._counted)


def _user(scope: dict[str, Any]) -> User | None:
    user = scope.get("user")
    return user if isinstance(user, User) else None


def _message(text: str | None) -> dict[str, Any] | None:
    """What a browser sent, if it has the shape that `live.js` gives it."""
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    if (
        not isinstance(message, dict)
        or set(message) != MESSAGE_KEYS
        or not isinstance(message["fields"], dict)
    ):
        return None
    types = {"id": int, "activity": int, "act": str}
    right = all(type(message[key]) is kind for key, kind in types.items())
    texts = all(isinstance(value, str) for value in message["fields"].values())
    return message if right and texts else None
