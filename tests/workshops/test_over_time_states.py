"""The page of a series with many dates, with few, with none; with practice; and all else that stands on it."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from principles.publishing import FIVE_PRINCIPLES, newest_edition
from tests.workshops.held import Past, counted, hold, reworded
from tests.workshops.over_time import GOALS, TITLE, card, day, page, rows, three_dates
from tests.workshops.reading import texts
from workshops.models import Commitment, Series

pytestmark = pytest.mark.django_db


def test_more_than_six_dates_are_in_the_numbers(cast):
    for month in range(1, 9):
        hold(cast.oak.team, day(month), {GOALS: counted(0, month, 2, 3, 0)})
    goals = card(page(cast), 1)

    assert "The newest 6 of 8 dates are drawn; the numbers have them all." in texts(page(cast), "p")
    assert (goals.count('class="md"'), len(rows(goals))) == (6, 8)
    assert re.findall(r'class="tpic" (tabindex="0")', goals) == ['tabindex="0"']


def test_dates_are_told_apart_by_what_they_need(cast):
    for at in (day(3, 2025), day(3, 2026, 9), day(3, 2026, 14)):
        hold(cast.oak.team, at, {GOALS: counted(0, 2, 2, 1, 0)})
    goals = card(page(cast), 1)

    assert [row[0] for row in rows(goals)] == [
        "12 March 2025",
        "12 March 2026, 09:00",
        "12 March 2026, 14:00",
    ]
    assert re.findall(r'class="xl"[^>]*>([^<]*)', goals) == [
        *("12 Mar", "2025"),
        *("12 Mar", "2026", "09:00"),
        *("12 Mar", "2026", "14:00"),
    ]


def test_promises_of_one_day_are_told_apart(cast):
    for at in (day(3, 2026, 9), day(3, 2026, 14), day(7, 2026)):
        hold(cast.oak.team, at, {GOALS: counted(0, 2, 2, 1, 0)})
    promised = page(cast).split('aria-labelledby="promises-title"')[1]

    assert texts(promised, "h3") == ["12 March, 09:00", "12 March, 14:00", "12 July"]


def test_many_scores_are_bars(cast):
    for month in (3, 7):
        hold(cast.oak.team, day(month), {GOALS: counted(10, 20, 31, 0, 0)})
    html = page(cast)

    assert card(html, 1).count('<rect class="dot"') == 6
    assert texts(html, "p", "lead") == [
        (
            "First-round scores from 12 March and 12 July 2026. The longer the bar, the more scores; the "
            "diamond is the middle of the group."
        )
    ]


def test_practice_says_so_and_each_kind_leads_to_the_other(cast):
    for month, practice in ((3, False), (4, False), (5, True), (6, True)):
        hold(cast.oak.team, day(month), {GOALS: counted(0, 2, 2, 1, 0)}, practice=practice)
    real, rehearsed = page(cast), page(cast, query="?practice=1")
    marks = [texts(html, "p", "pill") for html in (real, rehearsed)]

    assert marks == [[], ["Practice, with pretend people: not a real result."]]
    assert texts(real, "p", "note") == ["2 practice workshops of this series, with pretend people"]
    assert texts(rehearsed, "p", "note") == ["2 workshops of this series that were not for practice"]
    assert [row[0] for row in rows(card(rehearsed, 1))] == ["12 May", "12 June"]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            lambda team: Past(team, day(3)),
            (
                "No workshop of this series has ended yet|1 is planned or under way. Its scores come here when it has "
                "ended. Comparisons begin with the second."
            ),
        ),
        (
            lambda team: hold(team, day(3), {GOALS: counted(0, 2, 2, 1, 0)}),
            (
                "Comparisons begin with the second|One workshop of this series has ended: “Coming home from "
                "hospital”, on 12 March 2026. What it came to is in its report.|Open the report"
            ),
        ),
        (
            lambda team: [hold(team, day(month), {GOALS: counted(0, 2, 2, 0, 0)}) for month in (3, 7)],
            (
                "There are no scores to put side by side|In none of the workshops (12 March and 12 July 2026) did five "
                "people score the same principle and see the result together. With fewer than five nothing is "
                "shown, so that nobody can be singled out."
            ),
        ),
    ],
)
def test_what_is_not_there_yet_is_said(cast, made, words):
    made(cast.oak.team)
    html = page(cast)

    assert told(html) == words.split("|")
    assert 'class="trend"' not in html


def test_without_a_series_the_list_says_how_to_begin(cast):
    html = cast.get("fay", reverse("workshops:over_time")).content.decode()

    assert told(html) == [
        "No series yet",
        (
            "Give a workshop a series when you plan it, or on the page of one that you have. When a second "
            "workshop of the same series has ended, they stand side by side here."
        ),
        "Go to the workshops",
    ]


def told(html):
    """What stands in place of what is not there."""
    empty = html.split('<div class="empty">')[1].split("</div>")[0]
    return texts(empty, "h2") + texts(empty, "p")


def test_commitments_stand_beside_their_workshop_with_what_became_of_them(cast):
    three_dates(cast.oak.team)
    Commitment.objects.filter(what="Ask families").update(status="stuck")
    part = page(cast).split('class="tdone"')[1].split("</main>")[0]
    buttons = re.findall(r'value="(\w*)" aria-pressed="(\w+)">([^<]*)<', part)

    assert texts(part, "h3") == ["12 March", "12 July", "12 November"]
    assert texts(part, "b") == ["One page", "Ask families"]
    assert buttons[:4] == [
        ("", "true", "Nothing said about it yet"),
        ("done", "false", "Done"),
        ("going", "false", "Under way"),
        ("stuck", "false", "Stuck"),
    ]
    assert [button[1] for button in buttons[4:]] == ["false", "false", "false", "true"]


def test_what_people_typed_is_only_text(cast):
    script = "<script>alert(1)</script>"
    first = newest_edition(FIVE_PRINCIPLES)
    edition = reworded(first, GOALS, title=script)
    for month in (3, 7):
        hold(
            cast.oak.team,
            day(month),
            {GOALS: counted(0, 2, 2, 1, 0)},
            [script],
            title=script,
            series=script,
            edition=edition,
        )
    html = page(cast, script)

    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6
    assert re.findall(r"<script(?! src=)", html) == []


@pytest.mark.parametrize("many", [1, 7])
def test_the_pages_ask_as_little_for_many_as_for_one(cast, django_assert_num_queries, many):
    for month in range(1, many + 1):
        hold(cast.oak.team, day(month), {GOALS: counted(0, 2, 2, 1, 0)}, ["Meet"])
        hold(cast.oak.team, day(month), {GOALS: counted(0, 2, 2, 1, 0)}, series=f"Another {month}")
    browser = cast.browsers["fay"]
    series = Series.objects.get(title=TITLE)

    # Who asks takes two, the door two, the series six.
    with django_assert_num_queries(10):
        browser.get(reverse("workshops:over_time_series", args=[series.pk]))
    # Who asks takes two, their teams one, the list one.
    with django_assert_num_queries(4):
        browser.get(reverse("workshops:over_time"))


def test_its_styles_are_within_the_budget_of_a_page(cast):
    three_dates(cast.oak.team)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"?]+)"', page(cast))
    found = [Path(str(finders.find(sheet))).read_bytes() for sheet in sheets]

    assert sheets[-1] == "css/trend.css"
    assert 1_000 < len(gzip.compress(b"".join(found))) <= 8_000
