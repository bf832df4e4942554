"""Building an agenda: moved, copied, timed and taken away step by step, with words for what cannot be."""

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import GOALS, everything
from tests.workshops import builder
from tests.workshops.builder import at, order, with_five_steps
from workshops.actions.building import add_step
from workshops.domain.agenda import MOST_STEPS
from workshops.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast):
    return with_five_steps(cast.oak)


@pytest.fixture
def press(cast):
    return partial(builder.press, cast)


SHIPPED = ["welcome", "check_in", "read", "score", "overview"]


def test_a_step_moves_one_place_and_keeps_the_focus(planned, press):
    read = at(planned, 3)
    response = press(up=read)

    assert (response.status_code, response.url) == (
        302,
        f"/workshops/{planned.code}/agenda/?at=up-{read}",
    )
    assert order(planned) == ["welcome", "read", "check_in", "score", "overview"]
    press(down=read)
    assert order(planned) == SHIPPED


@pytest.mark.parametrize(("way", "position"), [("up", 1), ("down", 5)])
def test_at_either_end_a_step_stays(planned, press, way, position):
    assert press(**{way: at(planned, position)}).status_code == 302
    assert order(planned) == SHIPPED


def test_the_button_that_was_pressed_has_the_focus_afterwards(cast, planned):
    step = at(planned, 3)
    address = f"/workshops/{planned.code}/agenda/"
    by_itself = cast.get("olu", f"{address}?at=up-{step}").content.decode()
    swapped = cast.post("olu", address, {"up": str(step)}, headers={"HX-Request": "true"})

    assert [page.count("autofocus") for page in (by_itself, swapped.content.decode())] == [1, 1]
    for page in (by_itself, swapped.content.decode()):
        assert f'id="up-{step}"' in page.partition(" autofocus")[0].rpartition("<button")[2]
    assert (swapped.status_code, swapped.templates[0].name) == (200, "workshops/agenda_steps.html")


def test_a_copy_comes_right_after_with_all_that_makes_it(planned, press):
    step = planned.step("score")
    Activity.objects.filter(pk=step.pk).update(
        picks="", principles=[GOALS], script="Slowly.", notes="Chairs.", title="Once"
    )
    press(copy=step.pk)

    assert order(planned) == ["welcome", "check_in", "read", "score", "score", "overview"]
    rows = planned.made.activities.filter(kind="score").values_list(
        "title", "picks", "principles", "script", "notes"
    )
    assert list(rows) == [("Once", "", [GOALS], "Slowly.", "Chairs.")] * 2


def test_a_step_is_removed_and_put_back_where_it_was(cast, planned, press):
    press(remove=at(planned, 2))
    assert order(planned) == ["welcome", "read", "score", "overview"]
    assert (
        cast.get("olu", f"/workshops/{planned.code}/agenda/").context["removed"]["title"]
        == "Check-in in pairs"
    )
    press(back="1")

    assert order(planned) == SHIPPED
    assert press(back="1").status_code == 409


def test_a_step_of_any_kind_is_added_anywhere(planned, press):
    press(add="step", after=at(planned, 1))
    press(add="rescore", after="")

    assert order(planned) == ["welcome", "step", "check_in", "read", "score", "overview", "rescore"]
    assert list(
        planned.made.activities.filter(position__in=[2, 7]).values_list("title", "minutes", "picks")
    ) == [
        ("In the room", 5, ""),
        ("Score again", 5, "chosen"),
    ]


@pytest.mark.parametrize("minutes", ["0", "600", "-1", "241", "", "2.5", "many", "1" * 11])
def test_minutes_that_are_none_are_refused_and_stay_typed(planned, press, minutes):
    step, before = at(planned, 2), everything()
    response = press(minutes_of=step, minutes=minutes)

    assert (response.status_code, everything() == before) == (422, True)
    assert response.context["refused"] == "A step takes from 1 to 240 minutes, in whole numbers."
    assert f'name="minutes" value="{minutes}" aria-invalid="true"' in response.content.decode()


@pytest.mark.parametrize("minutes", [1, 240])
def test_minutes_are_set_in_the_row_and_added_up(cast, planned, press, minutes):
    press(minutes_of=at(planned, 1), minutes=minutes)
    sheet = cast.get("olu", f"/workshops/{planned.code}/agenda/").context["sheet"]

    # Check-in 5, read 7, score 8, overview 4.
    assert (sheet.minutes, sheet.talking) == (minutes + 24, 0)
    assert (sheet.ends - sheet.rows[0].starts).total_seconds() == 60 * (minutes + 24)


