"""Rounds of any number: scoring what was talked about again, at once, and taking that back."""

import pytest

from tests.cast import GOALS, KEYS, everything
from workshops.actions.agenda import SOMEBODY_ELSE
from workshops.actions.deciding import NOT_A_PRINCIPLE
from workshops.actions.rounds import NOT_FROM_HERE, NOT_THERE
from workshops.actions.steps import ANSWERED, FULL
from workshops.domain.agenda import MOST_STEPS
from workshops.mine import mine_of
from workshops.models import Activity

pytestmark = pytest.mark.django_db

TRUST, EXPERTISE = KEYS[1], KEYS[2]


def agenda(oak):
    return [(step.position, step.kind, step.principles) for step in oak.made.activities.all()]


def added(oak):
    return [step.principles for step in oak.made.activities.filter(picks="again")]


def again(oak, principle="", seen=None):
    return oak.press("score_again", principle=principle, seen=oak.standing if seen is None else seen)


@pytest.fixture
def discussing(cast):
    """Everybody has scored everything, and the room talks about one principle."""
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, [1, 2, 2, 3, 4, 5], key)
    oak.go_to("overview")
    for key in (GOALS, TRUST):
        assert oak.desk_sends("choose", principle=key).ok
    oak.go_to("discuss")
    return oak, people


def test_the_step_comes_right_after_the_discussion_and_all_others_move_up(discussing):
    oak, _people = discussing
    before, version = agenda(oak), oak.workshop.version
    assert again(oak).status == 200
    here = oak.now.position

    assert agenda(oak) == [
        *before[:here],
        (here + 1, "rescore", [GOALS]),
        *((position + 1, kind, keys) for position, kind, keys in before[here:]),
    ]
    assert oak.workshop.version == version + 1
    oak.on()
    assert (oak.now.kind, oak.now.principles, oak.now.round) == ("rescore", [GOALS], 2)


@pytest.mark.parametrize("principles", [("", ""), (GOALS, GOALS), ("", GOALS)])
def test_pressed_twice_it_is_one_step(discussing, principles):
    oak, _people = discussing
    seen = oak.standing

    assert [again(oak, principle, seen).status for principle in principles] == [200, 200]
    assert added(oak) == [[GOALS]]


def test_an_old_desk_adds_nothing(discussing):
    oak, _people = discussing
    seen = oak.standing
    assert again(oak, seen=seen).status == 200
    oak.on()
    before = everything()
    late = again(oak, seen=seen)

    assert (late.status, late.words) == (409, SOMEBODY_ELSE)
    assert everything() == before


def test_two_of_a_round_are_scored_again_in_one_step_in_the_order_of_the_set(discussing):
    oak, people = discussing
    oak.go_to("rescore")
    for key in (GOALS, TRUST):
        oak.score(people, [3] * 6, key)
    oak.go_to("rescore", "revealed")

    assert [again(oak, key).status for key in (TRUST, GOALS)] == [200, 200]
    assert added(oak) == [[GOALS, TRUST]]


def test_all_of_a_round_are_scored_again_where_none_is_named(discussing):
    oak, _people = discussing
    oak.go_to("rescore", "revealed")

    assert (again(oak).status, added(oak)) == (200, [[GOALS, TRUST]])


def test_what_nobody_has_scored_yet_is_scored_for_the_first_time(cast):
    oak = cast.oak
    oak.made.activities.filter(kind="score").delete()
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    assert again(oak).status == 200
    oak.on()

    assert (oak.now.kind, oak.now.title, oak.now.round) == ("score", "Score", 1)


def test_a_principle_of_another_step_is_refused(discussing):
    oak, _people = discussing
    before = everything()
    answers = [again(oak, key) for key in (TRUST, "no-such-principle")]

    assert [(answer.status, answer.words) for answer in answers] == [(422, NOT_A_PRINCIPLE)] * 2
    assert everything() == before


@pytest.mark.parametrize(
    ("kind", "phase"),
    [
        ("welcome", "open"),
        ("score", "open"),
        ("score", "closed"),
        ("overview", "open"),
        ("rescore", "open"),
        ("commit", "open"),
    ],
)
def test_elsewhere_nothing_is_added(cast, kind, phase):
    cast.oak.go_to(kind, phase)
    before = everything()
    answer = again(cast.oak)

    assert (answer.status, answer.words) == (409, NOT_FROM_HERE)
    assert everything() == before


@pytest.mark.parametrize("where", ["lobby", "over", "a discussion of nothing"])
def test_nor_from_nowhere(cast, where):
    if where == "over":
        while cast.oak.snapshot.on:
            cast.oak.on()
    elif where != "lobby":
        cast.oak.go_to("discuss")
    before = everything()

    assert (again(cast.oak).words, everything() == before) == (NOT_FROM_HERE, True)


