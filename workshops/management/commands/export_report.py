"""Writes one file of a report to standard output, behind a line with its name as JSON: `reports.apart` asks for it."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from workshops.access import Closed, workshop_with
from workshops.management.given import refusal
from workshops.models import ReportVersion, Workshop
from workshops.reports.apart import Made
from workshops.reports.formats import FORMATS, Format, format_named
from workshops.reports.summary import Summary
from workshops.reports.versions import standing_of, summary_of_version
from workshops.views.downloading import content_in

KINDNESS = 10


class Command(BaseCommand):
    help = "Writes one file of a workshop's report to standard output, behind a line with the file's name."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the workshop's join code")
        parser.add_argument("format", choices=[one.name for one in FORMATS])
        parser.add_argument("--number", type=int, default=0, help="an approved version; 0: as it stands")
        parser.add_argument("--language", default="", help="of the words that are the site's")

    def handle(self, *_args: Any, **options: Any) -> None:
        if hasattr(os, "nice"):
            os.nice(KINDNESS)
        kind = format_named(options["format"])
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            workshop = found(options["code"])
            summary = summary_in(workshop, options["number"])
            made = written(workshop, summary, kind) if kind else None
        if made:
            sys.stdout.buffer.write(made.written())


def found(code: str) -> Workshop:
    try:
        return workshop_with(code)
    except Closed as closed:
        raise refusal(_("There is no workshop with this code.")) from closed


def summary_in(workshop: Workshop, number: int) -> Summary:
    if not number:
        return standing_of(workshop).shown
    version = ReportVersion.objects.filter(workshop=workshop, number=number).first()
    if version is None:
        raise refusal(_("This report has no such version."))
    return summary_of_version(version)


def written(workshop: Workshop, summary: Summary, kind: Format) -> Made:
    return Made(kind.file_name(summary), content_in(kind, summary, workshop))
