"""The page on which everything that was said is sorted."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cast import GOALS, KEYS, everything
from tests.workshops.speaking import say_all
from workshops.listing import PAGE, Look
from workshops.models import Comment, SeenToo, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(cast):
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    return cast.oak


def page(cast, query=""):
    answer = cast.get("fay", reverse("workshops:voices", args=[cast.oak.code]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def told(cast, query=""):
    """The words of each comment on the page, in its order."""
    return re.findall(r'tabindex="0"><p>([^<]*)</p>', page(cast, query))


def pressed(cast, act, fields, at="", **more):
    return cast.post(
        "fay", reverse("workshops:voices_act", args=[cast.oak.code, act]), {"at": at, **fields}, **more
    )


def id_of(text):
    return str(Comment.objects.get(text=text).pk)


def mark(text, too, differently):
    comment = Comment.objects.get(text=text)
    sides = [False] * too + [True] * differently
    SeenToo.objects.bulk_create(
        SeenToo(comment=comment, author_key=uuid4().hex, differs=side) for side in sides
    )


def test_it_is_filtered_and_put_in_order(cast, oak):
    oak.say(cast.ana, "comment", "First")
    oak.say(cast.ana, "comment", "Second")
    oak.say(cast.ana, "comment", "Third")
    mark("First", 1, 1)
    mark("Second", 4, 0)
    oak.pressed("hide", comment=id_of("Third"))
    oak.pressed("theme", title="Time")
    theme = Theme.objects.get()
    oak.pressed("tag", comment=id_of("First"), theme=str(theme.pk))
    step = f"step-{oak.now.pk}"

    assert {
        query: told(cast, query)
        for query in (
            *("", "?order=shared", "?order=divided", "?state=hidden", "?state=shown", "?state=held"),
            *(f"?theme={theme.pk}", "?theme=none", f"?about={GOALS}", f"?about={KEYS[1]}", f"?about={step}"),
            f"?comment={id_of('Second')}",
        )
    } == {
        "": ["Third", "Second", "First"],
        "?order=shared": ["Second", "First", "Third"],
        "?order=divided": ["First", "Second", "Third"],
        "?state=hidden": ["Third"],
        "?state=shown": ["Second", "First"],
        "?state=held": [],
        f"?theme={theme.pk}": ["First"],
        "?theme=none": ["Third", "Second"],
        f"?about={GOALS}": ["Third", "Second", "First"],
        f"?about={KEYS[1]}": [],
        f"?about={step}": ["Third", "Second", "First"],
        f"?comment={id_of('Second')}": ["Second"],
    }


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-1",
        "?page=x",
        "?page=%C2%B2",
        "?page=" + "9" * 400,
        "?theme=x&state=y&order=z",
        "?theme=" + "9" * 99,
    ],
)
def test_what_makes_no_sense_is_as_if_it_had_not_been_asked_for(cast, oak, query):
    say_all(oak, ["Only one"])

    assert told(cast, query) == ["Only one"]


@pytest.mark.parametrize("query", ["?comment=x", "?about=nothing", "?comment=%00"])
def test_what_is_not_there_is_not_found(cast, oak, query):
    say_all(oak, ["Only one"])

    assert told(cast, query) == []


def test_fifty_stand_on_a_page(cast, oak):
    say_all(oak, [f"Number {number}" for number in range(PAGE + 3)])
    pages = {number: len(told(cast, f"?page={number}")) for number in (1, 2, 3)}

    # Past the end is the last one.
    assert pages == {1: PAGE, 2: 3, 3: 3}
    assert 'href="?page=2"' in page(cast)
    assert 'href="?"' in page(cast, "?page=2")


def test_a_look_is_written_into_an_address_and_read_out_of_it():
    look = Look(about=GOALS, theme="3", state="held", order="divided", page=2)

    assert look.query == f"?about={GOALS}&theme=3&state=held&order=divided&page=2"
    assert (Look().query, Look.asked({})) == ("", Look())


@pytest.mark.parametrize("about", ["a\0b", "x y", "\ud800"])
def test_what_no_principle_is_called_is_not_looked_for(about):
    assert Look.asked({"about": about}) == Look()


def test_a_button_leads_back_to_what_was_looked_at(cast, oak):
    say_all(oak, ["Only one"])
    oak.pressed("theme", title="Time")
    at = reverse("workshops:voices_act", args=[oak.code, "tag"]) + f"?theme={Theme.objects.get().pk}"
    answer = cast.post(
        "fay", at, {"comment": id_of("Only one"), "at": "?theme=none&page=2&next=//elsewhere.test"}
    )

    assert (answer.status_code, answer.url) == (302, f"/desk/{oak.code}/voices/?theme=none&page=2")
    assert Comment.objects.get().theme == Theme.objects.get()


def test_our_script_is_answered_in_values_and_others_with_what_they_typed(cast, oak):
    live = pressed(cast, "theme", {"title": "x" * 90}, headers={"X-Live": "1"})
    plain = pressed(cast, "theme", {"title": "x" * 90})
    words = "This is too long: at most 80 characters, and you wrote 90."

    assert (live.status_code, live.json()["words"], live.json()["errors"]) == (422, words, {"title": words})
    assert (plain.status_code, "x" * 90 in plain.content.decode()) == (422, True)


@pytest.mark.parametrize("act", ["end", "step", "run", "no_such_act"])
def test_nothing_else_is_pressed_there(cast, oak, act):
    before = everything()
    answers = [
        pressed(cast, act, {"sure": "1", "towards": "on", "seen": oak.standing}).status_code for _ in "1"
    ]

    assert (answers, everything()) == ([404], before)


def test_what_is_very_similar_is_pointed_out_until_it_is_together(cast, oak):
    say_all(oak, ["We meet too late", "we meet to late!", "Nobody told the wards"])
    before = page(cast)
    oak.pressed("gather", comment=id_of("We meet too late"))
    after = page(cast)

    assert (before.count("Very similar to 1 other"), before.count("Put them together")) == (2, 2)
    assert (after.count("Very similar to 1 other"), after.count("Put them together")) == (2, 0)


def test_the_first_nine_themes_have_a_key_and_the_others_a_list(cast, oak):
    say_all(oak, ["Only one"])
    for number in range(11):
        oak.pressed("theme", title=f"Theme {number}")
    drawn = page(cast)

    assert re.findall(r'data-key="(\d)"', drawn) == list("123456789")
    options = re.findall(
        r'<option value="\d+">(Theme \d+)</option>', drawn.split('id="theme-')[1].split("</select>")[0]
    )
    assert options == ["Theme 9", "Theme 10"]


def test_words_are_never_markup(cast, oak):
    say_all(oak, ["<script>alert(1)</script>"])
    oak.pressed("theme", title="<b>bold</b>")
    oak.pressed("park_text", text="<i>later</i>", form=str(uuid4()))
    drawn = page(cast)

    assert [found in drawn for found in ("<script>alert", "<b>bold", "<i>later")] == [False] * 3
