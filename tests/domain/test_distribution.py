import statistics
from fractions import Fraction

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.published import every_result, scores_of, some_counts
from workshops.domain.distribution import Distribution, quantile


def test_answers_are_counted_by_level_and_cant_say_apart() -> None:
    assert Distribution.of([3, None, 1, 3, 5, None]) == Distribution((1, 0, 2, 0, 1), cant_say=2)
    assert Distribution.of([], levels=3) == Distribution((0, 0, 0))
    assert Distribution.of([3, None, 1, 3, 5, None]).n == 4


@pytest.mark.parametrize("off", [0, 6, -1])
def test_an_answer_off_the_scale_is_refused(off: int) -> None:
    with pytest.raises(ValueError, match="not on a scale of 5 levels"):
        Distribution.of([3, off])


@pytest.mark.parametrize("counts", [(), (4,), (1,) * 8])
def test_a_scale_has_two_to_seven_levels(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="a scale has 2 to 7 levels"):
        Distribution(counts)


@pytest.mark.parametrize(("counts", "cant_say"), [((1, -1, 3), 0), ((1, 1, 3), -1)])
def test_no_count_is_below_nought(counts: tuple[int, ...], cant_say: int) -> None:
    with pytest.raises(ValueError, match="below nought"):
        Distribution(counts, cant_say)


def test_without_scores_there_is_nothing_to_say() -> None:
    nobody = Distribution((0, 0, 0, 0, 0), cant_say=3)
    assert (nobody.n, nobody.median, nobody.quartiles, nobody.iqr, nobody.mad) == (0, None, None, None, None)
    assert (nobody.best_pairs, nobody.best_pair_count) == ((), 0)


def test_an_empty_tally_has_no_quantiles() -> None:
    with pytest.raises(ValueError, match="empty tally"):
        quantile([], Fraction(1, 2))


def test_one_score_is_its_own_median_and_quartiles() -> None:
    one = Distribution.of([4])
    four, nought = Fraction(4), Fraction(0)
    assert (one.median, one.quartiles, one.iqr, one.mad) == (four, (four, four), nought, nought)


def test_a_worked_example() -> None:
    room = Distribution((1, 2, 5, 5, 1))
    assert room.median == 3
    assert room.quartiles == (Fraction(3), Fraction(4))
    assert room.iqr == 1
    assert room.mad == 1
    assert (room.best_pairs, room.best_pair_count) == (((3, 10),), 10)


def test_the_median_may_lie_between_two_levels() -> None:
    assert Distribution((0, 0, 3, 3, 0)).median == Fraction(7, 2)
    assert Distribution((0, 0, 3, 3, 0)).mad == Fraction(1, 2)


def test_every_best_pair_is_named() -> None:
    assert Distribution((4, 0, 0, 4, 0)).best_pairs == ((1, 4), (3, 4), (4, 4))
    assert Distribution((2, 2, 2, 2, 2)).best_pairs == ((1, 4), (2, 4), (3, 4), (4, 4))


@given(some_counts)
def test_median_and_mad_are_those_of_the_standard_library(counts: tuple[int, ...]) -> None:
    room, scores = Distribution(counts), [Fraction(score) for score in scores_of(counts)]
    median = statistics.median(scores)
    assert room.median == median
    assert room.mad == statistics.median(abs(score - median) for score in scores)


@pytest.mark.parametrize("n", range(1, 7))
def test_every_small_result_has_the_median_and_quartiles_of_the_oracles(n: int) -> None:
    every = list(every_result(n, levels=4))
    medians = [statistics.median([Fraction(score) for score in scores_of(counts)]) for counts in every]
    quartiles = [tuple(numpy.percentile(scores_of(counts), [25, 75])) for counts in every]
    assert [Distribution(counts).median for counts in every] == medians
    assert [Distribution(counts).quartiles for counts in every] == quartiles


@given(some_counts)
def test_quartiles_are_those_of_numpy(counts: tuple[int, ...]) -> None:
    room = Distribution(counts)
    first, third = numpy.percentile(scores_of(counts), [25, 75])
    assert room.quartiles == (Fraction(float(first)), Fraction(float(third)))
    assert room.iqr == Fraction(float(third - first))


@given(some_counts.filter(lambda counts: sum(counts) > 1))
def test_quartiles_are_the_inclusive_ones_of_the_standard_library(counts: tuple[int, ...]) -> None:
    first, _, third = statistics.quantiles(
        [Fraction(score) for score in scores_of(counts)], method="inclusive"
    )
    assert Distribution(counts).quartiles == (first, third)


@given(some_counts)
def test_the_best_pair_count_is_what_counting_pairs_gives(counts: tuple[int, ...]) -> None:
    room, scores = Distribution(counts), scores_of(counts)
    inside = {low: sum(score in (low, low + 1) for score in scores) for low in range(1, len(counts))}
    assert room.best_pair_count == max(inside.values())
    assert dict(room.best_pairs) == {
        low: both for low, both in inside.items() if both == room.best_pair_count
    }


@given(some_counts)
def test_turning_the_scale_round_mirrors_everything(counts: tuple[int, ...]) -> None:
    room, turned, ends = Distribution(counts), Distribution(counts[::-1]), len(counts) + 1
    assert room.median is not None
    assert room.quartiles is not None
    assert turned.median == ends - room.median
    assert turned.quartiles == (ends - room.quartiles[1], ends - room.quartiles[0])
    assert (turned.iqr, turned.mad, turned.best_pair_count) == (room.iqr, room.mad, room.best_pair_count)


@given(st.lists(st.none() | st.integers(1, 7)))
def test_nobody_is_lost_in_counting(values: list[int | None]) -> None:
    room = Distribution.of(values, levels=7)
    assert sorted(scores_of(room.counts)) == sorted(value for value in values if value is not None)
    assert room.cant_say == values.count(None)


def test_counts_are_never_laid_out_as_single_scores() -> None:
    # A list of this many scores would not fit in memory.
    crowd = Distribution((10**15, 2 * 10**15, 0, 10**15, 0))
    assert (crowd.median, crowd.iqr, crowd.mad) == (
        Fraction(2),
        Fraction(5, 2) - Fraction(7, 4),
        Fraction(1, 2),
    )
