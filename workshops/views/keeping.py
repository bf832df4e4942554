"""Agendas that a team keeps, and a workshop planned once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.access import Entry, by_itself, caller_of, require_team, requires
from workshops.actions import keeping
from workshops.actions.changing import Refused
from workshops.forms import id_in
from workshops.models import AgendaTemplate
from workshops.planning import drawn_agendas, known_series, teams_of
from workshops.planning.keeping import AgainForm, NameForm
from workshops.views.organising import refuse_teamless
from workshops.views.refusals import refuse, refuse_unsent


@requires("plan")
def keep_agenda(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Keeps the workshop's agenda for its team."""
    require_team(entry)
    page = reverse("workshops:agenda", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    form = NameForm(request.POST)
    if not form.is_valid():
        return refuse(request, 422, " ".join(map(str, form.errors["title"])), back=page)
    try:
        kept = keeping.keep_agenda(entry.workshop, form.cleaned_data["title"])
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    words = _("“%(title)s” is kept. It is offered from now on when the team plans a workshop.")
    messages.success(request, words % {"title": kept.title})
    return redirect("workshops:agendas")


@by_itself
@login_required
def agendas(request: HttpRequest) -> HttpResponse:
    """The agendas of one's own teams, to be renamed or deleted."""
    user = caller_of(request).user
    teams = teams_of(user) if user else []
    if not teams:
        return refuse_teamless(request)
    kept = AgendaTemplate.objects.filter(team__in=teams).select_related("team")
    if request.method != "POST":
        drawn = {one["key"]: one for one in drawn_agendas(kept)}
        rows = [(one, drawn[f"team-{one.pk}"]) for one in kept]
        return render(request, "workshops/agendas.html", {"rows": rows, "teams": len(teams)})
    chosen = kept.filter(pk=id_in(request.POST.get("agenda", ""))).first()
    if chosen is None:
        return refuse(request, 409, _(keeping.GONE), back=request.path)
    return _changed(request, chosen)


def _changed(request: HttpRequest, chosen: AgendaTemplate) -> HttpResponse:
    if "delete" in request.POST:
        chosen.delete()
        messages.success(request, _("“%(title)s” is deleted.") % {"title": chosen.title})
        return redirect("workshops:agendas")
    form = NameForm(request.POST)
    if not form.is_valid():
        return refuse(request, 422, " ".join(map(str, form.errors["title"])), back=request.path)
    try:
        keeping.rename_agenda(chosen, form.cleaned_data["title"])
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=request.path)
    messages.success(request, _("The new name is saved."))
    return redirect("workshops:agendas")


@requires("plan")
def again(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Plans the same workshop for another day."""
    require_team(entry)
    form = AgainForm(entry.workshop, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = keeping.plan_again(entry.workshop, given["title"], form.starts_at, given["series"], entry.user)
        return redirect("workshops:workshop", code=made.code)
    context = {"workshop": entry.workshop, "form": form, "known_series": known_series([entry.workshop.team])}
    return render(request, "workshops/again.html", context, status=422 if form.is_bound else 200)
