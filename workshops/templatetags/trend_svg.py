"""One principle over time as SVG: geometry only. A column a date, a line a level, a dot a score."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import escape
from django.utils.safestring import SafeString

from workshops.templatetags.svg import bare, shade_of

AXIS, NEW_AXIS = 40, 56  # for the numbers of the levels, at the left and wherever the scale changed
NARROWEST, ROOM = 100, 374  # of a column; of all columns together where they are few
TOP, STEP = 60, 52  # the highest level; from level to level
LINE, BELOW = 24, 46  # from line to line of words; the first of them, under the lowest level
MARGIN = 8
# From dot to dot: as far as the fullest level allows.
PITCHES = (15.5, 14, 13, 12, 11, 10, 9, 8, 7)
LEAST_PITCH = 11  # that dots take another line for
DEEP = STEP - 6  # of the lines of dots on one level
FILLED = 0.41  # of the pitch, the radius of a dot
BAR = 20
DIAMOND = 13
ZIG, ZAG = 10, 14
LETTERS = 11  # that a line of words in a column has room for


@dataclass(frozen=True)
class Measure:
    """How all pictures of a page are drawn, so that they compare: `most` scores on the fullest level."""

    most: int
    bars: bool


@dataclass(frozen=True)
class Column:
    """One date: the number of scores on each level, or words for why there are none; and the words under it.

    `broken` holds the words for what changed before it; `levels` is the length of its scale, which has numbers of its
    own beside it where it begins with `new_scale`.
    """

    counts: tuple[int, ...]
    median: Fraction | None
    levels: int
    gap: str
    label: tuple[str, ...]
    below: str
    broken: str = ""
    new_scale: bool = False
    joined: bool = False


def picture(
    columns: Sequence[Column], measure: Measure, key: str, title: str, description: str
) -> SafeString:
    """The whole picture; its `key` makes its ids the only ones of the page."""
    drawing = Drawing(tuple(columns), measure)
    parts = "".join([*drawing.grid(), *drawing.lines(), *drawing.columns_drawn()])
    return SafeString(
        f'<svg class="trend" viewBox="0 0 {bare(drawing.width)} {bare(drawing.height)}" role="img" '
        f'aria-labelledby="tt-{escape(key)} td-{escape(key)}"><title id="tt-{escape(key)}">{escape(title)}</title>'
        f'<desc id="td-{escape(key)}">{escape(description)}</desc>{parts}</svg>'
    )


def text(look: str, x: float, y: float, words: str) -> str:
    return f'<text class="{look}" x="{bare(x)}" y="{bare(y)}">{escape(words)}</text>'


@dataclass(frozen=True)
class Drawing:
    columns: tuple[Column, ...]
    measure: Measure

    @property
    def span(self) -> float:
        return max(NARROWEST, ROOM / len(self.columns))

    @property
    def starts(self) -> list[float]:
        """The left edge of each column."""
        found, x = [], 0.0
        for column in self.columns:
            x += (NEW_AXIS if x else AXIS) if column.new_scale else 0
            found.append(x)
            x += self.span
        return found

    @property
    def width(self) -> float:
        return self.starts[-1] + self.span + 6

    @property
    def most_levels(self) -> int:
        return max(column.levels for column in self.columns)

    @property
    def foot(self) -> float:
        """Where the lowest level lies."""
        return self.y(1)

    @property
    def height(self) -> float:
        lines = max(len(column.label) for column in self.columns) + 1
        return self.foot + BELOW + LINE * (lines - 1) + 10

    def y(self, level: float) -> float:
        return TOP + STEP * (self.most_levels - level)

    def middle(self, place: int) -> float:
        return self.starts[place] + self.span / 2

    def grid(self) -> Iterator[str]:
        """The line of each level along the dates of one scale, with its number at their left."""
        begins = [place for place, column in enumerate(self.columns) if column.new_scale]
        for begin, end in zip(begins, [*begins[1:], len(self.columns)], strict=True):
            left, right = self.starts[begin], self.starts[end - 1] + self.span
            for level in range(1, self.columns[begin].levels + 1):
                y = bare(self.y(level))
                shade = shade_of(level, self.columns[begin].levels)
                yield f'<line class="gl" x1="{bare(left)}" x2="{bare(right - 4)}" y1="{y}" y2="{y}"/>'
                yield f'<g class="{shade}"><circle class="dot" cx="{bare(left - 24)}" cy="{y}" r="14"/>'
                yield text("tt", left - 24, self.y(level), str(level)) + "</g>"

    def lines(self) -> Iterator[str]:
        """From middle to middle, and the zigzag where there must be none."""
        for place, column in enumerate(self.columns):
            here = self.columns[place - 1] if place else None
            if column.joined and here and here.median is not None and column.median is not None:
                yield (
                    f'<line class="ml" x1="{bare(self.middle(place - 1))}" y1="{bare(self.y(float(here.median)))}" '
                    f'x2="{bare(self.middle(place))}" y2="{bare(self.y(float(column.median)))}"/>'
                )
            if column.broken:
                yield from self._zigzag(
                    self.starts[place] - (NEW_AXIS - 4 if column.new_scale else 0), column.broken
                )

    def _zigzag(self, x: float, words: str) -> Iterator[str]:
        for line, word in enumerate(textwrap.wrap(words, LETTERS)[-2:]):
            yield text("bl", x, 13 + 18 * line, word)
        turns = int((self.foot - 24) // ZAG)
        steps = "".join(f"l{-ZIG if turn % 2 else ZIG} {ZAG}" for turn in range(turns))
        yield f'<path class="brk" d="M{bare(x - ZIG / 2)} 38{steps}"/>'

    def columns_drawn(self) -> Iterator[str]:
        for place, column in enumerate(self.columns):
            x = self.middle(place)
            yield from self._scores(column, x) if column.counts else self._gap(column.gap, x)
            if column.median is not None:
                yield self._diamond(x, self.y(float(column.median)))
            for line, word in enumerate((*column.label, column.below)):
                look = "xs" if line == len(column.label) else "xl"
                yield text(look, x, self.foot + BELOW + LINE * line, word)

    def _diamond(self, x: float, y: float) -> str:
        up, down = f"l{DIAMOND} -{DIAMOND}", f"l{DIAMOND} {DIAMOND}"
        return f'<path class="md" d="M{bare(x - DIAMOND)} {bare(y)}{up}{down}l-{DIAMOND} {DIAMOND}z"/>'

    def _gap(self, words: str, x: float) -> Iterator[str]:
        """Words in place of scores, on a ground that hides the lines of the levels."""
        lines = textwrap.wrap(words, LETTERS)
        y = (self.foot + TOP) / 2 - 22 * (len(lines) - 1) / 2
        width, height = self.span - MARGIN, 22 * len(lines) + 20
        place = f'x="{bare(x - width / 2)}" y="{bare(y - 25)}"'
        yield f'<rect class="gap" {place} width="{bare(width)}" height="{height}" rx="8"/>'
        for line, word in enumerate(lines):
            yield text("xg", x, y + 22 * line, word)

    def _scores(self, column: Column, x: float) -> Iterator[str]:
        for level, count in enumerate(column.counts, 1):
            if count:
                marks = (
                    self._bar(count, x, self.y(level))
                    if self.measure.bars
                    else self._dots(count, x, self.y(level))
                )
                yield f'<g class="{shade_of(level, column.levels)}">{"".join(marks)}</g>'

    def _bar(self, count: int, x: float, y: float) -> Iterator[str]:
        width = max(2.0, (self.span - 2 * MARGIN) * count / self.measure.most)
        place = f'x="{bare(x - width / 2)}" y="{bare(y - BAR / 2)}"'
        yield f'<rect class="dot" {place} width="{bare(width)}" height="{BAR}" rx="3"/>'

    def _dots(self, count: int, x: float, y: float) -> Iterator[str]:
        """Round the middle of the column, in as many lines as they need."""
        pitch, columns = self._pitch
        lines = -(-count // columns)
        for dot in range(count):
            line, place = divmod(dot, columns)
            in_line = min(columns, count - line * columns)
            at = x + (place - (in_line - 1) / 2) * pitch
            down = y + (line - (lines - 1) / 2) * pitch
            yield f'<circle class="dot" cx="{bare(at)}" cy="{bare(down)}" r="{bare(pitch * FILLED)}"/>'

    @property
    def _pitch(self) -> tuple[float, int]:
        """How far apart the dots are, and how many of them make a line: few lines, unless dots get too small."""
        for least in (LEAST_PITCH, PITCHES[-1]):
            for lines in range(1, int(DEEP // least) + 1):
                for pitch in PITCHES:
                    columns = int((self.span - MARGIN) // pitch)
                    if least <= pitch <= DEEP / lines and columns * lines >= self.measure.most:
                        return pitch, columns
        return pitch, columns
