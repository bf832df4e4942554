"""Coming in from a link, a QR code or a typed code; coming back; and leaving."""

import io
import uuid
from collections.abc import Sequence

import segno
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from principles.languages import language_of_words
from workshops.access import Closed, Entry, by_itself, has_ended, requires, why_ended, workshop_with
from workshops.actions.changing import Refused
from workshops.actions.erasing import erase_own
from workshops.actions.joining import LOCKED
from workshops.actions.joining import join as come_in
from workshops.actions.joining import leave_workshop as leave_for_good
from workshops.domain.activities.kind import Role
from workshops.domain.moves import Stage
from workshops.domain.permissions import Verdict
from workshops.domain.sectors import (
    ALWAYS,
    FAMILY_PREFIX,
    HELP,
    QUESTION,
    UNGROUPED,
    choices_offered,
    hint_of,
    label_of,
    offered,
)
from workshops.forms import JoinForm
from workshops.models import Workshop
from workshops.readings.wordings import languages_of, wording_for
from workshops.room import seats
from workshops.room.seats import Seat
from workshops.shown.speech import of_content
from workshops.sites import site_address
from workshops.views import door
from workshops.views.languages import choices_among, chosen, with_language
from workshops.views.refusals import refuse, refuse_ended

TICKET_SALT = "workshops.ticket"
SOMEBODY_HERE = gettext_noop(
    "Somebody takes part on this device already, and this link is another person's. Nothing was changed. "
    "If the link is yours, open it on your own device or in a private window."
)
PRIVACY_ICONS = ("people", "lock", "eye", "talk")


