"""How pretend people score: rooms that agree, split and spread, so that there is something to talk about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median_low

WIDTH = 5  # levels that the shapes below are drawn on
CANT_SAY_ONE_IN = 12
MOVES_ONE_IN = 2


@dataclass(frozen=True)
class Shape:
    """Weights for each level; with a `pull` above 0 the people who lean high take the high levels."""

    weights: tuple[int, ...]
    pull: float = 0.0


# For the first principle, the second and so on, then from the start again.
SHAPES: tuple[Shape, ...] = (
    Shape((2, 12, 12, 3, 1)),  # together, between "starting" and "partly"
    Shape((5, 8, 2, 9, 4), pull=1.6),  # split, along the families of sectors
    Shape((4, 6, 8, 7, 5)),  # spread
    Shape((6, 10, 6, 5, 3)),  # spread, low
    Shape((0, 2, 4, 13, 9)),  # together, high
)

# Which end of a split room a family of sectors leans to. Made up, as everything here is.
LEANS = {
    "nhs_provider": 0.7,
    "nhs_planning": 1.0,
    "primary_care": 0.6,
    "councils": 0.5,
    "care_providers": 0.1,
}

# How many come from each family: two large ones and several small, as it is in most rooms.
CROWD = {"nhs_provider": 6, "communities": 5, "councils": 3, "primary_care": 2, "care_providers": 2}
AT_LEAST = 1


def shape_of(number: int) -> Shape:
    """The shape for the principle with this number in the set, from 1."""
    return SHAPES[(number - 1) % len(SHAPES)]


def families_for(people: int, families: Sequence[str]) -> list[str]:
    """A family for each of `people`, out of those that are offered."""
    parts = shares(people, [CROWD.get(family, AT_LEAST) for family in families])
    return [family for family, part in zip(families, parts, strict=True) for _ in range(part)]


def first_opinions(leans: Sequence[float], number: int, levels: int, rng: Random) -> list[int | None]:
    """A level, or None for "I can't say", for each person: `leans` holds 0 (low) to 1 (high) for each."""
    people = len(leans)
    shape = shape_of(number)
    silent = set(rng.sample(range(people), people // CANT_SAY_ONE_IN))
    order = sorted(set(range(people)) - silent, key=lambda person: leans[person] * shape.pull + rng.random())
    found: list[int | None] = [None] * people
    quota = shares(len(order), shape.weights)
    ranked = [stretched(level, levels) for level, count in enumerate(quota, 1) for _ in range(count)]
    for person, level in zip(order, ranked, strict=True):
        found[person] = level
    return found


def one_opinion(number: int, levels: int, rng: Random) -> int | None:
    """What one person alone might score: over many, the same shape."""
    if rng.randrange(CANT_SAY_ONE_IN) == 0:
        return None
    weights = shape_of(number).weights
    return stretched(rng.choices(range(1, WIDTH + 1), weights)[0], levels)


def another_opinion(level: int | None, levels: int, rng: Random) -> int:
    """What somebody might have chosen before they thought again: a level beside it."""
    if level is None:
        return rng.randint(1, levels)
    return level + 1 if level == 1 or (level < levels and rng.random() < 0.5) else level - 1


def second_thoughts(level: int | None, middle: int, rng: Random) -> int | None:
    """The level after a talk: half of those off the middle of the group move one towards it."""
    if level is None or level == middle or rng.randrange(MOVES_ONE_IN):
        return level
    return level + 1 if level < middle else level - 1


def middle_of(levels: Iterable[int | None]) -> int:
    """The level in the middle of what was chosen, the lower of two; the lowest where nothing was."""
    chosen = [level for level in levels if level is not None]
    return median_low(chosen) if chosen else 1


def stretched(level: int, levels: int) -> int:
    """A level of five as the nearest one on a scale of another length."""
    return 1 + round((level - 1) * (levels - 1) / (WIDTH - 1))


def shares(whole: int, weights: Sequence[int]) -> list[int]:
    """`whole` in parts like the weights, by largest remainder; the parts add up to it."""
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(whole * weights[i] % total))
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return parts
