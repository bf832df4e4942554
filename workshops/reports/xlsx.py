"""The report for Excel: every table a real one, with filters, and nothing that a spreadsheet would run.

Texts are written as texts: what begins with "=" stays what somebody wrote. A sheet is there also where it has nothing
to show, so that whoever links to one finds it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary
from workshops.reports.tables import Cell, Table, tables_of

LONGEST_CELL = 32767  # characters that Excel keeps in one
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = dict.fromkeys(map(ord, "[]:*?/\\'"), " ")
WIDE, NARROW, NARROWEST = 60, 14, 8
HEAD = 3  # rows above a table: what it is of, and what to know before any number
# Nothing is taken for a formula, a link or a number that was not given as one.
AS_GIVEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@dataclass(frozen=True)
class About:
    """What stands above every table, and how its language is written."""

    title: str
    note: str
    team: str = ""
    right_to_left: bool = False


def content_of(summary: Summary) -> bytes:
    about = About(
        summary.title, " ".join(notes_on(summary)), summary.team, is_right_to_left(summary.edition.language)
    )
    return written(about, tables_of(summary))


def is_right_to_left(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in settings.LANGUAGES_BIDI


def written(about: About, tables: Iterable[Table]) -> bytes:
    """A workbook with a sheet for each table."""
    out = BytesIO()
    with Workbook(out, AS_GIVEN) as book:
        book.set_properties(
            {"title": fitting(about.title, 255), "company": about.team, "comments": about.note}
        )
        formats = _Formats.of(book)
        taken: set[str] = set()
        for table in tables:
            name = sheet_name(table.title or table.name, taken)
            taken.add(name.casefold())
            _sheet(book.add_worksheet(name), about, table, formats)
    return out.getvalue()


@dataclass(frozen=True)
class _Formats:
    title: Format
    note: Format
    cell: Format
    words: Format
    day: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Formats":
        top = {"valign": "top"}
        return cls(
            title=book.add_format({"bold": True, "font_size": 14}),
            note=book.add_format({"italic": True}),
            cell=book.add_format(top),
            words=book.add_format({**top, "text_wrap": True}),
            day=book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        )


def _sheet(sheet: Worksheet, about: About, table: Table, formats: _Formats) -> None:
    sheet.write_string(0, 0, fitting(f"{about.title}: {table.title}"), formats.title)
    sheet.write_string(1, 0, fitting(about.note), formats.note)
    last = HEAD
    for place, row in enumerate(table.rows, HEAD + 1):
        _row(sheet, place, row, table.wide, formats)
        last = place
    # A table has at least one row; an empty one is how Excel itself begins.
    last = max(last, HEAD + 1)
    columns = [{"header": heading} for heading in told_apart(table.columns)]
    options = {"name": table.name, "columns": columns, "style": "Table Style Light 1"}
    sheet.add_table(HEAD, 0, last, len(columns) - 1, options)
    _look(sheet, about, table)


def _look(sheet: Worksheet, about: About, table: Table) -> None:
    """How it looks on a screen and on paper."""
    for place, heading in enumerate(table.columns):
        width = WIDE if place in table.wide else max(min(len(heading) + 4, NARROW * 2), NARROWEST)
        sheet.set_column(place, place, width)
    sheet.freeze_panes(HEAD + 1, 0)
    sheet.repeat_rows(HEAD)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if about.right_to_left:
        sheet.right_to_left()


def _row(sheet: Worksheet, place: int, row: Sequence[Cell], wide: frozenset[int], formats: _Formats) -> None:
    for column, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        if isinstance(cell, str):
            look = formats.words if column in wide else formats.cell
            sheet.write_string(place, column, fitting(cell), look)
        elif isinstance(cell, date):
            sheet.write_datetime(place, column, cell, formats.day)
        elif isinstance(cell, int | float | Decimal):
            sheet.write_number(place, column, cell, formats.cell)


def fitting(text: str, most: int = LONGEST_CELL) -> str:
    """The text, or as much of it as Excel keeps in one cell, which says that there was more."""
    return text if len(text) <= most else _("%(text)s (cut)") % {"text": text[: most - 40]}


def told_apart(headings: Sequence[str]) -> list[str]:
    """Headings of which no two are alike in any case of their letters, as a table needs them."""
    found: list[str] = []
    for heading in headings:
        name, number = heading or "-", 2
        while name.casefold() in {one.casefold() for one in found}:
            name, number = f"{heading} {number}", number + 1
        found.append(name)
    return found


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet, and that none of `taken` has."""
    plain = title.translate(NOT_IN_SHEET_NAMES).strip()[:LONGEST_SHEET_NAME].strip() or "-"
    name, number = plain, 2
    while name.casefold() in taken:
        end = f" {number}"
        name, number = plain[: LONGEST_SHEET_NAME - len(end)] + end, number + 1
    return name
