"""Thousands of rooms, and somebody who holds everything that was ever shown of them side by side.

Whatever they add and subtract, no group below the smallest is among what they find, and no group of one mind.
"""

from collections import Counter
from fractions import Fraction

import pytest

from tests.domain.picking import Cell, Members, had_by_sums, known_of_one_mind, minority, tables
from tests.domain.playing import Room, Shown, counts_of, pairs_of, played, scored_twice
from workshops.domain.breakdown import OTHERS, By, Grouping, Line, grouping_of, lines_of
from workshops.domain.movement import Part, movement_of
from workshops.domain.spread import Word, enough

ROOMS, SMALL_ROOMS, PAIRS = 3000, 800, 2000
MOST_TO_ENUMERATE = 16  # scores


@pytest.fixture(scope="module")
def rooms() -> list[Room]:
    return [played(seed) for seed in range(ROOMS)]


@pytest.fixture(scope="module")
def small_rooms() -> list[Room]:
    """With so few people that every table of their scores can be written down."""
    found = [played(seed, small=True) for seed in range(SMALL_ROOMS)]
    return [room for room in found if len(room.people) <= MOST_TO_ENUMERATE]


def seen(rooms: list[Room]) -> list[tuple[Room, Shown]]:
    return [(room, one) for room in rooms for one in room.shown if enough(one.scored)]


def told(rooms: list[Room]) -> list[tuple[Room, Shown]]:
    return [(room, one) for room, one in seen(rooms) if one.lines]


def held_back(rooms: list[Room]) -> list[tuple[Room, Shown]]:
    return [(room, one) for room, one in seen(rooms) if one.lines is None]


def where(room: Room, one: Shown) -> str:
    return f"room {room.seed}, k {room.k}, {Counter(room.people)}: {one}"


def whose(room: Room, one: Shown) -> dict[str, Members]:
    """Whom each line is about."""
    return {line.group: room.members(one, line.group) for line in one.lines or ()}


def known_sizes(room: Room, shown: list[Shown]) -> tuple[Members, ...]:
    """The groups whose size follows from the room's and those of all lines."""
    everybody = frozenset(room.people)
    cells = {members for one in shown for members in whose(room, one).values()}
    return had_by_sums(everybody, frozenset({everybody, *cells}))


def test_the_rooms_are_of_every_kind(rooms: list[Room], small_rooms: list[Room]) -> None:
    """Or what follows would hold of nothing."""
    by = Counter(one.grouping.by for _, one in told(rooms) if one.grouping)
    groupings = [{len(one.grouping.shown) for _, one in told([room]) if one.grouping} for room in rooms]
    parts = Counter(len(one.movement.parts) for _, one in seen(rooms) if one.movement)
    numbers = {
        "told": len(told(rooms)),
        "held back": len(held_back(rooms)),
        "few": sum(len(room.shown) for room in rooms) - len(seen(rooms)),
        "groups that became fewer": sum(len(found) > 1 for found in groupings),
        "small and told": len(told(small_rooms)),
        "small and held back": len(held_back(small_rooms)),
        "a group that could not say": sum(
            0 in map(sum, room.groups(one.answers).values()) for room, one in told(rooms)
        ),
    }
    numbers |= {f"by {way}": by[way] for way in By} | {f"{n} parts": parts[n] for n in (1, 2, 3)}
    assert {kind: number for kind, number in numbers.items() if number < 30} == {}


def test_no_small_group_can_be_had_by_adding_and_subtracting(rooms: list[Room]) -> None:
    for room, one in told(rooms):
        for group in known_sizes(room, [one]):
            scored, cant_say = room.answered(one, group)
            assert scored == 0 or scored >= room.k, where(room, one)
            # Of a group that is known to have given no score, it would be known who could not say.
            assert scored or not cant_say, where(room, one)


def test_nor_from_several_rounds_together(rooms: list[Room]) -> None:
    """With those who were there the first time: later rounds only ever put groups together."""
    for room in rooms:
        shown = [one for _, one in told([room])]
        together = known_sizes(room, shown)
        for one in shown:
            if one.round == shown[0].round:
                sizes = [room.answered(one, group)[0] for group in together]
                assert [size for size in sizes if 0 < size < room.k] == [], where(room, one)


def test_nobody_outside_every_sector_has_a_line(rooms: list[Room]) -> None:
    for room, one in told(rooms):
        for group, members in whose(room, one).items():
            assert group == OTHERS or not members & {"other", "prefer_not"}, where(room, one)


