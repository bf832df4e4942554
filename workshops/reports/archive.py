"""Every file of the report in one: a ZIP archive of all the other formats."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from workshops.reports.formats import FORMATS, Format
from workshops.reports.summary import Summary

ITSELF = "everything"
EARLIEST = 1980  # the first year that a ZIP archive can tell
READABLE = 0o644 << 16


def content_of(summary: Summary) -> bytes:
    out = BytesIO()
    moment = timezone.localtime(summary.ended or summary.started or summary.planned)
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for one in formats_in():
            archive.writestr(_entry(one.file_name(summary), moment), one.content_of(summary))
    return out.getvalue()


def formats_in() -> tuple[Format, ...]:
    return tuple(one for one in FORMATS if one.name != ITSELF)


def _entry(name: str, moment: datetime) -> ZipInfo:
    """A file of the archive, dated by the workshop: the same report gives the same bytes at any time."""
    year = min(max(moment.year, EARLIEST), 2107)
    entry = ZipInfo(name, (year, moment.month, moment.day, moment.hour, moment.minute, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = READABLE
    return entry
