"""How what was counted at close is kept in rows, and read back: plain values, exact numbers as "7/2"."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from workshops.domain.breakdown import By, Grouping, Line
from workshops.domain.disclosure import stand_alone
from workshops.domain.movement import Movement, Part, Scored
from workshops.domain.spread import Word

Row = dict[str, Any]


def kept_movement(movement: Movement | None) -> Row | None:
    if movement is None:
        return None
    return {
        "pairs": movement.pairs,
        "parts": [[sorted(ways), people] for ways, people in movement.parts],
        "before": _kept_scored(movement.before),
        "after": _kept_scored(movement.after),
    }


def _kept_scored(scored: Scored | None) -> list[str] | None:
    return [str(scored.median), scored.word] if scored else None


def movement_in(kept: Mapping[str, Any] | None) -> Movement | None:
    if kept is None:
        return None
    parts = tuple((frozenset(Part(way) for way in ways), people) for ways, people in kept["parts"])
    return Movement(kept["pairs"], parts, _scored_in(kept["before"]), _scored_in(kept["after"]))


def _scored_in(kept: list[str] | None) -> Scored | None:
    return Scored(Fraction(kept[0]), Word(kept[1])) if kept else None


def kept_grouping(grouping: Grouping) -> Row:
    return {"by": grouping.by, "shown": list(grouping.shown)}


def grouping_in(kept: Mapping[str, Any]) -> Grouping:
    return Grouping(By(kept["by"]), tuple(kept["shown"]))


def kept_lines(lines: Iterable[Line] | None) -> list[Row] | None:
    if lines is None:
        return None
    return [
        {"group": line.group, "n": line.n, "median": str(line.median), "word": line.word} for line in lines
    ]


def lines_in(kept: Iterable[Mapping[str, Any]] | None) -> tuple[Line, ...] | None:
    if kept is None:
        return None
    return tuple(Line(row["group"], row["n"], Fraction(row["median"]), Word(row["word"])) for row in kept)


def fewest(groupings: Iterable[Mapping[str, Any] | None]) -> Grouping | None:
    """Of the groupings kept with the rounds that were shown, the one that holds now; None before the first.

    Each round can only take groups away, so it is the one with the fewest.
    """
    found = [grouping_in(kept) for kept in groupings if kept]
    return min(found, key=lambda grouping: len(grouping.shown), default=None)


def phones_stand(counts: Sequence[int], cant_say: int, on_paper: int, by_phone: int | None, k: int) -> bool:
    """Whether a result may be shown as far as the score sheets in it go; `k` is asked again at every look.

    `by_phone` is the scores that came by phone; None where there was no paper, and nobody to know it.
    """
    return by_phone is None or stand_alone(sum(counts) + cant_say - on_paper, by_phone, k)
