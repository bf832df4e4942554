"""The whole picture where a principle was scored more than once: the round before hollow, the newest filled."""

import re

import pytest

from tests.cast import GOALS, KEYS
from tests.workshops.reading import cells, texts
from tests.workshops.test_charts import LABELS, drawn, result
from workshops.fragments import draw
from workshops.shown import PrincipleResult
from workshops.templatetags import svg


def overview(*results: PrincipleResult) -> str:
    return drawn("overview_rows r labels", r=list(results), labels=LABELS)


TWICE = PrincipleResult(result(1, 8, 5, 0, 0, round=3), result(4, 6, 3, 1, 0, round=2))
ONCE = PrincipleResult(result(2, 5, 1, 5, 1, number=2))
FEW_BEFORE = PrincipleResult(result(0, 3, 6, 5, 0, number=1, round=2), result(1, 1, 1, 1, 0, number=1))


def test_the_round_before_is_hollow_and_on_the_same_scale_and_line():
    filled, before = svg.overview([(1, 8, 5, 0, 0)], [(4, 6, 3, 1, 0)])

    assert (filled.count('class="dot"'), filled.count('class="dot open"')) == (14, 0)
    assert (before.count('class="dot"'), before.count('class="dot open"')) == (0, 14)
    assert (filled.count("<rect"), before.count("<rect")) == (3, 0)
    alone = svg.overview([(1, 8, 5, 0, 0)]), svg.overview([(4, 6, 3, 1, 0)])
    assert filled == alone[0][0]
    # The same places: one score takes as much room in either round.
    assert re.findall('cx="([^"]*)"', before) == re.findall('cx="([^"]*)"', alone[1][0])


def test_a_crowd_before_makes_both_rounds_bars():
    filled, before = svg.overview([(2, 2, 2, 2, 2)], [(61, 0, 0, 0, 0)])

    assert (filled.count("<circle"), before.count("<circle")) == (0, 0)
    assert (filled.count('<rect class="dot"'), before.count('<rect class="dot open"')) == (5, 1)


def test_both_rounds_stand_in_the_row_with_what_they_say():
    page = overview(ONCE, TWICE, FEW_BEFORE)
    once, twice, few = page.split("<tbody")[1].split("<tr")[1:]

    assert [row.count("<svg") for row in (once, twice, few)] == [1, 2, 1]
    said = " ".join(cells(twice)[1].split())
    assert said.endswith(
        "Round 3: 1 chose 1, 8 chose 2, 5 chose 3, 0 chose 4, 0 chose 5; 0 could not say. "
        "Round 2: 4 chose 1, 6 chose 2, 3 chose 3, 1 chose 4, 0 chose 5; 0 could not say."
    )
    assert [cells(row)[2].strip() for row in (once, twice, few)] == [
        "Middle between 2 and 3",
        "Middle 2 (was 2)",
        "Middle 3",
    ]
    # Above the filled one.
    assert twice.index("dot open") < twice.index('"dot"')


def test_what_hollow_means_is_said_only_where_something_is():
    key = ["Newest round", "The round before"]
    assert [" ".join(text.split()) for text in texts(overview(TWICE), "p")] == [" ".join(key)]
    assert texts(overview(ONCE, FEW_BEFORE), "p") == []


@pytest.mark.django_db
def test_a_round_that_too_few_scored_does_not_hide_the_one_before(cast):
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, [1, 2, 2, 3, 4, 5], key)
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    for scored in (4, 6):
        oak.pressed("score_again", seen=oak.standing)
        oak.go_to("rescore")
        oak.score(people[:scored], [3] * scored)
        oak.go_to("rescore", "revealed")
        newest = oak.snapshot.latest_results[0]
        (now,) = oak.snapshot.results_now
        rounds = [(one.latest.round, one.before and one.before.round) for one in (newest, now)]
        # Too few in the second round, which its own step says; in the third the first stands before it.
        assert rounds == ([(1, None), (2, 1)] if scored == 4 else [(3, 1), (3, 1)])
        assert draw("screen_stage", oak.snapshot).count("Waiting for at least five") == (scored == 4)
