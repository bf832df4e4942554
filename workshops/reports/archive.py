"""Every file of the report in one: a ZIP archive of all the other formats."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from workshops.reports.formats import FORMATS, Format
from workshops.reports.summary import Summary
from workshops.reports.zipped import entry_of

ITSELF = "everything"


def content_of(summary: Summary) -> bytes:
    out = BytesIO()
    moment = summary.ended or summary.started or summary.planned
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for one in formats_in():
            archive.writestr(entry_of(one.file_name(summary), moment), one.content_of(summary))
    return out.getvalue()


def formats_in() -> tuple[Format, ...]:
    return tuple(one for one in FORMATS if one.name != ITSELF)
