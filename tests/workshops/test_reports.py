"""The report of the made-up fourteen: the numbers of the mock-up's annex, alike in every format."""

import csv
import io
import json

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from scipy.stats import friedmanchisquare

from accounts.models import Membership, User
from tests.workshops.fourteen import FIRST, KEYS, Room, first_round, whole_workshop
from tests.workshops.reading import table_rows, texts
from workshops.models import Workshop
from workshops.reports import csv as csv_report
from workshops.reports import json as json_report
from workshops.reports.csv import harmless
from workshops.reports.notes import notes_on
from workshops.reports.rules import spread_rule
from workshops.reports.summary import Summary, summary_of

pytestmark = pytest.mark.django_db

# The annex of the mock-up. "With 1 far from the rest" is not said, since it would point at one person.
ANNEX = """
1 1 0 3 6 5 0 14 0 3   3    4    1    1   3+4:11 together 0.61 0.75
2 1 2 5 1 5 1 14 0 2.5 2    4    2    1.5 1+2:7  split    0.10 0.49
2 2 0 3 7 4 0 14 0 3   3    3.75 0.75 0.5 3+4:11 together 0.64 0.78
3 1 1 4 4 3 1 13 1 3   2    4    2    1   2+3:8  spread   0.35 0.62
4 1 4 6 3 1 0 14 0 2   1.25 2.75 1.5  1   1+2:10 together 0.54 0.71
4 2 1 8 5 0 0 14 0 2   2    3    1    0   2+3:13 together 0.75 0.80
5 1 1 5 5 1 0 12 2 2.5 2    3    1    0.5 2+3:10 together 0.58 0.73
"""
MOCK_UP = [line.split() for line in ANNEX.strip().splitlines()]
# In the page the spread word is for readers, and the pair has a space.
NUMBERS = [[*row[:14], row[14].replace(":", ": "), row[15].capitalize(), *row[16:]] for row in MOCK_UP]


def page_of(summary: Summary) -> str:
    values = {"r": summary, "notes": notes_on(summary), "code": "KQ7M2X"}
    return render_to_string("workshops/report.html", values)


def csv_of(summary: Summary) -> list[dict[str, str]]:
    text = csv_report.written(summary)
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:])))


def json_of(summary: Summary) -> dict:
    return json.loads(json_report.written(summary))


WHOLE: list[Summary] = []


@pytest.fixture
def whole() -> Summary:
    """A value that nothing changes: walked to once, and read by all who ask."""
    if not WHOLE:
        WHOLE.append(summary_of(whole_workshop().fresh))
    return WHOLE[0]


def test_the_annex_of_the_page_is_the_mock_ups(whole):
    assert table_rows(page_of(whole), "data ann") == NUMBERS


def test_the_annex_of_the_table_is_the_mock_ups(whole):
    columns = [
        "principle",
        "round",
        *(f"level_{i}" for i in range(1, 6)),
        "n",
        "cant_say",
        "median",
        "q1",
        "q3",
    ]
    columns += ["iqr", "mad", "best_pair", "spread", "a", "consensus"]
    rows = csv_of(whole)

    assert [[row[column].replace(" ", "") for column in columns] for row in rows] == MOCK_UP
    assert [row["far"] for row in rows] == ["0"] * 7
    assert [(row["kendall_w"], row["kendall_m"]) for row in rows] == [("0.24", "12"), *[("", "")] * 6]
    assert {(row["workshop"], row["date"], row["edition"]) for row in rows} == {
        ("Coming home from hospital", rows[0]["date"], "1")
    }


def test_the_numbers_for_programs_are_the_mock_ups(whole):
    found = []
    for principle in json_of(whole)["principles"]:
        for one in principle["rounds"]:
            r = one["results"]
            numbers = [
                *r["counts"],
                one["n"],
                *(r[key] for key in ("cant_say", "median", "q1", "q3", "iqr", "mad")),
            ]
            pairs = [f"{pair['levels'][0]}+{pair['levels'][1]}:{pair['count']}" for pair in r["best_pairs"]]
            measures = [f"{r['a']:.2f}", f"{r['consensus']:.2f}"]
            found.append(
                [
                    str(value)
                    for value in (principle["number"], one["round"], *numbers, *pairs, r["spread"], *measures)
                ]
            )
    assert found == MOCK_UP