def test_lines_are_of_everybody_or_there_are_none(rooms: list[Room]) -> None:
    """A gap among them would tell which group is of one mind; so would a round that names other groups."""
    for room, one in seen(rooms):
        cells = room.cells(one)
        if one.lines:
            assert [line.group for line in one.lines] == [cell.group for cell in cells], where(room, one)
            assert sum(line.n for line in one.lines) == one.scored, where(room, one)
        beside = [other.grouping for other in room.shown if other.round == one.round]
        assert beside == [one.grouping] * len(beside), where(room, one)


MINDS = {"health": (0, 0, 6, 0, 0), "councils": (0, 0, 1, 5, 0), "mixed": (1, 2, 1, 2, 0)}


@pytest.mark.parametrize("alike", [("health", "mixed"), ("mixed", "health"), ("mixed", "councils")])
def test_what_is_held_back_does_not_say_of_whom(alike: tuple[str, str]) -> None:
    groups = dict(zip(("nhs_provider", "councils"), (MINDS[mind] for mind in alike), strict=True))
    grouping = grouping_of([groups], 5)
    assert grouping == Grouping(By.FAMILIES, ("councils", "nhs_provider"))
    assert lines_of(groups, grouping) is None


def test_no_line_is_of_scores_that_are_all_the_same_or_all_but_one(rooms: list[Room]) -> None:
    for room, one in told(rooms):
        for group in whose(room, one):
            assert minority(room.counts(one, group)) > 1, where(room, one)


def test_no_group_is_known_to_be_of_one_mind(small_rooms: list[Room]) -> None:
    """Not from the lines that are told, nor from their being held back, whose sizes other principles may tell."""
    for room, one in seen(small_rooms):
        if one.lines != ():
            known = known_of_one_mind(one.counts, room.cells(one), held_back=one.lines is None)
            assert known == [], where(room, one)


def test_every_part_of_a_movement_is_large_enough_whatever_is_added_and_subtracted(rooms: list[Room]) -> None:
    for room, one in seen(rooms):
        if one.movement is None or one.before is None:
            continue
        pairs = pairs_of(one.before.answers, one.answers)
        sizes = Counter(
            Part.SAME if now == was else Part.UP if now > was else Part.DOWN for was, now in pairs
        )
        shown = frozenset(frozenset(map(str, ways)) for ways, _ in one.movement.parts)
        every = frozenset(map(str, Part))
        for ways in had_by_sums(every, shown | {every}):
            assert sum(sizes[Part(way)] for way in ways) >= room.k, where(room, one)
        assert [sum(sizes[way] for way in ways) for ways, _ in one.movement.parts] == [
            people for _, people in one.movement.parts
        ], where(room, one)


def test_those_who_scored_once_are_not_known_from_those_who_scored_twice() -> None:
    told = 0
    for seed in range(PAIRS):
        pairs, *once = scored_twice(seed)
        rounds = [counts_of(pair[place] for pair in pairs) for place in (0, 1)]
        rooms = [tuple(map(sum, zip(*both, strict=True))) for both in zip(rounds, once, strict=True)]
        movement = movement_of(pairs, 5, rooms=(rooms[0], rooms[1]))
        assert movement, seed
        for room, others, scored in zip(rooms, once, (movement.before, movement.after), strict=True):
            if scored and any(others):
                told += 1
                assert sum(others) >= 5, seed
                both = Cell("both", len(pairs), Line("both", len(pairs), scored.median, scored.word))
                assert known_of_one_mind(room, [both, Cell("once", sum(others))]) == [], seed
    assert told > PAIRS / 10


def test_sums_find_what_subtraction_does() -> None:
    """Somebody who cannot add would find every room safe."""
    room, health, small = frozenset("abc"), frozenset("a"), frozenset("bc")
    assert set(had_by_sums(room, frozenset({room, health}))) == {room, health, small}
    assert set(had_by_sums(room, frozenset({room}))) == {room}
    overlapping = frozenset({room, frozenset("ab"), frozenset("bc")})
    assert frozenset("b") in had_by_sums(room, overlapping)


def test_tables_find_a_group_of_one_mind() -> None:
    one, two = Cell("a", 5, Line("a", 5, Fraction(1), Word.TOGETHER)), Cell("b", 5)
    assert list(tables((4, 1, 0, 0, 5), [one, two])) == [
        ((3, 1, 0, 0, 1), (1, 0, 0, 0, 4)),
        ((4, 0, 0, 0, 1), (0, 1, 0, 0, 4)),
        ((4, 1, 0, 0, 0), (0, 0, 0, 0, 5)),
    ]
    assert known_of_one_mind((4, 1, 0, 0, 5), [one, two]) == []
    # Five at the middle, and a split beside them that no other table leaves.
    split = Cell("b", 5, Line("b", 5, Fraction(4), Word.SPLIT))
    assert known_of_one_mind((0, 2, 5, 3, 0), [Cell("a", 5), split]) == ["a"]
