"""Which groups are told, and what is told of them."""

from fractions import Fraction

import pytest

from workshops.domain.breakdown import (
    By,
    Grouping,
    Line,
    coarsened,
    grouping_of,
    lines_of,
    tags_of,
    widest_gap,
)
from workshops.domain.spread import Word

MIXED = {5: (1, 1, 1, 1, 1), 6: (2, 1, 1, 1, 1), 8: (2, 2, 2, 1, 1)}
NHS, COUNCILS, CARE, WIDER = "nhs_provider", "councils", "care_providers", "wider"


def of(**sizes):
    """A moment with as many scores in each group, of no one mind."""
    return {key: (n, 0, 0, 0, 0) for key, n in sizes.items()}


def test_a_family_is_the_group_of_its_sectors_and_no_answer_outside_them_is_a_group():
    assert [coarsened(key, By.FAMILIES) for key in ("acute", NHS, "carer", "other", "prefer_not", "")] == [
        NHS,
        NHS,
        "communities",
        "",
        "",
        "",
    ]
    assert [coarsened(key, By.THREE_WAY) for key in ("acute", "gp", COUNCILS, "wider", "other")] == [
        "health",
        "health",
        "care",
        "public",
        "",
    ]
    assert [coarsened(key, By.SECTORS) for key in ("acute", "gp", "other")] == ["acute", "gp", ""]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({NHS: 8, COUNCILS: 6, CARE: 5, WIDER: 3, "primary_care": 1}, (NHS, COUNCILS)),
        ({NHS: 6, COUNCILS: 8}, (COUNCILS, NHS)),
        ({NHS: 12, COUNCILS: 6, "prefer_not": 5}, (NHS, COUNCILS)),
        ({NHS: 12, COUNCILS: 6, "prefer_not": 4}, (NHS,)),
    ],
)
def test_families_are_tried_first(sizes, shown):
    assert grouping_of([of(**sizes)], 5) == Grouping(By.FAMILIES, shown)


def test_where_no_family_is_big_enough_three_groups_are_tried():
    small = of(nhs_provider=3, primary_care=3, councils=4, care_providers=3)
    assert grouping_of([small], 5) == Grouping(By.THREE_WAY, ("care", "health"))
    assert grouping_of([of(nhs_provider=3, councils=3)], 5) == Grouping(By.THREE_WAY, ())


def test_single_sectors_only_where_they_are_asked_for_and_every_one_of_them_passes():
    both = of(acute=6, gp=5)
    assert grouping_of([both], 5, ask_sectors=True) == Grouping(By.SECTORS, ("acute", "gp"))
    assert grouping_of([both], 5) == Grouping(By.FAMILIES, ("nhs_provider", "primary_care"))
    one_is_small = of(acute=6, community=1, gp=5)
    assert grouping_of([one_is_small], 5, ask_sectors=True) == Grouping(By.FAMILIES, (NHS, "primary_care"))
    beside_others = of(acute=6, gp=5, prefer_not=5)
    assert grouping_of([beside_others], 5, ask_sectors=True) == Grouping(By.SECTORS, ("acute", "gp"))


def test_a_group_counts_with_its_smallest_size():
    first, second = of(nhs_provider=8, councils=6, wider=9), of(nhs_provider=8, councils=4, wider=9)
    assert grouping_of([first, second], 5) == Grouping(By.FAMILIES, (WIDER,))


def test_a_principle_of_which_nothing_is_shown_decides_nothing():
    both, few = of(nhs_provider=8, councils=6), of(nhs_provider=3, councils=1)
    assert grouping_of([both, few, {}], 5) == Grouping(By.FAMILIES, (NHS, COUNCILS))
    assert lines_of(few, Grouping(By.FAMILIES, (NHS, COUNCILS))) == ()
    # A round that nobody could be shown leaves it to the next, and changes nothing.
    before = Grouping(By.FAMILIES, (NHS,))
    assert [grouping_of([few, {}], 5), grouping_of([few], 5, before=before)] == [None, before]


