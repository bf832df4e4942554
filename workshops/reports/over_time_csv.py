"""A series as tables for spreadsheets and for programs that read them; docs/exports.md has the columns.

`comparison_of` has a row for each principle at each date, `commitments_of` one for each commitment.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from workshops.reports.csv import BYTE_ORDER_MARK, Cell, harmless
from workshops.reports.measures import plain
from workshops.reports.over_time import Place, day_of, digest_at, places_of, promises_of, remarks_on
from workshops.trends.values import Trend

SCHEMA_VERSION = "1"
BEFORE_LEVELS = (
    "schema_version",
    "series",
    "team",
    "note",
    "date",
    "workshop",
    "set",
    "edition",
    "edition_digest",
    "principle",
    "key",
    "title",
    "standing",
    "changed",
    "changed_parts",
    "scale",
)
AFTER_LEVELS = ("n", "cant_say", "on_paper", "median", "spread", "far")
COMMITMENTS = (
    "schema_version",
    "series",
    "team",
    "date",
    "workshop",
    "commitment",
    "owner",
    "by",
    "first_step",
    "status",
    "note",
    "said_on",
)


def comparison_of(trend: Trend) -> bytes:
    longest = max((len(held.wording.levels) for held in trend.held), default=0)
    levels = [f"level_{level}" for level in range(1, longest + 1)]
    note = " ".join(remarks_on(trend))
    rows = (_row(trend, place, note, longest) for place in places_of(trend))
    return _written([*BEFORE_LEVELS, *levels, *AFTER_LEVELS], rows)


def _row(trend: Trend, place: Place, note: str, longest: int) -> list[Cell]:
    held, result = place.held, place.result
    levels = enumerate(held.wording.levels, 1)
    about: list[Cell] = [SCHEMA_VERSION, trend.title, trend.team, note, day_of(held), held.title]
    about += [held.set_title, held.edition, digest_at(held)]
    about += [place.principle.number, place.principle.key, place.principle.title, place.point.standing.value]
    about += [" ".join(place.changes), " ".join(place.parts), "; ".join(f"{n} {name}" for n, name in levels)]
    if result is None or result.distribution is None or result.median is None or result.spread is None:
        return [*about, *(None for _level in range(longest)), *(None for _measure in AFTER_LEVELS)]
    counts = result.distribution.counts
    beyond = [None] * (longest - len(counts))
    measures = [result.distribution.n, result.distribution.cant_say, result.on_paper, plain(result.median)]
    return [*about, *counts, *beyond, *measures, result.spread.word.value, result.spread.far]


def commitments_of(trend: Trend) -> bytes:
    rows = (
        [
            *(SCHEMA_VERSION, trend.title, trend.team, day_of(held), held.title),
            *(one.what, one.owner, one.by.isoformat() if one.by else None, one.first_step),
            *(one.status, one.note, one.on.isoformat() if one.on else None),
        ]
        for held, one in promises_of(trend)
    )
    return _written(COMMITMENTS, rows)


def _written(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(columns)
    lines.writerows(harmless(row) for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
