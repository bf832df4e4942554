"""Every way in which one to twelve scores fall on five levels, all 6187, against code and sums that are not ours."""

import statistics
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

import numpy
import pytest
from scipy.stats import iqr, median_abs_deviation

from tests.domain.published import every_result, scores_of
from workshops.domain.agreement import consensus, van_der_eijk_a
from workshops.domain.distribution import Distribution
from workshops.domain.spread import Spread, Word, is_split, is_together, spread_of

Counts = tuple[int, ...]
SIZES = range(1, 13)
EVERY: list[Counts] = [counts for n in SIZES for counts in every_result(n)]
ONE_LEVEL = [counts for counts in EVERY if max(counts) == sum(counts)]
HALF_ON_EACH_END = [(half, 0, 0, 0, half) for half in range(1, 7)]


def a_by_heights(counts: Counts) -> float:
    """Van der Eijk's A with the layers cut at each height that occurs, instead of peeled one after the other."""
    n, total = sum(counts), 0.0
    for low, high in pairwise(sorted({0, *counts})):
        touched = [count >= high for count in counts]
        total += (high - low) * sum(touched) / n * a_of_layer(touched)
    return total


def a_of_layer(touched: Sequence[bool]) -> float:
    k, s = len(touched), sum(touched)
    if s == 1:
        return 1
    triples = [(touched[i], touched[j], touched[m]) for i, j, m in combinations(range(k), 3)]
    tu = sum(first != last and middle for first, middle, last in triples)
    tdu = sum(first and last and not middle for first, middle, last in triples)
    u = ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu)) if tu + tdu else 0
    return u * (1 - (s - 1) / (k - 1))


def test_these_are_all_of_them() -> None:
    assert (len(EVERY), len(set(EVERY))) == (6187, 6187)
    assert (len(ONE_LEVEL), len(set(HALF_ON_EACH_END) - set(EVERY))) == (60, 0)


@pytest.mark.parametrize("n", SIZES)
def test_the_plain_statistics_are_those_of_numpy_and_scipy(n: int) -> None:
    every = list(every_result(n))
    scores = numpy.array([scores_of(counts) for counts in every])
    rooms = [Distribution(counts) for counts in every]
    quartiles = list(zip(*numpy.percentile(scores, [25, 75], axis=1), strict=True))
    assert [room.median for room in rooms] == list(numpy.median(scores, axis=1))
    assert [room.quartiles for room in rooms] == quartiles
    assert [room.iqr for room in rooms] == list(iqr(scores, axis=1))
    assert [room.mad for room in rooms] == list(median_abs_deviation(scores, axis=1))


def test_the_median_and_quartiles_are_those_of_the_standard_library() -> None:
    for counts in EVERY:
        scores = [Fraction(score) for score in scores_of(counts)]
        room = Distribution(counts)
        assert room.median == statistics.median(scores)
        if len(scores) > 1:
            first, _, third = statistics.quantiles(scores, n=4, method="inclusive")
            assert room.quartiles == (first, third)


def test_the_best_pairs_are_found_by_looking_at_all_four() -> None:
    for counts in EVERY:
        f1, f2, f3, f4, f5 = counts
        pairs = {1: f1 + f2, 2: f2 + f3, 3: f3 + f4, 4: f4 + f5}
        most = max(pairs.values())
        assert Distribution(counts).best_pairs == tuple(pair for pair in pairs.items() if pair[1] == most)


def test_a_is_the_same_with_layers_cut_at_heights() -> None:
    assert [float(van_der_eijk_a(counts) or 0) for counts in EVERY] == pytest.approx(
        [a_by_heights(counts) for counts in EVERY], abs=1e-12
    )


def test_consensus_is_what_numpy_makes_of_the_formula() -> None:
    p = numpy.array(EVERY) / numpy.array([[sum(counts)] for counts in EVERY])
    level = numpy.arange(1, 6)
    share = 1 - abs(level - (p @ level)[:, None]) / 4
    logs = numpy.log2(share, where=p > 0, out=numpy.zeros(p.shape))
    assert [consensus(counts) for counts in EVERY] == pytest.approx(
        list(1 + (p * logs).sum(axis=1)), abs=1e-12
    )


def test_full_agreement_is_one_level_and_nothing_else() -> None:
    assert [counts for counts in EVERY if van_der_eijk_a(counts) == 1] == ONE_LEVEL
    assert [counts for counts in EVERY if consensus(counts) == 1] == ONE_LEVEL


def test_none_at_all_is_half_on_each_end_and_nothing_else() -> None:
    assert [counts for counts in EVERY if van_der_eijk_a(counts) == -1] == HALF_ON_EACH_END
    assert [counts for counts in EVERY if consensus(counts) == 0] == HALF_ON_EACH_END


def test_everything_else_lies_between() -> None:
    a, cns = map(van_der_eijk_a, EVERY), map(consensus, EVERY)
    assert [each for each in a if each is None or not -1 <= each <= 1] == []
    assert [each for each in cns if each is None or not 0 <= each <= 1] == []


def test_turning_the_scale_round_mirrors_levels_and_leaves_the_rest() -> None:
    for counts in EVERY:
        room, turned = Distribution(counts), Distribution(counts[::-1])
        assert (room.median or 0) + (turned.median or 0) == 6
        assert sorted(6 - quartile for quartile in turned.quartiles or ()) == list(room.quartiles or ())
        assert sorted((5 - low, both) for low, both in turned.best_pairs) == list(room.best_pairs)
        assert unturned(counts[::-1]) == unturned(counts)


@cache
def unturned(counts: Counts) -> tuple[object, ...]:
    """What does not depend on which end of the scale is called 1."""
    room = Distribution(counts)
    return room.iqr, room.mad, spread_of(counts), van_der_eijk_a(counts), consensus(counts)


@pytest.mark.parametrize("times", [2, 3])
def test_more_people_who_score_alike_change_no_share(times: int) -> None:
    for counts in EVERY:
        assert unmultiplied(tuple(times * count for count in counts)) == unmultiplied(counts)


@cache
def unmultiplied(counts: Counts) -> tuple[object, ...]:
    room = Distribution(counts)
    levels = [low for low, _both in room.best_pairs]
    return room.median, room.mad, levels, van_der_eijk_a(counts), consensus(counts)


def test_all_the_same_is_together_and_far_from_nobody() -> None:
    enough = [counts for counts in ONE_LEVEL if sum(counts) >= 5]
    assert [spread_of(counts) for counts in enough] == [Spread(Word.TOGETHER)] * 40


def test_no_result_is_split_and_together() -> None:
    assert [counts for counts in EVERY if is_split(counts) and is_together(counts)] == []


def test_a_word_from_five_scores_on_and_each_of_them_is_used() -> None:
    assert {counts for counts in EVERY if spread_of(counts) is None} == {c for c in EVERY if sum(c) < 5}
    assert {spread.word for spread in map(spread_of, EVERY) if spread} == set(Word)


def test_far_never_points_at_one_person() -> None:
    said = {(sum(counts), spread) for counts in EVERY if (spread := spread_of(counts)) and spread.far}
    assert {spread.word for _n, spread in said} == {Word.TOGETHER}
    assert (min(n for n, _ in said), min(spread.far for _, spread in said)) == (8, 2)


def test_the_median_lies_between_the_quartiles() -> None:
    rooms = [Distribution(counts) for counts in EVERY]
    ordered = [(*(room.quartiles or ()), room.median) for room in rooms]
    assert [each for each in ordered if not each[0] <= each[2] <= each[1]] == []
