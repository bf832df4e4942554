"""Files at any moment of a workshop, with what may be shown then; and one's own part, which the server forgets."""

import io
import json
from typing import Any

import openpyxl
import pytest

from tests.cast import GOALS, Cast
from tests.reports.rfc5545 import read
from tests.reports.test_schemas import faults
from workshops.mine import whose_mark
from workshops.reports.formats import format_named
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db
LIGHT = ("excel", "csv", "decisions", "json", "markdown", "calendar")


def files(cast: Cast) -> dict[str, Any]:
    page = f"/workshops/{cast.oak.code}/report/files/"
    answers = {name: cast.get("olu", page + name) for name in LIGHT}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {
        name: b"".join(getattr(answer, "streaming_content", [answer.content]))
        for name, answer in answers.items()
    }


def counted(found: dict[str, Any]) -> tuple[int, int, int]:
    """How many results are told: in the workbook, in the table, in the values."""
    book: Any = openpyxl.load_workbook(io.BytesIO(found["excel"]))
    told = json.loads(found["json"])
    rows = [row for row in book["Numbers"].iter_rows(min_row=5, values_only=True) if row[0]]
    rounds = [one for principle in told["principles"] for one in principle["rounds"]]
    assert faults("report-1", told) == []
    assert read(found["calendar"]).name == "VCALENDAR"
    return len(rows), len(found["csv"].decode().splitlines()) - 1, len(rounds)


def test_a_file_can_be_had_at_any_time_with_what_may_be_shown_then(cast: Cast) -> None:
    seen = [counted(files(cast))]
    cast.oak.go_to("score")
    cast.oak.score(cast.oak.crowd(6), [1, 2, 2, 3, 4, 5])
    seen.append(counted(files(cast)))
    cast.oak.go_to("score", "closed")
    seen.append(counted(files(cast)))
    cast.oak.go_to("score", "revealed")
    seen.append(counted(files(cast)))
    cast.oak.end()
    seen.append(counted(files(cast)))

    assert seen == [(0, 0, 0)] * 3 + [seen[3]] * 2
    assert seen[3][0] == seen[3][1] == seen[3][2] > 0


def test_what_is_hidden_or_held_is_in_no_file(cast: Cast) -> None:
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    hidden = cast.oak.say(cast.ana, "comment", "Better not said")
    cast.oak.say(cast.ben, "comment", "Good to hear")
    cast.oak.pressed("hide", comment=str(hidden.pk))
    made = summary_of(cast.oak.workshop)
    written = {name: format_named(name) for name in LIGHT}
    found = {name: one.content_of(made) for name, one in written.items() if one}
    book = openpyxl.load_workbook(io.BytesIO(found["excel"]))
    said = [row[3] for row in book["Comments"].iter_rows(min_row=5, values_only=True)]

    assert said == ["Good to hear"]
    assert [name for name in LIGHT if b"Better not said" in found[name]] == []
    assert [name for name in ("json", "markdown") if b"Good to hear" in found[name]] == ["json", "markdown"]


def test_ones_own_part_is_ones_own_and_the_server_forgets_it(cast: Cast) -> None:
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    cast.oak.say(cast.ana, "comment", "Only Ana said this")
    page = f"/w/{cast.oak.code}/my-part/"
    before = {who: cast.get(who, page).content.decode() for who in ("ana", "ben")}
    cast.oak.end()
    after = cast.get("ana", page).content.decode()

    assert [who for who, seen in before.items() if "Only Ana said this" in seen] == ["ana"]
    assert "Only Ana said this" not in after
    assert 'data-at="0"' in after
    marks = [whose_mark(person) for person in (cast.ana, cast.ben)]
    assert [mark in after for mark in marks] == [True, False]
    assert str(cast.ana) not in after
    assert cast.ana.hex not in after


def test_whoever_asks_for_a_schema_that_is_none_is_told_so(cast: Cast) -> None:
    assert cast.get("stranger", "/schemas/report-1.json").json()["properties"]["schema_version"] == {
        "const": "1"
    }
    assert [
        cast.get("stranger", f"/schemas/{name}.json").status_code for name in ("report-9", "exports")
    ] == [404, 404]
