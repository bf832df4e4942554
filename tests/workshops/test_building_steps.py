"""The page of one step, and what the desks are told while an agenda is built."""

from functools import partial

import pytest

from tests.cast import GOALS, KEYS, everything
from tests.workshops import builder
from tests.workshops.builder import at, with_five_steps
from workshops.models import Activity, JournalEntry
from workshops.readings.journal import journal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast):
    return with_five_steps(cast.oak)


@pytest.fixture
def press(cast):
    return partial(builder.press, cast)


STEP = {"title": "A round of its own", "minutes": "12", "kind": "rescore", "picks": "these", "task": "x"}


def test_everything_about_a_step_is_changed_on_its_page(cast, planned):
    step = planned.step("score")
    given = STEP | {"principles": [KEYS[1], KEYS[2]], "script": "Slowly.", "notes": "Chairs."}
    response = cast.browsers["olu"].post(f"/workshops/{planned.code}/agenda/{step.pk}/", given)
    kept = Activity.objects.get(pk=step.pk)

    assert response.url == f"/workshops/{planned.code}/agenda/?at=edit-{step.pk}"
    assert (kept.title, kept.minutes, kept.kind, kept.picks, kept.principles) == (
        "A round of its own", 12, "rescore", "", KEYS[1:3],
    )  # fmt: skip
    # A round has no table task, whatever is sent.
    assert (kept.script, kept.notes, kept.task) == ("Slowly.", "Chairs.", "")


@pytest.mark.parametrize(
    ("name", "text"),
    [("title", ""), ("title", "x" * 121), ("minutes", "0"), ("minutes", "600"), ("kind", "pause"), ("picks", "choose"),
     ("principles", "no-such"), ("principles", ""), ("script", "x" * 2001), ("notes", "a\x00b")],
)  # fmt: skip
def test_what_cannot_be_kept_of_a_step_is_asked_again(cast, planned, name, text):
    step, before = planned.step("score"), everything()
    given = STEP | {"principles": [GOALS], "notes": "Kept in sight"} | {name: text or []}
    response = cast.browsers["olu"].post(f"/workshops/{planned.code}/agenda/{step.pk}/", given)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
    assert everything() == before
    if name != "notes":
        assert "Kept in sight" in response.content.decode()


def test_principles_that_are_ticked_beside_another_choice_are_not_lost_without_a_word(cast, planned):
    step, before = planned.step("score"), everything()
    given = STEP | {"principles": [GOALS], "picks": "all"}
    response = cast.browsers["olu"].post(f"/workshops/{planned.code}/agenda/{step.pk}/", given)

    assert (response.status_code, everything() == before) == (422, True)
    assert response.context["form"].errors["principles"][0].startswith("You ticked principles.")


def test_what_the_room_chose_for_a_step_is_not_lost_by_its_notes(cast):
    oak = cast.oak
    oak.go_to("overview")
    assert oak.desk_sends("choose", principle=GOALS).ok
    step = oak.step("discuss")
    page = f"/workshops/{oak.code}/agenda/{step.pk}/"
    given = {"title": step.title, "minutes": "15", "picks": "choose", "notes": "Ask Ward 4"}

    assert cast.post("fay", page, given).status_code == 302
    assert Activity.objects.get(pk=step.pk).principles == [GOALS]
    assert cast.post("fay", page, given | {"picks": "all"}).status_code == 302
    assert Activity.objects.get(pk=step.pk).principles == []


def test_a_step_that_is_begun_while_it_is_typed_in_keeps_the_words_in_sight(cast):
    step = cast.oak.go_to("check_in")
    given = {"title": "Another title", "minutes": "5", "notes": "Not lost"}
    response = cast.post("fay", f"/workshops/{cast.oak.code}/agenda/{step.pk}/", given)

    assert response.status_code == 409
    assert "Not lost" in response.content.decode()
    assert Activity.objects.get(pk=step.pk).notes == ""


def test_an_agenda_without_a_round_is_kept_and_said_plainly(cast, planned):
    planned.made.activities.filter(kind__in=["score", "overview"]).delete()
    sheet = cast.get("olu", f"/workshops/{planned.code}/agenda/").context["sheet"]

    assert sheet.advice == ["Nobody scores on this agenda: there will be no picture and no result."]


def test_while_it_runs_the_journal_says_who_changed_the_agenda(cast, press):
    oak = cast.oak
    oak.go_to("check_in")
    JournalEntry.objects.all().delete()
    read = oak.step("read").pk
    press(down=read)
    press(up=read)
    press(minutes_of=read, minutes=9)
    press(remove=read)
    press(back="1")
    press(add="pause")

    told = [(deed.by, deed.words) for deed in reversed(journal_of(oak.made))]
    title = "Walk through the principles"
    assert told == [
        ("Olu", f"moved “{title}” back in the agenda"),
        ("Olu", f"moved “{title}” forward in the agenda"),
        ("Olu", f"changed “{title}” in the agenda"),
        ("Olu", f"took “{title}” off the agenda"),
        ("Olu", f"put in “{title}”"),
        ("Olu", "put in “Break”"),
    ]
    # What was planned stays told: seven minutes for the one, none for the other.
    assert list(
        oak.made.activities.filter(kind__in=["read", "pause"]).values_list("minutes", "planned_minutes")
    ) == [
        (9, 7),
        (5, 0),
    ]


def test_before_its_day_nothing_is_written_down(planned, press):
    JournalEntry.objects.all().delete()
    press(down=at(planned, 1))
    press(minutes_of=at(planned, 1), minutes=9)

    assert JournalEntry.objects.exists() is False
    assert planned.made.activities.get(position=1).planned_minutes is None
