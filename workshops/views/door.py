"""At the door: a seat for whoever comes in, and a knock where the room is locked."""

import uuid

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workshops.actions.changing import Refused
from workshops.actions.door import come_through, knock
from workshops.domain.activities.kind import Role
from workshops.models import Knock, Workshop
from workshops.room import seats
from workshops.room.seats import Seat
from workshops.views.refusals import refuse

SALT = "workshops.knock"
KEPT_FOR = 60 * 60 * 12  # seconds: a long day


def seated(request: HttpRequest, seat: Seat) -> HttpResponse:
    """On to the seat, with its cookie."""
    return with_seat(request, redirect("workshops:take_part", code=seat.code), seat)


def with_seat(request: HttpRequest, response: HttpResponse, seat: Seat) -> HttpResponse:
    """The response, which also gives the browser its seat."""
    response.set_cookie(
        seats.cookie_name(seat.code, seat.role),
        seats.signed(seat),
        max_age=seats.KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def knocked(
    request: HttpRequest, workshop: Workshop, sector: str, *, name: str, heads: int, id: uuid.UUID | None
) -> HttpResponse:
    """The room is locked: they wait at its door, and this browser knows that it does."""
    try:
        made = knock(workshop, sector, name=name, heads=heads, id=id)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=request.path)
    response = redirect("workshops:join", code=workshop.code)
    response.set_cookie(
        _cookie(workshop),
        signing.dumps(made.pk.hex, salt=SALT),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _cookie(workshop: Workshop) -> str:
    return f"knock-{workshop.code}"


def knock_in(request: HttpRequest, workshop: Workshop) -> Knock | None:
    """The knock that this browser waits with, if it is still there."""
    try:
        token = signing.loads(request.COOKIES.get(_cookie(workshop), ""), salt=SALT, max_age=KEPT_FOR)
        return Knock.objects.filter(pk=uuid.UUID(token), workshop=workshop).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None


def answered_at(request: HttpRequest, workshop: Workshop, at_the_door: Knock) -> HttpResponse:
    """In, if they may; the page that waits, or that says no, if not."""
    if at_the_door.reply == Knock.Reply.COME_IN or not workshop.locked:
        try:
            person = come_through(workshop, at_the_door)
        except Refused as refused:
            return refuse(request, refused.status, _(refused.why), back=request.path)
        response = seated(request, Seat(workshop.code, Role.PARTICIPANT, person.pk))
        response.delete_cookie(_cookie(workshop), samesite="Lax")
        return response
    state = "no" if at_the_door.reply == Knock.Reply.NO else "waiting"
    response = render(request, "workshops/at_the_door.html", {"workshop": workshop, "state": state})
    response["X-Knock"] = state
    response["Cache-Control"] = "no-store"
    return response
