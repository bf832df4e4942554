"""A score is one row, until the activity closes."""

import pytest

from tests.cast import GOALS, KEYS, everything
from workshops.actions.scoring import NO_SEAT, TOO_LATE
from workshops.actions.talking import keep_reasons
from workshops.domain.ballots import ballot_key, comment_key
from workshops.models import Comment, Result, Score
from workshops.taking import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring(cast):
    cast.oak.go_to("score")
    return cast


def test_the_same_score_twice_is_one_row(scoring):
    oak = scoring.oak
    first = oak.send(scoring.ana, "score", principle=GOALS, score="4")
    again = oak.send(scoring.ana, "score", principle=GOALS, score="4")

    assert (first.status, again.status) == (200, 200)
    assert list(Score.objects.values_list("principle", "level")) == [(GOALS, 4)]


def test_a_changed_mind_is_the_last_one(scoring):
    oak = scoring.oak
    for score in ("2", "cant_say", "5"):
        assert oak.send(scoring.ana, "score", principle=GOALS, score=score).status == 200
    assert oak.send(scoring.ben, "score", principle=GOALS, score="1").status == 200

    assert (oak.levels_of(scoring.ana), oak.levels_of(scoring.ben)) == ({GOALS: 5}, {GOALS: 1})
    assert Score.objects.count() == 2


def test_cant_say_is_no_level(scoring):
    scoring.oak.send(scoring.ana, "score", principle=GOALS, score="cant_say")

    assert scoring.oak.levels_of(scoring.ana) == {GOALS: None}


def test_each_change_has_a_number_of_its_own(scoring):
    before = scoring.oak.workshop.version
    scoring.oak.send(scoring.ana, "score", principle=GOALS, score="4")
    scoring.oak.send(scoring.ana, "score", principle=GOALS, score="6")
    scoring.oak.send(scoring.ana, "score", principle=GOALS, score="2")

    assert scoring.oak.workshop.version == before + 2


@pytest.mark.parametrize(
    ("score", "words"),
    [
        ("0", "That is not one of the statements. Choose one, or “I can't say”."),
        ("6", "That is not one of the statements. Choose one, or “I can't say”."),
        ("3.5", "That is not one of the statements. Choose one, or “I can't say”."),
        ("-1", "That is not one of the statements. Choose one, or “I can't say”."),
        ("9" * 5000, "That is not one of the statements. Choose one, or “I can't say”."),
        ("", "Choose one of the statements, or “I can't say”."),
    ],
)
def test_a_score_off_the_scale_is_refused(scoring, score, words):
    before = everything()
    answer = scoring.oak.send(scoring.ana, "score", principle=GOALS, score=score)

    assert (answer.status, answer.errors) == (422, {"score": words})
    assert everything() == before


def test_a_principle_of_another_set_is_refused(scoring):
    answer = scoring.oak.send(scoring.ana, "score", principle="no-such-principle", score="4")

    assert (answer.status, answer.errors) == (422, {"principle": "That principle is not part of this step."})
    assert Score.objects.count() == 0


def test_a_score_after_the_close_is_refused_and_not_counted(scoring):
    oak = scoring.oak
    oak.send(scoring.ana, "score", principle=GOALS, score="4")
    oak.on()
    late = [oak.send(person, "score", principle=GOALS, score="1") for person in (scoring.ana, scoring.ben)]

    assert [answer.status for answer in late] == [409, 409]
    assert oak.levels_of(scoring.ana) == {GOALS: 4}
    assert Result.objects.get(principle=GOALS).counts == [0, 0, 0, 1, 0]


def test_a_score_that_was_on_its_way_when_scoring_closed_is_refused_and_says_so(scoring):
    """The door was open when it came; the ballot box looks again."""
    oak = scoring.oak
    here = oak.now
    oak.send(scoring.ana, "score", principle=GOALS, score="4", reason="Seen it")
    entered = oak.ready(scoring.ana, "score", principle=GOALS, score="1", reason="Changed")
    oak.on()
    before = everything()
    answer = do(entered)

    assert (answer.status, answer.words) == (409, TOO_LATE)
    assert everything() == before
    assert here.results.get(principle=GOALS).counts == [0, 0, 0, 1, 0]


