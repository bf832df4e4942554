"""A Word document as this site writes one: languages, directions and colours set once, then paragraph by paragraph."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from principles.languages import direction_of

# What XML cannot hold: Word would not open the file.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BRAND, INK, HAIR = RGBColor(0x4C, 0x2A, 0x85), RGBColor(0x1F, 0x1A, 0x2E), "C9C0B0"
SIZES = {"Title": 26, "Subtitle": 12, "Heading 1": 20, "Heading 2": 13}
# The order in which Word wants to read what is said of a table.
AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
LABELS, STATEMENTS = Cm(4.2), Cm(12.4)


class Pages:
    """`language` is that of the texts, `own` that of this site's words among them."""

    def __init__(self, document: Any, language: str, own: str) -> None:
        self.document: Document = document
        self.language, self.own = language, own
        self.is_rtl = direction_of(language) == "rtl"
        self._set_page()
        self._set_language()
        self._set_looks()

    def describe(self, title: str, subject: str, published: datetime) -> None:
        about = self.document.core_properties
        about.title, about.subject, about.language = writable(title), writable(subject), self.language
        about.author, about.comments, about.last_modified_by = "Common Ground", "", ""
        about.created = about.modified = published

    def add(self, text: str, style: str = "Normal") -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        if text:
            self.say(paragraph, text)
        return paragraph

    def add_own(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph in this site's own words."""
        paragraph = self.document.add_paragraph(style=style)
        self.say_own(paragraph, text)
        return paragraph

    def say(
        self, paragraph: Paragraph, text: str, *, strong: bool = False, emphasis: bool = False, href: str = ""
    ) -> Run:
        run = paragraph.add_run(writable(text))
        run.bold = run.font.cs_bold = strong or None
        run.italic = run.font.cs_italic = emphasis or None
        if href:
            self._lead(paragraph, run, href)
        return run

    def say_own(self, paragraph: Paragraph, text: str) -> Run:
        run = paragraph.add_run(writable(text))
        if self.own != self.language:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), self.own)
            run._r.get_or_add_rPr().append(language)  # noqa: SLF001  python-docx has no other way to it
        if self.is_rtl:
            run.font.rtl = direction_of(self.own) == "rtl"
        return run

    def table(self, caption: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]]) -> None:
        """Two columns under heads that come again on each page."""
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        table.columns[0].width, table.columns[1].width = LABELS, STATEMENTS
        self._describe_table(table, caption)
        top = self._row_of(table)
        for cell, text in zip(top, heads, strict=True):
            self.say_own(cell, text).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
        for label, text in rows:
            left, right = self._row_of(table)
            self.say(left, label, strong=True)
            self.say(right, text)

    def _row_of(self, table: Table) -> tuple[Paragraph, Paragraph]:
        row: Any = table.add_row()  # type: ignore[no-untyped-call]
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        left, right = row.cells
        left.width, right.width = LABELS, STATEMENTS
        return left.paragraphs[0], right.paragraphs[0]

    def _describe_table(self, table: Table, caption: str) -> None:
        properties = table._tbl.tblPr  # noqa: SLF001
        if self.is_rtl:
            properties.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW", *AFTER_BORDERS)
        properties.insert_element_before(borders(), *AFTER_BORDERS)
        described = OxmlElement("w:tblCaption")
        described.set(qn("w:val"), writable(caption))
        properties.append(described)

    def foot(self, title: str, page: str) -> None:
        """The title, and which page of how many: `page` says where the numbers go."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        self.say(paragraph, f"{title} \N{MIDDLE DOT} ")
        for part in re.split(r"(\{number\}|\{all\})", page):
            run = self.say_own(paragraph, "" if part.startswith("{") else part)
            if part.startswith("{"):
                put_field(run, "PAGE" if part == "{number}" else "NUMPAGES")

    def numbering_from(self, first: int) -> int:
        """A numbered list of its own; its id."""
        numberings = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        like = numberings.num_having_numId(style.pPr.numPr.numId.val)
        made = numberings.add_num(like.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(made.numId)

    def number(self, paragraph: Paragraph, numbering: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        properties.get_or_add_numId().val = numbering
        properties.get_or_add_ilvl().val = 0

    def _lead(self, paragraph: Paragraph, run: Run, href: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"),
            paragraph.part.relate_to(writable(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        )
        run.font.underline, run.font.color.rgb = True, BRAND
        paragraph._p.append(link)  # noqa: SLF001
        link.append(run._r)  # noqa: SLF001

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)

    def _set_language(self) -> None:
        """The document's language where Word and its readers look for it: in the defaults of every style."""
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        for language in defaults.iter(qn("w:lang")):
            for name in ("w:val", "w:eastAsia", "w:bidi"):
                language.set(qn(name), self.language)
        if self.is_rtl:
            normal = self.document.styles["Normal"]
            normal.font.rtl = True
            normal.element.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:jc")

    def _set_looks(self) -> None:
        styles = self.document.styles
        styles["Normal"].font.size, styles["Normal"].font.color.rgb = Pt(11), INK
        for name, size in SIZES.items():
            styles[name].font.size, styles[name].font.color.rgb = Pt(size), BRAND
            styles[name].font.italic = False
            for complex_size in styles[name].element.iter(qn("w:szCs")):
                complex_size.set(qn("w:val"), str(2 * size))
        for line in styles["Title"].element.iter(qn("w:bottom")):
            line.set(qn("w:color"), str(BRAND))


def writable(text: str) -> str:
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def borders() -> Any:
    lines = OxmlElement("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", HAIR)):
            line.set(qn(name), value)
        lines.append(line)
    return lines


def put_field(run: Run, name: str) -> None:
    """A number that Word works out."""
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = name
        run._r.append(element)  # noqa: SLF001
