"""The sets that somebody may read, and what an organiser does with a whole one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def sets(request: HttpRequest) -> HttpResponse:
    """The sets of one's teams, those that others share, and those for everybody."""
    return render(request, "principles/sets/sets.html", {})