def test_a_reopened_round_takes_scores_and_is_counted_again(scoring):
    oak = scoring.oak
    oak.send(scoring.ana, "score", principle=GOALS, score="4")
    oak.on()
    oak.back()
    oak.send(scoring.ana, "score", principle=GOALS, score="1")
    oak.on()

    assert [(row.principle, row.counts) for row in Result.objects.filter(principle=GOALS)] == [
        (GOALS, [1, 0, 0, 0, 0])
    ]


def test_results_are_counted_at_the_close_for_every_principle(scoring):
    oak = scoring.oak
    people = oak.crowd(7)
    oak.score(people, [1, 2, 2, 4, 5, None, None])
    assert Result.objects.count() == 0
    oak.on()

    assert {row.principle: (row.counts, row.cant_say, row.movement) for row in Result.objects.all()} == {
        GOALS: ([1, 2, 0, 1, 1], 2, None)
    } | {key: ([0] * 5, 0, None) for key in KEYS[1:]}


def test_movement_pairs_the_two_rounds_by_their_keys(scoring):
    oak = scoring.oak
    people = oak.crowd(12)
    oak.score(people, [2] * 12)
    oak.go_to("rescore")
    # One of them does not score again, and somebody new does.
    oak.score([*people[:11], scoring.ana], [3] * 5 + [2] * 6 + [5])
    oak.on()

    assert Result.objects.get(principle=GOALS, activity=oak.now).movement == {
        "pairs": 11,
        "parts": [[["up"], 5], [["down", "same"], 6]],
        # Beside the room's counts it would tell what the one scored who does so once.
        "before": None,
        "after": None,
    }


def test_a_reason_is_kept_changed_and_taken_away(scoring):
    oak = scoring.oak

    def after(**given):
        assert oak.send(scoring.ana, "score", principle=GOALS, score="4", **given).status == 200
        return oak.words_of(scoring.ana)

    assert after() == []
    assert after(reason="Nobody asked us") == ["Nobody asked us"]
    # Not sent at all is not the same as sent empty.
    assert after() == ["Nobody asked us"]
    assert after(reason="They did ask") == ["They did ask"]
    assert after(reason="") == []
    assert Comment.objects.count() == 0


def test_reasons_of_many_are_kept_in_one_transaction_as_they_are_one_by_one(scoring):
    oak = scoring.oak
    asked = [
        (scoring.ana, KEYS[0], "Nobody asked us"),
        (scoring.ben, KEYS[0], "They did ask"),
        (scoring.ana, KEYS[1], ""),
        (scoring.ana, KEYS[0], "They did, late"),
        (scoring.ben, KEYS[0], ""),
    ]
    doings = [
        oak.ready(person, "score", principle=key, score="4", reason=text).doing for person, key, text in asked
    ]
    before = oak.workshop.version

    assert keep_reasons(doings) == [True] * 5
    assert (oak.words_of(scoring.ana), oak.words_of(scoring.ben)) == (["They did, late"], [])
    assert oak.workshop.version == before + 1
    assert keep_reasons(doings[2:4]) == [True] * 2
    assert oak.workshop.version == before + 1


def test_a_reason_cannot_be_tied_to_its_score(scoring):
    oak = scoring.oak
    oak.send(scoring.ana, "score", principle=GOALS, score="4", reason="Nobody asked us")
    score, reason = Score.objects.get(), Comment.objects.get()

    assert score.ballot_key == ballot_key(oak.secret, scoring.ana)
    assert reason.author_key == comment_key(oak.secret, scoring.ana)
    assert score.ballot_key != reason.author_key


def test_somebody_who_never_joined_is_not_counted(scoring):
    """A seat that was signed for nobody, or for somebody who was taken out."""
    oak = scoring.oak
    gone = oak.come_in()
    oak.made.participants.filter(pk=gone).delete()
    answer = oak.send(gone, "score", principle=GOALS, score="4")

    assert (answer.status, answer.words) == (410, NO_SEAT)
    assert Score.objects.count() == 0
