"""The one gate of the pages under /sets/: whose a set is, and whether they may change it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from principles.models import PrincipleSet

P = ParamSpec("P")
ORGANISER = "organiser"


def set_or_refuse(request: HttpRequest, pk: int, edit: bool) -> PrincipleSet:
    """The set, for whoever may read it, or with `edit` change it.

    `Http404` for everybody who may not even read it, as if there were none; `PermissionDenied` (403) for those who may
    read and not change it: a facilitator of its team, and other teams where it is shared or for everybody.
    """
    readable = Q(team=None) | Q(shared=True) | Q(team__memberships__user=request.user.pk)
    found = PrincipleSet.objects.select_related("team").filter(readable, pk=pk).distinct().first()
    if found is None or not request.user.is_authenticated:
        raise Http404("No set of yours has this number.")
    if edit and not _may_edit(request, found):
        raise PermissionDenied("Only an organiser of its team changes a set.")
    return found


def _may_edit(request: HttpRequest, found: PrincipleSet) -> bool:
    if found.team is None:
        return bool(request.user.is_staff)
    return found.team.memberships.filter(user=request.user.pk, role=ORGANISER).exists()


View = Callable[Concatenate[HttpRequest, PrincipleSet, P], HttpResponse]


def of_set(*, edit: bool) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """The view gets the set in place of its `pk`, or is not called at all. Whoever is not signed in is asked to."""

    def guarded(view: View[P]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def through_the_gate(
            request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            return view(request, set_or_refuse(request, pk, edit), *args, **kwargs)

        return through_the_gate

    return guarded
