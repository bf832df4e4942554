"""Words that are taken out for good are nowhere any more, in no row and in no version of the report."""

import json

import pytest

from tests.cast import GOALS, everything
from tests.standing import stands_on
from tests.workshops.speaking import say_all
from tests.workshops.test_report_life import approve, link_of
from workshops.domain.acts import WORKSHOP_ACTS
from workshops.models import Comment, Parked, ReportVersion, Theme
from workshops.reports.versions import draft_of, summary_of_version

pytestmark = pytest.mark.django_db
NAME = "Matron Jane"
# Words as they come: a line, more than a parked issue holds, several lines, more than a theme's name holds.
WORDS = [
    f"{NAME} shouted",
    f"{NAME} shouted" + " and then again" * 50,
    f"{NAME} shouted\nin ward seven",
    f"{NAME} " + "shouted " * 20 + "at me",
]
# What a desk does with a comment: each may leave a copy of its words somewhere.
PRESSED = ("gather", "park", "spotlight", "tag")
# What it does so that fewer people read it.
AGAINST = {"hide", "hold", "redact"}


def discussing(cast):
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok


def take_out(cast, comment):
    cast.oak.pressed("redact", comment=str(comment.pk), reason="It names somebody", sure="1")


def version():
    return summary_of_version(ReportVersion.objects.get())


def tables_with(words):
    return sum(words in str(rows) for rows in everything())


def test_every_act_on_a_comment_is_pressed_here():
    acts = {act.name for act in WORKSHOP_ACTS if "comment" in [field.name for field in act.fields]}

    assert acts == {*PRESSED} | AGAINST


@pytest.mark.parametrize("words", WORDS)
@stands_on(discussing)
def test_whatever_was_done_with_them_they_are_nowhere_any_more(cast, words):
    oak = cast.oak
    one, _other = say_all(oak, [words, words.lower() + "!"])
    for act in PRESSED:
        theme = {"theme": str(Theme.objects.get().pk)} if act == "tag" else {}
        oak.pressed(act, comment=str(one.pk), **theme)
    oak.end()
    approve(cast)
    link = link_of(cast)
    # As a comment, an issue, a theme, and in the version.
    assert tables_with(NAME) == 4
    take_out(cast, one)

    assert tables_with(NAME) == 0
    found = cast.get("stranger", link + "json").content.decode()
    assert (NAME in found, json.loads(found)["redacted_comments"]) == (False, 1)
    assert "Words were taken out of this version for good on " in cast.get("stranger", link).content.decode()
    # What somebody else said stays, under the theme that it was put under.
    (said,) = [said for part in version().principles for said in part.said]
    assert (said.text, said.theme) == (words.lower() + "!", "Theme 1")


def twins(cast):
    """Ana and Ben say the same, and two see it too where Ana does."""
    discussing(cast)
    oak = cast.oak
    one, _other = say_all(oak, [f"{NAME} again"] * 2)
    for person in oak.crowd(2):
        assert oak.send(person, "see_too", comment=str(one.pk)).ok


def both():
    return sorted(Comment.objects.all(), key=lambda comment: comment.seen_too.count())


@pytest.mark.parametrize(("which", "left"), [(0, 2), (1, 0)])
@stands_on(twins)
def test_who_said_the_same_is_still_heard(cast, which, left):
    cast.oak.end()
    approve(cast)
    take_out(cast, both()[which])

    seen = [said.seen for part in version().principles for said in part.said]
    assert (seen, version().redacted) == ([left], 1)
    assert draft_of(cast.oak.workshop).principles == version().principles
    (last,) = Comment.objects.exclude(text="")
    take_out(cast, last)
    assert (tables_with(NAME), version().redacted) == (0, 2)


@stands_on(twins)
def test_what_was_hidden_from_the_report_takes_nobody_s_words_along(cast):
    hidden, heard = both()
    cast.oak.pressed("park", comment=str(heard.pk))
    cast.oak.pressed("hide", comment=str(hidden.pk))
    cast.oak.end()
    approve(cast)
    row = ReportVersion.objects.get()
    take_out(cast, hidden)

    assert ReportVersion.objects.values("content", "taken_out").get() == {
        "content": row.content,
        "taken_out": None,
    }


@pytest.mark.parametrize(("which", "left"), [(0, 1), (1, 0)])
@stands_on(twins)
def test_what_somebody_else_s_words_were_parked_as_stays(cast, which, left):
    cast.oak.pressed("park", comment=str(both()[1].pk))
    cast.oak.end()
    approve(cast)
    take_out(cast, both()[which])

    assert (len(version().parked), Parked.objects.count()) == (left, left)


@stands_on(twins)
def test_a_version_from_before_a_theme_was_renamed_does_not_keep_its_name(cast):
    one, _other = both()
    cast.oak.pressed("gather", comment=str(one.pk))
    cast.oak.end()
    approve(cast)
    cast.oak.pressed("rename_theme", theme=str(Theme.objects.get().pk), title="How we speak")
    approve(cast)
    take_out(cast, one)

    said = [
        {said.theme for part in summary_of_version(row).principles for said in part.said}
        for row in ReportVersion.objects.all()
    ]
    assert (said, Theme.objects.get().title) == ([{"How we speak"}, {"Theme 1"}], "How we speak")