@requires("look_in")
def join(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The one question on the way in. Whoever has a seat already goes straight to it."""
    workshop = entry.workshop
    if Role.PARTICIPANT in entry.roles:
        return redirect("workshops:take_part", code=workshop.code)
    if workshop.stage == Stage.ENDED:
        return refuse(request, 409, _("This workshop is over. Nobody can join it any more."))
    if at_the_door := door.knock_in(request, workshop):
        return door.answered_at(request, workshop, at_the_door)
    language = request.POST.get("language") or chosen(request, workshop)
    if language not in languages_of(workshop):
        raise Closed(Verdict.UNKNOWN)
    with translation.override(language_of_words(language)):
        response = _met(request, workshop, language)
    return with_language(request, response, workshop.code, language) if workshop.languages else response


def _met(request: HttpRequest, workshop: Workshop, language: str) -> HttpResponse:
    """The question, or what comes of the answer to it, in the language of whoever comes."""
    choices = choices_offered(workshop.families, by_sector=workshop.asks_sectors)
    if "language" in request.POST:
        form = JoinForm(choices, asks_name=workshop.names_asked)
        # The same question in another language, with what was answered so far.
        form.initial = request.POST.dict()
        return _asked(request, workshop, form, request.POST.get("ticket", ""), language)
    if request.method != "POST":
        form, ticket = JoinForm(choices, asks_name=workshop.names_asked), _new_ticket(workshop)
        return _asked(request, workshop, form, ticket, language)
    return _answered(request, workshop, choices, language)


def _answered(
    request: HttpRequest, workshop: Workshop, choices: Sequence[str], language: str
) -> HttpResponse:
    form = JoinForm(choices, request.POST, asks_name=workshop.names_asked)
    ticket = request.POST.get("ticket", "")
    if not form.is_valid():
        return _asked(request, workshop, form, ticket, language, status=422)
    sector, name = form.cleaned_data["sector"], form.cleaned_data.get("name", "")
    own, heads = _ticket_id(ticket, workshop), form.cleaned_data["heads"] or 1
    try:
        person = come_in(workshop, sector, id=own, name=name, heads=heads)
    except Refused as refused:
        if refused.why == LOCKED:
            return door.knocked(request, workshop, sector, id=own, name=name, heads=heads)
        return refuse(request, refused.status, _(refused.why), back=request.path)
    return door.seated(request, Seat(workshop.code, Role.PARTICIPANT, person.pk))


def _asked(
    request: HttpRequest, workshop: Workshop, form: JoinForm, ticket: str, language: str, *, status: int = 200
) -> HttpResponse:
    wording = wording_for(workshop, language)
    sentences = wording.privacy_short.replace("{k}", str(workshop.k)).split(". ")
    nation = workshop.nation
    context = {
        "workshop": workshop,
        "form": form,
        "ticket": ticket,
        "question": _(QUESTION),
        "help": _(HELP),
        "first": ALWAYS[0],
        "parts": [
            {"title": head and _(label_of(head, nation)), "picks": [_pick(key, nation) for key in keys]}
            for head, keys in offered(workshop.families, by_sector=workshop.asks_sectors).items()
        ],
        "apart": [_pick(sector.key, nation) for sector in UNGROUPED],
        "privacy": [
            {"icon": icon, "text": sentence.rstrip(".") + "."}
            for icon, sentence in zip(PRIVACY_ICONS, sentences, strict=False)
        ],
        "is_open": workshop.stage == Stage.OPEN,
        "content": of_content(wording.language),
        "choices": choices_among(languages_of(workshop)),
        "language": wording.language,
    }
    return render(request, "workshops/join.html", context, status=status)


def _pick(answer: str, nation: str) -> dict[str, str]:
    key = answer.removeprefix(FAMILY_PREFIX)
    hint = hint_of(key, nation)
    return {"value": answer, "label": _(label_of(key, nation)), "hint": hint and _(hint)}


def _new_ticket(workshop: Workshop) -> str:
    """Goes with the form, so that a double tap on Join makes one participant and not two."""
    return signing.dumps([workshop.code, uuid.uuid4().hex], salt=TICKET_SALT)


def _ticket_id(ticket: str, workshop: Workshop) -> uuid.UUID | None:
    """The id that the ticket makes somebody; None for one that is not ours, or of another workshop."""
    try:
        code, ticketed = signing.loads(ticket, salt=TICKET_SALT, max_age=seats.KEPT_FOR)
        return uuid.UUID(ticketed) if code == workshop.code else None
    except (signing.BadSignature, ValueError):
        return None


@never_cache
@by_itself
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """The personal return link: on another phone, or after the cookies were cleared, the same person again.

    It asks first: whoever opens a link that was passed round would answer as its owner, and show them how. And it
    takes away no seat that somebody has here.
    """
    response = _come_back(request, token)
    # Django writes the address of what is refused to the log, and this address is a key.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def _come_back(request: HttpRequest, token: str) -> HttpResponse:
    seat = seats.read(token)
    if seat is None or seat.role != Role.PARTICIPANT or seat.participant is None:
        return refuse(request, 404, _("This return link does not work. Join again with the code."))
    workshop = workshop_with(seat.code)
    if ended := why_ended(seat.participant):
        return refuse_ended(request, seat.code, _(ended))
    own = seats.seat_in(request.COOKIES, seat.code, Role.PARTICIPANT)
    if own and own != seat and own.participant and not has_ended(own.participant):
        return refuse(request, 409, _(SOMEBODY_HERE), back=reverse("workshops:take_part", args=[seat.code]))
    if own != seat and request.method != "POST":
        return render(request, "workshops/come_back.html", {"workshop": workshop})
    return door.seated(request, seat)


@never_cache
@requires("leave_workshop")
def leave_workshop(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Give up the seat of this device, with what was answered in it or without: asked first, there is no way back."""
    code = entry.workshop.code
    if request.method != "POST":
        return render(request, "workshops/leave_workshop.html", {"workshop": entry.workshop})
    erase = "erase" in request.POST
    try:
        (erase_own if erase else leave_for_good)(entry.workshop, entry.seat)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=request.path)
    response = redirect(f"{reverse('workshops:landing')}?left={'erased' if erase else 1}")
    response.delete_cookie(seats.cookie_name(code, Role.PARTICIPANT), samesite="Lax")
    return response


@requires("look_in")
def qr(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The join address as a QR code."""
    address = join_address(request, entry.workshop)
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#1f1a2e", light="#fff", omitsize=True, title=address
    )
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=60"
    return response


def join_address(request: HttpRequest, workshop: Workshop) -> str:
    """The address that phones open, short enough to type."""
    return (workshop.address or site_address(request)) + reverse("workshops:join_short", args=[workshop.code])
