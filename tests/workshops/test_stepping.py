"""The agenda changed while the room is in it: left out, brought back, put in, moved, fitted to the time."""

import pytest

from tests.cast import GOALS, everything
from tests.workshops.stepped import reshape
from workshops.actions.agenda import NO_WAY
from workshops.actions.stepping import (
    ANSWERED,
    AT_THE_EDGE,
    NO_KIND,
    NOT_WAITING,
)
from workshops.domain.activities import KINDS
from workshops.fragments import REGIONS, Audience, draw
from workshops.models import Activity, Result, Score
from workshops.rehearsal.facilitating import choice_of
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db


def kinds(oak):
    return [step.kind.name for step in oak.snapshot.steps]


def phase_of(oak, kind):
    return next(str(step.phase) for step in oak.snapshot.steps if step.kind.name == kind)


def test_a_step_that_waits_is_left_out_and_brought_back(cast):
    oak = cast.oak
    oak.go_to("check_in")
    read = oak.step("read")
    assert reshape(oak, "skip", activity=str(read.pk)).ok
    assert (phase_of(oak, "read"), oak.now.kind) == ("skipped", "check_in")
    assert oak.snapshot.on_to.kind.name == "score"
    before = kinds(oak)
    assert reshape(oak, "restore", activity=str(read.pk)).ok

    assert (phase_of(oak, "read"), kinds(oak)) == ("waiting", before)
    assert oak.snapshot.on_to.id == read.pk


def test_the_step_the_room_is_in_is_left_out_and_taken_back_as_it_was(cast):
    oak = cast.oak
    oak.go_to("check_in")
    oak.say(cast.ana, "say", "Hopeful")
    here = oak.now
    assert reshape(oak, "skip", activity=str(here.pk)).ok
    assert (oak.now.kind, phase_of(oak, "check_in")) == ("read", "skipped")
    assert oak.snapshot.voices == ()
    assert oak.back().ok

    assert (oak.now.pk, oak.now.opened_at, oak.now.done_at) == (here.pk, here.opened_at, None)
    assert [voice.text for voice in oak.snapshot.voices_now] == ["Hopeful"]


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_scores_of_a_round_that_is_left_out_are_kept_and_shown_to_nobody(cast, phase):
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    oak.score(people, [1, 2, 3, 4, 5, 5])
    round_one = oak.now
    oak.go_to("score", phase)
    assert reshape(oak, "skip", activity=str(round_one.pk)).ok

    assert (Score.objects.count(), Result.objects.count(), oak.snapshot.results) == (6, 0, ())
    assert reshape(oak, "restore", activity=str(round_one.pk)).ok
    oak.on()
    assert (oak.now.pk, oak.now.round) == (round_one.pk, 1)
    oak.on(2)
    assert [found.scores for found in oak.snapshot.results if found.principle.key == GOALS] == [6]


def test_a_round_that_was_left_out_is_none(cast):
    """The next one is the first, is compared with nothing, and the report says that this one was not held."""
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    oak.score(people, [1] * 6)
    oak.go_to("score", "closed")
    assert reshape(oak, "skip", activity=str(oak.now.pk)).ok
    oak.go_to("rescore")
    oak.score(people, [5] * 6)
    assert oak.now.round == 1
    oak.go_to("rescore", "revealed")
    found = next(one for one in oak.snapshot.results if one.principle.key == GOALS)

    assert (found.round, found.movement) == (1, None)
    rows = {step.kind: (step.held, step.took) for step in summary_of(oak.workshop).steps}
    assert (rows["score"], rows["check_in"][0]) == ((False, None), True)


def test_what_comes_back_late_stands_after_what_was_scored_meanwhile(cast):
    """A round is told by its place: one that was shown as the first must not become the second."""
    oak = cast.oak
    left_out = oak.step("score")
    oak.go_to("read")
    assert reshape(oak, "skip", activity=str(left_out.pk)).ok
    oak.go_to("rescore")
    again = oak.now
    assert again.round == 1
    assert reshape(oak, "restore", activity=str(left_out.pk)).ok
    assert oak.snapshot.step(left_out.pk).number == oak.snapshot.step(again.pk).number + 1
    oak.on(3)

    assert (oak.now.pk, oak.now.round) == (left_out.pk, 2)
    assert Activity.objects.get(pk=again.pk).round == 1


def test_everything_left_out_is_the_end_of_the_agenda(cast):
    oak = cast.oak
    for step in oak.made.activities.all():
        assert reshape(oak, "skip", activity=str(step.pk)).ok

    assert (oak.standing, oak.snapshot.on, oak.snapshot.is_over) == ("over", None, True)


def test_what_everybody_has_seen_is_not_left_out(cast):
    oak = cast.oak
    oak.go_to("score", "revealed")
    before = everything()
    answer = reshape(oak, "skip", activity=str(oak.now.pk))

    assert (answer.status, answer.words) == (409, NO_WAY)
    assert (everything(), oak.snapshot.past) == (before, None)


