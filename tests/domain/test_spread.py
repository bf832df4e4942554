import statistics
from typing import Any

import pytest
from hypothesis import given

from tests.domain.published import PUBLISHED, every_result, scores_of, some_counts
from workshops.domain.spread import Camp, Spread, Word, camps, enough, is_split, is_together, spread_of

RAND = PUBLISHED["rand_ucla_counts"]


def by_hand(counts: tuple[int, ...]) -> Word:
    """The rule for five levels, word for word as it is printed."""
    f1, f2, f3, f4, f5 = counts
    n = sum(counts)
    a, t, low, high = (n - 2) // 3, (n + 1) // 3, f1 + f2, f4 + f5
    best_pair = max(f1 + f2, f2 + f3, f3 + f4, f4 + f5)
    if low >= t and high >= t and f3 < max(f1, f2) and f3 < max(f4, f5):
        return Word.SPLIT
    return Word.TOGETHER if n - best_pair <= a else Word.SPREAD


def far_by_hand(counts: tuple[int, ...]) -> int:
    scores = scores_of(counts)
    return sum(abs(score - statistics.median(scores)) >= 2 for score in scores)


@pytest.mark.parametrize(
    ("counts", "spread"),
    [
        ((0, 1, 6, 4, 1), Spread(Word.TOGETHER, far=0)),
        ((4, 3, 1, 2, 4), Spread(Word.SPLIT)),
        ((2, 3, 4, 3, 2), Spread(Word.SPREAD)),
        ((2, 0, 7, 3, 0), Spread(Word.TOGETHER, far=2)),
        ((0, 0, 0, 0, 5), Spread(Word.TOGETHER)),
        ((0, 5, 0, 5, 0), Spread(Word.SPLIT)),
        ((5, 0, 5, 0, 5), Spread(Word.SPREAD)),
        ((5, 0, 0, 0, 0), Spread(Word.TOGETHER)),
    ],
)
def test_worked_examples(counts: tuple[int, ...], spread: Spread) -> None:
    assert spread_of(counts) == spread


@pytest.mark.parametrize("n", range(5, 13))
def test_every_possible_result_gets_the_word_of_the_printed_rule(n: int) -> None:
    words = {counts: spread_of(counts) for counts in every_result(n)}
    assert {counts: spread and spread.word for counts, spread in words.items()} == {
        counts: by_hand(counts) for counts in words
    }


@pytest.mark.parametrize("levels", range(2, 6))
@pytest.mark.parametrize("n", range(2, 13))
def test_no_result_is_both_split_and_together(n: int, levels: int) -> None:
    assert [c for c in every_result(n, levels) if is_split(c) and is_together(c)] == []


@pytest.mark.parametrize("levels", [6, 7])
def test_no_result_on_a_longer_scale_is_both(levels: int) -> None:
    assert [c for c in every_result(8, levels) if is_split(c) and is_together(c)] == []


@pytest.mark.parametrize("levels", range(2, 7))
def test_turning_the_scale_round_changes_nothing(levels: int) -> None:
    every = list(every_result(9, levels))
    assert [spread_of(counts[::-1]) for counts in every] == [spread_of(counts) for counts in every]


@given(some_counts)
def test_large_rooms_on_any_scale_keep_the_rule(counts: tuple[int, ...]) -> None:
    spread = spread_of(counts)
    assert (is_split(counts) and is_together(counts), spread_of(counts[::-1])) == (False, spread)
    assert (spread is None) == (sum(counts) < 5)
    if spread and spread.far:
        assert (spread.word, spread.far, sum(counts) >= 8) == (Word.TOGETHER, far_by_hand(counts), True)
    if len(counts) == 5 and spread:
        assert spread.word is by_hand(counts)


@pytest.mark.parametrize("levels", range(2, 7))
def test_all_the_same_is_together(levels: int) -> None:
    alone = [tuple(9 if i == level else 0 for i in range(levels)) for level in range(levels)]
    assert [spread_of(counts) for counts in alone] == [Spread(Word.TOGETHER)] * levels


@pytest.mark.parametrize("n", range(5, 13))
def test_far_is_said_only_where_it_points_at_nobody(n: int) -> None:
    for counts in every_result(n):
        spread, far = spread_of(counts), far_by_hand(counts)
        may_be_said = by_hand(counts) is Word.TOGETHER and n >= 8 and far >= 2
        assert spread == Spread(by_hand(counts), far if may_be_said else 0)


def test_one_far_score_is_never_mentioned() -> None:
    assert far_by_hand((1, 0, 6, 5, 0)) == 1
    assert spread_of((1, 0, 6, 5, 0)) == Spread(Word.TOGETHER, far=0)
    assert spread_of((2, 0, 6, 5, 0)) == Spread(Word.TOGETHER, far=2)


def test_from_eight_scores_on_far_is_said() -> None:
    assert (far_by_hand((2, 0, 6, 0, 0)), far_by_hand((1, 0, 6, 0, 0))) == (2, 1)
    assert spread_of((2, 0, 6, 0, 0)) == Spread(Word.TOGETHER, far=2)


def test_below_five_scores_there_is_no_word() -> None:
    assert [spread_of((0, 0, n, 0, 0)) for n in range(6)] == [None] * 5 + [Spread(Word.TOGETHER)]
    assert [enough(n) for n in range(7)] == [False] * 5 + [True] * 2


@pytest.mark.parametrize(("n", "outside"), [(int(n), most) for n, most in RAND["agree_max_outside"].items()])
def test_together_as_in_the_rand_ucla_tables(n: int, outside: int) -> None:
    assert is_together((outside, 0, n - outside, 0, 0)) is True
    assert is_together((outside + 1, 0, n - outside - 1, 0, 0)) is False


@pytest.mark.parametrize(("n", "least"), [(int(n), t) for n, t in RAND["disagree_min_each_extreme"].items()])
def test_split_as_in_the_rand_ucla_tables(n: int, least: int) -> None:
    assert is_split((least, 0, 0, 0, n - least)) is True
    assert is_split((least - 1, 0, 0, 0, n - least + 1)) is False


def test_neighbours_in_the_middle_of_an_even_scale_are_no_camps() -> None:
    assert spread_of((0, 5, 5, 0)) == Spread(Word.TOGETHER)
    assert spread_of((5, 5, 5, 5)) == Spread(Word.SPREAD)
    assert spread_of((5, 1, 1, 5)) == Spread(Word.SPLIT)


def test_two_levels_are_split_or_together() -> None:
    assert [spread_of((few, 9 - few)) for few in range(5)] == [Spread(Word.TOGETHER)] * 3 + [
        Spread(Word.SPLIT)
    ] * 2


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((4, 3, 1, 2, 4), Camp((1, 2), 7), Camp((4, 5), 6)),
        ((4, 3), Camp((1,), 4), Camp((2,), 3)),
        ((4, 1, 3), Camp((1,), 4), Camp((3,), 3)),
        ((4, 1, 1, 3), Camp((1,), 4), Camp((4,), 3)),
        ((4, 3, 1, 1, 2, 4), Camp((1, 2), 7), Camp((5, 6), 6)),
        ((4, 3, 1, 9, 1, 2, 4), Camp((1, 2, 3), 8), Camp((5, 6, 7), 7)),
    ],
)
def test_the_camps_are_the_two_ends(counts: tuple[int, ...], low: Camp, high: Camp) -> None:
    assert camps(counts) == (low, high)


@pytest.mark.parametrize("rule", [spread_of, is_split, is_together])
def test_counts_that_are_none_are_refused(rule: Any) -> None:
    with pytest.raises(ValueError, match="below nought"):
        rule((9, -1, 2))