def test_a_group_that_could_not_say_is_there_and_has_no_score():
    beside = {NHS: MIXED[8], COUNCILS: MIXED[6], CARE: (0, 0, 0, 0, 0)}
    assert grouping_of([beside], 5) == Grouping(By.FAMILIES, (NHS,))
    assert grouping_of([beside | {WIDER: MIXED[5]}], 5) == Grouping(By.FAMILIES, (NHS, COUNCILS))
    sectors = {"acute": MIXED[8], "gp": MIXED[6], "carer": (0, 0, 0, 0, 0), "other": MIXED[5]}
    assert grouping_of([sectors], 5, ask_sectors=True) == Grouping(By.SECTORS, ("acute", "gp"))


def test_words_come_from_a_group_only_where_enough_may_have_said_them():
    grouping = Grouping(By.FAMILIES, (NHS, COUNCILS))
    for people, shown in (
        ({NHS: 8, COUNCILS: 6}, (NHS, COUNCILS)),
        ({NHS: 8, COUNCILS: 6, "gp": 3, "other": 2}, (NHS, COUNCILS)),
        # One person who has no line would be known by having none.
        ({NHS: 8, COUNCILS: 6, "other": 1}, (NHS,)),
        # Of those who took their answers back nothing is left that they may have said.
        ({NHS: 8, COUNCILS: 1}, ()),
        ({NHS: 2, COUNCILS: 1}, ()),
    ):
        assert tags_of(grouping, people, 5) == Grouping(By.FAMILIES, shown)
    # The site has raised the smallest group since.
    assert tags_of(grouping, {NHS: 14, COUNCILS: 6, WIDER: 9}, 10) == Grouping(By.FAMILIES, (NHS,))


def test_what_is_counted_in_one_of_three_stays_in_it():
    three = Grouping(By.THREE_WAY, ("health",))
    assert [three.group_of(key) for key in ("gp", "nhs_provider", "health", "care")] == [
        *["health"] * 3,
        "",
    ]


def test_later_rounds_only_take_groups_away():
    before = Grouping(By.FAMILIES, (NHS, COUNCILS))
    more = of(nhs_provider=9, councils=9, wider=9)
    assert grouping_of([more], 5, before=before) == before
    fewer = of(nhs_provider=9, councils=4, wider=9)
    assert grouping_of([fewer], 5, before=before) == Grouping(By.FAMILIES, (NHS,))
    # Neither back to what was taken away, nor over to a breakdown that cuts across it.
    assert grouping_of([more], 5, before=Grouping(By.FAMILIES, ())) == Grouping(By.FAMILIES, ())


def test_a_line_says_how_many_their_middle_and_their_word():
    groups = {
        NHS: (0, 1, 3, 2, 0),
        COUNCILS: (3, 3, 0, 0, 0),
        WIDER: (0, 0, 0, 1, 1),
        "prefer_not": (1, 2, 0, 0, 0),
    }
    assert lines_of(groups, Grouping(By.FAMILIES, (NHS, COUNCILS))) == (
        Line(NHS, 6, Fraction(3), Word.TOGETHER),
        Line(COUNCILS, 6, Fraction(3, 2), Word.TOGETHER),
        Line("", 5, Fraction(2), Word.SPLIT),
    )


@pytest.mark.parametrize("alike", [(0, 0, 6, 0, 0), (0, 1, 5, 0, 0)])
def test_where_one_group_is_of_one_mind_no_line_is_told(alike):
    groups = {NHS: alike, COUNCILS: MIXED[6]}
    assert lines_of(groups, Grouping(By.FAMILIES, (NHS, COUNCILS))) is None
    assert lines_of({NHS: MIXED[6], COUNCILS: MIXED[8]}, Grouping(By.FAMILIES, (NHS, COUNCILS)))
    rest_alike = {NHS: MIXED[6], WIDER: alike}
    assert lines_of(rest_alike, Grouping(By.FAMILIES, (NHS,))) is None


def test_one_group_alone_has_nothing_to_be_compared_with():
    assert lines_of({NHS: MIXED[6]}, Grouping(By.FAMILIES, (NHS,))) == ()
    assert lines_of({NHS: MIXED[6]}, Grouping(By.FAMILIES, ())) == ()


def test_the_gap_lies_between_the_highest_and_the_lowest_middle():
    lines = [Line("a", 5, Fraction(3, 2), Word.SPREAD), Line("b", 5, Fraction(4), Word.SPREAD)]
    assert (widest_gap(lines), widest_gap(lines[:1])) == (Fraction(5, 2), None)
