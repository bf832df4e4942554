"""The measurements, each with a server, a database and a crowd of its own: python -m tests.load --help."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tests.load import fanout
from tests.load.crowd import Lost
from tests.load.machine import allow_files, described

MOST_PEOPLE = 5_000
MOST_PUSHES = 200
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
    kinds = parser.add_subparsers(dest="kind", required=True)
    fan = kinds.add_parser("fanout", help="one change to everybody, beside a plain Channels group")
    fan.add_argument("--people", type=between(1, MOST_PEOPLE), nargs="+", default=[500, 1000])
    fan.add_argument("--pushes", type=between(1, MOST_PUSHES), default=15)
    fan.add_argument("--least", type=float, default=8.0, help="how many times as fast it must be")
    fan.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(words)


def run_fanout(options: argparse.Namespace) -> int:
    allow_files(max(options.people) * ROOMS + BESIDES)
    machine = described()
    print(", ".join(f"{name}: {value}" for name, value in machine.items()), flush=True)
    results = []
    for people in options.people:
        results.append(fanout.measured(people, options.pushes))
        print(f"\n{fanout.told(results[-1])}", flush=True)
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, "fanout": results}, indent=1))
    slow = [found for found in results if found["times"] < options.least]
    for found in slow:
        print(
            f"\nToo slow: {found['times']} times with {found['people']} people, {options.least} are wanted."
        )
    return int(bool(slow))


def main(words: list[str]) -> int:
    try:
        return run_fanout(options_in(words))
    except Lost as why:
        print(f"The measurement broke off: {why}.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