def test_what_each_principle_says(whole):
    assert texts(page_of(whole), "div", "says") == [
        "Middle of the group: 3, Partly in place 11 of 14 chose 3 or 4. Together",
        (
            "Middle of the group: 3, Partly in place 11 of 14 chose 3 or 4. Together "
            "Round 1: between 2 and 3. Split. "
            "Of 14 who scored both times: 7 moved up; 7 stayed or moved down."
        ),
        "Middle of the group: 3, Partly in place 8 of 13 chose 2 or 3. Spread",
        (
            "Middle of the group: 2, Starting 13 of 14 chose 2 or 3. Together Round 1: 2, Starting. "
            "Together. Of 14 who scored both times: 5 moved up; 9 stayed or moved down."
        ),
        "Middle of the group: between 2 and 3 10 of 12 chose 2 or 3. Together",
    ]


def test_the_whole_picture_is_the_first_round(whole):
    page = page_of(whole)

    assert [row[2:] for row in table_rows(page, "mid ov")] == [
        ["Middle 3", "Together"],
        ["Middle between 2 and 3", "Split"],
        ["Middle 3", "Spread"],
        ["Middle 2", "Together"],
        ["Middle between 2 and 3", "Together"],
    ]


def test_who_was_here_and_what_comes_of_it(whole):
    page = page_of(whole)

    assert (whole.participants, whole.title, whole.agenda_title) == (
        14,
        "Coming home from hospital",
        "90-minute roundtable",
    )
    assert whole.sectors_here == (
        "NHS hospitals and community",
        "Councils",
        "Care providers",
        "People, communities and voluntary sector",
    )
    assert whole.sectors_away == ("NHS planning and support", "Primary care", "Wider partners")
    assert texts(page, "p", "title") == ["One page that says who decides what"]
    assert texts(page[page.index("<ol") : page.index("</ol>")], "dd") == [
        "Partnership programme office",
        "15 January 2027",
        "List the ten decisions that get stuck most",
        "4",
    ]
    assert json_of(whole)["commitments"] == [
        {
            "what": "One page that says who decides what",
            "owner": "Partnership programme office",
            "by": "2027-01-15",
            "first_step": "List the ten decisions that get stuck most",
            "principle": 4,
            "confirmed": 0,
            "confirmed_by": [],
        }
    ]


def test_the_keys_for_programs_are_the_documented_ones(whole):
    documented = [
        line.split("|")[1] for line in (json_report.__doc__ or "").splitlines() if line.startswith("| ")
    ]
    keys = [key.strip() for part in documented[2:] for key in part.split(",") if key.strip()]
    nested = {"rounds", "results", "movement", "comments", "themes", "sectors", "before", "after"}

    assert sorted(json_of(whole)) == sorted(set(keys) - nested)
    assert json_of(whole)["schema_version"] == "1"


def test_movement_for_programs(whole):
    leadership = json_of(whole)["principles"][3]["rounds"]

    assert leadership[0]["results"]["movement"] is None
    assert leadership[1]["results"]["movement"] == {
        "pairs": 14,
        "before": {"median": 2, "spread": "together"},
        "after": {"median": 2, "spread": "together"},
        "parts": [{"ways": ["up"], "people": 5}, {"ways": ["down", "same"], "people": 9}],
    }


def test_the_order_of_the_principles_agrees_with_another_implementation(whole):
    full = [row for row in FIRST if None not in row]
    chi_square = friedmanchisquare(*zip(*full, strict=True)).statistic

    assert whole.order is not None
    assert (whole.order.w, whole.order.m) == (round(chi_square / (len(full) * 4), 2), 12)
    assert (whole.order.round, whole.order.principles) == (1, 5)
    sentence = "Kendall's W over the 5 principles, round 1: 0.24, from 12 people who scored all of them."
    assert [sentence in text for text in texts(page_of(whole), "p", "small") if "Kendall" in text] == [True]


def test_the_order_is_not_told_of_fewer_people_than_the_smallest_group():
    room = Room()
    Workshop.objects.update(smallest_group=13)
    summary = summary_of(first_round(room).fresh)

    assert summary.order is None
    assert json_of(summary)["kendall_w"] is None
    assert "Kendall" not in page_of(summary)


def test_a_draft_says_so_on_every_sheet_and_in_every_file(whole):
    page = page_of(whole)

    assert [texts(sheet, "p", "pill") for sheet in page.split("<section")[1:] if "sheet" in sheet[:20]] == [
        ["Draft: not yet approved."]
    ] * 9
    assert {row["note"] for row in csv_of(whole)} == {"Draft: not yet approved."}
    assert (json_of(whole)["status"], json_of(whole)["practice"]) == ("draft", False)


