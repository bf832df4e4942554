"""Dots: how many each has, what is voted on, and how ideas that tie are told."""

import pytest

from workshops.domain.agenda import Placed
from workshops.domain.dots import Ranked, asked_in, dots_each, enough_voters, ranked
from workshops.domain.moves import Phase


@pytest.mark.parametrize(
    ("options", "each"), [(0, 2), (1, 2), (8, 2), (11, 2), (12, 3), (16, 4), (19, 4), (20, 5), (400, 5)]
)
def test_how_many_dots_each_has(options: int, each: int) -> None:
    assert dots_each(options) == each


@pytest.mark.parametrize(("voters", "enough"), [(0, False), (4, False), (5, True), (40, True)])
def test_from_five_voters_on_totals_are_told(voters: int, enough: bool) -> None:
    assert enough_voters(voters) is enough


def test_ideas_with_as_many_dots_share_a_place() -> None:
    assert ranked([("a", 2), ("b", 5), ("c", 2), ("d", 0)]) == (
        Ranked(1, "b", 5, tied=False),
        Ranked(2, "a", 2, tied=True),
        Ranked(2, "c", 2, tied=True),
        Ranked(4, "d", 0, tied=False),
    )
    assert ranked([]) == ()


def placed(*kinds: str) -> list[Placed]:
    return [Placed(number, kind, Phase.WAITING) for number, kind in enumerate(kinds, 1)]


def test_a_vote_is_about_the_ideas_since_the_vote_before_it() -> None:
    steps = placed("ideas", "dots", "ideas", "ideas", "dots", "dots")
    assert [asked_in(steps, vote) for vote in (2, 5)] == [{1}, {3, 4}]
    # Nothing new since then: all of them again.
    assert asked_in(steps, 6) == {1, 3, 4}
    assert asked_in(placed("dots"), 1) == frozenset()
