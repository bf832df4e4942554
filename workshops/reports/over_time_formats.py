"""The files that a series may be taken away as, one line each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from workshops.trends.values import Trend

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class SeriesFormat:
    """`name` in its address, `label` on its button, `end` of the file's name.

    `write` is the function of this folder that writes it, named and not imported: what it needs is slow to load.
    """

    name: str
    label: str | Promise
    media_type: str
    end: str
    write: str

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    def content_of(self, trend: Trend) -> bytes:
        written: Callable[[Trend], bytes] = import_string(f"workshops.reports.{self.write}")
        return written(trend)

    def file_name(self, trend: Trend) -> str:
        return f"{slugify(trend.title, allow_unicode=True) or 'series'}{self.end}"


SERIES_FORMATS = (
    SeriesFormat("excel", _("Excel"), EXCEL, "-over-time.xlsx", "over_time_tables.workbook_of"),
    SeriesFormat(
        "markdown", _("Report (Markdown)"), "text/markdown", "-over-time.md", "over_time_tables.markdown_of"
    ),
    SeriesFormat("csv", _("Numbers (CSV)"), "text/csv", "-over-time.csv", "over_time_csv.comparison_of"),
    SeriesFormat(
        "commitments", _("Commitments (CSV)"), "text/csv", "-commitments.csv", "over_time_csv.commitments_of"
    ),
    SeriesFormat(
        "json", _("Everything (JSON)"), "application/json", "-over-time.json", "over_time_json.content_of"
    ),
)


def series_format_named(name: str) -> SeriesFormat | None:
    return next((one for one in SERIES_FORMATS if one.name == name), None)
