from fractions import Fraction
from typing import Any

import numpy
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare, rankdata

from tests.domain.published import PUBLISHED, some_counts
from workshops.domain.agreement import KendallW, consensus, kendall_w, layers, van_der_eijk_a

tables = st.integers(3, 6).flatmap(
    lambda principles: st.lists(
        st.lists(st.integers(1, 5), min_size=principles, max_size=principles), min_size=2, max_size=8
    )
)


@pytest.mark.parametrize("case", PUBLISHED["van_der_eijk_A"])
def test_a_as_published(case: dict[str, Any]) -> None:
    assert van_der_eijk_a(case["freq"]) == pytest.approx(case["A"], abs=case["tol"])


def test_a_of_the_introduction_is_exact() -> None:
    assert van_der_eijk_a([6, 8, 5, 3, 2]) == Fraction(5, 16)


def test_layers_as_published() -> None:
    case = PUBLISHED["van_der_eijk_layers"]
    peeled = [
        (layer.pattern, float(layer.weight), round(float(layer.agreement), 3))
        for layer in layers(case["freq"])
    ]
    assert peeled == [tuple(layer) for layer in case["layers"]]


def test_layers_as_worked_by_hand_in_the_docs() -> None:
    peeled = [
        ("11011", Fraction(4, 12), Fraction(-5, 36)),
        ("01011", Fraction(3, 12), Fraction(1, 9)),
        ("01010", Fraction(4, 12), Fraction(1, 6)),
        ("01000", Fraction(1, 12), Fraction(1)),
    ]
    assert [tuple(layer) for layer in layers((1, 5, 0, 4, 2))] == peeled
    assert van_der_eijk_a((1, 5, 0, 4, 2)) == Fraction(13, 108)


@pytest.mark.parametrize("case", PUBLISHED["tastle_wierman_consensus"])
def test_consensus_as_published(case: dict[str, Any]) -> None:
    assert consensus(case["freq"]) == pytest.approx(case["Cns"], abs=case["tol"])


def test_without_scores_there_is_no_agreement_to_measure() -> None:
    assert (van_der_eijk_a((0, 0, 0)), consensus((0, 0, 0)), layers((0, 0, 0))) == (None, None, ())


@pytest.mark.parametrize("measure", [van_der_eijk_a, consensus, layers])
def test_counts_that_are_none_are_refused(measure: Any) -> None:
    with pytest.raises(ValueError, match="below nought"):
        measure((3, -1, 2))


@pytest.mark.parametrize("levels", range(2, 8))
def test_all_the_same_is_full_agreement(levels: int) -> None:
    for level in range(levels):
        counts = tuple(9 if i == level else 0 for i in range(levels))
        assert van_der_eijk_a(counts) == 1
        assert consensus(counts) == 1.0


@pytest.mark.parametrize("levels", range(3, 8))
def test_half_on_each_end_is_none(levels: int) -> None:
    counts = (4, *[0] * (levels - 2), 4)
    assert van_der_eijk_a(counts) == -1
    assert consensus(counts) == 0.0


@pytest.mark.parametrize("levels", range(2, 8))
def test_rounding_never_leaves_less_than_no_consensus(levels: int) -> None:
    billion = 10**9
    assert consensus((billion, *[0] * (levels - 2), billion + 1)) == 0.0


def test_two_levels_are_too_few_for_two_peaks() -> None:
    assert van_der_eijk_a((3, 3)) == 0
    assert van_der_eijk_a((1, 3)) == Fraction(1, 2)


@given(some_counts)
def test_both_stay_within_their_range(counts: tuple[int, ...]) -> None:
    a, cns = van_der_eijk_a(counts), consensus(counts)
    assert a is not None
    assert cns is not None
    assert (-1 <= a <= 1, 0 <= cns <= 1) == (True, True)


