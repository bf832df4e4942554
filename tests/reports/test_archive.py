"""Everything in one ZIP: the same files as one by one, and the same bytes at any time."""

import io
from zipfile import ZipFile

from tests.reports.made import summary
from workshops.reports import archive
from workshops.reports.formats import FORMATS, format_named


def test_it_has_every_other_format(monkeypatch) -> None:
    made = summary(text="مرحبا ")
    light = tuple(
        one for one in FORMATS if one.name in {"csv", "json", "calendar", "markdown", archive.ITSELF}
    )
    monkeypatch.setattr(archive, "FORMATS", light)
    content = archive.content_of(made)
    with ZipFile(io.BytesIO(content)) as opened:
        found = {name: opened.read(name) for name in opened.namelist()}

        assert opened.testzip() is None
    assert found == {one.file_name(made): one.content_of(made) for one in light if one.name != archive.ITSELF}
    assert archive.content_of(made) == content


def test_it_is_a_format_itself_and_not_within_itself() -> None:
    names = [one.name for one in archive.formats_in()]
    itself = format_named(archive.ITSELF)

    assert itself is not None
    assert [*names, archive.ITSELF] == [one.name for one in FORMATS]
    assert len({one.file_name(summary()) for one in FORMATS}) == len(FORMATS)
