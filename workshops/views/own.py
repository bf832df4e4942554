"""What somebody said and what was agreed, for their own device."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache

from workshops.access import Entry, requires
from workshops.domain.moves import Stage
from workshops.mine import mine_drawn, whose_mark
from workshops.models import ReportVersion
from workshops.reports.versions import newest_of, summary_of_version
from workshops.shown.positions import Position
from workshops.snapshot import Snapshot
from workshops.views.languages import chosen_of
from workshops.views.participant import standing_snapshot


@never_cache
@requires("take_part")
def my_part(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What is one's own comes from the server until the end, and from one's own browser after it."""
    snapshot = standing_snapshot(entry.workshop.code)
    language = chosen_of(request, entry.workshop.code, snapshot.languages)
    spoken = snapshot.said_in(language)
    approved = newest_of(entry.workshop) if snapshot.stage == Stage.ENDED else None
    with translation.override(spoken.site_language):
        context = {
            "s": spoken,
            "mine": mine_drawn(entry.workshop, entry.seat, language),
            "whose": whose_mark(entry.seat),
            "approved": approved,
            "positions": positions_in(spoken, approved),
        }
        return render(request, "workshops/my_part.html", context)


def positions_in(spoken: Snapshot, approved: ReportVersion | None) -> list[Position]:
    """What the room sees while it runs; after that what was approved, since what is written then is a draft."""
    if spoken.stage != Stage.ENDED:
        return list(spoken.positions_written)
    told = summary_of_version(approved).outcomes.positions if approved else ()
    titled = {principle.key: principle for principle in spoken.principles}
    return [replace(one, principle=titled.get(one.principle.key, one.principle)) for one in told]
