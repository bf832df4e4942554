"""What becomes of a section that two people have changed at once. Pure: the standard library only."""

from dataclasses import dataclass

from principles.document import Values

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

    Levels are merged one by one, as long as there are as many on every side; other lists whole. A field that `mine` or
    `base` does not have was not touched, and one that `theirs` does not have is gone.
    """
    raise NotImplementedError


def settled(merged: Merged) -> Values:
    """The same with mine wherever there is a clash."""
    raise NotImplementedError
