"""The commitments of a workshop on one sheet of paper, however many there are and however long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workshops.reports.parts import Pledge

LINES = {"roomy": 44, "close": 62, "tight": 88}  # that a sheet of A4 has for them, at each size of letters
WIDTHS = {"roomy": 62, "close": 84, "tight": 108}  # characters in a line
BETWEEN = 1.6  # lines around each
SHORT = 120  # characters that say what a commitment is about


@dataclass(frozen=True)
class Sheet:
    """What fits, in letters of this `size`: as many commitments as can be, and how many `more` there are."""

    size: str
    pledges: tuple[Pledge, ...]
    shortened: bool = False
    more: int = 0


def sheet_of(pledges: Sequence[Pledge]) -> Sheet:
    """The largest letters that hold them all; then shorter words; then as many as fit, and how many are left out."""
    for size in LINES:
        if _fits(pledges, size):
            return Sheet(size, tuple(pledges))
    short = [_short(one) for one in pledges]
    for size in LINES:
        if _fits(short, size):
            return Sheet(size, tuple(short), shortened=True)
    size = tuple(LINES)[-1]
    kept = list(_first(short, size))
    return Sheet(size, tuple(kept), shortened=True, more=len(pledges) - len(kept))


def _fits(pledges: Sequence[Pledge], size: str) -> bool:
    return sum(_lines(one, size) for one in pledges) <= LINES[size]


def _first(pledges: Sequence[Pledge], size: str) -> Iterator[Pledge]:
    left = LINES[size] - BETWEEN
    for one in pledges:
        left -= _lines(one, size)
        if left < 0:
            return
        yield one


def _lines(one: Pledge, size: str) -> float:
    """How many lines it takes, as the sheet sets it: what, who and when, the first step, boxes to tick."""
    width = WIDTHS[size]
    # What it is stands in larger letters.
    what = -(-len(one.what) * 5 // (width * 4))
    who = -(-(len(one.owner) + 24) // width)
    step = -(-(len(one.first_step) + 14) // width) if one.first_step else 0
    return what * 1.25 + who + step + BETWEEN


def _short(one: Pledge) -> Pledge:
    return replace(one, what=_cut(one.what), owner=_cut(one.owner), first_step="")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
