"""Taking a newer edition of the principles, before the doors open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.access import Entry, require_team, requires
from workshops.actions import pinning
from workshops.actions.changing import Refused
from workshops.forms import id_in
from workshops.views.refusals import refuse, refuse_unsent


@requires("plan")
def take_edition(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The workshop takes the newest edition of its set."""
    require_team(entry)
    page = reverse("workshops:workshop", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    try:
        taken = pinning.take_newest(entry.workshop, id_in(request.POST.get("edition", "")) or 0)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    messages.success(
        request,
        _("This workshop now stands on edition %(number)s. Print score sheets again if you have any.")
        % {"number": taken.number},
    )
    return redirect(page)
