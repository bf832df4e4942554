"""Who sits at which table: mixed over sectors, by one rule that gives the same tables for the same people."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TypeVar

SMALLEST, LARGEST = 3, 12  # people at a table, where it is for us to propose
USUAL = 6
REPORTS_FOR = 120  # seconds a table has on the screen

Person = TypeVar("Person", bound=Hashable)


def dealt(people: Sequence[tuple[Person, str]], tables: int) -> list[list[Person]]:
    """The people (somebody, and their sector) at so many tables, in the order of `people` within a sector.

    Sector after sector, the largest first, they are dealt round like cards: so tables differ by one person at most,
    and so does what they have of each sector. Raises ValueError for fewer than one table.
    """
    if tables < 1:
        raise ValueError(f"there are no {tables} tables")
    sizes = Counter(sector for _, sector in people)
    order = sorted(people, key=lambda one: (-sizes[one[1]], one[1]))
    return [[person for person, _ in order[place::tables]] for place in range(tables)]


def seat_for(tables: Sequence[Counter[str]], sector: str) -> int:
    """The place, from 0, of the table that somebody who comes later goes to.

    `tables` holds how many of each sector sit where. It is the smallest, of those the one with the fewest of their
    sector, and of those the first. Raises ValueError where there is none.
    """
    return min(range(len(tables)), key=lambda place: (tables[place].total(), tables[place][sector], place))


def numbers_of_tables(people: int) -> list[int]:
    """How many tables so many people may be dealt to, with 3 to 12 at each; none for fewer than three people."""
    return [tables for tables in range(1, people // SMALLEST + 1) if -(-people // tables) <= LARGEST]


def usual_number(people: int) -> int:
    """The number of tables that comes nearest to six people at each; 0 where there are too few for any."""
    found = numbers_of_tables(people)
    return min(found, key=lambda tables: (abs(people / tables - USUAL), tables), default=0)


def leaves_one_alone(people: int, tables: int) -> bool:
    """Whether somebody would sit by themselves, or a table would have nobody."""
    return people < 2 * tables
