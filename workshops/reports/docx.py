"""The report as a Word document: headings, tables with header rows, alt texts, language, in a team's own template."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Pt, RGBColor

from principles.typesetting import pngs_of, printable
from workshops.reports import word_marks as mark
from workshops.reports import word_template
from workshops.reports.blocks import (
    Cards,
    Columns,
    Facts,
    Heading,
    Paper,
    Picture,
    Points,
    Quotes,
    Sheet,
    Table,
    Text,
)
from workshops.reports.paper import paper_of
from workshops.reports.summary import Summary
from workshops.reports.word_marks import Book
from workshops.reports.word_tables import drawn_table, known
from workshops.reports.zipped import dated

MUTED, GOLD = word_template.MUTED, RGBColor(0x8A, 0x38, 0x00)


def content_of(summary: Summary, template: bytes | None = None) -> bytes:
    """In the template, or in ours. Raises `word_template.BadTemplate` where it cannot be used."""
    paper, document = paper_of(summary), word_template.opened(template)
    day = summary.ended or summary.started or summary.planned
    _describe(document, paper, day)
    book = Book.of(document, _pngs(paper))
    for place, sheet in enumerate(paper.sheets):
        _sheet(book, paper, sheet, first=place == 0)
    content = io.BytesIO()
    document.save(content)
    return dated(content.getvalue(), day)


def _describe(document: WordDocument, paper: Paper, day: datetime) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = map(_short, (paper.title, paper.author, paper.subject))
    about.language, about.comments, about.keywords, about.category = paper.language, "", "", ""
    about.last_modified_by, about.created, about.modified = about.author, day, day
    mark.set_language(document, paper.language)
    for section in document.sections:
        mark.signed(document, section, paper)


def _short(text: str) -> str:
    # What the format allows for a property.
    return printable(text)[:255]


def _pngs(paper: Paper) -> dict[str, bytes]:
    """Every picture of the paper, each drawn once."""
    found = {picture.svg: picture.width for sheet in paper.sheets for picture in _pictures(sheet)}
    return dict(zip(found, pngs_of(list(found.items()), ppi=192), strict=True))


def _pictures(sheet: Sheet) -> Iterator[Picture]:
    tables = (block for block in sheet.blocks if isinstance(block, Table))
    return (picture for table in tables for row in table.rows for cell in row for picture in cell.strips)


def _sheet(book: Book, paper: Paper, sheet: Sheet, *, first: bool) -> None:
    if sheet.wide:
        _on_its_side(book.document)
    above = book.paragraph("Subtitle")
    above.paragraph_format.page_break_before = not first and not sheet.wide
    mark.put(above, sheet.above)
    above.paragraph_format.keep_with_next = True
    title = book.paragraph("Title" if first else "Heading 1")
    mark.put(title, sheet.title)
    if first:
        for note in paper.notes:
            mark.put(book.paragraph(), note, bold=True, colour=GOLD)
    for block in sheet.blocks:
        WRITERS[type(block)](book, block)


def _on_its_side(document: WordDocument) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    width, height = section.page_width, section.page_height
    if width and height and width < height:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = height, width


def _heading(book: Book, block: Heading) -> None:
    # The title of a sheet is heading 1, so its parts are heading 2.
    paragraph = book.paragraph(f"Heading {max(1, block.level - 1)}")
    mark.put(paragraph, block.text)
    if block.aside:
        mark.put(paragraph, f" ({block.aside})", bold=False, colour=MUTED)


def _text(book: Book, block: Text) -> None:
    size, colour = LOOKS.get(block.look, (None, None))
    paragraph = book.paragraph()
    if block.strong:
        mark.put(paragraph, f"{block.strong} ", bold=True, size=size)
    mark.put(
        paragraph, block.text, size=size, colour=colour, bold=block.look == "big", language=block.language
    )


LOOKS = {
    "lead": (Pt(12), MUTED),
    "big": (Pt(14), None),
    "muted": (None, MUTED),
    "small": (Pt(9), MUTED),
}


def _facts(book: Book, block: Facts) -> None:
    known(book, block.rows)


def _table(book: Book, block: Table) -> None:
    drawn_table(book, block)


def _quotes(book: Book, block: Quotes) -> None:
    for words, about in block.said:
        paragraph = book.paragraph("Quote")
        paragraph.paragraph_format.keep_with_next = bool(about)
        mark.put(paragraph, f"“{words}”")
        if about:
            mark.put(book.paragraph("Caption"), about)


def _points(book: Book, block: Points) -> None:
    for text in block.texts:
        mark.put(book.paragraph("List Bullet"), text)


def _cards(book: Book, block: Cards) -> None:
    for place, card in enumerate(block.cards, 1):
        paragraph = book.paragraph("Heading 2")
        mark.put(paragraph, f"{place}. {card.title}")
        known(book, card.facts)
        if card.remark:
            mark.put(book.paragraph(), card.remark, bold=True)


def _columns(book: Book, block: Columns) -> None:
    for part in chain.from_iterable(block.parts):
        WRITERS[type(part)](book, part)


WRITERS: dict[type, Callable[..., None]] = {
    Heading: _heading,
    Text: _text,
    Facts: _facts,
    Table: _table,
    Quotes: _quotes,
    Points: _points,
    Cards: _cards,
    Columns: _columns,
}