def test_no_agenda_grows_past_its_most(planned, press):
    while planned.made.activities.count() < MOST_STEPS:
        add_step(planned.made, "step", 0)
    before = everything()

    assert [press(add="step").status_code, press(copy=at(planned, 1)).status_code] == [409, 409]
    assert everything() == before


def test_the_last_step_stays(planned, press):
    planned.made.activities.filter(position__gt=1).delete()

    assert press(remove=at(planned, 1)).status_code == 409
    assert order(planned) == ["welcome"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"add": "no_such_kind"}, 422),
        ({}, 422),
        ({"up": "x"}, 409),
        ({"remove": str(10**30)}, 409),
        ({"minutes_of": "0", "minutes": "5"}, 409),
        ({"add": "step", "after": "0x1"}, 302),
    ],
)
def test_nonsense_is_refused_in_words(planned, press, fields, status):
    response = press(**fields)

    assert response.status_code == status
    assert status == 302 or response.context["refused"]


def test_what_the_room_has_begun_stays(cast, press):
    oak = cast.oak
    oak.go_to("check_in")
    welcome, check_in, read = at(oak, 1), at(oak, 2), at(oak, 3)
    before = everything()
    presses: list[dict[str, Any]] = [
        {"up": welcome}, {"down": check_in}, {"remove": check_in}, {"remove": welcome}, {"up": read},
        {"minutes_of": welcome, "minutes": 5}, {"add": "step", "after": welcome},
    ]  # fmt: skip

    assert {press(**fields).status_code for fields in presses} == {409}
    assert everything() == before
    assert press(copy=welcome).status_code == 302
    assert [step.kind for step in oak.made.activities.all()][:4] == ["welcome", "check_in", "welcome", "read"]


def test_a_step_that_was_removed_meanwhile_is_told_as_that(cast, planned, press):
    step = at(planned, 2)
    press(remove=step)
    again = press(remove=step)
    typed = cast.post("fay", f"/workshops/{planned.code}/agenda/{step}/", {"notes": "Bring the long table"})

    assert (again.status_code, typed.status_code) == (409, 409)
    assert ("notes", "Bring the long table") in typed.context["kept"]
    assert cast.get("fay", f"/workshops/{planned.code}/agenda/{step}/").status_code == 404


def test_another_workshops_step_is_none_of_this_agenda(cast, press):
    theirs = cast.elm.step("read").pk
    before = everything()

    assert press(remove=theirs).status_code == 409
    assert cast.post("fay", f"/workshops/{cast.oak.code}/agenda/{theirs}/", {"title": "x"}).status_code == 409
    assert everything() == before


def test_a_step_in_which_somebody_answered_stays_on_the_agenda(cast, press):
    oak = cast.oak
    here = oak.go_to("check_in")
    oak.say(cast.ana, "say", "Tired")
    assert oak.back().ok
    step = Activity.objects.get(pk=here.pk)

    assert (step.phase, press(remove=step.pk).status_code) == ("waiting", 409)
    assert Activity.objects.filter(pk=here.pk).exists()


def test_after_the_end_nothing_changes(cast, press):
    cast.oak.end()
    before = everything()
    step = cast.oak.step("commit").pk

    assert {press(**fields).status_code for fields in ({"up": step}, {"remove": step}, {"add": "step"})} == {
        409
    }
    assert everything() == before
    page = cast.get("olu", f"/workshops/{cast.oak.code}/agenda/").content.decode()
    assert [
        button for button in ("up", "down", "copy", "remove", "add", "minutes") if f'name="{button}"' in page
    ] == []


def test_a_page_asks_the_same_number_of_questions_however_long_the_agenda(cast, planned):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert cast.get("olu", f"/workshops/{planned.code}/agenda/").status_code == 200
        return len(queries)

    asked()  # the wording is read once a process
    few = asked()
    planned.made.activities.filter(position__gt=1).delete()
    one = asked()
    for _ in range(20):
        add_step(planned.made, "discuss", 0)

    assert (one, asked()) == (few, few)


def test_moving_asks_the_same_number_of_questions_however_long_the_agenda(planned, press):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert press(down=at(planned, 1)).status_code == 302
        return len(queries)

    asked()
    few = asked()
    for _ in range(20):
        add_step(planned.made, "step", 0)

    assert asked() == few
