"""The projector."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from workshops.access import by_itself
from workshops.actions.preparing import note_screen
from workshops.fragments import Audience, hearing_of
from workshops.models import Workshop
from workshops.room.boxes import AWAY, Busy
from workshops.room.seats import screen_seat
from workshops.views.door import with_seat
from workshops.views.participant import live_context, standing_snapshot
from workshops.views.refusals import refuse


@never_cache
@by_itself
def screen(request: HttpRequest, key: str) -> HttpResponse:
    """By its own secret address: a projector's PC signs in to nothing, and shows what the room may see."""
    # A null is in no key, and PostgreSQL would not even be asked for one.
    workshop = Workshop.objects.filter(screen_key=key).first() if "\0" not in key else None
    if workshop is None:
        return refuse(request, 404, _("No screen has this address. Copy it again from the desk."))
    if not request.user.is_authenticated:
        # A list of what was prepared is no reason to keep a screen dark while nothing can be written.
        with suppress(Busy, *AWAY):
            note_screen(workshop)
    snapshot = standing_snapshot(workshop.code)
    context = live_context(snapshot, hearing_of(snapshot, Audience.SCREEN, snapshot.screen_asks))
    with translation.override(context["s"].site_language):
        response = render(request, "workshops/screen.html", context)
    return with_seat(request, response, screen_seat(workshop.code, workshop.screen_key))
