"""Each chart of the report alone, as SVG and as PNG, with the sentence that says what it shows."""

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from principles.typesetting import pngs_of, printable
from workshops import sayings
from workshops.reports.drawing import (
    FONTS,
    INK,
    MUTED,
    PAPER,
    SHADES,
    WIDTH,
    Overview,
    dot,
    framed,
    number,
)
from workshops.reports.notes import notes_on
from workshops.reports.paper_principle import counts_of, strips_of
from workshops.reports.parts import PrinciplePart
from workshops.reports.summary import Summary
from workshops.shown import RoundResult
from workshops.templatetags.svg import bare, shade_of

# LETTERS and BESIDE: as many as stand on a line before a drawing, and after the widest.
MARGIN, ACROSS, LETTERS, BESIDE = 20.0, 640.0, 24, 15
LABELS, ROW, LINE = 190.0, 34.0, 15.0


@dataclass(frozen=True)
class Chart:
    """`key` is its name in addresses, `alt` what to tell those who do not see it."""

    key: str
    title: str
    alt: str
    svg: str


def charts_of(summary: Summary) -> tuple[Chart, ...]:
    """The whole picture, and the result of each principle; nothing that is not in the report."""
    found = [] if not any(one.latest.enough for one in summary.picture) else [_whole(summary)]
    return (*found, *(_principle(summary, part) for part in summary.principles if part.latest))


def png_of(chart: Chart) -> bytes:
    return pngs_of([(chart.svg, ACROSS)])[0]


def words_of(result: RoundResult) -> str:
    """ "Principle 2, round 1. 1 chose 1, 5 chose 2; 0 could not say": the sentence of every drawing of a result."""
    named = _("Principle %(number)s, round %(round)s") % {
        "number": result.principle.number,
        "round": result.round,
    }
    return f"{named}. {sayings.counts_in_words(result)}."


def alt_of(part: PrinciplePart) -> str:
    """What is shown of a principle: the newest round, and the one before it."""
    return " ".join(words_of(one) for one in (part.before, part.latest) if one)


def _whole(summary: Summary) -> Chart:
    shown = [one.latest for one in summary.picture if one.latest.enough]
    drawing = Overview.of([counts_of(one) for one in shown])
    marks, y = [_words(MARGIN, 32, _("The whole picture"), 18, strong=True)], 62.0
    for one in shown:
        name = f"{one.principle.number}. {one.principle.title}"
        marks.append(_lines(name, MARGIN, y + 6, LETTERS, 12, strong=True))
        marks.append(drawing.marks(counts_of(one), MARGIN + LABELS, y - 10))
        marks.append(_lines(_said(one), MARGIN + LABELS + WIDTH + 12, y + 6, BESIDE, 11, colour=MUTED))
        y += 46
    title = _("The whole picture: %(title)s") % {"title": summary.title}
    return Chart("whole", title, " ".join(map(words_of, shown)), _sheet(summary, marks, y))


def _said(result: RoundResult) -> str:
    if result.median is None or result.spread is None:
        return ""
    return f"{sayings.short_middle(result.median)}, {sayings.spread_word(result.spread)}"


def _principle(summary: Summary, part: PrinciplePart) -> Chart:
    result = part.latest
    if result is None:
        raise ValueError("a principle without a result has no picture")
    title = f"{part.principle.number}. {part.principle.title}"
    marks = list(_heading(title))
    y = 28.0 + 24 * len(marks)
    marks.append(_words(MARGIN, y + 4, _rounds(result, part.before), 11, colour=MUTED))
    y += 22
    for level, label in enumerate(summary.levels, 1):
        drawn, height = _level(level, label, part, y)
        marks.append(drawn)
        y += height
    svg = _sheet(summary, marks, y + 8)
    return Chart(f"principle-{part.principle.number}", title, alt_of(part), svg)


def _rounds(result: RoundResult, before: RoundResult | None) -> str:
    filled = _("Round %(round)s: %(counts)s.") % {
        "round": result.round,
        "counts": sayings.count_words(result),
    }
    hollow = _("Hollow: round %(round)s.") % {"round": before.round} if before else ""
    return f"{filled} {hollow}".strip()


def _level(level: int, label: str, part: PrinciplePart, y: float) -> tuple[str, float]:
    """A level's number and name, its scores, and how many they are; and the height that it takes."""
    result, before = part.latest, part.before
    counts = counts_of(result)
    colour = SHADES[shade_of(level, len(counts))]
    if result is None:
        return "", 0.0
    strips = strips_of(result, before, len(counts))
    top, drawn, said = y, [], []
    for one, hollow in ((before, True), (result, False)):
        if one:
            count = counts_of(one)[level - 1]
            drawn.append(f'<g transform="translate({bare(MARGIN + LABELS)} {bare(top)}) scale(1.5)">')
            drawn.append(strips.marks(count, level, hollow=hollow) + "</g>")
            drawn.append(number(ACROSS - MARGIN - 12, top + 8, str(count), 12, MUTED if hollow else INK))
            top += 1.5 * strips.height(count) + 3
    middle = y + 8
    said = [dot(MARGIN + 11, middle, 11, colour), number(MARGIN + 11, middle, str(level), 12, PAPER)]
    lines = textwrap.wrap(label, LETTERS)[:3]
    said += [_words(MARGIN + 28, middle + 5 + LINE * place, line, 12) for place, line in enumerate(lines)]
    return "".join(said + drawn), max(top - y + 8, LINE * len(lines) + 12)


def _heading(title: str) -> Iterator[str]:
    for place, line in enumerate(textwrap.wrap(title, 56)[:3]):
        yield _words(MARGIN, 32 + 24 * place, line, 18, strong=True)


def _lines(text: str, x: float, y: float, letters: int, size: float, **look: Any) -> str:
    """At most three, around the height `y`."""
    lines = textwrap.wrap(text, letters)[:3]
    first = y - LINE / 2 * (len(lines) - 1)
    return "".join(_words(x, first + LINE * place, line, size, **look) for place, line in enumerate(lines))


def _words(x: float, y: float, text: str, size: float, *, colour: str = INK, strong: bool = False) -> str:
    weight = ' font-weight="700"' if strong else ""
    look = f'font-size="{bare(size)}" fill="{colour}" font-family="{FONTS}"{weight}'
    return f'<text x="{bare(x)}" y="{bare(y)}" {look}>{html.escape(printable(text))}</text>'


def _sheet(summary: Summary, marks: Sequence[str], height: float) -> str:
    """The marks on white, and below them where they are from, with what must be read first."""
    foot = " · ".join((*notes_on(summary), summary.title))
    lines = textwrap.wrap(foot, 95)[:2]
    signed = "".join(
        _words(MARGIN, height + 14 + LINE * place, line, 10, colour=MUTED) for place, line in enumerate(lines)
    )
    whole = height + 12 + LINE * len(lines) + MARGIN / 2
    ground = f'<rect width="{bare(ACROSS)}" height="{bare(whole)}" fill="{PAPER}"/>'
    return framed(f"{ground}{''.join(marks)}{signed}", ACROSS, whole)
