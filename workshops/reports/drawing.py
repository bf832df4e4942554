"""The marks of scores as SVG that stands alone: every colour is in it, and it looks alike in any program.

The geometry is that of `templatetags.svg`, which draws for the site's own style sheets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshops.reports.blocks import Picture
from workshops.templatetags.svg import MOST_DOTS, Says, bare, shade_of

INK, MUTED, HAIR, SOFT, PAPER = "#1f1a2e", "#565069", "#e3dccf", "#f3ebdd", "#ffffff"
# The colours of levels, as in tokens.css: they survive colour blindness, and white on them can be read.
SHADES = {
    "l1": "#8a3800",
    "l2": "#9c5210",
    "l3": "#62666f",
    "l4": "#23727f",
    "l5": "#00505c",
    "l6": "#7e5f42",
    "l7": "#3f6b78",
}

PITCH, RADIUS, LINE = 10.0, 4.3, 1.2
FEWEST_COLUMNS, MOST_COLUMNS = 7, 18
BAR, HEIGHT_OF_BAR = 180.0, 8.0

WIDTH, HEIGHT, MIDDLE = 300.0, 26.0, 150.0
PRINTED = 204.0  # of its width, so that it stands in a column of a page
GAP, WIDEST_PITCH, LARGEST, CLEAR = 5.0, 18.0, 8.0, 7.0
MOST_NUMBERED = 15
FONTS = "Noto Sans, Liberation Sans, DejaVu Sans, Arial, sans-serif"


def framed(marks: str, width: float, height: float) -> str:
    box = f'viewBox="0 0 {bare(width)} {bare(height)}" width="{bare(width)}" height="{bare(height)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{marks}</svg>'


def dot(x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> str:
    at = f'<circle cx="{bare(x)}" cy="{bare(y)}"'
    if hollow:
        look = f'fill="{PAPER}" stroke="{colour}" stroke-width="{LINE}"'
        return f'{at} r="{bare(radius - LINE / 2)}" {look}/>'
    return f'{at} r="{bare(radius)}" fill="{colour}"/>'


def bar(x: float, y: float, width: float, colour: str, *, hollow: bool = False) -> str:
    look = f'fill="{PAPER}" stroke="{colour}" stroke-width="{LINE}"' if hollow else f'fill="{colour}"'
    place = f'x="{bare(x)}" y="{bare(y)}" width="{bare(max(width, 1))}" height="{HEIGHT_OF_BAR}" rx="2"'
    return f"<rect {place} {look}/>"


def number(x: float, y: float, text: str, size: float, colour: str) -> str:
    """A number round the point. Set by its baseline: not every program knows another way."""
    place = f'x="{bare(x)}" y="{bare(y + size * 0.36)}" font-size="{bare(size)}" fill="{colour}"'
    return f'<text {place} font-weight="700" text-anchor="middle" font-family="{FONTS}">{text}</text>'


@dataclass(frozen=True)
class Strips:
    """How all strips of one table are drawn, so that they compare: `most` scores in the fullest level."""

    most: int
    levels: int
    bars: bool

    @property
    def columns(self) -> int:
        return min(max(self.most, FEWEST_COLUMNS), MOST_COLUMNS)

    @property
    def width(self) -> float:
        return BAR if self.bars else PITCH * self.columns

    def height(self, count: int) -> float:
        return PITCH if self.bars else PITCH * max(1, -(-count // self.columns))

    def marks(self, count: int, level: int, *, hollow: bool = False, x: float = 0, y: float = 0) -> str:
        colour = SHADES[shade_of(level, self.levels)]
        if self.bars:
            long = (self.width - 2) * count / self.most
            return bar(x + 1, y + 1, long, colour, hollow=hollow) if count else ""
        return "".join(
            dot(x + PITCH * (column + 0.5), y + PITCH * (line + 0.5), RADIUS, colour, hollow=hollow)
            for line, column in (divmod(place, self.columns) for place in range(count))
        )

    def drawn(self, count: int, level: int, says: Says, *, hollow: bool = False) -> Picture:
        height = self.height(count)
        svg = framed(self.marks(count, level, hollow=hollow), self.width, height)
        return Picture(svg, f"{says.title}. {says.desc}", self.width, height)


@dataclass(frozen=True)
class Overview:
    """How the rows of an overview are drawn: every score in order, shifted so that one line crosses every middle."""

    most: int
    pitch: float

    @classmethod
    def of(cls, many: Sequence[Sequence[int]]) -> "Overview":
        narrow = (_widest_pitch(counts) for counts in many)
        return cls(max(map(sum, many), default=0), min(WIDEST_PITCH, *narrow, WIDEST_PITCH))

    def marks(self, counts: Sequence[int], x: float = 0, y: float = 0) -> str:
        line = (
            f'<line x1="{bare(x + MIDDLE)}" x2="{bare(x + MIDDLE)}" y1="{bare(y)}" y2="{bare(y + HEIGHT)}" '
            f'stroke="{INK}" stroke-width="1"/>'
        )
        return line + "".join(self._levels(counts, x, y))

    def _levels(self, counts: Sequence[int], x: float, y: float) -> Iterator[str]:
        at = x + MIDDLE - sum(counts) / 2 * self.pitch - GAP * _gaps(counts)[0]
        for level, count in enumerate(counts, 1):
            if count:
                colour = SHADES[shade_of(level, len(counts))]
                yield from self._level(level, count, (at, y), x, colour)
                at += count * self.pitch + GAP

    def _level(
        self, level: int, count: int, at: tuple[float, float], left: float, colour: str
    ) -> Iterator[str]:
        (x, y), width = at, count * self.pitch
        middle = y + HEIGHT / 2
        if self.most > MOST_DOTS:
            yield bar(x, middle + 3, width, colour)
        else:
            radius = min(LARGEST, self.pitch * 0.45)
            low = middle if self.most <= MOST_NUMBERED else middle + 6
            for place in range(count):
                centre = x + (place + 0.5) * self.pitch
                yield dot(centre, low, radius, colour)
                if self.most <= MOST_NUMBERED:
                    yield number(centre, low, str(level), radius * 1.15, PAPER)
        if self.most > MOST_NUMBERED:
            yield number(_beside(x + width / 2, left), middle - 6, str(level), 10, INK)

    def drawn(self, counts: Sequence[int], says: Says) -> Picture:
        svg = framed(self.marks(counts), WIDTH, HEIGHT)
        return Picture(svg, f"{says.title}. {says.desc}", PRINTED, HEIGHT * PRINTED / WIDTH)


def _beside(x: float, left: float) -> float:
    """Clear of the middle line, which would strike a number through."""
    middle = left + MIDDLE
    return x if abs(x - middle) >= CLEAR else middle + CLEAR


def _gaps(counts: Sequence[int]) -> tuple[float, float]:
    """The gaps between levels on the left and on the right of the median: half a gap where it lies in one."""
    n, groups = sum(counts), [count for count in counts if count]
    level_of = [place for place, count in enumerate(groups) for _ in range(count)]
    left = (level_of[(n - 1) // 2] + level_of[n // 2]) / 2
    return left, len(groups) - 1 - left


def _widest_pitch(counts: Sequence[int]) -> float:
    return (MIDDLE - 2 - GAP * max(_gaps(counts))) / (sum(counts) / 2)
