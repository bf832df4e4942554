"""The findings as tables and as a picture: python -m tests.load report FILE... [--into PAGE] [--picture FILE]

PAGE is a page in Markdown; what stands in it between the two marks below is written anew, so that no figure is ever
typed by hand.
"""

import argparse
import os
import sys
from functools import reduce
from pathlib import Path

from tests.load.machine import table
from tests.load.picture import drawn
from tests.load.results import Results

BEGIN = "<!-- measured: written by python -m tests.load report -->"
END = "<!-- end of what was measured -->"
SEEN = "How far each measurement is from what was wanted; the table below says the same in words."
HEAD = ("work", "wanted", "measured", "")


def tables(results: Results) -> str:
    """The table with what is wanted of each work, and below it what else was measured."""
    wanted = [found for found in results.findings if found.figure is None or found.figure.limit is not None]
    others = [found for found in results.findings if found not in wanted]
    text = table(HEAD, [found.cells for found in wanted])
    if others:
        beside = [[found.cells[0], found.cells[2]] for found in others]
        text += "\n\nMeasured beside it, with nothing wanted:\n\n" + table(("work", "measured"), beside)
    return text


def machine(results: Results) -> str:
    return "; ".join(f"{name} {value}" for name, value in results.machine.items()) + "."


def page_with(page: str, measured: str) -> str:
    """The page with `measured` between its marks; raises `ValueError` where it has none."""
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page must have a line {BEGIN} and, below it, a line {END}")
    return f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.load report", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="later ones replace rows of earlier ones"
    )
    parser.add_argument("--into", type=Path, metavar="PAGE")
    parser.add_argument("--picture", type=Path, metavar="FILE")
    options = parser.parse_args(words)
    results = reduce(Results.with_later, map(Results.read, options.files))
    measured = f"Measured on: {machine(results)}\n\n{tables(results)}"
    if options.picture:
        options.picture.write_text(drawn(results))
        page = options.into or Path("page")
        measured = f"![{SEEN}]({os.path.relpath(options.picture, page.parent)})\n\n{measured}"
    if options.into:
        try:
            options.into.write_text(page_with(options.into.read_text(), measured))
        except ValueError as fault:
            sys.exit(f"{options.into}: {fault}")
    else:
        print(measured)
    return 0
