"""Themes that are made by hand: what is under them, and where they are told."""

import csv
import json
from io import StringIO

import pytest

from tests.cast import GOALS, KEYS, everything
from tests.workshops.speaking import say_all
from workshops.actions.curating import NOT_TO_READ
from workshops.actions.talking import GONE
from workshops.actions.themes import ANOTHER_PRINCIPLE, NO_THEME, NOTHING_ALIKE, SAME_TITLE
from workshops.domain.copies import title_for
from workshops.fragments import draw
from workshops.models import Comment, Theme
from workshops.reports import csv as csv_report
from workshops.reports import json as json_report
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(cast):
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    return cast.oak


def made(oak, title, principle=""):
    oak.pressed("theme", title=title, **({"principle": principle} if principle else {}))
    return Theme.objects.get(title=title, principle=principle)


def put(oak, text, theme):
    oak.pressed("tag", comment=str(Comment.objects.get(text=text).pk), theme=str(theme.pk))


def under(oak):
    return {voice.text: voice.theme.title if voice.theme else "" for voice in oak.snapshot.voices}


def test_a_comment_is_under_one_theme_at_a_time(oak):
    say_all(oak, ["Too late", "No trust"])
    time, trust = made(oak, "Time"), made(oak, "Trust")
    put(oak, "Too late", trust)
    put(oak, "Too late", time)
    put(oak, "No trust", trust)
    assert under(oak) == {"Too late": "Time", "No trust": "Trust"}
    oak.pressed("tag", comment=str(Comment.objects.get(text="No trust").pk))
    assert under(oak) == {"Too late": "Time", "No trust": ""}


def test_a_theme_is_made_once_renamed_and_deleted_and_its_comments_stay(oak):
    say_all(oak, ["Too late"])
    assert made(oak, "Time") == made(oak, "Time")
    other = made(oak, "Trust")
    put(oak, "Too late", made(oak, "Time"))
    same = oak.press("rename_theme", theme=str(other.pk), title="Time")
    assert (same.status, same.words) == (422, SAME_TITLE)
    oak.pressed("rename_theme", theme=str(made(oak, "Time").pk), title="When we meet")
    assert under(oak) == {"Too late": "When we meet"}
    oak.pressed("drop_theme", theme=str(Theme.objects.get(title="When we meet").pk))
    assert under(oak) == {"Too late": ""}
    gone = oak.press("drop_theme", theme="0")
    assert (gone.status, gone.words) == (422, NO_THEME)


def test_a_theme_of_one_principle_takes_nothing_of_another(oak):
    say_all(oak, ["Too late"])
    theirs = made(oak, "Trust", KEYS[1])
    before = everything()
    answer = oak.press("tag", comment=str(Comment.objects.get().pk), theme=str(theirs.pk))

    assert (answer.status, answer.words) == (422, ANOTHER_PRINCIPLE)
    assert everything() == before


def test_another_workshops_theme_is_none_here(cast, oak):
    say_all(oak, ["Too late"])
    theirs = Theme.objects.create(workshop=cast.elm.made, title="Theirs")
    before = everything()
    said = str(Comment.objects.get().pk)
    answers = [
        oak.press("tag", comment=said, theme=str(theirs.pk)),
        oak.press("rename_theme", theme=str(theirs.pk), title="Ours"),
        oak.press("drop_theme", theme=str(theirs.pk)),
        oak.press("spotlight_theme", theme=str(theirs.pk)),
    ]

    assert [(answer.status, answer.words) for answer in answers] == [(422, NO_THEME)] * 4
    assert everything() == before


def test_what_is_very_similar_comes_together_at_one_press(oak):
    say_all(oak, ["We meet too late", "we meet to late!", "We meet too late.", "Nobody told the wards"])
    first = str(Comment.objects.get(text="We meet too late").pk)
    oak.pressed("gather", comment=first)
    assert under(oak) == dict.fromkeys(
        ["We meet too late", "we meet to late!", "We meet too late."], "We meet too late"
    ) | {"Nobody told the wards": ""}
    alone = oak.press("gather", comment=str(Comment.objects.get(text="Nobody told the wards").pk))
    assert (alone.status, alone.words) == (409, NOTHING_ALIKE)


def test_what_is_similar_comes_to_the_theme_that_one_of_it_has(oak):
    say_all(oak, ["We meet too late", "we meet to late!"])
    put(oak, "we meet to late!", made(oak, "Time"))
    oak.pressed("gather", comment=str(Comment.objects.get(text="We meet too late").pk))

    assert set(under(oak).values()) == {"Time"}
    assert Theme.objects.count() == 1


def test_a_reason_that_nobody_was_shown_is_gathered_with_nothing(cast):
    oak = cast.oak
    people = oak.crowd(5)
    oak.go_to("score")
    oak.score(people, [1, 2, 3, 4, 5])
    for person, text in ((cast.ana, "We meet too late"), (cast.ben, "we meet to late!")):
        assert oak.send(person, "score", principle=GOALS, score="2", reason=text).ok
    before = everything()
    answer = oak.press("gather", comment=str(Comment.objects.get(text="We meet too late").pk))

    # Not even that it is there is told.
    assert (answer.status, answer.words) == (422, GONE)
    assert everything() == before


