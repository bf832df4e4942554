"""The organiser's pages: all workshops of one's teams, a new one, and one before its day."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import Team, User
from workshops.access import Entry, by_itself, caller_of, requires
from workshops.actions.pinning import newer_edition
from workshops.actions.planning import plan_workshop
from workshops.domain.activities import kind_named
from workshops.domain.moves import Stage
from workshops.domain.sectors import label_of
from workshops.models import Activity, CoFacilitator, ReportVersion, Workshop
from workshops.planning import (
    TONES,
    PlanForm,
    SeriesForm,
    bars_of,
    drawn_agendas,
    first_answers,
    known_series,
    teams_of,
)
from workshops.planning.checklist import checklist_of
from workshops.readings.wordings import wording_in
from workshops.sites import site_address
from workshops.turnout import last_turnouts, outlook_of
from workshops.views.joining import join_address
from workshops.views.refusals import refuse


@by_itself
@login_required
def workshops(request: HttpRequest) -> HttpResponse:
    """Everything of one's own teams, and nothing of anybody else's."""
    user = caller_of(request).user
    teams = teams_of(user) if user else []
    if user is None or not teams:
        return _guests_list(request, user)
    form = PlanForm(user, request.POST if request.method == "POST" else None, initial=first_answers())
    if request.method == "POST" and form.is_valid():
        page = reverse("workshops:workshop", args=[_planned(request, form).code])
        return HttpResponseClientRedirect(page) if request.htmx else redirect(page)  # type: ignore[attr-defined]
    context = _listed(teams, user) | {
        "form": form,
        "agendas": drawn_agendas(form.kept),
        "k": settings.SMALLEST_GROUP,
        "turnouts": last_turnouts(teams),
    }
    # htmx puts the form with its faults in place of the one that was sent: the list does not jump.
    template = "workshops/plan_form.html" if request.htmx else "workshops/workshops.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=422 if form.is_bound else 200)


def _guests_list(request: HttpRequest, user: User | None) -> HttpResponse:
    """For somebody who is in no team, and was perhaps invited to single workshops."""
    if user is None or request.method == "POST" or not CoFacilitator.objects.filter(user=user).exists():
        return refuse_teamless(request)
    return render(request, "workshops/workshops.html", _listed([], user))


def refuse_teamless(request: HttpRequest) -> HttpResponse:
    """For somebody who may sign in and is nowhere a member."""
    words = _("You are not in a team yet. Ask the owner of this site to add you to one.")
    return refuse(request, 403, words)


def _listed(teams: list[Team], user: User) -> dict[str, Any]:
    invited = CoFacilitator.objects.filter(user=user).values("workshop")
    own = Workshop.objects.filter(Q(team__in=teams) | Q(pk__in=invited))
    approved = Exists(ReportVersion.objects.filter(workshop=OuterRef("pk")))
    found = own.select_related("team").annotate(joined=Count("participants"), report_approved=approved)
    listed: dict[str, list[Workshop]] = {stage: [] for stage in Stage}
    for workshop in found:
        listed[workshop.stage].append(workshop)
    return {
        "live": listed[Stage.OPEN],
        "planned": sorted(listed[Stage.PLANNED], key=lambda workshop: workshop.starts_at),
        "ended": listed[Stage.ENDED],
        "teams": {team.pk for team in teams},
    }


def _planned(request: HttpRequest, form: PlanForm) -> Workshop:
    return plan_workshop(
        team=form.cleaned_data["team"],
        edition=form.cleaned_data["edition"],
        agenda=form.chosen_agenda,
        title=form.cleaned_data["title"],
        purpose=form.cleaned_data["purpose"],
        starts_at=form.starts_at,
        families=form.cleaned_data["sectors"],
        asks_sectors=form.cleaned_data["asks_sectors"],
        nation=form.cleaned_data["nation"],
        by=caller_of(request).user,
        practice=form.cleaned_data["practice"],
        series=form.cleaned_data["series"],
    )


@requires("plan")
def workshop(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One workshop: how people get in, the screen, the agenda."""
    found = entry.workshop
    # Read once for all who ask: those who run it, and the list of what to prepare.
    asked = CoFacilitator.objects.select_related("user")
    prefetch_related_objects([found], Prefetch("co_facilitators", asked))
    activities = list(found.activities.all())
    ended = found.stage == Stage.ENDED
    context = {
        "workshop": found,
        "set_title": wording_in(found).title,
        "ended": ended,
        "joined": found.participants.count(),
        **({} if entry.is_guest else _for_the_team(found)),
        "is_guest": entry.is_guest,
        "at": request.GET.get("at", ""),
        "checks": [] if ended else checklist_of(found, activities),
        "steps": [_row(activity) for activity in activities],
        "minutes": sum(activity.minutes for activity in activities),
        "bars": bars_of(activities),
        "sectors": [_(label_of(family, found.nation)) for family in found.families],
        "outlook": None if ended else outlook_of(found),
        "k": found.k,
        "join_address": join_address(request, found),
        "check_address": site_address(request) + reverse("workshops:check"),
        "screen_address": site_address(request) + reverse("workshops:screen", args=[found.screen_key]),
    }
    return render(request, "workshops/workshop.html", context)


def _for_the_team(found: Workshop) -> dict[str, Any]:
    """What concerns its other workshops, and who runs this one: not for somebody who was invited to it alone."""
    return {
        "series": SeriesForm(initial={"series": found.series.title if found.series else ""}),
        "known_series": known_series([found.team]),
        "turnouts": [] if found.stage == Stage.ENDED else last_turnouts([found.team]),
        "co_facilitators": list(found.co_facilitators.all()),
        "newer": newer_edition(found),
    }


def _row(activity: Activity) -> dict[str, Any]:
    return {
        "title": activity.title,
        "minutes": activity.minutes,
        "bar": TONES[kind_named(activity.kind).tone],
    }
