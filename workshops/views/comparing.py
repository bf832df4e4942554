"""Workshops with the same group side by side over time, and what became of what people said they would do."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from workshops.access import Entry, by_itself, caller_of, enter_series, require_team, requires
from workshops.actions.planning import put_in_series
from workshops.models import Workshop
from workshops.planning import SeriesForm, teams_of
from workshops.taking import do, ready_for_workshop
from workshops.trends.reading import is_practice, series_listed, trend_of
from workshops.views.organising import refuse_teamless
from workshops.views.refusals import refuse, refuse_unsent


@by_itself
@login_required
def over_time(request: HttpRequest) -> HttpResponse:
    """The series of one's own teams."""
    user = caller_of(request).user
    teams = teams_of(user) if user else []
    if not teams:
        return refuse_teamless(request)
    context = {"series": series_listed(teams), "teams": len(teams)}
    return render(request, "workshops/over_time.html", context)


@by_itself
@login_required
def over_time_series(request: HttpRequest, series: int) -> HttpResponse:
    """One series. Those for practice stand on a page of their own."""
    found = enter_series(caller_of(request), series)
    trend = trend_of(found, practice="practice" in request.GET)
    return render(request, "workshops/over_time_series.html", {"trend": trend})


@requires("plan")
def series(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Puts the workshop into a series of its team, or takes it out."""
    require_team(entry)
    page = reverse("workshops:workshop", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    form = SeriesForm(request.POST)
    if not form.is_valid():
        return refuse(request, 422, " ".join(map(str, form.errors["series"])), back=page)
    put_in_series(entry.workshop, form.cleaned_data["series"])
    return redirect(f"{page}#series")


@by_itself
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a commitment, from the page that has its workshop beside others."""
    if request.method != "POST":
        return refuse_unsent(request, back=reverse("workshops:over_time"))
    answer = do(ready_for_workshop(caller_of(request), code, "follow_up", request.POST.dict()))
    page = _page_of(answer.entry.workshop) if answer.entry else reverse("workshops:over_time")
    if not answer.ok:
        return refuse(request, answer.status, answer.words, back=page)
    return redirect(f"{page}#commitment-{request.POST['commitment']}")


def _page_of(workshop: Workshop) -> str:
    """Where the workshop stands beside others; its own page where it is in no series."""
    if workshop.series_id is None:
        return reverse("workshops:workshop", args=[workshop.code])
    page = reverse("workshops:over_time_series", args=[workshop.series_id])
    return f"{page}?{urlencode({'practice': 1})}" if is_practice(workshop) else page
