"""The files that a report may be taken away as: one line each, and one module of this folder that writes it."""

from dataclasses import dataclass
from importlib import import_module

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from workshops.reports.summary import Summary

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """One kind of file: `name` in its address, `label` on its button, `suffix` of the file with its dot.

    `write` is the module of this folder whose `content_of(summary) -> bytes` writes it. It is named and not imported,
    since what it needs to write with takes half a second to load, and most who start a server never ask for it.
    """

    name: str
    label: str | Promise
    media_type: str
    suffix: str
    write: str

    def content_of(self, summary: Summary) -> bytes:
        content: bytes = import_module(f"workshops.reports.{self.write}").content_of(summary)
        return content

    def file_name(self, summary: Summary) -> str:
        """ "coming-home-from-hospital.pdf"; in its own letters, whatever they are."""
        return f"{slugify(summary.title, allow_unicode=True) or 'report'}{self.suffix}"


FORMATS = (
    Format("pdf", _("PDF, to print or send"), "application/pdf", ".pdf", "pdf"),
    Format("word", _("Word, to work on"), WORD, ".docx", "docx"),
    Format("slides", _("PowerPoint, one slide for each principle"), SLIDES, ".pptx", "pptx"),
    Format("excel", _("Excel, every number and word in tables"), EXCEL, ".xlsx", "xlsx"),
    Format("csv", _("Numbers (CSV)"), "text/csv", ".csv", "csv"),
    Format("decisions", _("Decisions (CSV)"), "text/csv", "-decisions.csv", "outcomes_csv"),
    Format("json", _("Everything, for programs (JSON)"), "application/json", ".json", "json"),
    Format("html", _("Web page, in one file"), "text/html", ".html", "html"),
    Format("markdown", _("Markdown, for wikis"), "text/markdown", ".md", "markdown"),
    Format(
        "calendar", _("Calendar, of commitments and the next workshop"), "text/calendar", ".ics", "calendar"
    ),
    Format("everything", _("All of these in one ZIP file"), "application/zip", ".zip", "archive"),
)


def format_named(name: str) -> Format | None:
    return next((one for one in FORMATS if one.name == name), None)
