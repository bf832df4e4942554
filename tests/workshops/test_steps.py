"""Walking the agenda: one press, one step; a press on an old desk changes nothing; the end is the end."""

from collections import Counter

import pytest
from django.db import connection

from tests.cast import ADDRESS, GOALS, KEYS, everything
from workshops.actions.agenda import ASK_FIRST, NO_WAY, NOT_SURE, SOMEBODY_ELSE
from workshops.domain.activities import KINDS
from workshops.domain.agendas import AGENDAS
from workshops.domain.ballots import ballot_key
from workshops.models import Comment, Result, Score

pytestmark = pytest.mark.django_db


def phases(oak):
    return [str(step.phase) for step in oak.snapshot.steps]


def test_the_whole_agenda_is_walked_by_one_button(cast):
    seen = []
    while cast.oak.snapshot.on:
        cast.oak.on()
        seen.append(cast.oak.snapshot.standing.partition("-")[2])

    kinds = [step.kind for step in AGENDAS[0].steps]
    expected = [
        phase
        for kind in kinds
        for phase in (["open", "closed", "revealed"] if KINDS[kind].with_result else ["open"])
    ]
    assert seen == [*expected, ""]
    assert cast.oak.snapshot.is_over
    assert phases(cast.oak) == ["done"] * len(kinds)


def test_a_press_on_a_desk_that_is_behind_changes_nothing(cast):
    seen = cast.oak.snapshot.standing
    cast.oak.pressed("step", towards="on", seen=seen)
    before = everything()
    again = cast.oak.press("step", towards="on", seen=seen)

    assert (again.status, again.words) == (409, SOMEBODY_ELSE)
    assert everything() == before


def test_a_reveal_is_asked_once(cast):
    oak = cast.oak
    oak.go_to("score", "closed")
    before = everything()
    asked = oak.press("step", towards="on", seen=oak.snapshot.standing)
    assert (asked.status, asked.words) == (409, ASK_FIRST)
    assert everything() == before
    oak.pressed("step", towards="on", seen=oak.snapshot.standing, sure="1")

    assert oak.now.phase == "revealed"


def test_a_reveal_is_not_taken_back(cast):
    cast.oak.go_to("score", "revealed")
    before = everything()
    answer = cast.oak.back()

    assert (answer.status, answer.words) == (409, NO_WAY)
    assert everything() == before


@pytest.mark.parametrize("towards", ["sideways", "on-", "0"])
def test_there_are_two_ways_only(cast, towards):
    before = everything()
    answer = cast.oak.press("step", towards=towards, seen="lobby")

    assert (answer.status, answer.words) == (409, NO_WAY)
    assert everything() == before


def test_take_back_brings_the_last_step_back_as_it_was(cast):
    oak = cast.oak
    oak.go_to("check_in")
    oak.say(cast.ana, "say", "Hopeful")
    began = oak.now.opened_at
    oak.on()
    assert oak.now.kind == "read"
    assert oak.back().status == 200

    assert phases(oak)[:3] == ["done", "open", "waiting"]
    assert (oak.now.opened_at, oak.now.done_at) == (began, None)
    assert [voice.text for voice in oak.snapshot.voices_now] == ["Hopeful"]


def test_take_back_of_a_close_lets_people_score_again(cast):
    oak = cast.oak
    oak.go_to("score", "closed")
    assert oak.back().status == 200

    assert oak.now.phase == "open"
    assert oak.send(cast.ana, "score", principle=GOALS, score="4").status == 200


