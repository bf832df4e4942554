import statistics
from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.movement import Movement, Part, Scored, movement_of
from workshops.domain.spread import Word

UP, SAME, DOWN = Part.UP, Part.SAME, Part.DOWN
Told = tuple[tuple[frozenset[Part], int], ...]


def told(up: int, same: int, down: int, k: int = 5) -> Told | None:
    movement = movement_of([(2, 3)] * up + [(3, 3)] * same + [(4, 3)] * down, k)
    return movement.parts if movement else None


def test_parts_of_five_or_more_are_told_apart() -> None:
    assert told(5, 6, 7) == ((frozenset({UP}), 5), (frozenset({SAME}), 6), (frozenset({DOWN}), 7))


@pytest.mark.parametrize(("same", "down"), [(8, 1), (5, 4), (4, 5), (9, 0), (0, 9)])
def test_a_small_part_is_told_with_its_neighbour(same: int, down: int) -> None:
    assert told(5, same, down) == ((frozenset({UP}), 5), (frozenset({SAME, DOWN}), 9))


@pytest.mark.parametrize(("up", "same"), [(1, 8), (4, 5), (0, 9)])
def test_a_small_part_on_the_other_side(up: int, same: int) -> None:
    assert told(up, same, 5) == ((frozenset({UP, SAME}), 9), (frozenset({DOWN}), 5))


@pytest.mark.parametrize(
    ("up", "same", "down"),
    [(14, 0, 0), (0, 14, 0), (0, 0, 14), (13, 1, 0), (1, 12, 1), (2, 10, 2), (4, 6, 4)],
)
def test_only_the_number_is_told_when_no_part_can_be(up: int, same: int, down: int) -> None:
    assert told(up, same, down) == ((frozenset(Part), 14),)


def test_fewer_pairs_than_k_are_not_told() -> None:
    assert (told(2, 2, 0), told(2, 2, 1)) == (None, ((frozenset(Part), 5),))
    assert (told(3, 3, 3, k=10), told(3, 3, 4, k=10)) == (None, ((frozenset(Part), 10),))
    assert movement_of([], 5) is None


def test_a_larger_k_merges_more() -> None:
    assert told(7, 7, 7, k=7) == ((frozenset({UP}), 7), (frozenset({SAME}), 7), (frozenset({DOWN}), 7))
    assert told(7, 7, 7, k=8) == ((frozenset(Part), 21),)


def test_k_below_five_is_refused() -> None:
    with pytest.raises(ValueError, match="k was 4"):
        told(9, 9, 9, k=4)


def test_medians_are_those_of_the_people_who_scored_twice() -> None:
    movement = movement_of([(1, 3), (2, 3), (2, 4), (3, 4), (3, 4), (4, 5)], 5)
    assert movement == Movement(
        6,
        ((frozenset(Part), 6),),
        before=Scored(Fraction(5, 2), Word.SPREAD),
        after=Scored(Fraction(4), Word.TOGETHER),
    )


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=5), st.integers(5, 9))
def test_the_parts_add_up_and_none_is_small(pairs: list[tuple[int, int]], k: int) -> None:
    movement = movement_of(pairs, k)
    if movement is None:
        assert len(pairs) < k
        return
    assert sum(people for _, people in movement.parts) == movement.pairs == len(pairs)
    assert min(people for _, people in movement.parts) >= k
    assert sorted(part for ways, _ in movement.parts for part in ways) == sorted(Part)


some_pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=5)


@given(some_pairs)
def test_the_medians_are_those_of_the_standard_library(pairs: list[tuple[int, int]]) -> None:
    movement = movement_of(pairs, 5)
    assert movement
    medians = [statistics.median(Fraction(level) for level in levels) for levels in zip(*pairs, strict=True)]
    assert movement.before
    assert movement.after
    assert [movement.before.median, movement.after.median] == medians


@given(some_pairs)
def test_what_is_told_is_counted_one_by_one(pairs: list[tuple[int, int]]) -> None:
    movement = movement_of(pairs, 5)
    assert movement
    went = [UP if later > earlier else DOWN if later < earlier else SAME for earlier, later in pairs]
    assert movement.parts == tuple((ways, sum(way in ways for way in went)) for ways, _ in movement.parts)


