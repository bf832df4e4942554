"""A rehearsal copy of a workshop: made with its crowd, and wiped when it is over."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.access import Entry, caller_of, requires
from workshops.actions.changing import Refused
from workshops.actions.rehearsing import FEWEST, MOST, make_rehearsal, wipe
from workshops.rehearsal.sending_in import MOST_CROWDS, has_room, send_in
from workshops.sites import site_address
from workshops.taking import do, ready_for_workshop
from workshops.views.refusals import refuse, refuse_unsent

HOW_MANY = gettext_lazy("Choose a whole number of pretend people, from 10 to 60.")


class RehearsalForm(forms.Form):
    people = forms.IntegerField(
        label=gettext_lazy("Pretend people"),
        min_value=FEWEST,
        max_value=MOST,
        initial=20,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_MANY),
    )


@requires("plan")
def rehearse(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Makes the copy, opens its doors, sends the crowd in, and leads to its desk."""
    page = reverse("workshops:workshop", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    form = RehearsalForm(request.POST)
    if not form.is_valid():
        return refuse(request, 422, " ".join(map(str, form.errors["people"])), back=page)
    if not has_room():
        words = _("There are %(most)s rehearsals on this server just now. End one of them, then press again.")
        return refuse(request, 409, words % {"most": MOST_CROWDS}, back=page)
    caller = caller_of(request)
    try:
        copy = make_rehearsal(entry.workshop, caller.user)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    do(ready_for_workshop(caller, copy.code, "open_doors", {"address": site_address(request)}))
    # Reached from here by the port it listens on; behind some proxies only by the address that everybody uses.
    here = f"http://127.0.0.1:{request.META['SERVER_PORT']}"
    send_in(copy.code, form.cleaned_data["people"], [here, site_address(request)])
    return redirect(reverse("workshops:desk", args=[copy.code]))


@requires("plan")
def wipe_rehearsal(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Deletes the rehearsal, whether it is over or not, and leads back to the workshop that it was one of."""
    workshop = entry.workshop
    page = reverse("workshops:workshop", args=[workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    original = workshop.rehearsal_of
    try:
        wipe(workshop)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    return redirect(
        reverse("workshops:workshop", args=[original.code]) if original else reverse("workshops:workshops")
    )