@given(some_counts)
def test_layers_weigh_one_in_all_and_grow_narrower(counts: tuple[int, ...]) -> None:
    peeled = layers(counts)
    widths = [layer.pattern.count("1") for layer in peeled]
    assert sum(layer.weight for layer in peeled) == 1
    assert widths == sorted(set(widths), reverse=True)


@given(some_counts)
def test_turning_the_scale_round_changes_neither(counts: tuple[int, ...]) -> None:
    assert van_der_eijk_a(counts[::-1]) == van_der_eijk_a(counts)
    assert consensus(counts[::-1]) == consensus(counts)


@given(some_counts, st.integers(2, 1000))
def test_more_people_who_score_alike_change_neither(counts: tuple[int, ...], times: int) -> None:
    many = tuple(count * times for count in counts)
    assert van_der_eijk_a(many) == van_der_eijk_a(counts)
    assert consensus(many) == consensus(counts)


@given(some_counts)
def test_consensus_is_what_the_formula_gives_in_numpy(counts: tuple[int, ...]) -> None:
    level = numpy.arange(1, len(counts) + 1)
    p = numpy.array(counts) / sum(counts)
    distance = abs(level - (p * level).sum()) / (len(counts) - 1)
    logs = numpy.log2(1 - distance, where=p > 0, out=numpy.zeros(len(counts)))
    assert consensus(counts) == pytest.approx(1 + (p * logs).sum(), abs=1e-9)


def test_a_even_spread_is_nought_on_any_scale() -> None:
    assert [van_der_eijk_a((3,) * levels) for levels in range(2, 8)] == [0] * 6


def test_kendall_w_as_published() -> None:
    (case,) = PUBLISHED["kendall_W"]
    result = kendall_w(case["raters"])
    assert result is not None
    assert result.m == 3
    assert float(result.w) == pytest.approx(case["W_ties"], abs=1e-9)


def test_kendall_w_as_worked_by_hand_in_the_docs() -> None:
    assert kendall_w([[2, 3, 4, 4], [1, 3, 3, 5], [2, 2, 3, 4]]) == KendallW(Fraction(438, 486), 3)


@given(tables)
def test_kendall_w_is_friedmans_chi_square_by_another_name(raters: list[list[int]]) -> None:
    m, n = len(raters), len(raters[0])
    assume(any(len(set(rater)) > 1 for rater in raters))
    chi_square = friedmanchisquare(*numpy.array(raters).T).statistic
    result = kendall_w(raters)
    assert result is not None
    assert result.m == m
    assert float(result.w) == pytest.approx(chi_square / (m * (n - 1)), abs=1e-9)


@given(tables)
def test_kendall_w_lies_between_nothing_and_one(raters: list[list[int]]) -> None:
    result = kendall_w(raters)
    assert result is None or 0 <= result.w <= 1
    twice = kendall_w(raters * 2)
    assert (twice and (twice.w, twice.m)) == (result and (result.w, 2 * result.m))


@given(tables)
def test_kendall_w_depends_on_the_order_alone(raters: list[list[int]]) -> None:
    assert kendall_w([list(rankdata(rater)) for rater in raters]) == kendall_w(raters)
    assert kendall_w([[-score for score in rater] for rater in raters]) == kendall_w(raters)


def test_kendall_w_at_its_ends() -> None:
    assert kendall_w([[1, 2, 3], [2, 4, 5], [1, 3, 4]]) == KendallW(Fraction(1), 3)
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == KendallW(Fraction(0), 2)


@pytest.mark.parametrize("raters", [[], [[], []], [[4], [2]], [[3, 3, 3], [2, 2, 2]], [[1, 2, 3]]])
def test_kendall_w_is_undefined_where_there_is_no_order_to_compare(raters: list[list[float]]) -> None:
    assert kendall_w(raters) is None


def test_kendall_w_wants_every_principle_from_every_rater() -> None:
    with pytest.raises(ValueError, match="every principle"):
        kendall_w([[1, 2, 3], [1, 2]])
