"""What no report may hold: it is first shown to be in the database, and then to be in no format."""

import json
import re

import pytest
from django.template.loader import render_to_string

from tests.workshops.fourteen import (
    KEYS,
    LEADERSHIP,
    SECOND,
    TRUST,
    Room,
    first_round,
    second_round_scored,
)
from tests.workshops.reading import table_rows, texts
from workshops.models import Comment, Participant, Result, Score
from workshops.reports import csv
from workshops.reports import json as json_report
from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary, summary_of

pytestmark = pytest.mark.django_db
SECRET_REASON = "a reason that nobody may read yet"


def page_of(summary: Summary) -> str:
    return render_to_string(
        "workshops/report.html", {"r": summary, "notes": notes_on(summary), "code": "KQ7M2X"}
    )


def formats(room: Room) -> list[str]:
    summary = summary_of(room.fresh)
    return [page_of(summary), csv.written(summary), json_report.written(summary), repr(summary)]


def told(room: Room) -> list:
    """All that is told of principles, in every format."""
    summary = summary_of(room.fresh)
    page, values = page_of(summary), json.loads(json_report.written(summary))
    sheets = re.findall(r'<section class="sheet(?: annex)?">.*?</section>', page, re.DOTALL)
    return [
        [sheet for sheet in sheets if "How it was run" not in sheet],
        csv.written(summary),
        [values["principles"], values["kendall_w"]],
        [summary.principles, summary.picture, summary.annex, summary.order],
    ]


def rescore(room: Room, *, close: bool) -> None:
    second_round_scored(room)
    room.reason(0, TRUST, SECRET_REASON)
    if close:
        room.on()


@pytest.mark.parametrize("close", [False, True])
def test_an_unrevealed_round_is_in_no_format(close):
    room = first_round()
    before = told(room)
    rescore(room, close=close)

    # There is something to tell: scores, a reason, and once it is closed, the counts.
    assert Score.objects.filter(workshop=room.workshop, activity=room.now).count() == len(SECOND) * 2
    assert Comment.objects.filter(workshop=room.workshop, text=SECRET_REASON).count() == 1
    counted = Result.objects.filter(activity=room.now).order_by("pk")
    assert [result.counts for result in counted] == ([[0, 3, 7, 4, 0], [1, 8, 5, 0, 0]] if close else [])

    assert told(room) == before
    assert [SECRET_REASON in text for text in formats(room)] == [False] * 4
    # And the same words and numbers are told after the reveal.
    room.on(1 if close else 2)
    assert told(room) != before
    assert [SECRET_REASON in text for text in formats(room)] == [True, False, True, True]


def test_a_round_that_was_closed_and_never_revealed_stays_secret_when_the_workshop_ends():
    room = first_round()
    before = told(room)
    rescore(room, close=True)
    unseen = Result.objects.filter(activity__workshop=room.workshop, activity__kind="rescore")
    assert unseen.count() == 2
    room.end()

    # Nobody will ever be shown it, and it would only tell whoever holds the database.
    assert unseen.count() == 0
    assert told(room) == before


def test_a_first_round_that_is_not_revealed_leaves_no_results_at_all():
    room = Room()
    room.come_in(["acute"] * 14)
    room.on_to("score")
    room.score([[1, 2, 3, 4, 5]] * 14, KEYS)
    room.on()

    assert Result.objects.filter(activity__workshop=room.workshop).count() == 5
    summary = summary_of(room.fresh)
    assert (summary.annex, summary.picture, summary.order) == ((), (), None)
    assert [part.rounds for part in summary.principles] == [()] * 5
    assert csv.written(summary).count("\n") == 1
    assert page_of(summary).count('<table class="dots') == 0


