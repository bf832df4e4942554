"""What becomes of a section that two people have changed at once. Pure: the standard library only."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from principles.document import Values

LEVELS = "levels"
Field = str | list[str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people have worded differently: as both began with it, as I want it, as it stands now.

    `field` is a path within the section: "title", "cant_say.label", "levels.2" (counted from 0), "signs" (a list that
    is taken whole).
    """

    field: str
    base: Field
    mine: Field
    theirs: Field


@dataclass(frozen=True, slots=True)
class Merged:
    """A section with what both have changed. Where they clash it holds theirs, and `clashes` holds both texts."""

    values: Values
    clashes: tuple[Clash, ...] = ()


def merge(base: Values, mine: Values, theirs: Values) -> Merged:
    """Three-way, field by field: what only one side has changed is taken from that side.

    Levels are merged one by one, as long as there are as many on every side; other lists whole. A field that `base` or
    `mine` does not have was not touched, and one that `theirs` does not have is gone.
    """
    clashes: list[Clash] = []
    values = {
        field: merged(field, base[field], mine[field], now, clashes)
        if field in base and field in mine
        else now
        for field, now in theirs.items()
    }
    return Merged(values, tuple(clashes))


def merged(path: str, base: Any, mine: Any, theirs: Any, clashes: list[Clash]) -> Any:
    if isinstance(theirs, dict):
        # First of all: a side may hold a part of it, and what it leaves out it has not touched.
        inside = merge(base, mine, theirs)
        clashes += [Clash(f"{path}.{one.field}", one.base, one.mine, one.theirs) for one in inside.clashes]
        return inside.values
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if path == LEVELS and len(base) == len(mine) == len(theirs):
        sides = zip(base, mine, theirs, strict=True)
        return [merged(f"{path}.{place}", *texts, clashes) for place, texts in enumerate(sides)]
    clashes.append(Clash(path, base, mine, theirs))
    return theirs


def settled(one: Merged) -> Values:
    """The same with mine wherever there is a clash."""
    return reduce(_with_mine, one.clashes, one.values)


def _with_mine(values: Values, clash: Clash) -> Values:
    field, _, inside = clash.field.partition(".")
    held = values[field]
    if isinstance(held, dict):
        return values | {field: held | {inside: clash.mine}}
    if inside:
        return values | {field: [*held[: int(inside)], clash.mine, *held[int(inside) + 1 :]]}
    return values | {field: clash.mine}