@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_of_step_is_put_in_right_after_the_present_one(cast, kind):
    oak = cast.oak
    oak.go_to("check_in")
    after = oak.snapshot.now.number
    assert reshape(oak, "insert", kind=kind, title="  ", minutes="4").ok
    put_in = oak.snapshot.steps[after]

    assert (put_in.kind.name, put_in.title, put_in.minutes, put_in.planned) == (kind, KINDS[kind].label, 4, 0)
    oak.on()
    assert oak.now.pk == put_in.id


def test_a_step_is_put_in_at_the_very_beginning_and_at_the_very_end(cast):
    oak = cast.oak
    assert reshape(oak, "insert", kind="read", title="First of all", minutes="1").ok
    for _ in range(40):
        if oak.snapshot.on is None:
            break
        oak.on()
    assert reshape(oak, "insert", kind="read", title="Last of all", minutes="1").ok
    titles = [step.title for step in oak.snapshot.steps]

    assert (titles[0], titles[-1]) == ("First of all", "Last of all")
    assert oak.snapshot.on_to.title == "Last of all"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"kind": "juggling"}, 422),
        ({"minutes": "0"}, 422),
        ({"minutes": "600"}, 422),
        ({"minutes": ""}, 422),
        ({"title": "x" * 121}, 422),
        ({"seen": "lobby"}, 409),
        ({"plan": "0"}, 409),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_words(cast, given, status):
    cast.oak.go_to("check_in")
    before = everything()
    answer = reshape(cast.oak, "insert", **({"kind": "read", "title": "", "minutes": "5"} | given))

    assert (answer.status, bool(answer.words), everything()) == (status, True, before)
    assert ("kind" not in given) or answer.words == NO_KIND


def test_what_was_put_in_is_taken_off_again(cast):
    oak = cast.oak
    oak.go_to("check_in")
    before = [step.id for step in oak.snapshot.steps]
    assert reshape(oak, "insert", kind="discuss", title="", minutes="5").ok
    assert reshape(oak, "take_off", activity=str(oak.snapshot.on_to.id)).ok

    assert [step.id for step in oak.snapshot.steps] == before


def test_what_runs_or_was_answered_in_stays_on_the_agenda(cast):
    oak = cast.oak
    oak.go_to("check_in")
    oak.say(cast.ana, "say", "Tired")
    here = oak.now
    before = everything()
    running = reshape(oak, "take_off", activity=str(here.pk))
    assert (running.status, running.words, everything()) == (409, NOT_WAITING, before)

    assert oak.back().ok
    before = everything()
    answered = reshape(oak, "take_off", activity=str(here.pk))
    assert (answered.status, answered.words, everything()) == (409, ANSWERED, before)


def test_a_step_changes_places_with_its_neighbour_and_back(cast):
    oak = cast.oak
    oak.go_to("check_in")
    before = kinds(oak)
    assert before[2:4] == ["read", "score"]
    score = oak.step("score")
    assert reshape(oak, "sooner", activity=str(score.pk)).ok
    assert kinds(oak)[2:4] == ["score", "read"]
    assert reshape(oak, "later", activity=str(score.pk)).ok

    assert kinds(oak) == before


@pytest.mark.parametrize(("kind", "act"), [("read", "sooner"), ("check_out", "later")])
def test_no_step_moves_past_the_room_or_the_end(cast, kind, act):
    oak = cast.oak
    oak.go_to("check_in")
    before = everything()
    answer = reshape(oak, act, activity=str(oak.step(kind).pk))

    assert (answer.status, answer.words, everything()) == (409, AT_THE_EDGE, before)


def test_a_workshop_that_runs_by_itself_chooses_for_no_discussion_that_is_left_out(cast):
    oak = cast.oak
    oak.go_to("overview")
    assert len(choice_of(oak.snapshot)) == 2
    first = oak.step("discuss")
    assert reshape(oak, "skip", activity=str(first.pk)).ok
    assert len(choice_of(oak.snapshot)) == 1
    assert oak.desk_sends("choose", principle=GOALS).ok

    assert [step.principles for step in oak.made.activities.filter(kind="discuss")] == [[], [GOALS]]


def test_the_run_sheet_stands_at_the_desk_alone(cast):
    oak = cast.oak
    oak.go_to("check_in")
    Activity.objects.filter(pk=oak.now.pk).update(script="Say hello slowly", notes="Mind the time")
    desk = draw("desk_flow", oak.snapshot)
    assert (desk.count("Say hello slowly"), desk.count("Mind the time")) == (1, 1)
    elsewhere = "".join(
        draw(name, oak.snapshot)
        for audience in (Audience.PARTICIPANT, Audience.SCREEN)
        for name in REGIONS[audience]
    )

    assert (elsewhere.count("Say hello"), elsewhere.count("Mind the time")) == (0, 0)
