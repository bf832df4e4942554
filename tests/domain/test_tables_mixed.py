"""Tables that hold some of everybody."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.tables import (
    LARGEST,
    SMALLEST,
    dealt,
    leaves_one_alone,
    numbers_of_tables,
    seat_for,
    usual_number,
)

SECTORS = st.lists(st.sampled_from("abcdefg"), max_size=120)


def people_of(sectors: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(sectors))


@given(SECTORS, st.integers(1, 20))
def test_everybody_sits_once_and_tables_differ_by_one_at_most(sectors: list[str], tables: int) -> None:
    found = dealt(people_of(sectors), tables)
    assert sorted(person for table in found for person in table) == list(range(len(sectors)))
    assert len(found) == tables
    assert max(map(len, found)) - min(map(len, found)) <= 1


@given(SECTORS, st.integers(1, 20))
def test_every_sector_is_spread_as_evenly_as_can_be(sectors: list[str], tables: int) -> None:
    found = [Counter(sectors[person] for person in table) for table in dealt(people_of(sectors), tables)]
    for sector in set(sectors):
        counts = [table[sector] for table in found]
        assert max(counts) - min(counts) <= 1


@given(SECTORS, st.integers(1, 20))
def test_the_same_people_get_the_same_tables(sectors: list[str], tables: int) -> None:
    people = people_of(sectors)
    assert dealt(people, tables) == dealt(list(people), tables)


@given(SECTORS, SECTORS, st.integers(1, 9))
def test_newcomers_keep_the_tables_alike(sectors: list[str], later: list[str], tables: int) -> None:
    found = [Counter(sectors[person] for person in table) for table in dealt(people_of(sectors), tables)]
    for sector in later:
        place = seat_for(found, sector)
        smallest = min(table.total() for table in found)
        assert found[place].total() == smallest
        assert found[place][sector] == min(t[sector] for t in found if t.total() == smallest)
        found[place][sector] += 1
    assert max(t.total() for t in found) - min(t.total() for t in found) <= 1


@given(st.integers(0, 600))
def test_what_is_proposed_has_three_to_twelve_at_a_table(people: int) -> None:
    found = numbers_of_tables(people)
    for tables in found:
        assert SMALLEST <= people // tables <= -(-people // tables) <= LARGEST
        assert not leaves_one_alone(people, tables)
    assert usual_number(people) in (found or [0])
    assert bool(found) == (people >= SMALLEST)


@pytest.mark.parametrize(("people", "tables"), [(2, 0), (3, 1), (7, 1), (14, 2), (40, 7), (500, 83)])
def test_six_is_usual(people: int, tables: int) -> None:
    assert usual_number(people) == tables


@pytest.mark.parametrize(
    ("people", "tables", "alone"), [(1, 1, True), (2, 1, False), (9, 5, True), (9, 4, False)]
)
def test_nobody_is_dealt_a_table_of_their_own(people: int, tables: int, alone: bool) -> None:
    assert leaves_one_alone(people, tables) is alone
    assert (1 in map(len, dealt(people_of(["a"] * people), tables)) or people < tables) is alone


def test_no_tables_are_no_tables() -> None:
    with pytest.raises(ValueError, match="no 0 tables"):
        dealt([], 0)
    with pytest.raises(ValueError, match="empty"):
        seat_for([], "a")
