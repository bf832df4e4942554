# ruff: noqa: SLF001 - python-docx shows the elements of a paragraph and a run nowhere else
"""Words in a Word document: each in its direction and language, and what is said of the whole of it."""

import unicodedata
from dataclasses import dataclass
from typing import TypeVar

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from principles.typesetting import printable
from workshops.reports.blocks import Paper

GOLD = RGBColor(0x8A, 0x38, 0x00)
MUTED = RGBColor(0x56, 0x50, 0x69)
LEFTWARD = ("R", "AL")
# What the format wants to come after a paragraph's direction.
AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
)


Margin = TypeVar("Margin", _Header, _Footer)


@dataclass(frozen=True)
class Book:
    """A document that is being written, with the ids of its styles and every picture, by its drawing.

    To look a style up by its name takes python-docx longer than anything else.
    """

    document: WordDocument
    styles: dict[str, str]
    pictures: dict[str, bytes]

    @classmethod
    def of(cls, document: WordDocument, pictures: dict[str, bytes]) -> "Book":
        names = {style.name: style.style_id for style in document.styles if style.name}
        return cls(document, names, pictures)

    def paragraph(self, style: str = "") -> Paragraph:
        added = self._added()
        if style:
            added._p.style = self.styles[style]
        return added

    def _added(self) -> Paragraph:
        """At the end. The library looks for that place among all that is there already, each time anew."""
        last = self.document.element.body[-1]
        if last.tag != qn("w:sectPr"):
            return self.document.add_paragraph()
        found = OxmlElement("w:p")
        last.addprevious(found)
        return Paragraph(found, self.document)


def runs_left(text: str) -> bool:
    """Whether the text's first letter is of a script that runs from right to left."""
    first = next(
        (found for sign in text if (found := unicodedata.bidirectional(sign)) in ("L", *LEFTWARD)), "L"
    )
    return first in LEFTWARD


def put(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool | None = None,
    size: Length | None = None,
    colour: RGBColor | None = None,
    language: str = "",
) -> Run:
    """The text at the end of the paragraph, its lines as they are."""
    run = paragraph.add_run(printable(text))
    run.bold = bold or None if bold is not False else False
    run.font.size = size
    if colour is not None:
        run.font.color.rgb = colour
    if runs_left(text):
        if len(paragraph.runs) == 1:
            paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    if language:
        _speak(run._r.get_or_add_rPr(), language, leftward=runs_left(text))
    return run


def _speak(properties: BaseOxmlElement, language: str, *, leftward: bool) -> None:
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:bidi" if leftward else "w:val"), tag_of(language))
    properties.append(spoken)


def tag_of(language: str) -> str:
    """ "en-GB", as Word and PowerPoint write it."""
    code, _, region = language.partition("-")
    return f"{code}-{region.upper()}" if region else code


def set_language(document: WordDocument, language: str) -> None:
    """The language of everything that names no other."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    places = [] if defaults is None else [defaults]
    normal = document.styles["Normal"].element.get_or_add_rPr()
    for place in (*places, normal):
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        _speak(place, language, leftward=False)


def signed(document: WordDocument, section: Section, paper: Paper) -> None:
    """What must be read first, at the head of every page; a template's own head stays above it.

    A template may have other heads on first pages, and on even ones.
    """
    facing = document.settings.odd_and_even_pages_header_footer
    heads = [section.header]
    heads += [section.first_page_header] if section.different_first_page_header_footer else []
    heads += [section.even_page_header] if facing else []
    for head in _apart(heads) if paper.notes else ():
        for note in paper.notes:
            put(head.add_paragraph(), note, bold=True, size=Pt(9), colour=GOLD)
    feet = _apart([section.footer, section.even_page_footer] if facing else [section.footer])
    if not any(foot.tables or any(one.text.strip() for one in foot.paragraphs) for foot in feet):
        for foot in feet:
            paragraph = foot.paragraphs[0] if foot.paragraphs else foot.add_paragraph()
            put(paragraph, f"{paper.title}  ·  ", size=Pt(9), colour=MUTED)
            _page_number(paragraph)


def _apart(margins: list[Margin]) -> list[Margin]:
    """Each once: pages may share one."""
    return list({margin.part.partname: margin for margin in margins}.values())


def _page_number(paragraph: Paragraph) -> None:
    run = put(paragraph, "", size=Pt(9), colour=MUTED)
    for kind in ("begin", "", "end"):
        if kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
        else:
            field = OxmlElement("w:instrText")
            field.text = "PAGE"
        run._r.append(field)
