"""A series as files: opened by other programs, alike in all of them, and nothing in them that may not be shown."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from markdown_it import MarkdownIt

from tests.cast import Cast
from tests.reports.made import wording
from tests.reports.test_schemas import faults
from tests.workshops.held import counted, hold
from workshops.domain.distribution import Distribution
from workshops.domain.trend import Came
from workshops.reports import over_time_csv, over_time_json, over_time_tables
from workshops.reports.over_time_formats import SERIES_FORMATS
from workshops.shown import NumberedPrinciple, RoundResult
from workshops.trends.values import Followed, Held, Trend


def held(month: int, levels: int, text: str = "", counts: tuple[int, ...] = ()) -> Held:
    words = wording(levels, 2, text)
    principles = {one.key: NumberedPrinciple(number, one) for number, one in enumerate(words.principles, 1)}
    first = principles["p-1"]
    enough = sum(counts) > 4
    result = RoundResult(1, first, 1, sum(counts), Distribution(counts, 1) if enough else None)
    promise = Followed(
        7, "ABC234", f"{text}Meet", f"{text}Board", DAY, "stuck", f"{text}No room", DAY, f"{text}Ask"
    )
    return Held(
        code="ABC234",
        title=f"{text}Workshop {month}",
        nation="",
        at=datetime(2026, month, 1, 9, tzinfo=UTC),
        set_key="1",
        set_title=words.title,
        edition=1,
        wording=words,
        principles=principles,
        results={"p-1": result} if counts else {},
        came=Came(frozenset(), frozenset()),
        promises=(promise,),
        digest="0123456789abcdef",
    )


DAY = date(2026, 7, 1)


def trend(text: str = "") -> Trend:
    """Five levels, then few scores, then seven levels."""
    dates = (
        held(3, 5, text, (0, 2, 4, 1, 0)),
        held(5, 5, text, (1, 1, 0, 0, 0)),
        held(9, 7, text, (*(0,) * 5, 6, 3)),
    )
    return Trend(1, f"{text}Coming home", f"{text}A team", False, dates)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_has_every_principle_at_every_date_and_says_where_lines_break() -> None:
    found = rows(over_time_csv.comparison_of(trend()))
    told = [[row[name] for name in ("date", "key", "standing", "changed", "n", "median")] for row in found]

    assert told == [
        ["2026-03-01", "p-1", "shown", "", "7", "3"],
        ["2026-05-01", "p-1", "few", "", "", ""],
        ["2026-09-01", "p-1", "shown", "scale wording", "9", "6"],
        ["2026-03-01", "p-2", "unscored", "", "", ""],
        ["2026-05-01", "p-2", "unscored", "", "", ""],
        ["2026-09-01", "p-2", "unscored", "scale wording", "", ""],
    ]
    assert [found[0][f"level_{n}"] for n in range(1, 8)] == ["0", "2", "4", "1", "0", "", ""]
    assert found[2]["changed_parts"] == "levels"


@pytest.mark.parametrize("text", ["", "=1+1 ", "\t", "مرحبا "])
def test_files_keep_to_their_schemas(text: str) -> None:
    made = trend(text)

    assert faults("over-time-1", json.loads(over_time_json.content_of(made))) == []
    for name, content in (
        ("over-time-csv-1", over_time_csv.comparison_of(made)),
        ("commitments-csv-1", over_time_csv.commitments_of(made)),
    ):
        assert [found for row in rows(content) for found in faults(name, row)] == []


def test_the_workbook_has_the_same_numbers() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(over_time_tables.workbook_of(trend("=1+1 "))))
    first, second, third = (
        [cell.value for cell in row] for row in book["Over time"].iter_rows(min_row=5, max_row=7)
    )

    assert book.sheetnames == ["Workshops", "Over time", "Commitments"]
    assert first[2:] == ["2026-03-01", None, 0, 2, 4, 1, 0, None, None, 7, 1, 0, 3, "Together"]
    assert second[-1] == "fewer than five scores"
    assert third[3:12] == ["scale, wording", 0, 0, 0, 0, 0, 6, 3, 9]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_report_reads_as_markdown() -> None:
    text = over_time_tables.markdown_of(trend("<b>=1 ")).decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)

    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2"]
    assert [token for token in tokens if token.type == "html_block"] == []
    assert sum(token.type == "tr_open" for token in tokens) == 3 * 4


def test_nothing_is_an_empty_file_that_opens() -> None:
    nothing = Trend(1, "Nothing yet", "A team", False, ())

    assert rows(over_time_csv.comparison_of(nothing)) == rows(over_time_csv.commitments_of(nothing)) == []
    assert faults("over-time-1", json.loads(over_time_json.content_of(nothing))) == []
    assert (
        openpyxl.load_workbook(io.BytesIO(over_time_tables.workbook_of(nothing))).sheetnames[0] == "Workshops"
    )
    assert over_time_tables.markdown_of(nothing).decode().startswith("# Nothing yet\n")


@pytest.mark.django_db
def test_every_file_comes_with_its_type_and_name_and_others_are_unknown(cast: Cast) -> None:
    made = hold(
        cast.oak.team, datetime(2026, 3, 12, tzinfo=UTC), {"scope-goals": counted(0, 2, 2, 1)}, ["Meet"]
    )
    page = f"/workshops/over-time/{made.series_id}/"
    answers = {one.name: cast.get("olu", page + one.name) for one in SERIES_FORMATS}
    names = {name: answer["Content-Disposition"] for name, answer in answers.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert names["excel"] == 'attachment; filename="coming-home-over-time.xlsx"'
    assert answers["csv"]["Content-Type"] == "text/csv; charset=utf-8"
    assert faults("over-time-1", answers["json"].json()) == []
    assert cast.get("olu", page + "no-such").status_code == 404
