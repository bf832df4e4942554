"""Drawings of scores as SVG: geometry, and what it is called. Numbers are unlocalised; nobody's own words come here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

HIDDEN = 'aria-hidden="true" focusable="false"'
MOST_DOTS = 60  # scores in a room; beyond it a level is one bar
# The colour classes of a scale, by its length: l1 is the lowest and l5 the highest of every one. On long ones l6 stands
# between l2 and l3, and l7 between l3 and l4, so that no two levels look alike.
SHADES = {
    1: "1",
    2: "15",
    3: "135",
    4: "1245",
    5: "12345",
    6: "126745",
    7: "1263745",
}

PITCH = 22  # from dot to dot in a strip
RADIUS, HOLLOW_RADIUS = 9.4, 8.6
# A small group's dots must not fill the page, a big group's must stay dots: a long level takes several lines.
FEWEST_COLUMNS, MOST_COLUMNS = 7, 20

WIDTH, HEIGHT, MIDDLE = 900, 60, 450  # of a row of the overview
MOST_NUMBERED = 15  # scores that still have room for a number in each dot
ROW_PITCH, ROW_RADIUS, SMALL_RADIUS, GAP = 54, 24, 13, 12
HALF_LINE = 1.4  # of a hollow dot's stroke, which would make it larger than a filled one
CLEAR = 20  # from the middle line to a number beside it

SEAT, SEATS_IN_A_LINE, FEWEST_SEATS = 24, 20, 14
TRACK = 278


def shade_of(level: int, levels: int) -> str:
    """The colour class of a level, counted from 1, on a scale of so many levels."""
    return f"l{SHADES[levels][level - 1]}"


def bare(number: float) -> str:
    """A number as SVG takes it: at most one decimal, never a comma."""
    return f"{round(number, 1):g}"


class Says(NamedTuple):
    """What a drawing is called and what it shows, in plain text; browsers show it beside the pointer."""

    title: str
    desc: str


def described(says: Says) -> SafeString:
    return format_html("<title>{}</title><desc>{}</desc>", *says)


@dataclass(frozen=True)
class Strip:
    """How all strips of one table are drawn, so that they compare: `most` scores in the fullest level."""

    most: int
    bars: bool

    @property
    def columns(self) -> int:
        return MOST_COLUMNS if self.bars else min(max(self.most, FEWEST_COLUMNS), MOST_COLUMNS)

    def drawn(self, count: int, shade: str, says: Says, *, hollow: bool = False) -> SafeString:
        """`count` scores on one level; nothing at all for none. The number beside it is what is read out."""
        if not count:
            return SafeString("")
        height = 20 if self.bars else PITCH * -(-count // self.columns) - 2
        marks = self._bar(count, hollow) if self.bars else "".join(self._dots(count, hollow))
        box = f"0 0 {PITCH * self.columns - 2} {height}"
        return SafeString(f'<svg viewBox="{box}" class="{shade}" {HIDDEN}>{described(says)}{marks}</svg>')

    def _dots(self, count: int, hollow: bool) -> Iterator[str]:
        form = f'class="{_dot(hollow)}"', f'r="{HOLLOW_RADIUS if hollow else RADIUS}"'
        for place in range(count):
            line, column = divmod(place, self.columns)
            yield f'<circle {form[0]} cx="{10 + PITCH * column}" cy="{10 + PITCH * line}" {form[1]}/>'

    def _bar(self, count: int, hollow: bool) -> str:
        width = bare(max(2, (PITCH * self.columns - 6) * count / self.most))
        return f'<rect class="{_dot(hollow)}" x="2" y="2" width="{width}" height="16" rx="3"/>'


def _dot(hollow: bool) -> str:
    return "dot open" if hollow else "dot"


@dataclass(frozen=True)
class Row:
    """One round in the overview, as it lies on the line: `start` is where its lowest score begins."""

    counts: Sequence[int]
    n: int
    start: float
    pitch: float
    hollow: bool = False

    def groups(self) -> Iterator[tuple[int, int, float]]:
        """Level, scores, and where they begin, for each level that has any."""
        x = self.start
        for level, count in enumerate(self.counts, 1):
            if count:
                yield level, count, x
                x += count * self.pitch + GAP


def overview(
    many: Sequence[Sequence[int]], before: Sequence[Sequence[int]] = (), says: Sequence[Says] = ()
) -> list[SafeString]:
    """A drawing for each round's counts, on one scale, each shifted so that its median is on one line.

    Up to 15 scores every dot has its number; up to 60 the dots are smaller and each level has its number
    above; beyond 60 a level is a bar. Those of rounds `before` come last, and hollow. Each must have a score.
    `says` has what each is called, in the same order.
    """
    every = [*many, *before]
    if not every:
        return []
    most = max(sum(counts) for counts in every)
    pitch = min(ROW_PITCH, *(_widest_pitch(counts) for counts in every))
    rows = [_row(counts, pitch, hollow=place >= len(many)) for place, counts in enumerate(every)]
    draw = _numbered if most <= MOST_NUMBERED else _small if most <= MOST_DOTS else _bars
    named: list[str] = [described(each) for each in says] or [""] * len(rows)
    return [_row_drawn(name + draw(row)) for name, row in zip(named, rows, strict=True)]


def _row(counts: Sequence[int], pitch: float, *, hollow: bool) -> Row:
    n = sum(counts)
    return Row(counts, n, MIDDLE - n / 2 * pitch - GAP * _gaps(counts)[0], pitch, hollow)


def _gaps(counts: Sequence[int]) -> tuple[float, float]:
    """The gaps between groups on the left and on the right of the median: half a gap where it lies in one."""
    n, groups = sum(counts), [count for count in counts if count]
    group_of_score = [group for group, count in enumerate(groups) for _ in range(count)]
    left = (group_of_score[(n - 1) // 2] + group_of_score[n // 2]) / 2
    return left, len(groups) - 1 - left


def _widest_pitch(counts: Sequence[int]) -> float:
    # Half of the scores lie on either side of the median, so the side with more gaps is the longer one.
    return (MIDDLE - 3 - GAP * max(_gaps(counts))) / (sum(counts) / 2)


def _row_drawn(marks: str) -> SafeString:
    line = f'<line class="midline" x1="{MIDDLE}" x2="{MIDDLE}" y1="-24" y2="84"/>'
    return SafeString(f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" {HIDDEN}>{line}{marks}</svg>')


def _numbered(row: Row) -> str:
    radius = ROW_RADIUS * row.pitch / ROW_PITCH
    numbers = (
        (x + (place + 0.5) * row.pitch, level) for level, count, x in row.groups() for place in range(count)
    )
    texts = "".join(f'<text x="{bare(x)}" y="30">{level}</text>' for x, level in numbers)
    # On elements of their own, since the class has a size for other drawings.
    sized = f'<g font-size="{bare(26 * row.pitch / ROW_PITCH)}" dominant-baseline="central">{texts}</g>'
    return f'{_dotted(row, radius, 30, 5)}<g class="{"tt open" if row.hollow else "tt"}">{sized}</g>'


def _small(row: Row) -> str:
    radius = min(ROW_RADIUS * row.pitch / ROW_PITCH, SMALL_RADIUS)
    return _dotted(row, radius, 45, 2) + _level_numbers(row)


def _dotted(row: Row, radius: float, y: float, margin: float) -> str:
    """Every score a dot at height `y`, each level on a ground `margin` wider than its dots."""
    half, shades = radius + margin, len(row.counts)
    grounds, dots = [], []
    for level, count, x in row.groups():
        shade = shade_of(level, shades)
        grounds.append(
            f'<rect class="g {shade}" x="{bare(x)}" y="{bare(y - half)}" width="{bare(count * row.pitch)}" '
            f'height="{bare(2 * half)}" rx="{bare(half)}"/>'
        )
        dot = f'circle class="{_dot(row.hollow)}"'
        form = f'cy="{bare(y)}" r="{bare(radius - HALF_LINE * row.hollow)}"'
        circles = (f'<{dot} cx="{bare(x + (place + 0.5) * row.pitch)}" {form}/>' for place in range(count))
        dots.append(f'<g class="{shade}">{"".join(circles)}</g>')
    # The ground belongs to the newest round: it is what the eye follows down the page.
    return "".join(dots if row.hollow else grounds + dots)


def _bars(row: Row) -> str:
    bars = (
        f'<g class="{shade_of(level, len(row.counts))}"><rect class="{_dot(row.hollow)}" x="{bare(x)}" y="32" '
        f'width="{bare(max(count * row.pitch, 1))}" height="26" rx="3"/></g>'
        for level, count, x in row.groups()
    )
    return "".join(bars) + _level_numbers(row)


def _level_numbers(row: Row) -> str:
    """The number of each level above its scores, beside the middle line where it would be struck through."""
    texts = []
    for level, count, start in row.groups():
        x = start + count * row.pitch / 2
        x = MIDDLE + CLEAR if abs(x - MIDDLE) < CLEAR else x
        texts.append(f'<text x="{bare(x)}" y="14">{level}</text>')
    font = 'font-size="32" font-weight="700" fill="currentColor"'
    place = 'text-anchor="middle" dominant-baseline="central"'
    return f"<g {font} {place}>{''.join(texts)}</g>"


def seats(done: int, of: int) -> SafeString:
    """A circle for each of `of` people, filled for those who are done; nothing for none, or for a crowd."""
    if not 0 < of <= MOST_DOTS:
        return SafeString("")
    columns, lines = min(max(of, FEWEST_SEATS), SEATS_IN_A_LINE), -(-of // SEATS_IN_A_LINE)
    box = f"0 0 {SEAT * columns} {SEAT * lines}"
    return SafeString(f'<svg class="seats" viewBox="{box}" {HIDDEN}>{"".join(_circles(done, of))}</svg>')


def _circles(done: int, of: int) -> Iterable[str]:
    for seat in range(of):
        line, column = divmod(seat, SEATS_IN_A_LINE)
        x, y = 12 + SEAT * column, 12 + SEAT * line
        yield f'<circle class="{"full" if seat < done else "empty"}" cx="{x}" cy="{y}" r="8.5"/>'


def track(answered: int, of: int) -> SafeString:
    """A bar that fills up as people answer."""
    width = round(TRACK * min(answered, of) / of) if of else 0
    form = 'x="1" y="1" height="10" rx="5"'
    full = f'<rect class="full" {form} width="{width}"/>' if width else ""
    return SafeString(
        f'<svg class="track" viewBox="0 0 280 12" {HIDDEN}>'
        f'<rect class="empty" {form} width="{TRACK}"/>{full}</svg>'
    )