@pytest.mark.parametrize(("practice", "pretend"), [(True, False), (False, True)])
def test_a_rehearsal_is_marked_everywhere(practice, pretend):
    room = Room(practice=practice)
    room.come_in(["acute"] * 5, pretend=pretend)
    room.on_to("score")
    room.score([[1, 2, 3, 4, 5]] * 5, KEYS)
    room.on(2)
    summary = summary_of(room.fresh)
    marks = ["A rehearsal with pretend people: not a real result.", "Draft: not yet approved."]

    assert json_of(summary)["notes"] == marks
    assert json_of(summary)["practice"] is True
    assert {row["note"] for row in csv_of(summary)} == {" ".join(marks)}
    assert texts(page_of(summary), "p", "pill") == marks * page_of(summary).count('<section class="sheet')


def queries_for(room: Room) -> int:
    workshop = room.fresh
    with CaptureQueriesContext(connection) as asked:
        summary_of(workshop)
    return len(asked)


def test_a_fixed_number_of_queries():
    few, many = first_round(Room("few")), first_round(Room("many"))
    for room in (few, many):
        room.on_to("overview")
        room.choose(KEYS[1])
        room.on_to("discuss")
    many.come_in(["acute"] * 20)
    for number in range(30):
        many.comment(number, f"comment {number}")
    assert queries_for(many) == queries_for(few) < 17


def test_the_page_asks_for_nothing_more(whole, django_assert_num_queries):
    with django_assert_num_queries(0):
        page_of(whole), csv_report.written(whole), json_report.written(whole)


@pytest.mark.parametrize("levels", range(2, 8))
def test_the_rule_in_words_fits_the_scale(levels):
    text = spread_rule(levels)

    ends = {
        2: ("1", "2"),
        3: ("1", "3"),
        4: ("1", "4"),
        6: ("1 or 2", "5 or 6"),
        7: ("1, 2 or 3", "5, 6 or 7"),
    }
    low, high = ends.get(levels, ("1 or 2", "4 or 5"))
    assert text.startswith(
        f"With n scores: Split if at least (n+1)/3 chose {low}, at least as many chose {high}"
    )
    assert text.endswith("Fixed before anyone scored; fewer than 5 scores are never shown.")


def test_the_rule_in_words_on_five_levels(whole):
    assert spread_rule(5) == (
        "With n scores: Split if at least (n+1)/3 chose 1 or 2, at least as many chose 4 or 5, and "
        "fewer chose 3 than chose the larger level on each side. Together if at most (n-2)/3 chose "
        "anything outside one pair of neighbouring levels; from eight scores on, if at least two of them "
        "lie two or more levels from the middle, they are counted as far from the rest. "
        "Otherwise Spread. Fractions are rounded down. "
        "Fixed before anyone scored; fewer than 5 scores are never shown."
    )
    assert whole.spread_rule == json_of(whole)["rules"]["spread"] == spread_rule(5)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(begin):
    text = f"{begin}1+1|cmd"

    assert harmless([text, -1, -0.5, "a=b", ""]) == [f"'{text}", -1, -0.5, "a=b", ""]


def test_numbers_below_nought_stay_numbers():
    room = Room('=HYPERLINK("http://evil.example","x")')
    room.come_in(["acute"] * 6)
    room.on_to("score")
    room.score([[1] * 5] * 3 + [[5] * 5] * 3, KEYS)
    room.on(2)
    row = csv_of(summary_of(room.fresh))[0]

    assert row["a"] == "-1.00"
    assert row["workshop"] == '\'=HYPERLINK("http://evil.example","x")'


def test_the_files_come_with_their_types(client):
    room = first_round()
    olu = User.objects.create_user("olu@example.org", "a long enough password")
    Membership.objects.create(team=room.workshop.team, user=olu, role="organiser")
    client.force_login(olu)
    address = f"/workshops/{room.workshop.code}/report"

    page, table, values = (client.get(address + end) for end in ("/", ".csv", ".json"))
    assert [answer.status_code for answer in (page, table, values)] == [200, 200, 200]
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table.content == csv_report.written(summary_of(room.fresh)).encode()
    assert values["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(values.content) == json_of(summary_of(room.fresh))
    assert [f'href="{address}/files/{end}"' in page.content.decode() for end in ("pdf", "")] == [True, True]