def test_an_agenda_has_an_end(discussing):
    oak, _people = discussing
    last = oak.made.activities.count()
    Activity.objects.bulk_create(
        Activity(workshop=oak.made, position=place, kind="step", title="More", minutes=1)
        for place in range(last + 1, MOST_STEPS)
    )
    assert again(oak).status == 200
    assert oak.made.activities.count() == MOST_STEPS
    # Where the step is there already nothing more needs room.
    assert again(oak).status == 200
    oak.go_to("rescore", "revealed")
    before = everything()
    full = again(oak)

    assert (full.status, full.words) == (409, FULL)
    assert str(MOST_STEPS) in full.words
    assert everything() == before


def test_three_rounds_of_one_principle_and_two_of_another(discussing):
    oak, people = discussing
    for levels in ([2] * 6, [3] * 6):
        assert again(oak).status == 200
        oak.go_to("rescore")
        assert len(oak.now.principles) == 1
        oak.score(people, levels, GOALS)
        oak.go_to("rescore", "revealed")
    oak.go_to("discuss")
    oak.go_to("rescore")
    now = oak.snapshot
    assert (now.round_now, {p.key for p in now.now.principles}) == (0, {GOALS, TRUST})
    for key in (GOALS, TRUST):
        oak.score(people, [4] * 6, key)
    oak.go_to("rescore", "revealed")

    rounds = [(result.principle.key, result.round) for result in oak.snapshot.results]
    assert rounds == [
        *((key, 1) for key in KEYS),
        (GOALS, 2),
        (GOALS, 3),
        (GOALS, 4),
        (TRUST, 2),
    ]
    newest = {
        one.principle.key: (one.latest.round, one.before and one.before.round)
        for one in oak.snapshot.latest_results
    }
    assert newest == dict.fromkeys(KEYS, (1, None)) | {GOALS: (4, 3), TRUST: (2, 1)}
    assert [(one.latest.round, one.before.round) for one in oak.snapshot.results_now] == [(4, 3), (2, 1)]
    own = [(score.principle.key, score.round) for score in mine_of(oak.workshop, people[0]).scores]
    assert own == [*((key, 1) for key in KEYS), (GOALS, 2), (TRUST, 2), (GOALS, 3), (GOALS, 4)]


def test_whoever_comes_for_the_fourth_round_is_in_the_fourth(discussing):
    oak, people = discussing
    for _time in range(2):
        assert again(oak).status == 200
        oak.go_to("rescore")
        oak.go_to("rescore", "revealed")
    assert again(oak).status == 200
    oak.go_to("rescore")
    late = oak.come_in()
    oak.score([late], [3], GOALS)

    assert [score.round for score in mine_of(oak.workshop, late).scores] == [4]
    assert oak.snapshot.round_now == 4
    assert len(mine_of(oak.workshop, people[0]).scores) == len(KEYS)


def off(oak, activity):
    return oak.press("not_again", activity=str(activity))


def test_a_step_that_was_added_can_be_taken_off_again(discussing):
    oak, _people = discussing
    before = [(kind, keys) for _position, kind, keys in agenda(oak)]
    assert again(oak).status == 200
    step = oak.made.activities.get(picks="again")

    assert off(oak, step.pk).status == 200
    assert [(kind, keys) for _position, kind, keys in agenda(oak)] == before
    gone = off(oak, step.pk)
    assert (gone.status, gone.words) == (409, NOT_THERE)
    # And it may come again, in the same place.
    assert again(oak).status == 200
    oak.on()
    assert oak.now.picks == "again"


def test_a_step_that_was_begun_stays(discussing):
    oak, people = discussing
    assert again(oak).status == 200
    oak.on()
    step = oak.now
    assert off(oak, step.pk).words == NOT_THERE
    oak.score(people[:1], [3], GOALS)
    assert oak.back().ok
    before = everything()
    answered = off(oak, step.pk)

    assert (answered.status, answered.words) == (409, ANSWERED)
    assert everything() == before


def test_a_step_that_nobody_answered_before_it_was_taken_back_may_go(discussing):
    oak, _people = discussing
    assert again(oak).status == 200
    oak.on()
    step = oak.now
    assert oak.back().ok

    assert off(oak, step.pk).status == 200
    assert added(oak) == []


def test_no_other_step_is_taken_off(discussing, elm):
    oak, _people = discussing
    elm.go_to("discuss")
    assert elm.desk_sends("discuss", principle=GOALS).ok
    assert again(elm).status == 200
    theirs = elm.made.activities.get(picks="again")
    planned = oak.made.activities.filter(kind="rescore").get()
    before = everything()

    assert [off(oak, pk).words for pk in (theirs.pk, planned.pk, 0)] == [NOT_THERE] * 3
    assert everything() == before
    assert EXPERTISE not in planned.principles
