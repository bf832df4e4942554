"""What somebody said and what was agreed, for their own device."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from workshops.access import Entry, requires
from workshops.mine import mine_drawn, whose_mark
from workshops.reports.versions import has_approved
from workshops.views.languages import chosen_of
from workshops.views.participant import standing_snapshot


@never_cache
@requires("take_part")
def my_part(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What is one's own comes from the server until the end, and from one's own browser after it."""
    snapshot = standing_snapshot(entry.workshop.code)
    language = chosen_of(request, entry.workshop.code, snapshot.languages)
    spoken = snapshot.said_in(language)
    with translation.override(spoken.site_language):
        context = {
            "s": spoken,
            "mine": mine_drawn(entry.workshop, entry.seat, language),
            "whose": whose_mark(entry.seat),
            "approved": has_approved(entry.workshop),
        }
        return render(request, "workshops/my_part.html", context)
