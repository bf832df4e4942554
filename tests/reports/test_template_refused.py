"""What a team's Word template must not hold, since it goes into reports that strangers open."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document

from tests.reports.made import empty
from tests.reports.packaged import MARKER, OFFICE, WORD, field, mark, note, related, said, simple, with_head
from tests.reports.test_docx import DAMAGED, ELSEWHERE, OURS, changed
from workshops.reports import word_kept

FOREIGN = (
    "Something of another program is in it, such as a table of Excel or another document. Put it in as a picture, or "
    "take it out."
)
TRACKED = (
    "Changes are tracked in its heads, feet or styles. Accept or reject them in Word, then send it again."
)
OTHER = (
    "Its heads or feet hold something besides text, tables and pictures, such as a chart. Put a picture in its "
    "place."
)
FIELD = (
    "It holds a field that may not stand in a template: “%s”. Take it out. Page numbers, dates, the title, the author "
    "and the file's name may stay."
)
HARMLESS = {
    "page": simple(" PAGE "),
    "small letters": simple("page \\* MERGEFORMAT"),
    "pages, spread": field(" NUM", "PAG", "ES  \\* Arabic "),
    "date": field(' DATE \\@ "d MMMM yyyy" '),
    "time": simple("TIME"),
    "title": simple("TITLE"),
    "subject": simple("SUBJECT"),
    "author": simple("AUTHOR"),
    "chapter": field(' STYLEREF "Heading 1" '),
    "file": simple("FILENAME"),
    "section": simple("SECTION") + simple("SECTIONPAGES"),
    "property": field(" DOCPROPERTY ", "Title \\* MERGEFORMAT"),
    "two beside each other": field("PAGE") + field("NUMPAGES"),
}
REFUSED = {
    "starts a program": (simple('DDEAUTO c:\\\\cmd.exe "/k calc.exe"'), 'DDEAUTO c:\\\\cmd.exe "/k calc.exe"'),
    "spread": (field("DD", "EAU", "TO cmd"), "DDEAUTO cmd"),
    "a comment within": (field("D<!-- -->DEAUTO cmd"), "DDEAUTO cmd"),
    "a picture from far": (simple('INCLUDEPICTURE "https://far.example/a.png"'), 'INCLUDEPICTURE "https://far.example/a.png"'),
    "a text from far": (field('INCLUDETEXT "\\\\\\\\far\\\\a.docx"'), 'INCLUDETEXT "\\\\\\\\far\\\\a.docx"'),
    "begins like a page": (simple("PAGEREF x"), "PAGEREF x"),
    "another property": (simple("DOCPROPERTY Company"), "DOCPROPERTY Company"),
    "without an end": (mark("begin") + said("DDE x y"), "DDE x y"),
    "without a begin": (said("DDE x y"), "DDE x y"),
    "after a field": (field("PAGE") + field("LINK x"), "LINK x"),
    "in a field's result": (
        mark("begin") + said("PAGE ") + mark("separate") + field("LINK x") + mark("end"),
        "LINK x",
    ),
    "told by another field": (mark("begin") + field("TITLE") + said("PAGE") + mark("end"), "PAGE"),
    "words as a name": (mark("begin") + "<w:r><w:t>DDE</w:t></w:r>" + said("AUTO x") + mark("end"), "DDEAUTO x"),
    "changed meanwhile": (
        mark("begin") + f"<w:del>{said('PAGE ')}</w:del>{said('DDEAUTO x')}" + mark("end"),
        "PAGE DDEAUTO x",
    ),
    "nothing": (simple(""), "?"),
}  # fmt: skip


@pytest.mark.parametrize("inside", HARMLESS.values(), ids=HARMLESS)
def test_a_field_that_tells_of_the_document_stays(inside: str) -> None:
    sent = with_head(inside)
    head = Document(io.BytesIO(word_kept.report_in(empty(), sent))).sections[0].header

    assert word_kept.fault_of(sent) == ""
    assert head._element.xpath("count(.//w:fldSimple | .//w:instrText)") > 0


@pytest.mark.parametrize(("inside", "told"), REFUSED.values(), ids=REFUSED)
def test_any_other_field_is_refused(inside: str, told: str) -> None:
    assert word_kept.fault_of(with_head(inside)) == FIELD % told[:40]


def of_kind(link: str, kind: str = "application/octet-stream", source: str = "word/document.xml") -> bytes:
    return related({"word/embeddings/one.bin": (link, kind, b"one")}, source=source)


NOT_OURS: dict[str, tuple[Callable[[], bytes], str]] = {
    "an object": (lambda: of_kind("oleObject"), FOREIGN),
    "a workbook": (lambda: of_kind("package"), FOREIGN),
    "a control": (lambda: of_kind("control", "application/vnd.ms-office.activeX+xml"), FOREIGN),
    "another text": (lambda: of_kind("aFChunk", "text/html"), FOREIGN),
    "a part of a book": (lambda: of_kind("subDocument"), FOREIGN),
    "a template": (lambda: of_kind("attachedTemplate", source="word/settings.xml"), FOREIGN),
    "an object that says it is a picture": (
        lambda: of_kind("image", "application/vnd.openxmlformats-officedocument.oleObject"),
        FOREIGN,
    ),
    "macros by another name": (
        lambda: of_kind("vbaProject"),
        "It holds macros. Save it as a Word document without them (.docx).",
    ),
    "a link of the whole": (
        lambda: changed(OURS, {"_rels/.rels": whole_links()}),
        ELSEWHERE,
    ),
    "a field in a note": (
        lambda: related(
            {"word/footnotes.xml": ("footnotes", f"{WORD}.footnotes+xml", note("footnote", simple("DDE x")))}
        ),
        FIELD % "DDE x",
    ),
    "a chart in the head": (lambda: with_head('<w:r><w:drawing r:id="rId77"/></w:r>'), OTHER),
    "words that are crossed out": (
        lambda: with_head(f'<w:del w:author="A"><w:r><w:delText>{MARKER}</w:delText></w:r></w:del>'),
        TRACKED,
    ),
    "a look that was changed": (
        lambda: with_head('<w:pPr><w:pPrChange w:id="1" w:author="A"><w:pPr/></w:pPrChange></w:pPr>'),
        TRACKED,
    ),
    "an older drawing from far": (
        lambda: with_head('<w:r><w:pict><v:imagedata src="https://far.example/a.png"/></w:pict></w:r>'),
        ELSEWHERE,
    ),
    "a head that is not there": (
        lambda: changed(
            OURS,
            {
                "word/document.xml": zipfile.ZipFile(io.BytesIO(OURS))
                .read("word/document.xml")
                .replace(b"<w:pgSz", b'<w:headerReference w:type="default" r:id="rId77"/><w:pgSz')
            },
        ),
        DAMAGED,
    ),
    "two parts of one name": (lambda: changed(OURS, {"WORD/styles.xml": b"<a/>"}), DAMAGED),
    "a type of its own": (
        lambda: changed(
            OURS,
            {
                "word/theme/theme1.xml": zipfile.ZipFile(io.BytesIO(OURS))
                .read("word/theme/theme1.xml")
                .replace(b"<a:theme", b'<!DOCTYPE a [<!ENTITY e "e">]><a:theme', 1)
            },
        ),
        DAMAGED,
    ),
}


def whole_links() -> bytes:
    old = zipfile.ZipFile(io.BytesIO(OURS)).read("_rels/.rels")
    more = (
        f'<Relationship Id="rId9" Type="{OFFICE}/extended-properties" Target="https://far.example/" '
        'TargetMode="&#x45;xternal"/></Relationships>'
    )
    return old.replace(b"</Relationships>", more.encode())


@pytest.mark.parametrize(("make", "why"), NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_more_than_a_look_is_refused(make: Callable[[], bytes], why: str) -> None:
    assert word_kept.fault_of(make()) == why
