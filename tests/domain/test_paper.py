"""Score sheets: what may be told beside them, and what somebody who knows them could find out."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.picking import Cell, known_of_one_mind
from workshops.domain.breakdown import OTHERS, By, Grouping, grouping_of, lines_of
from workshops.domain.disclosure import stand_alone, uniform
from workshops.domain.movement import movement_of
from workshops.domain.paper import MOST_SHEETS, check_tally, seen_of

ROOMS = 3000


@pytest.mark.parametrize(
    ("answers", "scores", "stand"),
    [(0, 0, True), (1, 0, False), (1, 1, False), (5, 4, False), (5, 5, True), (9, 7, True)],
)
def test_phones_stand_alone_beside_sheets_that_somebody_knows(answers: int, scores: int, stand: bool) -> None:
    assert stand_alone(answers, scores, 5) is stand


def test_a_site_that_asks_for_more_gets_more() -> None:
    assert (stand_alone(9, 9, 10), stand_alone(10, 10, 10)) == (False, True)


def test_what_was_seen_is_told_by_what_is_kept() -> None:
    kept = {"a": (0, 1, 0, 0, 0, 2), "b": (0, 0, 0, 0, 0, 0)}
    assert seen_of(kept) == seen_of({"a": (0, 1, 0, 0, 0, 2)}) != seen_of({"b": (0, 1, 0, 0, 0, 2)})
    assert seen_of({}) == seen_of({"a": (0,) * 6})


@pytest.mark.parametrize(
    "sheets", [(0,) * 5, (0,) * 7, (-1, 1, 0, 0, 0, 0), (MOST_SHEETS, 1, 0, 0, 0, 0)], ids=str
)
def test_what_no_sheets_can_say(sheets: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no such sheets"):
        check_tally({"a": sheets}, 5)
    check_tally({"a": (MOST_SHEETS, 0, 0, 0, 0, 0)}, 5)


TWO = Grouping(By.FAMILIES, ("nhs_provider", "councils"))
GROUPS = {"nhs_provider": (1, 4, 1, 0, 0), "councils": (0, 0, 2, 3, 1)}


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        ((0, 0, 0, 0, 0), True),
        ((1, 0, 0, 0, 0), False),
        ((2, 0, 2, 0, 0), False),
        ((2, 0, 3, 0, 0), True),
        ((5, 0, 1, 0, 0), False),
        ((9, 0, 0, 0, 0), False),
    ],
)
def test_lines_stand_beside_no_sheets_or_enough_of_more_than_one_mind(
    paper: tuple[int, ...], told: bool
) -> None:
    plain = lines_of(GROUPS, TWO)
    assert plain
    assert lines_of(GROUPS, TWO, paper=paper, k=5) == (plain if told else None)


def test_lines_are_made_of_phones_only() -> None:
    lines = lines_of(GROUPS, TWO, paper=(0, 0, 0, 20, 20), k=5)
    assert lines
    assert [(line.group, line.n) for line in lines] == [("nhs_provider", 6), ("councils", 6)]


def test_nobody_is_picked_out_of_the_sheets_nor_out_of_the_rest() -> None:
    """Rooms as they come: the room knows its total and the lines, whoever typed the sheets knows those as well."""
    told = 0
    for seed in range(ROOMS):
        chance = random.Random(seed)
        sizes = [chance.choice((0, 1, 3, 5, 6, 7)) for _ in range(3)]
        groups = {
            key: _counts(chance, size)
            for key, size in zip(("nhs_provider", "councils", "other"), sizes, strict=True)
            if size
        }
        paper = _counts(chance, chance.choice((0, 1, 2, 4, 5, 6, 7)))
        grouping = grouping_of([groups], 5)
        phones = [sum(level) for level in zip((0,) * 5, *groups.values(), strict=True)]
        if grouping is None or not any(paper):
            continue
        lines = lines_of(groups, grouping, paper=paper, k=5)
        if not lines:
            continue
        told += 1
        left = sum(phones) - sum(line.n for line in lines)
        assert left == 0, (seed, "the lines hold all that came by phone, and nothing else")
        assert sum(paper) >= 5, seed
        assert not uniform(paper), seed
        assert all(line.n >= 5 for line in lines), seed
        cells = [Cell(line.group or "others", line.n, line) for line in lines]
        if sum(phones) <= 13:
            assert known_of_one_mind(phones, cells) == [], (seed, "by whoever typed the sheets")
        total = [one + other for one, other in zip(phones, paper, strict=True)]
        if sum(total) <= 17:
            assert known_of_one_mind(total, [*cells, Cell("paper", sum(paper))]) == [], (seed, "by the room")
    assert told > ROOMS / 50


def _counts(chance: random.Random, size: int) -> tuple[int, ...]:
    mind = chance.choice((None, chance.randrange(5)))
    levels = [
        mind if mind is not None and chance.random() < 0.8 else chance.randrange(5) for _ in range(size)
    ]
    return tuple(levels.count(level) for level in range(5))


def test_the_rest_is_never_filled_up_with_sheets() -> None:
    """Two phones beside a group of six are not safe because five sheets lie with them."""
    groups = {"nhs_provider": (1, 4, 1, 0, 0), "councils": (0, 0, 1, 1, 0)}
    grouping = grouping_of([groups], 5)
    assert grouping == Grouping(By.THREE_WAY, ())
    assert lines_of(groups, replace(grouping, shown=()), paper=(2, 2, 1, 0, 0), k=5) == ()
    assert OTHERS not in grouping.shown


PAIRS = [(1, 2), (1, 2), (2, 3), (3, 3), (4, 5), (2, 2)]


def test_how_pairs_scored_is_told_if_the_sheets_beside_them_are_enough_too() -> None:
    then, now = (2, 2, 1, 1, 0), (0, 3, 2, 0, 1)
    for sheets, told in (((0, 0, 0, 0, 0), True), ((1, 0, 0, 0, 0), False), ((3, 0, 3, 0, 0), True)):
        rooms = (tuple(a + b for a, b in zip(then, sheets, strict=True)), now)
        movement = movement_of(PAIRS, 5, rooms=rooms)
        assert movement
        assert (movement.before is not None) is told


@given(st.lists(st.integers(0, 33), min_size=6, max_size=6))
def test_every_tally_within_bounds_passes_and_has_its_own_token(sheets: list[int]) -> None:
    check_tally({"a": tuple(sheets)}, 5)
    changed = [*sheets[:-1], sheets[-1] + 1]
    assert seen_of({"a": tuple(sheets)}) != seen_of({"a": tuple(changed)})
