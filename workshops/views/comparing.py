"""Workshops with the same group side by side over time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from workshops.access import Closed, Entry, by_itself, caller_of, enter_series, require_team, requires
from workshops.actions.planning import put_in_series
from workshops.domain.permissions import Verdict
from workshops.planning import SeriesForm, teams_of
from workshops.reports.over_time_formats import SERIES_FORMATS, series_format_named
from workshops.trends.reading import series_listed, trend_of
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
    context = {"trend": trend, "formats": SERIES_FORMATS}
    return render(request, "workshops/over_time_series.html", context)


@by_itself
@login_required
def over_time_file(request: HttpRequest, series: int, format: str) -> HttpResponse:
    """The same as a file to take away."""
    found, wanted = enter_series(caller_of(request), series), series_format_named(format)
    if wanted is None:
        raise Closed(Verdict.UNKNOWN)
    trend = trend_of(found, practice="practice" in request.GET)
    response = HttpResponse(wanted.content_of(trend), content_type=wanted.content_type)
    response["Content-Disposition"] = (
        content_disposition_header(True, wanted.file_name(trend)) or "attachment"
    )
    return response


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
