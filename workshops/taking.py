"""What happens to something a person sends, whichever way it came: the same gate, the same form, the same action."""

import asyncio
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from workshops.access import Caller, Closed, Entry, enter, enter_activity
from workshops.actions.changing import Doing, Refused
from workshops.actions.journal import write_down
from workshops.actions.registry import DESK_TAKES, SEAT_TAKES, TAKES, TAKES_SOON, Action
from workshops.domain.activities.kind import DESK
from workshops.forms import clean, form_for
from workshops.queries import wording_in
from workshops.room.hub import hub
from workshops.room.messages import Message
from workshops.room.room import Room


@dataclass(frozen=True)
class Answer:
    """What became of it: an HTTP status, words for the person, and for a bad form the fault of each field."""

    status: int
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    entry: Entry | None = None
    # What is the sender's own after a hot act: enough for their device to mark it, without reading anything again.
    own: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status == 200


def kept_words(answer: Answer) -> str:
    """What somebody is told whose words are kept."""
    waits = answer.entry and answer.entry.workshop.holds_comments and answer.entry.act.name in SAYING
    return _("Saved. Others see it once the facilitator has let it through.") if waits else _("Saved")


OK = 200
TOO_LATE = 409
BAD_FORM = 422
# Acts whose words may have to wait for a facilitator.
SAYING = {"say", "comment", "leave"}
# Of what a room keeps of its moment: forms that were filled in alike, if they are short.
MOST_FORMS, LONGEST_FORM = 5000, 200


@dataclass(frozen=True)
class Ready:
    """Past the gate and the form."""

    entry: Entry
    doing: Doing
    action: Action


def ready_for_activity(
    caller: Caller, code: str, activity: int, act: str, given: Mapping[str, Any]
) -> Ready | Answer:
    """The act, ready to be done; or the answer why not."""
    try:
        entry = enter_activity(caller, code, activity, act)
    except Closed as closed:
        return Answer(closed.status, _(closed.why))
    return ready_with(entry, given)


def ready_with(entry: Entry, given: Mapping[str, Any]) -> Ready | Answer:
    """What an entry to an activity and the values given make: past the form, or the answer why not."""
    levels = len(wording_in(entry.workshop).levels)
    keys = entry.activity.principles if entry.activity else []
    return _ready(entry, form_for(entry.act, given, levels=levels, keys=keys), TAKES[entry.act.name])


def ready_for_workshop(caller: Caller, code: str, act: str, given: Mapping[str, Any]) -> Ready | Answer:
    try:
        entry = enter(caller, code, act)
        action = DESK_TAKES[act] if act in DESK_TAKES else SEAT_TAKES[act]
    except KeyError:
        return Answer(404, _("There is no such thing to do."))
    except Closed as closed:
        return Answer(closed.status, _(closed.why))
    return _ready(entry, form_for(entry.act, given), action)


def _ready(entry: Entry, form: forms.Form, action: Action) -> Ready | Answer:
    if not form.is_valid():
        errors = {name: " ".join(map(str, faults)) for name, faults in form.errors.items()}
        return Answer(BAD_FORM, " ".join(errors.values()), errors, entry)
    return _filled(entry, clean(form), action)


def _filled(entry: Entry, given: dict[str, Any], action: Action) -> Ready:
    return Ready(entry, Doing(entry.workshop, given, entry.activity, entry.participant, entry.user), action)


def do(ready: Ready | Answer) -> Answer:
    """Do it now, and say what became of it."""
    if isinstance(ready, Answer):
        return ready
    try:
        _done(ready)
    except Refused as refused:
        return Answer(refused.status, _(refused.why), entry=ready.entry)
    return Answer(OK, entry=ready.entry)


def _done(ready: Ready) -> None:
    """Done; what a desk did stands in the journal by the same commit, or neither happened."""
    if ready.entry.act.by != DESK:
        ready.action(ready.doing)
        return
    with transaction.atomic():
        ready.action(ready.doing)
        write_down(ready.doing, ready.entry.act.name)


async def answer_soon(room: Room, caller: Caller, participant: UUID | None, message: Message) -> Answer:
    """What becomes of a message that came through a socket into `room`."""
    soon = TAKES_SOON.get(message.act)
    ready = await _ready_soon(room, caller, participant, message)
    if isinstance(ready, Answer):
        return ready
    if soon is None:
        return await hub().door.run(do, ready)
    try:
        own, missed = await soon(ready.doing)
        return Answer(OK if not missed else TOO_LATE, _(missed) if missed else "", entry=ready.entry, own=own)
    except Refused as refused:
        return Answer(refused.status, _(refused.why), entry=ready.entry)


async def _ready_soon(
    room: Room, caller: Caller, participant: UUID | None, message: Message
) -> Ready | Answer:
    """Past the gate and the form.

    Where the ballot box asks again under its lock, the gate's answer for one is kept for the whole room until the
    room moves on: a thousand people who score at once ask the database once who may, and not a thousand times.
    """
    if message.act in TAKES_SOON and participant and participant not in room.revoked:
        entry = await _kept_entry(room, caller, message)
        if entry:
            return _kept_form(room, replace(entry, participant=participant, user=None), message)
    given = message.fields
    return await hub().door.run(ready_for_activity, caller, room.code, message.activity, message.act, given)


async def _kept_entry(room: Room, caller: Caller, message: Message) -> Entry | None:
    """The entry that the first of the room was given; None where they were not let in, for reasons of their own."""
    found, place = room.found, ("entry", message.activity, message.act)
    asked: asyncio.Task[Entry | None] | None = found.get(place)
    if asked is None:
        asked = found[place] = asyncio.create_task(_entry(caller, room.code, message))
    try:
        # Whoever closes their page while it is asked leaves the others waiting for it.
        entry = await asyncio.shield(asked)
    except BaseException:
        if asked.done():
            found.pop(place, None)
        raise
    if entry is None:
        found.pop(place, None)
    return entry


async def _entry(caller: Caller, code: str, message: Message) -> Entry | None:
    try:
        return await hub().door.run(enter_activity, caller, code, message.activity, message.act)
    except Closed:
        return None


def _kept_form(room: Room, entry: Entry, message: Message) -> Ready | Answer:
    """The form filled in; what many fill in alike is looked at once."""
    filled: Hashable = ("form", message.activity, message.act, *sorted(message.fields.items()))
    if filled in room.found:
        return _filled(entry, dict(room.found[filled]), TAKES[entry.act.name])
    ready = ready_with(entry, message.fields)
    if isinstance(ready, Ready) and len(room.found) < MOST_FORMS and _is_common(entry, message.fields):
        room.found[filled] = ready.doing.given
    return ready


def _is_common(entry: Entry, fields: Mapping[str, str]) -> bool:
    """Whether others may well send the same: no words of their own."""
    words = any(fields.get(each.name) for each in entry.act.fields if each.shape == "words")
    return not words and sum(map(len, fields.values())) + sum(map(len, fields)) <= LONGEST_FORM
