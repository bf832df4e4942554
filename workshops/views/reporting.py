"""The report, as a page and as files."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from workshops.access import Closed, Entry, requires
from workshops.actions import approving
from workshops.actions.changing import Refused
from workshops.domain.permissions import Verdict
from workshops.forms import id_in
from workshops.models import ReportVersion
from workshops.reports import csv, json, outcomes_csv
from workshops.reports.frozen import text_of
from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary
from workshops.reports.turns import in_turn
from workshops.reports.versions import draft_of, standing_of, summary_of_version
from workshops.sites import site_address
from workshops.views.once import tell_once, told_once
from workshops.views.refusals import refuse, refuse_unsent
from workshops.views.writing import SHARING, page_context, report_page

VERSION, MADE = "version", "made"


def chosen_report(request: HttpRequest, entry: Entry) -> Summary:
    """The version that is asked for by its number; or, of an approved report, the newest; or the draft."""
    version = asked_version(request, entry)
    return summary_of_version(version) if version else standing_of(entry.workshop).shown


def asked_version(request: HttpRequest, entry: Entry) -> ReportVersion | None:
    """The version that is asked for by its number, if one is."""
    return _version(entry, request.GET[VERSION]) if VERSION in request.GET else None


def _version(entry: Entry, number: str) -> ReportVersion:
    found = ReportVersion.objects.filter(workshop=entry.workshop, number=id_in(number)).first()
    if found is None:
        raise Closed(Verdict.UNKNOWN)
    return found


@requires("report")
def report(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The report as it stands, to write in; or one of its versions, to read."""
    if VERSION not in request.GET:
        return report_page(request, entry)
    summary = summary_of_version(_version(entry, request.GET[VERSION]))
    context = {"r": summary, "notes": notes_on(summary), "code": entry.workshop.code, "old": True}
    return render(request, "workshops/report.html", context)


@requires("report")
@in_turn
def report_csv(request: HttpRequest, entry: Entry) -> HttpResponse:
    return _file(csv.written(chosen_report(request, entry)), "text/csv", f"{entry.workshop.code}.csv")


@requires("report")
@in_turn
def report_json(request: HttpRequest, entry: Entry) -> HttpResponse:
    text = json.written(chosen_report(request, entry))
    return _file(text, "application/json", f"{entry.workshop.code}.json")


@requires("report")
@in_turn
def report_outcomes(request: HttpRequest, entry: Entry) -> HttpResponse:
    text = outcomes_csv.written(chosen_report(request, entry))
    return _file(text, "text/csv", f"{entry.workshop.code}-decisions.csv")


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@requires("approve_report")
def report_approve(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Freezes the report as the organiser has read it, in their name."""
    page = reverse("workshops:report", args=[entry.workshop.code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    name = (entry.user.name if entry.user else "") or request.POST.get("name", "").replace("\0", "").strip()
    seen = request.POST.get("seen", "")

    def drawn() -> str:
        return text_of(draft_of(entry.workshop))

    try:
        version = approving.approve(entry.workshop, entry.user, name, drawn, seen)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    said = _("Version %(number)s is approved. Those who took part find it on their own page.")
    messages.success(request, said % {"number": version.number})
    return redirect(page)


@never_cache
@requires("share_report")
def report_share(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Makes a link and shows it, this once: only a digest of it is kept. Or withdraws one."""
    page = reverse("workshops:report", args=[entry.workshop.code])
    if MADE in request.GET:
        return _made_link(request, entry) or redirect(f"{page}#share")
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    if "withdraw" in request.POST:
        approving.withdraw_link(entry.workshop, id_in(request.POST["withdraw"]))
        messages.success(request, _("The link is withdrawn. Whoever opens it now finds nothing."))
        return redirect(f"{page}?{SHARING}=1")
    days = id_in(request.POST.get("days", ""))
    try:
        token = approving.share(entry.workshop, entry.user, days)
    except Refused as refused:
        return refuse(request, refused.status, _(refused.why), back=page)
    tell_once(request, request.path, f"{days} {token}")
    return redirect(f"{request.path}?{MADE}")


def _made_link(request: HttpRequest, entry: Entry) -> HttpResponse | None:
    days, _space, token = told_once(request).partition(" ")
    if not token:
        return None
    link = site_address(request) + reverse("workshops:shared", args=[token])
    context = page_context(entry, standing_of(entry.workshop)) | {"link": link, "days": int(days)}
    return render(request, "workshops/report_link.html", context)
