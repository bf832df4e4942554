"""The commitments of a workshop on one sheet of paper, however many there are and however long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from unicodedata import east_asian_width

from workshops.reports.parts import Pledge

# By what they are called: the height of letters in CSS pixels, as `commitments.css` prints them.
LETTERS = {"roomy": 16.0, "close": 12.67, "tight": 9.6}
# Of a sheet of A4 inside its margins, in the same; the height without what stands above and below the commitments.
WIDTH, HEIGHT = 680.0, 790.0
# In letters: an average character, what it is of a title, lines of both, the space round a commitment, its number.
CHARACTER, TITLE, LINE, TITLE_LINE, AROUND, NUMBER = 0.5, 1.25, 1.3, 1.5, 1.5, 2.4
BESIDE_OWNER, BEFORE_STEP = 58, 14  # characters: the day and boxes to tick; "First step"
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
    short = [_short(one) for one in pledges]
    for these in (list(pledges), short):
        for size in LETTERS:
            if sum(_height(one, size) for one in these) <= HEIGHT:
                return Sheet(size, tuple(these), shortened=these != list(pledges))
    smallest = list(LETTERS)[-1]
    kept = tuple(_first(short, smallest))
    return Sheet(smallest, kept, shortened=True, more=len(pledges) - len(kept))


def _first(pledges: Sequence[Pledge], size: str) -> Iterator[Pledge]:
    left = HEIGHT
    for one in pledges:
        left -= _height(one, size)
        if left < 0:
            return
        yield one


def _height(one: Pledge, size: str) -> float:
    """Of a commitment on paper: what, who and when with boxes to tick, and the first step."""
    letter = LETTERS[size]
    wide = (WIDTH - NUMBER * letter) / (letter * CHARACTER)
    what = ceil(_length(one.what) * TITLE / wide)
    who = ceil((_length(one.owner) + BESIDE_OWNER) / wide)
    step = ceil((_length(one.first_step) + BEFORE_STEP) / wide) if one.first_step else 0
    return letter * (what * TITLE_LINE + (who + step) * LINE + AROUND)


def _length(text: str) -> float:
    """In average characters: capitals are wider, and the characters of some scripts twice as wide."""
    return sum(2.2 if east_asian_width(char) in "WF" else 1.45 if char.isupper() else 1.0 for char in text)


def _short(one: Pledge) -> Pledge:
    return replace(one, what=_cut(one.what), owner=_cut(one.owner), first_step="")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
