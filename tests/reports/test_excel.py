"""The workbook, opened by a program that we did not write: real tables, and every text as it was typed."""

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports import xlsx
from workshops.reports.tables import Table, tables_of

SHEETS = ["About", "Numbers", "Sectors", "Movement", "Comments", "Ideas", "What we agree", "Commitments"]
SHEETS += ["Promised before", "Tables and parked issues", "Agenda"]
CUT = 32767 - 40


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(book: Any, title: str) -> list[tuple[Any, ...]]:
    """The rows of the table on a sheet, below its headings."""
    return [tuple(cell.value for cell in row) for row in book[title].iter_rows(min_row=5)]


def test_every_sheet_is_one_real_table() -> None:
    book = opened(xlsx.content_of(summary()))
    tables = {sheet.title: list(sheet.tables.values()) for sheet in book}

    assert list(tables) == SHEETS
    assert [(table.name, table.ref) for table in tables["Numbers"]] == [("Numbers", "A4:U10")]
    for title, found in tables.items():
        headings = [cell.value for cell in book[title][4] if cell.value is not None]
        assert ([column.name for table in found for column in table.tableColumns], len(found)) == (
            headings,
            1,
        )


def test_numbers_are_numbers_and_days_are_days() -> None:
    book = opened(xlsx.content_of(summary()))
    first, _second, third = rows_of(book, "Numbers")[:3]

    assert first[3:13] == (0, 0, 0, 8, 6, 14, 1, 4, 4, 4)
    assert third == (1, "Principle 1", 3, *(None,) * 5, 3, *(None,) * 12)
    assert [str(row[2]) for row in rows_of(book, "Commitments")] == ["2027-01-15 00:00:00", "None"]
    assert rows_of(book, "Movement")[1] == (1, "Principle 1", 2, "moved up", 9)


@pytest.mark.parametrize("levels", [2, 7])
def test_the_scale_may_have_any_number_of_levels(levels: int) -> None:
    book = opened(xlsx.content_of(summary(levels, principles=12)))
    headings = [cell.value for cell in book["Numbers"][4]]

    assert headings[3 : 4 + levels] == [f"{n} Level {n}" for n in range(1, levels + 1)] + ["n"]
    assert len(rows_of(book, "Numbers")) == 36


def test_what_people_type_is_a_text_in_every_cell() -> None:
    """Also what begins like a formula: it is there as it was typed, and does nothing."""
    book = opened(xlsx.content_of(summary(text="=1+1 ")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert {cell.parent.title for cell in cells if str(cell.value).startswith("=1+1 ") and cell.row > 4} == {
        *SHEETS
    }


def test_whatever_people_type_is_read_as_it_was_typed() -> None:
    table = Table("Words", "=Words", ("=1", "@b"), [(text, text) for text in HOSTILE], frozenset({1}))
    book = opened(xlsx.written(xlsx.About(HOSTILE[0], HOSTILE[3]), [table]))
    cells = [cell for row in book.active.iter_rows(min_row=5) for cell in row]

    assert [unescape(cell.value) for cell in cells[::2]] == list(HOSTILE)
    assert [unescape(cell.value) for cell in cells[1::2]] == list(HOSTILE)
    assert ({cell.data_type for cell in cells}, [cell for cell in cells if cell.hyperlink]) == ({"s"}, [])


def test_what_is_longer_than_a_cell_says_that_it_was_cut() -> None:
    assert [xlsx.fitting("x" * 32767), xlsx.fitting("x" * 40000)] == ["x" * 32767, "x" * CUT + " (cut)"]


def test_headings_and_sheets_are_told_apart() -> None:
    assert xlsx.told_apart(["n", "N", "", "n"]) == ["n", "N 2", "-", "n 3"]
    assert xlsx.sheet_name("[a]:b", set()) == "a  b"
    assert xlsx.sheet_name("Agenda" * 9, {("Agenda" * 9)[:31].casefold()}) == ("Agenda" * 9)[:29] + " 2"


def test_a_language_from_right_to_left_turns_the_sheets() -> None:
    book = opened(xlsx.content_of(summary(7, 12, "مرحبا ", "ar")))

    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {True}
    assert rows_of(book, "Numbers")[0][1] == "مرحبا Principle 1"


@pytest.mark.parametrize("made", [empty, without_rounds])
def test_where_there_is_nothing_the_sheets_are_there(made: Any) -> None:
    book = opened(xlsx.content_of(made()))

    assert book.sheetnames == SHEETS
    assert (book["Numbers"].tables["Numbers"].ref, rows_of(book, "Numbers")) == ("A4:U5", [])


def test_a_draft_says_so_on_every_sheet() -> None:
    book = opened(xlsx.content_of(summary()))

    assert {sheet["A2"].value for sheet in book} == {"Draft: not yet approved."}


def test_names_of_tables_are_alike_in_every_language() -> None:
    assert [table.name for table in tables_of(summary())] == [
        *("About", "Numbers", "Sectors", "Movement", "Comments", "Ideas", "Positions", "Commitments"),
        *("Before", "Notes", "Agenda"),
    ]
