"""The report, as a page and as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workshops.access import Entry, requires
from workshops.reports import csv, json, outcomes_csv
from workshops.reports.notes import notes_on
from workshops.reports.summary import summary_of


@requires("report")
def report(request: HttpRequest, entry: Entry) -> HttpResponse:
    summary = summary_of(entry.workshop)
    return render(
        request,
        "workshops/report.html",
        {"r": summary, "notes": notes_on(summary), "code": entry.workshop.code},
    )


@requires("report")
def report_csv(request: HttpRequest, entry: Entry) -> HttpResponse:
    return _file(csv.written(summary_of(entry.workshop)), "text/csv", f"{entry.workshop.code}.csv")


@requires("report")
def report_json(request: HttpRequest, entry: Entry) -> HttpResponse:
    return _file(json.written(summary_of(entry.workshop)), "application/json", f"{entry.workshop.code}.json")


@requires("report")
def report_outcomes(request: HttpRequest, entry: Entry) -> HttpResponse:
    text = outcomes_csv.written(summary_of(entry.workshop))
    return _file(text, "text/csv", f"{entry.workshop.code}-decisions.csv")


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
