# ruff: noqa: SLF001 - python-docx shows the elements of a table and its cells nowhere else
"""Tables in a Word document: header rows that repeat, named rows, lines as thin as hair, alt texts."""

import io

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from principles.typesetting import printable
from workshops.reports import word_marks as mark
from workshops.reports.blocks import Cell, Picture, Table
from workshops.reports.drawing import SHADES
from workshops.reports.word_marks import Book

WHITE = RGBColor(0xFF, 0xFF, 0xFF)
SOFT, SUNK, HAIR, INK = "EFE8FB", "F7F1E6", "D9D0C0", "1F1A2E"
FITS = 0.96  # of a column, for a picture


def known(book: Book, rows: tuple[tuple[str, str], ...]) -> None:
    """What is called what, a paragraph each: a table would be read as numbers."""
    for term, words in rows:
        paragraph = book.paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        mark.put(paragraph, f"{term}: ", bold=True)
        mark.put(paragraph, words)


def drawn_table(book: Book, block: Table) -> None:
    document = book.document
    table = document.add_table(rows=0, cols=len(block.head))
    table.autofit = False
    widths = _widths(document, block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _described(table, block)
    _row(table, block, block.head, book.pictures, widths, place=-1)
    for place, row in enumerate(block.rows):
        _row(table, block, row, book.pictures, widths, place=place)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _widths(document: WordDocument, block: Table) -> list[Length]:
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    whole = (page or 0) - (left or 0) - (right or 0)
    shares = sum(block.widths)
    return [Length(int(whole * share / shares)) for share in block.widths]


def _described(table: WordTable, block: Table) -> None:
    """What it holds, for those who hear it, and that its first row and column name the others."""
    properties = table._tbl.tblPr
    for tag, text in (("w:tblCaption", block.caption), ("w:tblDescription", block.caption)):
        described = OxmlElement(tag)
        described.set(qn("w:val"), printable(text))
        properties.append(described)
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.insert(0, look)
    for name in list(look.attrib):
        del look.attrib[name]
    for name, value in (("firstRow", "1"), ("firstColumn", "1"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(qn(f"w:{name}"), value)
    # The order of these is fixed by the format.
    properties.remove(look)
    properties.insert(len(properties) - 2, look)


def _row(
    table: WordTable,
    block: Table,
    cells: tuple[Cell, ...],
    pictures: dict[str, bytes],
    widths: list[Length],
    *,
    place: int,
) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    targets = row.cells
    is_head, is_total = place < 0, block.total and place == len(block.rows) - 1
    _whole(row, is_head=is_head)
    ground = SOFT if place in block.marked else SUNK if is_total else ""
    column = 0
    for cell in cells:
        target = targets[column]
        if cell.span > 1:
            target = target.merge(targets[column + cell.span - 1])
        else:
            target.width = widths[column]
        strong = is_head or is_total or cell.is_strong or column == block.header
        _fill(target, cell, pictures, widths[column], Pt(8) if block.small else Pt(9.5), strong=strong)
        _lined(target, ground, is_head=is_head)
        column += cell.span


def _whole(row: _Row, *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(
    target: _Cell, cell: Cell, pictures: dict[str, bytes], width: Length, size: Length, *, strong: bool
) -> None:
    paragraph = target.paragraphs[0]
    _set(paragraph, cell)
    if cell.level:
        token = mark.put(paragraph, f" {cell.level} ", bold=True, size=size, colour=WHITE)
        _ground(token._r.get_or_add_rPr(), SHADES[cell.shade].lstrip("#"))
        mark.put(paragraph, "  ", size=size)
    if cell.text:
        mark.put(paragraph, cell.text, bold=strong or None, size=size)
    if cell.aside:
        aside = target.add_paragraph()
        _set(aside, cell)
        mark.put(aside, cell.aside, size=Pt(8.5), colour=mark.MUTED)
    for place, picture in enumerate(cell.strips):
        beneath = target.add_paragraph() if place else paragraph
        _set(beneath, cell)
        _picture(beneath, picture, pictures[picture.svg], width)


def _set(paragraph: Paragraph, cell: Cell) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if cell.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(paragraph: Paragraph, picture: Picture, png: bytes, column: Length) -> None:
    width = min(Pt(picture.width), Length(int(column * FITS)))
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=width)
    about = shape._inline.docPr
    about.set("descr", printable(picture.alt))
    about.set("title", printable(picture.alt.partition(".")[0]))


def _ground(properties: BaseOxmlElement, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    properties.append(shading)


def _lined(target: _Cell, ground: str, *, is_head: bool) -> None:
    """A line below the cell: its table may have no style that draws one."""
    properties = target._tc.get_or_add_tcPr()
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    look = ("8", INK) if is_head else ("4", HAIR)
    for name, value in (("val", "single"), ("sz", look[0]), ("space", "0"), ("color", look[1])):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties.append(borders)
    if ground:
        _ground(properties, ground)
