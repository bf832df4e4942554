"""The one gate of the pages under /sets/: whose a set is, and whether they may change it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from principles.models import PrincipleSet
from principles.owning import may_edit, sets_for

P = ParamSpec("P")


def set_or_refuse(request: HttpRequest, pk: int, edit: bool) -> PrincipleSet:
    """The set, for whoever may read it, or with `edit` change it.

    `Http404` for everybody who may not even read it, as if there were none; `PermissionDenied` (403) for those who may
    read and not change it: a facilitator of its team, and other teams where it is shared or for everybody.
    """
    user = request.user
    if not isinstance(user, User):
        raise Http404("Nobody is signed in.")
    found = sets_for(user).select_related("team").filter(pk=pk).first()
    if found is None:
        raise Http404("No set of yours has this number.")
    if edit and not may_edit(user, found):
        raise PermissionDenied("Only an organiser of its team changes a set.")
    return found


View = Callable[Concatenate[HttpRequest, PrincipleSet, P], HttpResponse]


def of_set(*, edit: bool) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """The view gets the set in place of its `pk`, or is not called at all. Whoever is not signed in is asked to."""

    def guarded(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def through_the_gate(
            request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not isinstance(request.user, User):
                return ask_to_sign_in(request)
            try:
                found = set_or_refuse(request, pk, edit)
            except PermissionDenied:
                # Refused as any other: nothing has gone wrong that the log would have to tell.
                return render(request, "403.html", status=403)
            return view(request, found, *args, **kwargs)

        return through_the_gate

    return guarded


def signed_in(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """The view gets whoever is signed in. Whoever is not is asked to."""

    @wraps(view)
    def through(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return ask_to_sign_in(request)
        return view(request, request.user, *args, **kwargs)

    return through


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """On to signing in. htmx would put that page where the view's answer belongs, so it is only told (403)."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=403)
    return redirect_to_login(request.get_full_path())


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in, past the gate."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Nobody is signed in.")
    return request.user
