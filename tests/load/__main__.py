"""The measurements, each with a server, a database and a crowd of its own: python -m tests.load --help."""

import argparse
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.load import fanout, scores
from tests.load.crowd import Lost
from tests.load.machine import allow_files, described

MOST_PEOPLE = 5_000
MOST_PUSHES = 200
MOST_SECONDS = 60
PRINCIPLES = 5
ROOMS = 3  # whose sockets are all open in the reader at once
BESIDES = 100  # files that a process has open anyhow


def between(least: int, most: int) -> Any:
    def number(text: str) -> int:
        if not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a number from {least} to {most}")
        return int(text)

    return number


def options_in(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    fan = kinds.add_parser("fanout", help="one change to everybody, beside a plain Channels group")
    fan.set_defaults(run=run_fanout)
    fan.add_argument("--pushes", type=between(1, MOST_PUSHES), default=15)
    fan.add_argument("--least", type=float, default=8.0, help="how many times as fast it must be")
    score = kinds.add_parser("scores", help="everybody scores over their sockets within a few seconds")
    score.set_defaults(run=run_scores)
    score.add_argument("--seconds", type=between(1, MOST_SECONDS), default=5)
    score.add_argument(
        "--each", type=between(1, PRINCIPLES), default=5, help="principles that each person scores"
    )
    for kind, people in ((fan, [500, 1000]), (score, [500])):
        kind.add_argument("--people", type=between(1, MOST_PEOPLE), nargs="+", default=people)
        kind.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(words)


def run_fanout(options: argparse.Namespace) -> list[str]:
    """Measure for each number of people; gives what is not as it must be."""
    allow_files(max(options.people) * ROOMS + BESIDES)
    results = [shown(fanout, fanout.measured(people, options.pushes)) for people in options.people]
    keep(options.json, "fanout", results)
    return [fault for found in results for fault in fanout.faults(found, options.least)]


def run_scores(options: argparse.Namespace) -> list[str]:
    allow_files(max(options.people) + BESIDES)
    measure = scores.measured
    results = [shown(scores, measure(people, options.seconds, options.each)) for people in options.people]
    keep(options.json, "scores", results)
    return [fault for found in results for fault in scores.faults(found)]


def shown(kind: ModuleType, found: dict[str, Any]) -> dict[str, Any]:
    print(f"\n{kind.told(found)}", flush=True)
    return found


def keep(path: Path | None, kind: str, results: list[dict[str, Any]]) -> None:
    if path:
        path.write_text(json.dumps({"machine": described(), kind: results}, indent=1))


def main(words: list[str]) -> int:
    options = options_in(words)
    print(", ".join(f"{name}: {value}" for name, value in described().items()), flush=True)
    try:
        wrong = options.run(options)
    except Lost as why:
        print(f"The measurement broke off: {why}.", file=sys.stderr)
        return 2
    for fault in wrong:
        print(f"\nNot as it must be: {fault}.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
