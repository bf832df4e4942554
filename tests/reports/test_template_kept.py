"""What of a team's Word template goes out with a report, and what stands on each kind of page."""

import io
import posixpath
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from principles.typesetting import pngs_of
from tests.reports.made import empty
from tests.reports.packaged import MARKER, OFFICE, PACKAGE, WORD, W, note, part, related, saved, words
from tests.reports.test_docx import OURS, changed
from workshops.reports import word_kept
from workshops.reports.docx import content_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
BESIDE = {
    "word/comments.xml": (
        "comments",
        f"{WORD}.comments+xml",
        note("comment", words(MARKER)),
    ),
    "word/footnotes.xml": ("footnotes", f"{WORD}.footnotes+xml", note("footnote", words(MARKER))),
    "word/endnotes.xml": ("endnotes", f"{WORD}.endnotes+xml", note("endnote", words(MARKER))),
    "word/people.xml": (
        "http://schemas.microsoft.com/office/2011/relationships/people",
        f"{WORD}.people+xml",
        f"<people>{MARKER}</people>".encode(),
    ),
    "word/glossary/document.xml": (
        "glossaryDocument",
        f"{WORD}.document.glossary+xml",
        part("glossaryDocument", f"<w:docParts>{words(MARKER)}</w:docParts>"),
    ),
    "customXml/item9.xml": ("customXml", "application/xml", f"<a>{MARKER}</a>".encode()),
    "word/media/left.png": ("image", "image/png", MARKER.encode()),
    "word/header9.xml": ("header", f"{WORD}.header+xml", part("hdr", f"<w:p>{words(MARKER)}</w:p>")),
    "word/webSettings.xml": ("webSettings", f"{WORD}.webSettings+xml", part("webSettings", words(MARKER))),
}
OF_THE_WHOLE = {
    "docProps/custom.xml": (
        "custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"<Properties>{MARKER}</Properties>".encode(),
    ),
    "docProps/app.xml": (
        "extended-properties",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"<Properties><Company>{MARKER}</Company></Properties>".encode(),
    ),
    "docProps/thumbnail.jpeg": (
        f"{PACKAGE}/relationships/metadata/thumbnail",
        "image/jpeg",
        MARKER.encode(),
    ),
}


def full() -> bytes:
    """Our template as somebody used it: words in every part that Word keeps beside the pages."""
    document = Document(io.BytesIO(OURS))
    document.core_properties.identifier = document.core_properties.content_status = MARKER
    section = document.sections[0]
    section.first_page_header.paragraphs[0].text = MARKER
    section.header.paragraphs[0].text = "The partnership"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(pngs_of([(SVG, 20)])[0]))
    for inside in (
        f'<w:docVars {W}><w:docVar w:name="a" w:val="{MARKER}"/></w:docVars>',
        f'<w:mailMerge {W}><w:query w:val="{MARKER}"/></w:mailMerge>',
        f'<w:footnotePr {W}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
        f'<w:documentProtection {W} w:edit="readOnly" w:enforcement="1"/>',
    ):
        document.settings.element.append(parse_xml(inside))
    document.add_paragraph(MARKER)
    fonts = {
        "word/fonts/font1.odttf": (
            "font",
            "application/vnd.openxmlformats-officedocument.obfuscatedFont",
            MARKER.encode(),
        )
    }
    made = related(OF_THE_WHOLE, related(fonts, related(BESIDE, saved(document)), "word/fontTable.xml"), "")
    table = zipfile.ZipFile(io.BytesIO(made)).read("word/fontTable.xml")
    own = (
        f'<w:font w:name="Ours"><w:embedRegular {nsdecls("r")} r:id="rIdMore0"/></w:font></w:fonts>'.encode()
    )
    return changed(made, {"word/fontTable.xml": table.replace(b"</w:fonts>", own)})


def test_nothing_of_what_was_written_beside_the_pages_goes_out() -> None:
    sent = full()
    inside = zipfile.ZipFile(io.BytesIO(sent))
    held = {name for name in inside.namelist() if MARKER.encode() in inside.read(name)}
    assert {
        *BESIDE,
        *OF_THE_WHOLE,
        "word/fonts/font1.odttf",
        "word/settings.xml",
        "docProps/core.xml",
    } <= held
    assert word_kept.fault_of(sent) == ""

    made = zipfile.ZipFile(io.BytesIO(word_kept.report_in(empty(), sent)))
    assert {name for name in made.namelist() if MARKER.encode() in made.read(name)} == set()
    # Whole, without anything that Word would have to repair.
    settings = made.read("word/settings.xml")
    assert [word in settings for word in (b"footnote", b"documentProtection", b"compat")] == [
        False,
        False,
        True,
    ]
    assert b"embedRegular" not in made.read("word/fontTable.xml")
    assert b'w:name="Ours"' in made.read("word/fontTable.xml")


