"""A reason of a few people is as telling as a score of a few."""

import pytest

from tests.cast import GOALS
from workshops.actions.talking import keep_reason


@pytest.mark.parametrize(("others", "heard"), [(3, []), (4, ["Because of me"])])
def test_reasons_are_shown_with_five_scores_and_not_before(cast, others, heard):
    oak = cast.oak
    crowd = oak.crowd(others)
    oak.go_to("score")
    oak.score(crowd, [3] * others)
    assert oak.send(cast.ana, "score", principle=GOALS, score="2", reason="Because of me").ok
    assert oak.snapshot.held == 1
    oak.go_to("score", "revealed")
    assert [voice.text for voice in oak.snapshot.voices] == heard


def test_a_reason_that_comes_after_close_is_not_kept(cast):
    oak = cast.oak
    oak.go_to("score")
    ready = oak.ready(cast.ana, "score", principle=GOALS, score="2", reason="Too late")
    oak.on()
    keep_reason(ready.doing)
    assert oak.words_of(cast.ana) == []
