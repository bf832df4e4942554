"""The annex as a table for spreadsheets: one row a principle and round, nothing by person.

Columns: workshop, team, date, edition, edition_digest, note, principle, title, round, level_1 to level_K (how
many scores each level has), n, cant_say, on_paper (of all these answers, those from score sheets), median, q1, q3,
iqr, mad, best_pair, spread, far, a, consensus,
sectors (the lines that may be shown), and kendall_w with kendall_m, which are of the whole workshop and stand in
the first row alone; themes ("Time: 4; Trust: 2", with how many comments each has) in the first row of their principle,
and parked_issues in the first row of all; schema_version is that of these columns. With fewer than five scores a row
has n and no more of the numbers.
"""

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

from django.utils import timezone

from workshops.reports.measures import AnnexRow, Statistics, plain
from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary
from workshops.sayings import sector_label, sector_note
from workshops.shown import SectorView

Cell = str | int | float | Decimal | None
# Spreadsheets run a text that begins so as a formula: a sign, also as a wide letter, or what some skip before it.
SIGNS = "=+@\uff1d\uff0b\uff0d\uff20-"
FORMULA_BEGINS = (*SIGNS, "\t", "\r", "\n")
# Where lists are written with `;`, Excel ends a cell at one, and at new lines; quotes that stand within a cell do not
# keep it from that.
ENDS = frozenset(";\t\r\n")
BEFORE_SIGN = re.compile(rf'(?<![;\s"])[;\s"]++(?=[{SIGNS}])')
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for another encoding

BEFORE_LEVELS = (
    "workshop",
    "team",
    "date",
    "edition",
    "edition_digest",
    "note",
    "principle",
    "title",
    "round",
)
AFTER_LEVELS = (
    "n",
    "cant_say",
    "on_paper",
    "median",
    "q1",
    "q3",
    "iqr",
    "mad",
    "best_pair",
    "spread",
    "far",
    "a",
    "consensus",
    "sectors",
    "kendall_w",
    "kendall_m",
)
SAID = ("themes", "parked_issues", "schema_version")
SCHEMA_VERSION = "1"


def content_of(summary: Summary) -> bytes:
    return written(summary).encode()


def written(summary: Summary) -> str:
    """The file's text, with the mark that tells Excel its encoding."""
    out = StringIO()
    lines = csv.writer(out)
    levels = [f"level_{i}" for i, _ in enumerate(summary.levels, 1)]
    lines.writerow([*BEFORE_LEVELS, *levels, *AFTER_LEVELS, *SAID])
    for place, row in enumerate(summary.annex):
        cells = [*_about(summary, row), *_numbers(summary, row), *_order(summary, place)]
        lines.writerow(harmless([*cells, *_said(summary, place)]))
    return BYTE_ORDER_MARK + out.getvalue()


def harmless(cells: Sequence[Cell]) -> list[Cell]:
    """Text that a spreadsheet would run is quoted with an apostrophe, where it would run; numbers stay as they are."""
    return [_harmless(cell) if isinstance(cell, str) else cell for cell in cells]


def _harmless(text: str) -> str:
    within = BEFORE_SIGN.sub(lambda found: found[0] if ENDS.isdisjoint(found[0]) else f"{found[0]}'", text)
    return f"'{within}" if text.lstrip(" \u00a0").startswith(FORMULA_BEGINS) else within


def _about(summary: Summary, row: AnnexRow) -> list[Cell]:
    day = timezone.localtime(summary.started or summary.planned).date().isoformat()
    edition = summary.edition
    return [
        summary.title,
        summary.team,
        day,
        edition.number,
        edition.digest,
        " ".join(notes_on(summary)),
        row.principle.number,
        row.principle.title,
        row.round,
    ]


def _numbers(summary: Summary, row: AnnexRow) -> list[Cell]:
    if row.statistics is None:
        return [*(None for _ in summary.levels), row.n, *(None for _ in AFTER_LEVELS[1:-2])]
    return [*row.statistics.counts, row.n, *_measures(row.statistics), _sectors(summary, row.sectors)]


def _sectors(summary: Summary, view: SectorView | None) -> str:
    """Every line that may be shown, in one cell: "Councils: n 6, median 2.5, spread; ..."; and what is not shown."""
    if view is None:
        return ""
    lines = [
        f"{sector_label(line.group, summary.nation)}: n {line.n}, median {plain(line.median)}, {line.word}"
        for line in view.lines
    ]
    return "; ".join([*lines, sector_note(view, summary.smallest_group)]).rstrip("; ")


def _measures(statistics: Statistics) -> list[Cell]:
    return [
        statistics.cant_say,
        statistics.on_paper,
        plain(statistics.median),
        plain(statistics.q1),
        plain(statistics.q3),
        plain(statistics.iqr),
        plain(statistics.mad),
        statistics.pair_words,
        statistics.spread.word,
        statistics.spread.far,
        two_places(statistics.a),
        two_places(statistics.consensus),
    ]


def _order(summary: Summary, place: int) -> list[Cell]:
    order = summary.order if place == 0 else None
    return [two_places(order.w), order.m] if order else [None, None]


def _said(summary: Summary, place: int) -> list[Cell]:
    here = summary.annex[place].principle
    told = place > 0 and summary.annex[place - 1].principle == here
    parts = [part for part in summary.principles if part.principle == here and not told]
    themes = [one for part in parts for one in part.themed if one.title]
    return [
        "; ".join(f"{one.title}: {len(one.said)}" for one in themes),
        "; ".join(summary.parked) if place == 0 else "",
        SCHEMA_VERSION,
    ]


def two_places(number: float) -> Decimal:
    """A number and not a text: "-0.10" as a text would be taken for a formula."""
    return Decimal(f"{number:.2f}")
