"""The table of what the live room must reach, measured: python -m tests.load

With no words every row is measured, on SQLite and, where a database has a part in it, on PostgreSQL as well; words
choose rows. `python -m tests.load report FILE...` writes what files of --json hold as tables and as a picture.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from tests.load import report
from tests.load.bench import Bench, Options
from tests.load.figures import MISSED
from tests.load.machine import described, files_allowed
from tests.load.results import Finding, Results
from tests.load.rows.all import ROWS, Row
from tests.load.serving.databases import KINDS, cluster_for

MOST_PEOPLE = 50_000
MOST_SECONDS, MOST_MINUTES, MOST_LAPS = 60, 60, 100


def between(least: int, most: int) -> Any:
    def number(text: str) -> float:
        if not least <= float(text) <= most:
            raise argparse.ArgumentTypeError(f"a number from {least} to {most}")
        return float(text) if "." in text else int(text)

    return number


def options_in(words: list[str]) -> argparse.Namespace:
    about = "\n".join(f"  {row.key:<12} {row.about}" for row in ROWS)
    parser = argparse.ArgumentParser(
        prog="python -m tests.load",
        description=f"{__doc__}\nrows:\n{about}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="what to measure; everything if none is named")
    parser.add_argument("--database", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--people", nargs="+", type=between(2, MOST_PEOPLE), default=[])
    parser.add_argument("--laps", type=between(1, MOST_LAPS), default=10, help="pushes of each in fan-out")
    parser.add_argument(
        "--seconds", type=between(1, MOST_SECONDS), default=10, help="that everybody scores in"
    )
    parser.add_argument("--minutes", type=between(0, MOST_MINUTES), default=0.75, help="of the busy room")
    parser.add_argument("--readers", type=between(1, 64), default=2, help="reading processes at least")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there")
    chosen = parser.parse_args(words)
    unknown = set(chosen.rows) - {row.key for row in ROWS}
    if unknown:
        parser.error(f"there is no row {', '.join(sorted(unknown))}")
    return chosen


def findings(row: Row, bench: Bench) -> list[Finding]:
    """What a row came to; one that breaks off is told as such, and keeps none of the others from being measured."""
    found, why = [], ""
    began = time.monotonic()
    print(f"{row.about} ({row.key}, {bench.kind})", flush=True)
    try:
        for figure in row.measured(bench):
            found.append(Finding(row.key, bench.kind if row.by_database else "", figure))
            print(f"  {found[-1].line}", flush=True)
    except Exception as fault:  # whatever it was, the other rows can still be measured
        why = f"{type(fault).__name__}: {fault}"
        print(f"  broke off: {why}", flush=True)
        found.append(Finding(row.key, bench.kind if row.by_database else "", None, f"{row.about}: {why}"))
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    return found


def measured(chosen: argparse.Namespace) -> Results:
    options = Options(tuple(chosen.people), chosen.laps, chosen.seconds, chosen.minutes, chosen.readers)
    results = Results(described(), [])
    rows = [row for row in ROWS if not chosen.rows or row.key in chosen.rows]
    for place, kind in enumerate(chosen.database):
        mine = [row for row in rows if row.by_database or not place]
        try:
            with cluster_for(kind) as cluster:
                bench = Bench(options, kind, cluster, files_allowed())
                for row in mine:
                    results.findings.extend(findings(row, bench))
                    if chosen.json:
                        results.keep(chosen.json)
        except (SystemExit, AssertionError) as fault:  # it is not installed, or does not start
            print(f"  broke off: {fault}")
            results.findings.append(Finding(kind, kind, None, f"everything else: {fault}"))
    return results


def main(words: list[str]) -> int:
    """0 where everything was held, 1 where something was missed, 2 where something broke off."""
    if words[:1] == ["report"]:
        return report.main(words[1:])
    chosen = options_in(words)
    print(", ".join(f"{name}: {value}" for name, value in described().items()), flush=True)
    results = measured(chosen)
    print(f"\n{report.tables(results)}")
    if any(found.figure is None for found in results.findings):
        return 2
    figures = [found.figure for found in results.findings if found.figure]
    return int(any(figure.verdict == MISSED and not figure.is_stretch for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
