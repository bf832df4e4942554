"""Polling, for those whose WebSocket is refused or silent: a small ASGI application of its own, in front of Django.

It checks a signed seat, asks the database nothing, and answers from the bytes that the hub has drawn.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from workshops.domain.activities.kind import Role
from workshops.fragments import Audience, hearing_of
from workshops.room import seats
from workshops.room.hub import hub
from workshops.room.refused import Reason, refusals
from workshops.room.room import Room

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATH = re.compile(r"^/w/([0-9A-Z]{6})/state$")
WATCHING = {Audience.PARTICIPANT: Role.PARTICIPANT, Audience.SCREEN: Role.SCREEN}
PLAIN = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


def polling(app: App) -> App:
    """`app`, with the polling address answered before it."""

    async def in_front(scope: Scope, receive: Receive, send: Send) -> None:
        asked = PATH.match(scope["path"]) if scope["type"] == "http" else None
        if scope["type"] == "http":
            hub()  # so that a process which nobody watches announces without anybody waiting
        if asked:
            await answer_state(asked[1], scope, send)
        else:
            await app(scope, receive, send)

    return in_front


async def answer_state(code: str, scope: Scope, send: Send) -> None:
    """204, or the regions that are newer than `since` as JSON; 404 without a seat for this workshop.

    503 while the database is away and nothing was drawn before.
    """
    query = parse_qs(scope["query_string"].decode("latin-1"))
    audience = _audience(query)
    cookies = seats.cookies_of(scope["headers"])
    seat = seats.seat_in(cookies, code, WATCHING[audience]) if audience else None
    try:
        room = await hub().room(code, audience, languages_in(query)) if audience and seat else None
    except TimeoutError:
        await _send(send, 503, b"")
        return
    if audience is None or seat is None or room is None or room.snapshot is None or not opens(seat, room):
        await _send(send, 404, b"")
        return
    if seat.participant:
        room.polled_by(seat.participant)
    hearing = hearing_of(room.snapshot, audience, languages_in(query))
    frame = room.frame_since(hearing, since_in(query))
    await _send(send, 200 if frame else 204, frame.text.encode() if frame else b"")


def opens(seat: seats.Seat, room: Room) -> bool:
    """Whether the seat has neither ended nor is that of a screen whose address has changed."""
    if seat.role == Role.SCREEN and room.snapshot:
        return seat == seats.screen_seat(room.code, room.snapshot.screen_key)
    return seat.participant not in room.revoked


def _audience(query: dict[str, list[str]]) -> Audience | None:
    asked = query.get("as", [Audience.PARTICIPANT])[0]
    return Audience(asked) if asked in set(WATCHING) else None


def languages_in(query: dict[str, list[str]]) -> str:
    """The languages that somebody's page is in; nothing where the workshop has one."""
    return query.get("lang", [""])[0]


def since_in(query: dict[str, list[str]]) -> int:
    """The version somebody has; -1, which brings the whole screen, for anything that is not one."""
    since = query.get("since", [""])[0]
    if since.isascii() and since.isdecimal() and len(since) < 16:
        return int(since)
    if since:
        refusals.count(Reason.SINCE)
    return -1


async def _send(send: Send, status: int, body: bytes) -> None:
    headers = [*PLAIN, (b"content-length", str(len(body)).encode())]
    if body:
        headers.append((b"content-type", b"application/json"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