def test_what_goes_out_is_whole() -> None:
    content = word_kept.report_in(empty(), full())
    made = zipfile.ZipFile(io.BytesIO(content))
    names = made.namelist()
    kinds = ET.fromstring(made.read("[Content_Types].xml"))  # noqa: S314 - we wrote it
    overridden = [one.get("PartName", "")[1:] for one in kinds if one.tag.endswith("Override")]
    ends = {one.get("Extension") for one in kinds if one.tag.endswith("Default")}
    led_to = {target for name in names if name.endswith(".rels") for target in targets(made, name)}
    document = Document(io.BytesIO(content))

    assert (len(set(names)), set(overridden) - set(names)) == (len(names), set())
    assert {name for name in names if name not in overridden and name.rpartition(".")[2] not in ends} == set()
    assert led_to == {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert [one.text for one in document.sections[0].header.paragraphs] == [
        "The partnership",
        "Draft: not yet approved.",
    ]
    assert len(document.sections[0].header.part.rels) == 1
    assert document.core_properties.title == "Coming home"


def targets(made: zipfile.ZipFile, name: str) -> list[str]:
    """The parts that a list of relationships leads to; each key in its part is one of them."""
    folder = posixpath.dirname(posixpath.dirname(name))
    source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    lines = ET.fromstring(made.read(name))  # noqa: S314 - we wrote it
    if source in made.namelist():
        whole = ET.fromstring(made.read(source)).iter()  # noqa: S314 - we wrote it
        keys = {value for one in whole for key, value in one.items() if key.startswith(f"{{{OFFICE}}}")}
        assert keys <= {one.get("Id") for one in lines}
    return [
        posixpath.normpath(posixpath.join(folder, one.get("Target", "").removeprefix("/"))) for one in lines
    ]


def test_a_head_that_nobody_sees_does_not_go_out() -> None:
    """Another section's, and one for even pages where even pages are like the others."""
    document = Document(io.BytesIO(OURS))
    document.sections[0].header.paragraphs[0].text = MARKER
    last = document.add_section()
    last.header.is_linked_to_previous = False
    last.header.paragraphs[0].text = "The partnership"
    last.even_page_header.is_linked_to_previous = last.first_page_footer.is_linked_to_previous = False
    last.even_page_header.paragraphs[0].text = last.first_page_footer.paragraphs[0].text = MARKER
    sent = saved(document)
    made = zipfile.ZipFile(io.BytesIO(word_kept.report_in(empty(), sent)))

    assert word_kept.fault_of(sent) == ""
    assert [name for name in made.namelist() if MARKER.encode() in made.read(name)] == []
    assert len([name for name in made.namelist() if "header" in name and not name.endswith(".rels")]) == 1


def test_a_draft_says_so_on_first_and_even_pages() -> None:
    document = Document(io.BytesIO(OURS))
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].even_page_header.paragraphs[0].text = "The partnership"
    first = Document(io.BytesIO(word_kept.report_in(empty(), saved(document)))).sections[0]
    heads = (first.header, first.first_page_header, first.even_page_header)
    feet = (first.footer, first.even_page_footer)

    assert [[one.text for one in head.paragraphs if one.text] for head in heads] == [
        ["Draft: not yet approved."],
        ["Draft: not yet approved."],
        ["The partnership", "Draft: not yet approved."],
    ]
    assert [foot.paragraphs[0].text[:11] for foot in feet] == ["Coming home"] * 2
    assert first.first_page_footer.is_linked_to_previous


def test_a_head_that_pages_share_says_it_once() -> None:
    document = Document(io.BytesIO(OURS))
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].header.is_linked_to_previous = False
    reference = document.element.body.sectPr.find(qn("w:headerReference"))
    shared = parse_xml(f'<w:headerReference {nsdecls("w", "r")} w:type="even" r:id="{reference.rId}"/>')
    reference.addnext(shared)
    head = Document(io.BytesIO(word_kept.report_in(empty(), saved(document)))).sections[0].even_page_header

    assert [one.text for one in head.paragraphs] == ["", "Draft: not yet approved."]


def test_the_same_report_is_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    approved = replace(empty(), approved=True)
    content = content_of(approved)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert content_of(approved) == content
    assert {one.date_time[0] for one in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {
        approved.planned.year
    }