@pytest.mark.parametrize("act", ["hide", "hold"])
def test_words_that_not_everybody_may_read_are_no_theme_s_name(oak, act):
    say_all(oak, ["We meet too late", "we meet to late!"])
    first = str(Comment.objects.get(text="We meet too late").pk)
    oak.pressed("gather", comment=first)
    kept, theme = made(oak, "Time"), Theme.objects.get(title="We meet too late")
    oak.pressed("spotlight_theme", theme=str(theme.pk))
    assert "We meet too late" in draw("screen_stage", oak.snapshot)
    assert "We meet too late" in json_report.written(summary_of(oak.workshop))
    oak.pressed(act, comment=first)

    assert "We meet too late" not in draw("screen_stage", oak.snapshot)
    assert "We meet too late" not in json_report.written(summary_of(oak.workshop))
    assert under(oak)["we meet to late!"] == f"Theme {theme.pk}"
    # What a facilitator has called a theme stays, and no name comes back by itself.
    oak.pressed("rename_theme", theme=str(theme.pk), title="When we meet")
    oak.pressed(act, off_comment=first)
    oak.pressed(act, comment=first)
    assert list(Theme.objects.values_list("pk", "title")) == [
        (theme.pk, "When we meet"),
        (kept.pk, kept.title),
    ]


def test_a_theme_without_a_name_takes_none_that_is_there(oak):
    say_all(oak, ["We meet too late", "we meet to late!"])
    first = str(Comment.objects.get(text="We meet too late").pk)
    oak.pressed("gather", comment=first)
    theme = Theme.objects.get()
    made(oak, f"Theme {theme.pk}", GOALS)
    oak.pressed("hide", comment=first)

    assert under(oak)["we meet to late!"] == f"Theme {theme.pk + 1}"


def test_a_theme_is_named_after_what_everybody_may_read(oak):
    say_all(oak, ["We meet too late", "we meet to late!"])
    first, second = (
        str(Comment.objects.get(text=text).pk) for text in ("We meet too late", "we meet to late!")
    )
    for one in (first, second):
        oak.pressed("hold", comment=one)
    before = everything()
    answer = oak.press("gather", comment=first)
    assert (answer.status, answer.words, everything() == before) == (409, NOT_TO_READ, True)
    oak.pressed("hold", off_comment=second)
    oak.pressed("gather", comment=first)

    assert set(under(oak).values()) == {"we meet to late!"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("We meet too late", "We meet too late"),
        ("One\nTwo", "One"),
        ("word " * 40, ("word " * 15).strip() + "…"),
        ("x" * 100, "x" * 79 + "…"),
    ],
)
def test_a_theme_is_named_after_the_beginning_of_a_comment(text, title):
    assert title_for(text) == title
    assert len(title) <= 80


def test_a_theme_stands_on_the_screen_instead_of_anything_else(oak):
    say_all(oak, ["Too late", "No trust", "Hidden"])
    trust = made(oak, "Trust")
    for text in ("No trust", "Hidden"):
        put(oak, text, trust)
    oak.pressed("hide", comment=str(Comment.objects.get(text="Hidden").pk))
    comment = str(Comment.objects.get(text="Too late").pk)
    oak.pressed("spotlight", comment=comment)
    oak.pressed("spotlight_theme", theme=str(trust.pk))
    room = oak.snapshot
    assert (room.spotlight, room.lit_theme.theme.title, room.lit_theme.comments) == (None, "Trust", 1)
    assert "Trust" in draw("screen_stage", room)
    oak.pressed("spotlight", comment=comment)
    assert (oak.snapshot.spotlight.text, oak.snapshot.lit_theme) == ("Too late", None)


def test_the_report_has_what_was_said_under_its_themes(oak):
    say_all(oak, ["No trust", "Trust takes years", "Too late", "Something else"])
    trust = made(oak, "Trust")
    put(oak, "No trust", trust)
    put(oak, "Trust takes years", trust)
    put(oak, "Too late", made(oak, "Time"))
    summary = summary_of(oak.workshop)
    (part,) = [part for part in summary.principles if part.said]

    assert [(one.title, [said.text for said in one.said]) for one in part.themed] == [
        ("Trust", ["No trust", "Trust takes years"]),
        ("Time", ["Too late"]),
        ("", ["Something else"]),
    ]
    principles = json.loads(json_report.written(summary))["principles"]
    assert principles[part.principle.number - 1]["themes"] == [
        {"title": "Trust", "comments": 2},
        {"title": "Time", "comments": 1},
    ]


def test_the_table_for_spreadsheets_has_themes_and_parked_issues_once(cast):
    oak = cast.oak
    people = oak.crowd(5)
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, [1, 2, 3, 4, 5], key)
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=KEYS[1]).ok
    say_all(oak, ["No trust"])
    put(oak, "No trust", made(oak, "Trust"))
    oak.pressed("park", comment=str(Comment.objects.get().pk))
    rows = list(csv.DictReader(StringIO(csv_report.written(summary_of(oak.workshop)).removeprefix("\ufeff"))))

    assert [row["themes"] for row in rows] == ["", "Trust: 1", "", "", ""]
    assert [row["parked_issues"] for row in rows] == ["No trust", "", "", "", ""]
