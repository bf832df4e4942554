"""The run sheet, for whoever runs the workshop alone, and the checklist before the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.access import Entry, requires
from workshops.actions.preparing import tick
from workshops.planning.checklist import BY_HAND
from workshops.planning.steps import sheet_of
from workshops.queries import wording_in
from workshops.views.refusals import refuse, refuse_unsent


@requires("plan")
def run_sheet(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Every step with its time, what to say and private notes; to print."""
    context = {"workshop": entry.workshop, "sheet": sheet_of(entry.workshop, wording_in(entry.workshop))}
    return render(request, "workshops/run_sheet.html", context)


@requires("plan")
def tick_off(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Somebody says that a thing is done which the site cannot see."""
    page = reverse("workshops:workshop", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    item = request.POST.get("done") or request.POST.get("off_done") or ""
    if item not in BY_HAND:
        return refuse(request, 422, _("That is not on the list, or the site ticks it by itself."), back=page)
    tick(entry.workshop, item, on="done" in request.POST)
    return redirect(f"{page}?at=tick-{item}")
