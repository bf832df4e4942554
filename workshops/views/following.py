"""What was promised and what became of it: the team's page, and a sheet for the wall."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from workshops.access import Entry, by_itself, caller_of, requires
from workshops.models import Workshop
from workshops.planning import teams_of
from workshops.reports.commitments import sheet_of
from workshops.reports.notes import notes_on
from workshops.taking import do, ready_for_workshop
from workshops.trends.promises import promised, promised_at
from workshops.trends.reading import is_practice
from workshops.views.organising import refuse_teamless
from workshops.views.refusals import refuse, refuse_unsent
from workshops.views.reporting import chosen_report

PAGE = 50


@by_itself
@login_required
def commitments(request: HttpRequest) -> HttpResponse:
    """Everything that one's own teams' workshops promised: what is not done, or what is."""
    user = caller_of(request).user
    teams = teams_of(user) if user else []
    if not teams:
        return refuse_teamless(request)
    done, today = "done" in request.GET, timezone.localdate()
    page = Paginator(promised_at(teams, done=done), PAGE).get_page(request.GET.get("page"))
    context = {
        "done": done,
        "teams": len(teams),
        "page": page,
        "listed": [promised(row, today) for row in page],
    }
    return render(request, "workshops/commitments.html", context)


@requires("report")
def commitments_sheet(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What was promised on one sheet of A4."""
    summary = chosen_report(request, entry)
    context = {
        "r": summary,
        "notes": notes_on(summary),
        "sheet": sheet_of(summary.pledges),
        "code": entry.workshop.code,
    }
    return render(request, "workshops/commitments_sheet.html", context)


@by_itself
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a commitment, from a page that has it beside others."""
    if request.method != "POST":
        return refuse_unsent(request, back=reverse("workshops:commitments"))
    answer = do(ready_for_workshop(caller_of(request), code, "follow_up", request.POST.dict()))
    page = _page_of(request, answer.entry.workshop) if answer.entry else reverse("workshops:commitments")
    if not answer.ok:
        return refuse(request, answer.status, answer.words, back=page)
    return redirect(f"{page}#commitment-{request.POST['commitment']}")


def _page_of(request: HttpRequest, workshop: Workshop) -> str:
    """Where it was said: among all of the team's, or where its workshop stands; its own page if in no series."""
    if request.POST.get("from") == "team":
        return reverse("workshops:commitments")
    if workshop.series_id is None:
        return reverse("workshops:workshop", args=[workshop.code])
    page = reverse("workshops:over_time_series", args=[workshop.series_id])
    return f"{page}?practice=1" if is_practice(workshop) else page
