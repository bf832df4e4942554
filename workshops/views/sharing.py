"""The approved report: for those who took part, by their seat, and for whoever has a link. To read, and no more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from principles.languages import language_of_words
from workshops.access import Closed, Entry, by_itself, enter_shared, requires
from workshops.actions.inviting import digest_of
from workshops.domain.permissions import Verdict
from workshops.domain.words import noop
from workshops.models import ReportVersion
from workshops.reports.formats import FORMATS, format_named
from workshops.reports.notes import notes_on
from workshops.reports.turns import Full, turns
from workshops.reports.versions import newest_of, summary_of_version
from workshops.views.downloading import as_file, file_of
from workshops.views.refusals import refuse, refuse_full

NOT_YET = noop("The report is not approved yet. You find it here once it is.")
UNSEEN = "noindex, nofollow, noarchive"


@never_cache
@requires("read_report")
def own_report(request: HttpRequest, entry: Entry) -> HttpResponse:
    """For somebody who took part, as long as their seat is valid."""
    back = reverse("workshops:my_part", args=[entry.workshop.code])

    def file(name: str) -> str:
        return reverse("workshops:own_report_file", args=[entry.workshop.code, name])

    return _page(request, _newest(entry), file, back)


@never_cache
@requires("read_report")
def own_report_file(_request: HttpRequest, entry: Entry, name: str) -> HttpResponse:
    return _file(_newest(entry), name, str(entry.seat))


def _newest(entry: Entry) -> ReportVersion:
    found = newest_of(entry.workshop)
    if found is None:
        raise Closed(Verdict.WRONG_MOMENT, NOT_YET)
    return found


@never_cache
@by_itself
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the link."""

    def file(name: str) -> str:
        return reverse("workshops:shared_file", args=[token, name])

    return _unlogged(request, lambda: _page(request, enter_shared(token), file))


@never_cache
@by_itself
def shared_file(request: HttpRequest, token: str, name: str) -> HttpResponse:
    return _unlogged(request, lambda: _file(enter_shared(token), name, digest_of(token)))


def _unlogged(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        response = answer()
    except Closed as closed:
        response = refuse(request, closed.status, _(closed.why))
    except Full:
        response = refuse_full(request)
    # Django writes the address of what is refused to the log, and this address is a key.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    response["X-Robots-Tag"] = UNSEEN
    return response


def _page(
    request: HttpRequest, version: ReportVersion, file: Callable[[str], str], back: str = ""
) -> HttpResponse:
    summary = summary_of_version(version)
    with translation.override(language_of_words(summary.wording.language)):
        files = [(one, file(one.name)) for one in FORMATS]
        context = {"r": summary, "notes": notes_on(summary), "files": files, "back": back, "robots": UNSEEN}
        return render(request, "workshops/report_shared.html", context)


def _file(version: ReportVersion, name: str, whose: str) -> HttpResponse:
    kind = format_named(name)
    if kind is None:
        raise Closed(Verdict.UNKNOWN)
    with turns.taken_for(whose):
        made = file_of(version.workshop, kind, version)
    return as_file(made.content, kind.media_type, made.name)
