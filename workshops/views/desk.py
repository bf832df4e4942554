"""The facilitator's desk."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from workshops.access import Entry, by_itself, caller_of, requires
from workshops.fragments import Audience, Hearing
from workshops.sites import site_address
from workshops.taking import do, ready_for_workshop
from workshops.views.participant import answered, desk_regions, live_context, standing_snapshot
from workshops.views.refusals import refuse_unsent

# Done on the page of the people, and answered there.
OF_PEOPLE = {"remove", "give_back"}


@never_cache
@requires("run")
def desk(request: HttpRequest, entry: Entry) -> HttpResponse:
    snapshot = standing_snapshot(entry.workshop.code)
    context = live_context(snapshot, Hearing(Audience.DESK)) | {"workshop": entry.workshop}
    return render(request, "workshops/desk.html", context)


@never_cache
@requires("run")
def desk_state(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Polling for desks: few, so they may ask Django."""
    since = request.GET.get("since", "")
    if since.isdecimal() and int(since[:18]) == entry.workshop.version:
        return HttpResponse(status=204)
    return JsonResponse(desk_regions(entry.workshop.code))


@never_cache
@by_itself
def desk_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Every button of the desk that is not part of an activity."""
    page = reverse(f"workshops:{'desk_people' if act in OF_PEOPLE else 'desk'}", args=[code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    given = request.POST.dict() | {"address": site_address(request)}
    return answered(request, do(ready_for_workshop(caller_of(request), code, act, given)), page)
