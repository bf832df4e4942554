"""Files in a ZIP archive that are the same bytes at any time."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

EARLIEST, LATEST = 1980, 2107  # the years that a ZIP archive can tell
READABLE = 0o644 << 16


def entry_of(name: str, moment: datetime) -> ZipInfo:
    """A file of the archive, dated by the workshop and not by the clock."""
    day = timezone.localtime(moment)
    year = min(max(day.year, EARLIEST), LATEST)
    entry = ZipInfo(name, (year, day.month, day.day, day.hour, day.minute, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = READABLE
    return entry


def dated(content: bytes, moment: datetime) -> bytes:
    """An archive that somebody else has written, with that date at everything in it."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as written, ZipFile(out, "w") as archive:
        for name in written.namelist():
            archive.writestr(entry_of(name, moment), written.read(name))
    return out.getvalue()
