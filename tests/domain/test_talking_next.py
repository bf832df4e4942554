"""Where to talk next: the order, the reasons, and that nothing is made up where too few have scored."""

from fractions import Fraction
from itertools import permutations

import pytest

from workshops.domain.spread import Word
from workshops.domain.talking_next import Reason, Seen, Suggestion, where_to_talk

SPLIT, TOGETHER, SPREAD = Word.SPLIT, Word.TOGETHER, Word.SPREAD


def seen(
    number: int, word: Word | None, median: object = 3, gap: object = None, *, all_split: bool = False
) -> Seen:
    return Seen(
        f"p{number}",
        number,
        None if gap is None else Fraction(str(gap)),
        word,
        None if word is None else Fraction(str(median)),
        all_split,
    )


def told(*rows: Seen) -> list[tuple[int, str]]:
    return [(found.number, found.reason.value) for found in where_to_talk(rows)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (seen(1, TOGETHER, gap="1"), "gap"),
        (seen(1, SPLIT, gap="1"), "gap"),
        (seen(1, SPREAD, gap="1.5"), "gap"),
        (seen(1, SPLIT, gap="0.5", all_split=True), "split_all"),
        (seen(1, SPLIT, gap="0.5"), "split"),
        (seen(1, SPLIT, gap="0", all_split=True), "split_all"),
        (seen(1, SPLIT), "split"),
        (seen(1, SPREAD), "spread"),
        (seen(1, SPREAD, gap="0.5"), "spread"),
        (seen(1, TOGETHER, gap="0.5"), "lowest"),
        (seen(1, TOGETHER), "lowest"),
    ],
)
def test_the_reason_of_one(row: Seen, reason: str) -> None:
    assert told(row) == [(1, reason)]


def test_a_gap_comes_before_a_split_and_a_split_before_a_spread() -> None:
    rows = [seen(1, SPREAD), seen(2, SPLIT), seen(3, TOGETHER, gap=1), seen(4, TOGETHER, median=1)]

    assert told(*rows) == [(3, "gap"), (2, "split"), (1, "spread")]


def test_the_wider_gap_comes_first_whatever_the_word() -> None:
    assert told(seen(1, SPLIT, gap=1), seen(2, TOGETHER, gap=2), seen(3, SPLIT, gap="1.5")) == [
        (2, "gap"),
        (3, "gap"),
        (1, "gap"),
    ]


def test_gaps_that_tie_are_told_apart_by_word_then_median_then_number() -> None:
    rows = [
        seen(1, TOGETHER, gap=1),
        seen(2, SPREAD, gap=1, median=4),
        seen(3, SPREAD, gap=1, median="2.5"),
        seen(4, SPREAD, gap=1, median="2.5"),
        seen(5, SPLIT, gap=1),
    ]
    assert [found.number for found in where_to_talk(rows, most=5)] == [5, 3, 4, 2, 1]


def test_a_narrow_gap_moves_nothing_in_the_order() -> None:
    assert told(seen(1, SPLIT, gap=0), seen(2, SPLIT, gap="0.5")) == [(1, "split"), (2, "split")]


def test_it_is_the_same_whatever_order_they_come_in() -> None:
    rows = [seen(1, SPREAD), seen(2, SPLIT, 2), seen(3, SPLIT, 2), seen(4, TOGETHER, gap=1), seen(5, SPLIT)]

    assert {where_to_talk(shuffled) for shuffled in permutations(rows)} == {
        (
            Suggestion("p4", 4, Reason.GAP, Fraction(1)),
            Suggestion("p2", 2, Reason.SPLIT),
            Suggestion("p3", 3, Reason.SPLIT),
        )
    }


def test_where_nothing_stands_out_it_is_the_lowest() -> None:
    assert told(seen(1, TOGETHER, 4), seen(2, TOGETHER, "2.5"), seen(3, TOGETHER, 3)) == [(2, "lowest")]


def test_those_that_share_the_lowest_median_are_all_among_the_lowest() -> None:
    rows = [seen(number, TOGETHER, 2) for number in (4, 1, 3, 2)]

    assert told(*rows, seen(5, TOGETHER, 3)) == [
        (1, "among_lowest"),
        (2, "among_lowest"),
        (3, "among_lowest"),
    ]


def test_too_few_scores_are_no_reason_for_anything() -> None:
    assert where_to_talk([seen(1, None, gap=3), seen(2, None)]) == ()
    assert told(seen(1, None, gap=3), seen(2, TOGETHER)) == [(2, "lowest")]
    assert where_to_talk([]) == ()
