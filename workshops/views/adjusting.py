"""The settings of a workshop."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workshops.access import Entry, requires
from workshops.actions.adjusting import change_settings
from workshops.actions.changing import Refused
from workshops.domain.moves import Stage
from workshops.planning.settings import SettingsForm


@requires("plan")
def settings_page(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Every setting, with the reason beside those that may not be changed any more."""
    workshop = entry.workshop
    form = SettingsForm(workshop, request.POST if request.method == "POST" else None)
    if entry.is_guest:
        # It would take the team's report with it, and everything that was said.
        form.fields["delete_on"].disabled = True
        form.fields["delete_on"].help_text = _("The team decides on this, and not who was invited.")
    status, refused = 200, ""
    if request.method == "POST" and form.is_valid():
        try:
            change_settings(workshop, form.values)
        except Refused as fault:
            status, refused = fault.status, _(fault.why)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("workshops:settings", code=workshop.code)
    elif form.is_bound:
        status = 422
    context = {
        "workshop": entry.workshop,
        "form": form,
        "refused": refused,
        "planned": workshop.stage == Stage.PLANNED,
        "k": settings.SMALLEST_GROUP,
        "languages": form.known,
    }
    return render(request, "workshops/settings.html", context, status=status)