def test_below_five_scores_there_is_only_their_number():
    room = Room()
    room.come_in(["acute"] * 6)
    room.on_to("score")
    # Leadership has four scores, all on one level, and two who could not say.
    room.score([[1, 2, 3, level, 5] for level in (5, 5, 5, 5, None, None)], KEYS)
    room.on(2)
    kept = Result.objects.get(activity__workshop=room.workshop, principle=LEADERSHIP)
    assert (kept.counts, kept.cant_say) == ([0, 0, 0, 0, 4], 2)

    summary = summary_of(room.fresh)
    row, other = summary.annex[3], summary.annex[4]
    assert (row.n, row.statistics) == (4, None)
    assert other.statistics is not None
    lines = csv.written(summary).splitlines()
    assert (
        lines[4]
        .split(",shared", 1)[0]
        .endswith(",4,Develop shared system leadership,1,,,,,,4" + "," * 18 + "1")
    )
    assert json.loads(json_report.written(summary))["principles"][3]["rounds"] == [
        {"round": 1, "n": 4, "results": None}
    ]
    page = page_of(summary)
    assert table_rows(page, "data ann")[3] == [
        "4",
        "1",
        "",
        "",
        "",
        "",
        "",
        "4",
        "Not shown: fewer than five scores",
    ]
    sheet = page[page.index("Principle 4 of 5") : page.index("Principle 5 of 5")]
    assert (sheet.count("<svg") - sheet.count('class="icon"'), texts(sheet, "p", "muted")[:2]) == (
        0,
        ["Round 1 is not shown: fewer than five people scored.", "Nothing was written down."],
    )


def discussing() -> Room:
    room = first_round()
    room.on_to("overview")
    room.choose(TRUST)
    room.on_to("discuss")
    return room


def test_a_hidden_comment_is_in_no_format():
    room = discussing()
    kept = room.comment(0, "We have one plan.")
    room.hide(room.comment(1, "It was Doctor Nobody's fault."))

    assert Comment.objects.filter(workshop=room.workshop, text="It was Doctor Nobody's fault.").count() == 1
    texts_of = formats(room)
    assert ["Doctor Nobody" in text for text in texts_of] == [False] * 4
    assert [kept.text in text for text in texts_of] == [True, False, True, True]
    assert summary_of(room.fresh).hidden == 1
    assert ["1 comment was hidden by the facilitator" in text for text in texts_of] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "=1+1", "“quoted” & <b>bold</b>"])
def test_a_comment_is_words_and_never_markup(text):
    room = discussing()
    room.comment(0, text)
    summary = summary_of(room.fresh)

    page = page_of(summary)
    assert texts(page, "blockquote") == [f"“{text}”"]
    assert (page.count("<script"), page.count("<b>bold")) == (0, 0)
    assert json.loads(json_report.written(summary))["principles"][1]["comments"] == [
        {
            "text": text,
            "seen_too": 0,
            "seen_differently": 0,
            "theme": None,
            "sector": "NHS hospitals and community",
        }
    ]


def test_nothing_leads_to_a_person():
    room = discussing()
    room.comment(0, "We have one plan.")
    texts_of = formats(room)
    people = Participant.objects.filter(workshop=room.workshop).values_list("pk", flat=True)
    keys = set(Score.objects.values_list("ballot_key", flat=True)) | set(
        Comment.objects.values_list("author_key", flat=True)
    )
    comments = {str(pk) for pk in Comment.objects.values_list("pk", flat=True)}

    assert (len(people), len(keys), len(comments)) == (14, 15, 1)
    secrets = {str(person) for person in people} | keys | comments | {room.workshop.screen_key}
    assert [secret for secret in secrets if any(secret in text for text in texts_of)] == []


@pytest.mark.parametrize(("marks", "told_then"), [([1, 5, 5, 5], None), ([1, 5, 5, 5, 4], (1, 0, 0, 1, 3))])
def test_how_useful_it_was_is_told_only_of_enough_people_and_when_nobody_can_add_to_it(marks, told_then):
    room = first_round()
    room.on_to("check_out")
    for person, mark in enumerate(marks):
        room.check_out(person, f"word {person}", mark)
    kept = Comment.objects.exclude(useful=None).order_by("useful")
    assert list(kept.values_list("useful", flat=True)) == sorted(marks)

    assert summary_of(room.fresh).useful is None
    room.on()
    # The step can be taken back for one more mark, which the next report would tell.
    assert summary_of(room.fresh).useful is None
    room.end()
    useful = summary_of(room.fresh).useful
    assert (useful and useful.counts) == told_then
    words = {said.text for said in summary_of(room.fresh).check_out}
    assert words == {f"word {person}" for person in range(len(marks))}


def test_nothing_that_a_strict_policy_would_refuse():
    page = formats(first_round())[0]

    assert re.findall(r"\bstyle=|\son\w+=|javascript:|<style|<script", page) == []