@given(some_pairs)
def test_turning_the_scale_round_turns_the_way_round(pairs: list[tuple[int, int]]) -> None:
    movement = movement_of(pairs, 5)
    turned = movement_of([(6 - earlier, 6 - later) for earlier, later in pairs], 5)
    assert movement
    assert turned
    assert turned.pairs == len(pairs)
    for one, other in ((movement.before, turned.before), (movement.after, turned.after)):
        assert one
        assert other == Scored(6 - one.median, one.word)
    if len(movement.parts) == 3:
        assert [people for _, people in turned.parts] == [people for _, people in movement.parts][::-1]
    assert (len(turned.parts) == 1) == (len(movement.parts) == 1)


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=5),
    st.permutations([(1, 2), (2, 2), (4, 1), (3, 5)]),
)
def test_the_order_of_the_pairs_tells_nothing(
    pairs: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    pairs = pairs + more
    assert movement_of(sorted(pairs), 5) == movement_of(pairs, 5)


def test_what_is_told_never_gives_a_small_part_away() -> None:
    """Whoever knows the rule and what is told is left with many sizes for each part not told alone."""
    behind: defaultdict[Told, list[tuple[int, int, int]]] = defaultdict(list)
    for n in range(5, 21):
        for up in range(n + 1):
            for same in range(n - up + 1):
                parts = told(up, same, n - up - same)
                assert parts is not None
                behind[parts].append((up, same, n - up - same))
    for parts, sizes in behind.items():
        alone = {part for ways, _ in parts if len(ways) == 1 for part in ways}
        for place, part in enumerate(Part):
            possible = {size[place] for size in sizes}
            assert len(possible) == 1 if part in alone else len(possible) >= 5


MIXED = [(1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (4, 2)]


def beside(pairs: list[tuple[int, int]], *once: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """The room's counts per level in both rounds, where besides the pairs `once` scored the earlier, and the later."""
    both = [[pair[place] for pair in pairs] for place in (0, 1)]
    rooms = [[levels.count(level) for level in range(1, 6)] for levels in both]
    for room, others in zip(rooms, once, strict=True):
        room[:] = map(sum, zip(room, others, strict=True))
    return rooms[0], rooms[1]


NOBODY, MIXED_FIVE, FOUR = (0, 0, 0, 0, 0), (1, 2, 0, 2, 0), (1, 1, 0, 2, 0)
ALL_BUT_ONE = (0, 0, 1, 6, 0)


@pytest.mark.parametrize(
    ("once", "is_told"),
    [
        ((NOBODY, NOBODY), True),
        ((MIXED_FIVE, NOBODY), True),
        ((MIXED_FIVE, MIXED_FIVE), True),
        ((NOBODY, (0, 1, 0, 0, 0)), False),
        ((MIXED_FIVE, FOUR), False),
        ((ALL_BUT_ONE, NOBODY), False),
        ((MIXED_FIVE, ALL_BUT_ONE), False),
    ],
)
def test_how_the_pairs_scored_is_not_told_where_it_would_tell_how_others_did(
    once: tuple[tuple[int, ...], tuple[int, ...]], is_told: bool
) -> None:
    movement = movement_of(MIXED, 5, rooms=beside(MIXED, *once))
    assert movement
    assert (movement.pairs, movement.before is not None, movement.after is not None) == (6, is_told, is_told)


def test_nor_where_they_are_of_one_mind_beside_others() -> None:
    of_one_mind = [(3, 1), (3, 2), (3, 3), (3, 4), (3, 5), (2, 5)]
    beside_others = movement_of(of_one_mind, 5, rooms=beside(of_one_mind, MIXED_FIVE, MIXED_FIVE))
    everybody = movement_of(of_one_mind, 5)
    assert beside_others
    assert everybody
    assert (beside_others.before, beside_others.after) == (None, None)
    assert everybody.before == Scored(Fraction(3), Word.TOGETHER)


def test_levels_of_another_scale() -> None:
    rooms = ((1, 2, 1, 0, 0, 1, 0), (1, 0, 0, 0, 1, 1, 2))
    movement = movement_of([(1, 7), (2, 7), (3, 6), (2, 5), (6, 1)], 5, rooms=rooms)
    assert movement
    assert (movement.before, movement.after) == (
        Scored(Fraction(2), Word.SPREAD),
        Scored(Fraction(6), Word.SPREAD),
    )