def test_scores_are_still_there_when_a_round_that_was_taken_back_opens_again(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.send(cast.ana, "score", principle=GOALS, score="4")
    assert oak.back().status == 200
    assert oak.now.kind == "read"
    oak.on()

    assert (oak.now.kind, oak.now.round, oak.levels_of(cast.ana)) == ("score", 1, {GOALS: 4})


def test_the_lobby_is_as_far_back_as_it_goes(cast):
    cast.oak.on()
    assert cast.oak.back().status == 200
    assert cast.oak.snapshot.standing == "lobby"

    assert cast.oak.back().words == NO_WAY


def test_two_minutes_more(cast):
    oak = cast.oak
    oak.go_to("check_in")
    ends = oak.snapshot.now.ends_at
    for _ in range(2):
        oak.pressed("extend", activity=str(oak.now.pk), minutes="2")

    assert (oak.snapshot.now.ends_at - ends).total_seconds() == 240


@pytest.mark.parametrize("which", ["waiting", "another workshop's", "none"])
def test_only_the_open_step_gets_more_minutes(cast, which):
    cast.oak.go_to("check_in")
    theirs = cast.elm.go_to("check_in").pk
    activity = {"waiting": cast.oak.step("score").pk, "another workshop's": theirs, "none": 2**31 - 1}[which]
    before = everything()
    answer = cast.oak.press("extend", activity=str(activity), minutes="2")

    assert (answer.status, answer.words) == (409, SOMEBODY_ELSE)
    assert everything() == before


def test_a_step_may_be_given_more_minutes_for_ever(cast):
    """The clock is guidance; a button that sticks is no fault."""
    cast.oak.go_to("check_in")
    for _ in range(24):
        cast.oak.pressed("extend", activity=str(cast.oak.now.pk), minutes="60")
    answer = cast.oak.press("extend", activity=str(cast.oak.now.pk), minutes="60")

    assert (answer.status, cast.oak.now.extra_minutes) == (200, 1440)


@pytest.mark.parametrize("act", ["open_doors", "end"])
def test_doors_open_once_and_the_end_is_the_end(cast, act):
    if act == "end":
        cast.oak.end()
    before = everything()

    assert cast.oak.press(act, address=ADDRESS, sure="1").status == 409
    assert everything() == before


def test_the_end_is_asked_once(cast):
    before = everything()
    answer = cast.oak.press("end")

    assert (answer.status, answer.words) == (409, NOT_SURE)
    assert everything() == before


def test_the_end_destroys_what_ties_people_to_their_scores(cast):
    oak = cast.oak
    people = oak.crowd(20)
    oak.go_to("score")
    oak.score(people, [1 + number % 5 for number in range(20)])
    secret = oak.secret
    before = {row.ballot_key: row for row in Score.objects.all()}
    assert {ballot_key(secret, person) for person in people} == before.keys()
    oak.on(2)
    oak.end()
    after = list(Score.objects.all())

    assert oak.workshop.ballot_secret is None
    assert sorted((row.principle, row.level) for row in after) == sorted(
        (row.principle, row.level) for row in before.values()
    )
    assert {row.pk for row in after}.isdisjoint({row.pk for row in before.values()})
    assert Result.objects.get(principle=GOALS).counts == [4] * 5


@pytest.mark.parametrize(
    ("of_people", "of_nobody_else", "kept"),
    [(5, 8, {"": 8, "communities": 5}), (1, 8, {"": 9}), (1, 12, {"": 13}), (5, 4, {"": 9})],
)
def test_no_score_keeps_a_sector_that_would_name_whoever_came_alone(cast, of_people, of_nobody_else, kept):
    oak = cast.oak
    people = [oak.come_in("people") for _ in range(of_people)] + oak.crowd(of_nobody_else)
    oak.go_to("score")
    oak.score(people, ([2, 3, 4, 5, 5] * 3)[: len(people)])
    scores = Score.objects.values_list("family", flat=True)
    assert Counter(scores.all()) == {"communities": of_people, "other": of_nobody_else}

    oak.on(2)
    oak.end()
    assert Counter(scores.all()) == kept


def test_the_rows_of_scores_lie_in_another_order_afterwards(cast):
    oak = cast.oak
    people = oak.crowd(30)
    oak.go_to("score")
    levels = [1, 2, 3, 4, 5] * 6
    oak.score(people, levels)
    keys = {ballot_key(oak.secret, person) for person in people}
    before = list(Score.objects.raw(in_order_of_disk()))
    assert ([row.level for row in before], {row.ballot_key for row in before}) == (levels, keys)
    oak.on(2)
    oak.end()
    # As they lie on the disk: neither a place of a row tells who was quick, nor its key whose other scores it is like.
    lying = list(Score.objects.raw(in_order_of_disk()))

    assert Counter(row.level for row in lying) == Counter(levels)
    assert [row.level for row in lying] != levels
    assert {row.ballot_key for row in lying}.isdisjoint(keys)


def in_order_of_disk():
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    return f"SELECT * FROM workshops_score ORDER BY {place}"  # noqa: S608


def test_a_round_that_was_never_revealed_is_never_shown(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.score(oak.crowd(8), [3] * 8)
    oak.send(cast.ana, "score", principle=GOALS, score="3", reason="Never to be read")
    oak.on()
    assert Result.objects.get(principle=GOALS).counts == [0, 0, 9, 0, 0]
    oak.end()

    assert Result.objects.count() == 0
    assert Comment.objects.get().text == "Never to be read"
    assert (oak.snapshot.results, oak.snapshot.voices) == ((), ())


def test_nothing_goes_on_after_the_end(cast):
    cast.oak.go_to("discuss")
    cast.oak.end()
    before = everything()
    pressed = [
        cast.oak.press(act, towards="on", seen="over", on="1", sure="1").status for act in ("step", "lock")
    ]

    assert pressed == [409, 409]
    assert everything() == before


def test_every_press_has_a_number_of_its_own(cast):
    before = cast.oak.workshop.version
    cast.oak.on(3)
    cast.oak.pressed("lock", on="1")

    assert cast.oak.workshop.version == before + 4


def test_the_round_of_a_second_scoring_is_two(cast):
    cast.oak.go_to("score")
    first = cast.oak.now.round
    cast.oak.go_to("rescore")

    assert (first, cast.oak.now.round, cast.oak.now.principles) == (1, 2, KEYS)


def test_what_a_step_asked_before_it_was_taken_back_counts_for_nothing(cast):
    """Otherwise the room would be told that people are done who have yet to answer."""
    oak = cast.oak
    people = oak.crowd(6)
    first, second, third = (principle.key for principle in oak.snapshot.principles[:3])
    oak.go_to("rescore")
    talked = oak.made.activities.filter(kind="discuss")
    assert talked.count() == 2
    while oak.snapshot.now.number > talked[0].position:
        assert oak.back().ok
    for key in (first, second):
        assert oak.desk_sends("discuss", principle=key).ok
        oak.on()
    oak.go_to("rescore")
    for key in (first, second):
        oak.score(people, [2] * 6, key)
    assert oak.snapshot.progress.done == 6

    assert oak.back().ok
    assert oak.desk_sends("discuss", principle=third).ok
    oak.on()
    progress = oak.snapshot.progress
    assert [(count.principle.key, count.answered) for count in progress.counts] == [(first, 6), (third, 0)]
    assert progress.done == 0
    oak.score(people[:2], [4, 4], third)
    assert oak.snapshot.progress.done == 2
