"""The Word document, read as the XML that Word reads, and by python-docx; and templates that teams send."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports import word_kept, word_template
from workshops.reports.docx import content_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def part_of(content: bytes, name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))  # noqa: S314 - we wrote it


def styled(content: bytes, style: str) -> list[str]:
    return [
        one.text for one in Document(io.BytesIO(content)).paragraphs if one.style and one.style.name == style
    ]


def changed(content: bytes, parts: dict[str, bytes | None]) -> bytes:
    """A document with parts changed, added or, with None, left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, value in parts.items():
            if value is not None:
                new.writestr(name, value)
    return made.getvalue()


def test_headings_are_headings():
    content = content_of(summary())

    assert styled(content, "Title") == ["Coming home"]
    assert styled(content, "Heading 1")[:4] == [
        "The whole picture",
        "Principle 1",
        "Principle 2",
        "What we had promised",
    ]
    assert styled(content, "Heading 2").count("What people said") == 2


def test_every_table_has_a_row_of_headers_and_says_what_it_holds():
    tables = list(part_of(content_of(summary())).iter(f"{W}tbl"))
    headers = [len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in tables]

    assert headers == [1] * len(tables) != []
    captions = [one.get(f"{W}val") for table in tables for one in table.iterfind(f"{W}tblPr/{W}tblCaption")]
    assert (len(captions), all(captions)) == (len(tables), True)


def test_every_picture_says_what_it_shows():
    alts = [one.get("descr") for one in part_of(content_of(summary(5, 1))).iter(DRAWN)]

    assert len(alts) == 6
    assert alts[1:3] == ["Round 2: 1, Level 1. 7 scores", "Round 1: 4, Level 4. 8 scores"]


def test_title_language_and_draft():
    content = content_of(summary())
    document = Document(io.BytesIO(content))
    defaults = part_of(content, "word/styles.xml").iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    head = [paragraph.text for paragraph in document.sections[0].header.paragraphs]

    assert (document.core_properties.title, document.core_properties.language) == ("Coming home", "en-gb")
    assert [spoken.get(f"{W}val") for spoken in defaults] == ["en-GB"]
    assert "Draft: not yet approved." in head


def test_what_runs_from_the_right_says_so():
    texts = part_of(content_of(summary(7, 2, "مرحبا ", "ar")))

    assert len(list(texts.iter(f"{W}bidi"))) > 12
    assert len(list(texts.iter(f"{W}tbl"))) == 1 + 2 + 1 + 2


@pytest.mark.parametrize("make", [empty, without_rounds], ids=["empty", "no rounds"])
def test_there_is_one_where_there_is_little_to_tell(make):
    assert styled(content_of(make()), "Title") == ["Coming home"]


def test_whatever_was_typed_is_in_it():
    whole = summary(2, 1)
    said = tuple(replace(whole.said_besides[0], text=text) for text in HOSTILE)
    quotes = styled(content_of(replace(whole, said_besides=said)), "Quote")

    assert ("“👩🏽‍⚕️ Ŵythnos ŷ tŷ, môr a mynydd”" in quotes, "“مرحبا بالعالم”" in quotes) == (True, True)
    assert f"“{'x' * 5000}”" in quotes


def test_a_teams_template_keeps_its_own_look():
    theirs = Document(io.BytesIO(word_template.ours()))
    theirs.add_paragraph("To be left out")
    theirs.styles["Heading 1"].font.name = "Comic Neue"
    theirs.sections[0].header.paragraphs[0].text = "The partnership"
    sent = io.BytesIO()
    theirs.save(sent)
    assert word_kept.fault_of(sent.getvalue()) == ""

    written = Document(io.BytesIO(word_kept.report_in(summary(2, 1), sent.getvalue())))
    head = [paragraph.text for paragraph in written.sections[0].header.paragraphs]
    assert (written.styles["Heading 1"].font.name, head) == (
        "Comic Neue",
        ["The partnership", "Draft: not yet approved."],
    )
    assert "To be left out" not in [paragraph.text for paragraph in written.paragraphs]


OURS = word_template.ours()
TYPES = zipfile.ZipFile(io.BytesIO(OURS)).read("[Content_Types].xml")
DOCUMENT = zipfile.ZipFile(io.BytesIO(OURS)).read("word/document.xml")
FAR = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="https://far.example/t.dotm" TargetMode="External"/></Relationships>'
)
NO_WORD = "It is not a Word document (.docx)."
DAMAGED = "Word's own parts in it are damaged. Open it in Word and save it again."
ELSEWHERE = (
    "It takes something from another place, such as a linked picture or template. Put it in or take it out."
)


def spoilt(content: bytes, part: str) -> bytes:
    """The zip with the first sign of one packed part changed into none that packing knows."""
    found = bytearray(content)
    found[zipfile.ZipFile(io.BytesIO(content)).getinfo(part).header_offset + 30 + len(part)] = 0xFF
    return bytes(found)


BROKEN = {
    "no zip": (b"not a document", "It is not a Word document (.docx)."),
    "nothing": (b"", "It is not a Word document (.docx)."),
    "cut off": (OURS[: len(OURS) // 2], "It is not a Word document (.docx)."),
    "another zip": (
        changed(OURS, {"[Content_Types].xml": None}),
        "It is not a Word document (.docx).",
    ),
    "macros": (
        changed(OURS, {"word/vbaProject.bin": b"x"}),
        "It holds macros. Save it as a Word document without them (.docx).",
    ),
    "dotx": (
        changed(OURS, {"[Content_Types].xml": TYPES.replace(b"document.main+xml", b"template.main+xml")}),
        "It is saved as a template (.dotx). Save it as a Word document (.docx).",
    ),
    "far": (
        changed(OURS, {"word/_rels/settings.xml.rels": FAR}),
        ELSEWHERE,
    ),
    "far, in other letters": (
        changed(OURS, {"word/_rels/settings.xml.rels": FAR.replace(b"External", b"&#x45;xternal")}),
        ELSEWHERE,
    ),
    "damaged": (changed(OURS, {"word/document.xml": b"<w:document"}), DAMAGED),
    "without a body": (
        changed(OURS, {"word/document.xml": DOCUMENT.replace(b"w:body", b"w:nobody")}),
        DAMAGED,
    ),
    "badly packed": (spoilt(OURS, "word/styles.xml"), NO_WORD),
    "too large": (OURS + b"\0" * 2_000_000, "It is larger than 2 MB. Take large pictures out of it."),
}


@pytest.mark.parametrize(("content", "why"), BROKEN.values(), ids=BROKEN)
def test_a_broken_template_is_named_and_ours_is_used(content, why):
    assert word_kept.fault_of(content) == why
    assert styled(word_kept.report_in(empty(), content), "Title") == ["Coming home"]


def test_a_template_that_unpacks_to_more_is_not_unpacked():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as large:
        large.writestr("[Content_Types].xml", TYPES)
        large.writestr("word/document.xml", b" " * 6_000_001)

    assert word_kept.fault_of(made.getvalue()) == "It is too large once it is unpacked."


def test_a_template_without_a_style_is_lent_ours():
    theirs = Document(io.BytesIO(OURS))
    for name in ("Quote", "Subtitle"):
        element = theirs.styles[name].element
        element.getparent().remove(element)
    sent = io.BytesIO()
    theirs.save(sent)

    assert (
        word_kept.fault_of(sent.getvalue()),
        styled(word_kept.report_in(empty(), sent.getvalue()), "Title"),
    ) == (
        "",
        ["Coming home"],
    )
