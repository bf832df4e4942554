from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.published import every_result
from workshops.domain.disclosure import Shown, shown_groups, shown_throughout, uniform

some_sizes = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12))
TOTAL_ONLY = Shown((), 0)


def sized(*sizes: int) -> dict[str, int]:
    return dict(zip("abcdefgh", sizes, strict=False))


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((8, 6, 5, 3, 1), Shown(("a", "b"), 9)),
        ((5, 3), TOTAL_ONLY),
        ((12, 1), TOTAL_ONLY),
        ((5, 5), Shown(("a", "b"), 0)),
        ((6, 2, 2, 1), Shown(("a",), 5)),
        ((7, 6, 5, 2), Shown(("a", "b"), 7)),
        ((4, 4, 4), TOTAL_ONLY),
        ((), TOTAL_ONLY),
        ((0, 0), TOTAL_ONLY),
        ((9,), Shown(("a",), 0)),
        ((1, 5, 9, 0), Shown(("c",), 6)),
    ],
)
def test_worked_examples(sizes: tuple[int, ...], shown: Shown) -> None:
    assert shown_groups(sized(*sizes)) == shown


def test_of_groups_that_tie_the_last_by_name_is_folded() -> None:
    assert shown_groups({"care": 6, "council": 6, "health": 6, "police": 1}) == Shown(("care", "council"), 7)
    assert shown_groups({"police": 1, "health": 6, "council": 6, "care": 6}) == Shown(("care", "council"), 7)


def test_a_site_may_raise_k() -> None:
    assert shown_groups(sized(10, 9, 5), k=5) == Shown(("a", "b", "c"), 0)
    assert shown_groups(sized(10, 9, 5), k=6) == Shown(("a",), 14)


@pytest.mark.parametrize("k", [4, 1, 0, -5])
def test_no_site_may_lower_k(k: int) -> None:
    with pytest.raises(ValueError, match="fewer than 5"):
        shown_groups(sized(9, 9), k)


def test_a_size_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than no people"):
        shown_groups(sized(9, -1))


@given(some_sizes, st.integers(5, 8))
def test_every_line_and_the_rest_hold_k_or_nobody(sizes: dict[str, int], k: int) -> None:
    result = shown_groups(sizes, k)
    rest = sum(sizes.values()) - sum(sizes[group] for group in result.shown)
    assert [group for group in result.shown if sizes[group] < k] == []
    if result.shown:
        assert (result.other, rest == 0 or rest >= k) == (rest, True)
    else:
        assert result.other == 0


@given(some_sizes)
def test_nothing_is_hidden_without_need(sizes: dict[str, int]) -> None:
    """The next largest group could not have been shown as well."""
    shown = shown_groups(sizes).shown
    ranked = sorted((g for g in sizes if sizes[g] >= 5), key=lambda g: (-sizes[g], g))
    assert tuple(ranked[: len(shown)]) == shown
    for more in range(len(shown) + 1, len(ranked) + 1):
        assert 0 < sum(sizes.values()) - sum(sizes[g] for g in ranked[:more]) < 5


def test_every_room_of_up_to_five_groups_keeps_small_ones_from_subtraction() -> None:
    """What the total leaves when every shown line is taken off: nobody, or five and more, and never a line below."""
    for groups in range(6):
        for sizes in combinations_with_replacement(range(13), groups):
            found = shown_groups(sized(*sizes))
            lines = [sized(*sizes)[group] for group in found.shown]
            rest = sum(sizes) - sum(lines)
            assert lines == sorted(sizes, reverse=True)[: len(lines)]
            assert min(lines, default=5) >= 5
            assert found == TOTAL_ONLY if not lines else rest == found.other
            assert not lines or rest == 0 or rest >= 5


@given(some_sizes, st.integers(5, 8))
def test_a_larger_k_never_shows_more(sizes: dict[str, int], k: int) -> None:
    fewer, more = shown_groups(sizes, k + 1).shown, shown_groups(sizes, k).shown
    assert more[: len(fewer)] == fewer


@given(some_sizes)
def test_the_order_in_which_groups_are_given_decides_nothing(sizes: dict[str, int]) -> None:
    assert shown_groups(dict(reversed(sizes.items()))) == shown_groups(sizes)


def test_a_group_is_shown_throughout_or_never() -> None:
    assert shown_groups(sized(9, 7, 6, 5)) == Shown(("a", "b", "c", "d"), 0)
    assert shown_throughout([sized(9, 7, 6, 5), sized(9, 8, 3, 5)]) == Shown(("a", "b"), 8)
    assert shown_throughout([sized(4, 9, 9), sized(9, 4, 9), sized(9, 9, 4)]) == TOTAL_ONLY


def test_a_rest_that_is_empty_here_must_not_be_small_there() -> None:
    assert shown_groups(sized(9, 8, 0)) == Shown(("a", "b"), 0)
    assert shown_throughout([sized(9, 8, 0), sized(9, 8, 2)]) == Shown(("a",), 8)


def test_a_group_missing_at_one_moment_had_nobody_there() -> None:
    assert shown_throughout([{"a": 9, "b": 7}, {"a": 9}]) == Shown(("a",), 0)
    assert shown_throughout([]) == TOTAL_ONLY


@given(st.lists(some_sizes, min_size=1, max_size=4))
def test_at_every_moment_every_line_and_the_rest_hold_five_or_nobody(moments: list[dict[str, int]]) -> None:
    result = shown_throughout(moments)
    rests = [sum(sizes.values()) - sum(sizes.get(group, 0) for group in result.shown) for sizes in moments]
    assert [group for group in result.shown for sizes in moments if sizes.get(group, 0) < 5] == []
    if result.shown:
        assert [rest for rest in rests if 0 < rest < 5] == []
        assert result.other == min(rests)


@pytest.mark.parametrize("n", range(8))
def test_uniform_is_all_the_same_or_all_but_one(n: int) -> None:
    every = list(every_result(n, levels=4))
    assert [uniform(counts) for counts in every] == [
        any(count >= n - 1 for count in counts) for counts in every
    ]


def test_uniform_by_example() -> None:
    assert [uniform(c) for c in [(5, 0, 0), (4, 1, 0), (3, 2, 0), (3, 1, 1), ()]] == [
        True,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("silent", "shown"),
    [
        ([False, False], Shown(("a", "b"), 0)),
        # All of the rest could not say: with a line for everybody else they would be known for it.
        ([False, True], Shown(("a",), 6)),
    ],
)
def test_a_rest_that_answered_without_a_score_is_somebody(silent: list[bool], shown: Shown) -> None:
    assert shown_throughout([sized(9, 8, 5), sized(7, 6, 0)], silent=[False, False]) == Shown(("a", "b"), 0)
    assert shown_throughout([sized(9, 8), sized(7, 6, 0)], silent=silent) == shown
