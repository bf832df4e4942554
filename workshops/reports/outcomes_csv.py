"""What a room decided as a table for spreadsheets: one row for each thing, nothing by person.

Columns: workshop, note, what (idea, position, table, commitment or promised before), principle (its number), text,
merged, place, dots, owner, by, first_step, confirmed, status, schema_version. A position has a row for each of its
three parts, which its status names: agreed, seen_differently, one_point. The place of a table is its number, its text
the scribe's notes.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from workshops.reports.csv import BYTE_ORDER_MARK, Cell, harmless
from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary

COLUMNS = (
    "workshop",
    "note",
    "what",
    "principle",
    "text",
    "merged",
    "place",
    "dots",
    "owner",
    "by",
    "first_step",
    "confirmed",
    "status",
    "schema_version",
)
SCHEMA_VERSION = "1"
PARTS = ("agreed", "seen_differently", "one_point")


def content_of(summary: Summary) -> bytes:
    return written(summary).encode()


def written(summary: Summary) -> str:
    """The file's text, with the mark that tells Excel its encoding."""
    out = StringIO()
    lines = csv.DictWriter(out, COLUMNS, restval="")
    lines.writeheader()
    about: dict[str, Cell] = {"workshop": summary.title, "note": " ".join(notes_on(summary))}
    for row in _rows(summary):
        whole = about | row | {"schema_version": SCHEMA_VERSION}
        lines.writerow(dict(zip(whole, harmless(list(whole.values())), strict=True)))
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(summary: Summary) -> Iterator[dict[str, Cell]]:
    outcomes = summary.outcomes
    for one in outcomes.proposals:
        merged = "; ".join(one.merged)
        yield {"what": "idea", "text": one.text, "merged": merged, "place": one.place, "dots": one.dots}
    for position in outcomes.positions:
        number = position.principle.number
        for part in PARTS:
            if text := getattr(position, part):
                yield {"what": "position", "principle": number, "text": text, "status": part}
    for number, notes in summary.tables:
        yield {"what": "table", "place": number, "text": notes}
    for pledge in summary.pledges:
        yield {
            "what": "commitment",
            "principle": pledge.principle,
            "text": pledge.what,
            "owner": pledge.owner,
            "by": pledge.by.isoformat() if pledge.by else "",
            "first_step": pledge.first_step,
            "confirmed": pledge.confirmed,
        }
    for kept in outcomes.before.promises if outcomes.before else ():
        day = kept.by.isoformat() if kept.by else ""
        yield {
            "what": "promised before",
            "text": kept.what,
            "owner": kept.owner,
            "by": day,
            "status": kept.status,
        }
