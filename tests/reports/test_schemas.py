"""What programs read keeps to the schemas that are published, checked by a validator that we did not write."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports import csv as numbers
from workshops.reports import json as report
from workshops.reports import outcomes_csv, over_time_csv, over_time_json

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
DOCUMENTED = (SCHEMAS.parent / "exports.md").read_text(encoding="utf-8")


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def faults(name: str, value: Any) -> list[str]:
    validator = jsonschema_rs.Draft202012Validator(schema(name), validate_formats=True)
    return [
        f"{'/'.join(map(str, fault.instance_path))}: {fault.message}"
        for fault in validator.iter_errors(value)
    ]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_every_schema_is_one_and_is_in_the_docs(path: Path) -> None:
    jsonschema_rs.meta.validate(schema(path.stem))

    assert f"schemas/{path.name}" in DOCUMENTED


@pytest.mark.parametrize("made", [empty(), without_rounds(), *(summary(k, 12, "=1 ") for k in range(2, 8))])
def test_a_report_keeps_to_its_schema(made: Any) -> None:
    assert faults("report-1", json.loads(report.content_of(made))) == []
    assert [found for row in rows(numbers.content_of(made)) for found in faults("numbers-csv-1", row)] == []
    assert [
        found for row in rows(outcomes_csv.content_of(made)) for found in faults("decisions-csv-1", row)
    ] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_type_no_cell_is_run(text: str) -> None:
    made, harmful = summary(text=text), numbers.FORMULA_BEGINS
    found = rows(numbers.content_of(made)) + rows(outcomes_csv.content_of(made))
    cells = [(name, cell) for row in found for name, cell in row.items()]
    run = [(name, cell) for name, cell in cells if cell.lstrip(" \u00a0").startswith(harmful)]

    # Van der Eijk's A may be below nought, and is a number.
    assert {name for name, _cell in run} == {"a"}
    assert {float(cell) for _name, cell in run} == {-0.22}
    assert json.loads(report.content_of(made))["title"] == f"{text}Coming home"


CELLS = st.lists(
    st.text("=+-@\uff1d;,\t\r\n \"'\u00a0ax1", max_size=12) | st.just(Decimal("-0.22")), max_size=4
)


@given(st.text('=-;\t\n "ax', max_size=8), CELLS)
@example("x;=1+1", [])
@example("", ['x;"=1+1;y', "x\n=1+1", "x\t=1"])
def test_whatever_ends_a_cell_in_some_country_no_cell_is_run(first: str, more: list[numbers.Cell]) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(numbers.harmless(["x" if first.isspace() else first, *more]))
    for end in ",;\t":
        for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=end):
            assert [
                cell for cell in row if cell != "-0.22" and cell.strip().startswith(tuple(numbers.SIGNS))
            ] == []


def test_signs_and_semicolons_that_nothing_would_run_stay_as_they_are() -> None:
    texts = ["Time: 4; Trust: 2", "a=b; c - d", "me@example.org", "one, -two", "x;1", 'a "-b"', ""]

    assert numbers.harmless([*texts, -1, Decimal("-0.10"), None]) == [*texts, -1, Decimal("-0.10"), None]
    assert numbers.harmless(["a; -b;\t=c\n- d"]) == ["a; '-b;\t'=c\n'- d"]


def test_many_ends_are_soon_looked_through() -> None:
    text = ";" * 200_000

    assert numbers.harmless([text]) == [text]


def test_the_schema_refuses_what_does_not_belong() -> None:
    told = json.loads(report.content_of(summary()))

    assert len(faults("report-1", told | {"schema_version": "2"})) == 1
    assert len(faults("report-1", told | {"people_by_name": []})) == 1
    assert len(faults("report-1", {key: told[key] for key in told if key != "rules"})) == 1


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("numbers-csv-1", (*numbers.BEFORE_LEVELS, *numbers.AFTER_LEVELS, *numbers.SAID)),
        ("decisions-csv-1", outcomes_csv.COLUMNS),
        ("over-time-csv-1", (*over_time_csv.BEFORE_LEVELS, *over_time_csv.AFTER_LEVELS)),
        ("commitments-csv-1", over_time_csv.COMMITMENTS),
    ],
)
def test_the_columns_are_the_published_ones_in_their_order(name: str, columns: tuple[str, ...]) -> None:
    assert tuple(schema(name)["properties"]) == columns


def test_versions_are_those_of_the_schemas() -> None:
    versions = [report.SCHEMA_VERSION, over_time_json.SCHEMA_VERSION, numbers.SCHEMA_VERSION]

    assert [*versions, outcomes_csv.SCHEMA_VERSION, over_time_csv.SCHEMA_VERSION] == ["1"] * 5
