"""The report as its team sees it: to read and to write in, with where it stands."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from principles.merging import Clash
from workshops.access import Entry, passes, require_team, requires
from workshops.actions import writing
from workshops.actions.approving import LASTING
from workshops.actions.changing import Refused
from workshops.domain.activities.kind import Role
from workshops.domain.moves import Stage
from workshops.models import Workshop
from workshops.reports.notes import notes_on
from workshops.reports.versions import Standing, standing_of
from workshops.views import boxes as report_boxes
from workshops.views.refusals import refuse, refuse_unsent

OK, CLASH, BAD_FORM = 200, 409, 422
SHARING = "sharing"  # asked for with the page: what others see of it lies open
Texts = dict[str, str]


@dataclass
class Page:
    """The texts in the boxes, those that they are based on, and what became of saving them."""

    values: Texts
    base: Texts
    status: int = OK
    said: str = ""
    # What became of a choice between two texts.
    settled: str = ""
    faults: Texts = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    theirs: Texts = field(default_factory=dict)
    # The boxes that are drawn again: what was in them was chosen away.
    redrawn: set[str] = field(default_factory=set)
    newer: list[str] = field(default_factory=list)


def may_write(entry: Entry) -> bool:
    stage = Stage(entry.workshop.stage)
    return not entry.is_guest and any(passes("write_report", role, stage) for role in entry.roles)


def report_page(request: HttpRequest, entry: Entry, page: Page | None = None) -> HttpResponse:
    """The newest report with everything about it; with boxes for those who may write."""
    standing = standing_of(entry.workshop)
    context = page_context(entry, standing) | {"sharing": SHARING in request.GET}
    status = page.status if page else OK
    if may_write(entry):
        values = writing.words_in(entry.workshop)
        context |= written_context(page or Page(values, values), standing)
    return render(request, "workshops/report.html", context, status=status)


def page_context(entry: Entry, standing: Standing) -> dict[str, Any]:
    workshop = entry.workshop
    ended = workshop.stage == Stage.ENDED
    links = workshop.report_shares.filter(withdrawn_at=None, expires_at__gt=timezone.now())
    return {
        "r": standing.shown,
        "notes": notes_on(standing.shown),
        "code": workshop.code,
        "standing": standing,
        "versions": list(workshop.report_versions.defer("content")) if ended else [],
        "links": list(links.select_related("made_by")) if ended else [],
        "ended": ended,
        "is_organiser": Role.ORGANISER in entry.roles,
        "user_name": entry.user.name if entry.user else "",
        "lasting": LASTING,
        "of_team": not entry.is_guest,
    }


def written_context(page: Page, standing: Standing) -> dict[str, Any]:
    boxes = report_boxes.boxes_in(page.values, standing.draft, page.faults)
    labels = report_boxes.labels_in(boxes)
    every = [box for place in boxes.values() for box in place]
    return {
        "boxes": boxes,
        "every": every,
        "page": page,
        "base": json.dumps(page.base, ensure_ascii=False),
        "theirs": json.dumps(page.theirs, ensure_ascii=False),
        "faults": [(box.id, f"{labels[box.name]}: {box.fault}") for box in every if box.fault],
        "clashes": [
            {"clash": one, "label": labels[one.field], "id": report_boxes.id_of(one.field)}
            for one in page.clashes
            if one.field in labels
        ],
        "newer": [labels[name] for name in page.newer if name in labels],
    }


@never_cache
@requires("write_report")
def report_words(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Saves what is typed: by itself where there are scripts, and else by the button of the page."""
    require_team(entry)
    here = reverse("workshops:report", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=here)
    try:
        page = _saved(request, entry)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=here)
    if request.htmx:  # type: ignore[attr-defined]
        entry.workshop.refresh_from_db(fields=["purpose"])
        standing = standing_of(entry.workshop)
        context = page_context(entry, standing) | written_context(page, standing)
        return render(request, "workshops/report/reply.html", context | {"reply": True}, status=page.status)
    if page.status != OK:
        return report_page(request, entry, page)
    messages.success(request, page.settled or _("The report is saved."))
    return redirect(here)


def _saved(request: HttpRequest, entry: Entry) -> Page:
    known = writing.words_in(entry.workshop)
    held = _day_of(entry.workshop)
    mine, faults = report_boxes.typed_in(request.POST, known, held)
    base = report_boxes.shaped(request.POST.get("base", ""), known)
    page = Page(known | mine, known if base is None else base, faults=faults)
    if base is None or faults:
        page.status = BAD_FORM
        page.said = _("Not saved yet: some of it cannot be kept as it is.") if faults else _broken()
        return page
    _settle(request, page, mine, known, held)
    written = writing.write(entry.workshop, page.base, mine, entry.user)
    page.clashes, page.theirs = written.clashes, written.values
    clashing = {one.field for one in written.clashes}
    page.newer = [
        name for name, text in mine.items() if name not in clashing and text != written.values[name]
    ]
    # What somebody else has changed meanwhile is not in the boxes here: its base stays as it is, so that it is kept.
    page.base = {
        name: page.base.get(name, text) if name in clashing or name in page.newer else text
        for name, text in written.values.items()
    }
    if page.clashes:
        page.status, page.said = CLASH, _("Not all of it is saved: somebody else has changed the same words.")
    return page


def _day_of(workshop: Workshop) -> date:
    """The day it was held, or is planned for."""
    return timezone.localdate(workshop.opened_at or workshop.starts_at)


def _broken() -> str:
    return _(
        "That did not arrive as it should, so nothing was saved. Copy what you wrote, and load the page again."
    )


def _settle(request: HttpRequest, page: Page, mine: Texts, known: Texts, held: date) -> None:
    """A choice between two texts: from now on mine is based on theirs, as it was shown; or it is theirs."""
    name = request.POST.get("take") or request.POST.get("keep") or ""
    theirs = (report_boxes.shaped(request.POST.get("theirs", ""), known) or {}).get(name)
    if theirs is None or name not in page.base or report_boxes.fault_of(name, theirs, held):
        return
    page.base[name] = theirs
    if "take" in request.POST:
        # Based on theirs, and the same: whatever stands there by now stays.
        mine[name] = page.values[name] = known[name]
        page.base[name] = known[name]
        page.redrawn.add(name)
        page.settled = _("Theirs is in the report now.")
    else:
        page.settled = _("Yours is in the report now.")
