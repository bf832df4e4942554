"""The report as files: every format, each chart alone, and the team's own Word template."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from principles.languages import language_of_words
from workshops.access import Closed, Entry, require_team, requires
from workshops.actions import templating
from workshops.domain.permissions import Verdict
from workshops.domain.words import noop
from workshops.models import ReportVersion, WordTemplate, Workshop
from workshops.reports import pictures, word_kept
from workshops.reports.apart import Made, is_large, made_apart
from workshops.reports.formats import FORMATS, WORD, Format, format_named
from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary
from workshops.reports.turns import in_turn
from workshops.reports.versions import standing_of, summary_of_version
from workshops.views.refusals import refuse
from workshops.views.reporting import asked_version, chosen_report

NO_FILE = noop("Choose a Word document first.")
OURS = "report-template.docx"
NAME = 200  # letters of a file's name that are kept: its end, with what it is


@requires("report")
def report_files(request: HttpRequest, entry: Entry) -> HttpResponse:
    """All that can be taken away."""
    summary = chosen_report(request, entry)
    charts = [(chart, SafeString(chart.svg)) for chart in pictures.charts_of(summary)]
    kept = templating.template_of(entry.workshop.team_id)
    values = {
        "r": summary,
        "notes": notes_on(summary),
        "code": entry.workshop.code,
        "formats": FORMATS,
        "asked": f"?version={summary.approval.number}"
        if summary.approval and "version" in request.GET
        else "",
        "charts": charts,
        "kept": kept,
        "fault": word_kept.fault_of(bytes(kept.content)) if kept else "",
        "of_team": not entry.is_guest,
    }
    return render(request, "workshops/report_files.html", values)


@requires("report")
@in_turn
def report_file(request: HttpRequest, entry: Entry, name: str) -> HttpResponse:
    kind = format_named(name)
    if kind is None:
        raise Closed(Verdict.UNKNOWN)
    made = file_of(entry.workshop, kind, asked_version(request, entry))
    return as_file(made.content, kind.media_type, made.name)


def file_of(workshop: Workshop, kind: Format, version: ReportVersion | None) -> Made:
    """That version of the report as a file, or the report as it stands."""
    if is_large(workshop):
        return made_apart(workshop, kind, version.number if version else 0)
    summary = summary_of_version(version) if version else standing_of(workshop).shown
    return Made(kind.file_name(summary), content_in(kind, summary, workshop))


def content_in(kind: Format, summary: Summary, workshop: Workshop) -> bytes:
    """The file, in the team's template where that is for its kind; of what is approved, alike whoever asks."""
    language = language_of_words(summary.wording.language) if summary.approval else get_language()
    with translation.override(language):
        if kind.media_type != WORD:
            return kind.content_of(summary)
        kept = _template_for(summary, workshop)
        return word_kept.report_in(summary, bytes(kept.content) if kept else None)


def _template_for(summary: Summary, workshop: Workshop) -> WordTemplate | None:
    """What is approved stays in the one that it was approved in; everything else is in the team's present one."""
    if summary.approval is None:
        return templating.template_of(workshop.team_id)
    number = summary.approval.number
    return WordTemplate.objects.filter(versions__workshop=workshop, versions__number=number).first()


@requires("report")
@in_turn
def report_picture(request: HttpRequest, entry: Entry, key: str, suffix: str) -> HttpResponse:
    """One chart, as `suffix` says."""
    charts = {chart.key: chart for chart in pictures.charts_of(chosen_report(request, entry))}
    if key not in charts or suffix not in ("svg", "png"):
        raise Closed(Verdict.UNKNOWN)
    chart = charts[key]
    if suffix == "svg":
        return as_file(chart.svg.encode(), "image/svg+xml", f"{key}.svg")
    return as_file(pictures.png_of(chart), "image/png", f"{key}.png")


@requires("report")
def report_template(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The team's Word template to take away, or ours to begin one from; or a new one, or none, for the team."""
    require_team(entry)
    if request.method == "POST":
        return _changed(request, entry)
    kept = templating.template_of(entry.workshop.team_id)
    if kept:
        return as_file(bytes(kept.content), WORD, kept.name)
    return as_file(word_kept.ours(), WORD, OURS)


def _changed(request: HttpRequest, entry: Entry) -> HttpResponse:
    page = reverse("workshops:report_files", args=[entry.workshop.code])
    if "drop" in request.POST:
        templating.drop_template(entry.workshop.team)
        words = _("Reports are written in our template again. What is approved already stays as it is.")
        messages.success(request, words)
        return redirect(page)
    sent = request.FILES.get("template")
    if not isinstance(sent, UploadedFile) or not sent.size:
        return refuse(request, 422, _(NO_FILE), back=page)
    content = sent.read(word_kept.MOST_READ)
    fault = word_kept.fault_of(content)
    if fault:
        words = _("This file cannot be the template of your reports. %(fault)s") % {"fault": fault}
        return refuse(request, 422, words, back=page)
    templating.keep_template(entry.workshop.team, _name_of(sent), content)
    words = _(
        "Your team's Word reports are written in this template from now on. What is approved already stays as it "
        "is."
    )
    messages.success(request, words)
    return redirect(page)


def _name_of(sent: UploadedFile[bytes]) -> str:
    return (sent.name or OURS)[-NAME:]


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    kind = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
