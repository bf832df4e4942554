"""The clock that everybody sees, and the reminder for those who have not answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import everything
from workshops.actions.agenda import SOMEBODY_ELSE
from workshops.actions.clock import CLOCK_CHANGED, JUST_NUDGED, NOBODY_ASKED
from workshops.fragments import draw
from workshops.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(cast):
    cast.oak.go_to("check_in")
    return cast.oak


def turn(oak, act, **given):
    return oak.press(act, activity=str(oak.now.pk), **given)


def test_more_time_is_given_and_taken_back(oak):
    ends = oak.snapshot.now.ends_at
    assert turn(oak, "extend", minutes="5").ok
    assert turn(oak, "extend", minutes="2").ok
    assert oak.snapshot.now.ends_at == ends + timedelta(minutes=7)
    assert turn(oak, "extend", off_minutes="7").ok

    assert oak.snapshot.now.ends_at == ends


def test_time_that_is_over_is_given_from_now(oak):
    Activity.objects.filter(pk=oak.now.pk).update(
        opened_at=timezone.now() - timedelta(minutes=17, seconds=30)
    )
    assert turn(oak, "extend", minutes="2").ok
    left = oak.snapshot.now.ends_at - timezone.now()

    assert timedelta(minutes=2) < left < timedelta(minutes=3)


def test_the_clock_is_ended_on_every_screen_and_runs_again(oak):
    ends = oak.snapshot.now.ends_at
    assert turn(oak, "end_clock").ok
    ended = oak.snapshot.now.ends_at
    assert ended <= timezone.now()
    drawn = [draw(name, oak.snapshot) for name in ("clock", "desk_next", "screen_foot")]
    assert [region.count(f'data-ends="{ended.isoformat()}"') for region in drawn] == [1, 1, 1]
    assert turn(oak, "end_clock", off_activity=str(oak.now.pk)).ok
    assert oak.snapshot.now.ends_at == ends
    turn(oak, "end_clock")
    assert turn(oak, "extend", minutes="5").ok

    assert oak.snapshot.now.ends_at == ends + timedelta(minutes=5)


def test_a_step_that_is_begun_again_has_its_whole_time(oak):
    turn(oak, "extend", minutes="5")
    turn(oak, "end_clock")
    assert oak.back().ok
    oak.on()

    assert (oak.now.extra_minutes, oak.now.clock_ended_at) == (0, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("end_clock", {}), ("extend", {"minutes": "2"})),
        (("extend", {"minutes": "2"}), ("end_clock", {})),
        (("extend", {"minutes": "2"}), ("extend", {"minutes": "2"})),
        (("end_clock", {}), ("end_clock", {})),
    ],
)
def test_two_desks_turn_the_clock_once(oak, first, second):
    clock = oak.snapshot.now.clock_mark
    assert turn(oak, first[0], clock=clock, **first[1]).ok
    before = everything()
    answer = turn(oak, second[0], clock=clock, **second[1])

    assert (answer.status, answer.words, everything()) == (409, CLOCK_CHANGED, before)


def test_the_clock_of_a_step_that_is_over_is_turned_by_nobody(oak):
    over = str(oak.now.pk)
    oak.on()
    before = everything()
    answers = [oak.press(act, activity=over, minutes="2") for act in ("extend", "end_clock", "nudge")]

    assert [(answer.status, answer.words) for answer in answers] == [(409, SOMEBODY_ELSE)] * 3
    assert everything() == before


def test_those_who_have_not_answered_are_reminded_now_and_then(oak):
    assert turn(oak, "nudge").ok
    at = oak.now.nudged_at
    assert draw("progress", oak.snapshot).count(f'data-nudged="{at.isoformat()}"') == 1
    before = everything()
    again = turn(oak, "nudge")
    assert (again.status, again.words, everything()) == (409, JUST_NUDGED, before)
    Activity.objects.filter(pk=oak.now.pk).update(nudged_at=at - timedelta(seconds=20))

    assert turn(oak, "nudge").ok


def test_nobody_is_reminded_of_nothing(cast):
    cast.oak.go_to("read")
    answer = turn(cast.oak, "nudge")

    assert (answer.status, answer.words) == (409, NOBODY_ASKED)
