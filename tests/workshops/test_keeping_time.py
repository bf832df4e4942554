"""Behind the plan or ahead of it; and two desks that press at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import everything
from tests.workshops.stepped import late, reshape
from workshops.actions.agenda import SOMEBODY_ELSE
from workshops.actions.stepping import NOTHING_RESHAPED, ON_TIME, PLAN_CHANGED

pytestmark = pytest.mark.django_db


def test_a_room_that_is_behind_wins_the_minutes_back_by_one_press_and_gives_them_back_by_another(cast):
    oak = cast.oak
    oak.go_to("check_in")
    planned = {step.id: step.minutes for step in oak.snapshot.steps}
    # Eight minutes of welcome took fourteen.
    late(oak, 14)
    room = oak.snapshot
    assert room.minutes_behind == 6
    proposal = {step.id: minutes for step, minutes in room.proposals}
    assert reshape(oak, "reshape").ok
    after = oak.snapshot
    assert {step.id: step.minutes for step in after.steps} == planned | proposal
    assert (after.minutes_behind, after.proposals, after.is_reshaped) == (0, (), True)
    assert [step.planned_at for step in after.steps] == [step.planned_at for step in room.steps]
    assert reshape(oak, "reshape", off="1").ok

    assert {step.id: step.minutes for step in oak.snapshot.steps} == planned
    assert (oak.snapshot.minutes_behind, oak.snapshot.is_reshaped) == (6, False)
    assert reshape(oak, "reshape", off="1").words == NOTHING_RESHAPED


def test_a_room_that_is_ahead_may_give_its_minutes_away(cast):
    oak = cast.oak
    oak.go_to("check_in")
    late(oak, 2)
    room = oak.snapshot
    assert room.minutes_behind == -6
    assert reshape(oak, "reshape").ok
    given = sum(step.minutes - step.planned for step in oak.snapshot.steps)

    assert (given, oak.snapshot.minutes_behind) == (6, 0)


def test_a_room_that_is_on_time_is_left_alone(cast):
    cast.oak.go_to("check_in")
    late(cast.oak, 8)
    before = everything()
    answer = reshape(cast.oak, "reshape")

    assert (answer.status, answer.words, everything()) == (409, ON_TIME, before)


def test_the_end_that_is_to_be_expected_follows_the_agenda(cast):
    oak = cast.oak
    oak.go_to("check_in")
    expected = oak.snapshot.ends_at
    assert expected == oak.now.opened_at + timedelta(minutes=90 - 8)
    oak.pressed("extend", activity=str(oak.now.pk), minutes="5")
    assert reshape(oak, "skip", activity=str(oak.step("read").pk)).ok

    assert oak.snapshot.ends_at == expected + timedelta(minutes=5 - 7)
    assert timezone.now() < oak.snapshot.ends_at


PAIRS = {
    "on": lambda oak, room: ("step", {"towards": "on", "to": str(room.on.to), "sure": "1"}),
    "skip": lambda oak, room: ("skip", {"activity": str(room.now.id)}),
    "skip next": lambda oak, room: ("skip", {"activity": str(room.on.to)}),
    "insert": lambda oak, room: ("insert", {"kind": "read", "title": "In between", "minutes": "3"}),
    "reshape": lambda oak, room: ("reshape", {}),
    "take off": lambda oak, room: ("take_off", {"activity": str(room.on.to)}),
}


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("on", "on", SOMEBODY_ELSE),
        ("on", "skip", SOMEBODY_ELSE),
        ("skip", "on", SOMEBODY_ELSE),
        ("skip next", "on", SOMEBODY_ELSE),
        ("on", "skip next", SOMEBODY_ELSE),
        ("skip", "insert", SOMEBODY_ELSE),
        ("insert", "skip", PLAN_CHANGED),
        ("insert", "on", SOMEBODY_ELSE),
        ("reshape", "on", ""),
        ("on", "reshape", SOMEBODY_ELSE),
        ("reshape", "reshape", PLAN_CHANGED),
        ("take off", "on", SOMEBODY_ELSE),
        ("skip", "skip", SOMEBODY_ELSE),
    ],
)
def test_two_desks_at_once_end_in_one_state_and_the_second_is_told(cast, first, second, words):
    """Both saw the same desk. What the second meant is not there any more, or it does what its button said."""
    oak = cast.oak
    oak.go_to("check_in")
    late(oak, 14)
    room = oak.snapshot
    seen = {"seen": room.standing, "plan": room.plan_mark}
    (act, given), (other, asked) = PAIRS[first](oak, room), PAIRS[second](oak, room)
    oak.pressed(act, **seen, **given)
    before = everything()
    answer = oak.press(other, **seen, **asked)

    assert (answer.status, answer.words) == ((409, words) if words else (200, ""))
    assert (everything() == before) is bool(words)
    assert len([step for step in oak.snapshot.steps if step.is_live]) == 1
