"""Every measure of a round's counts, so that anybody can check what a report says: see docs/numbers.md."""

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from workshops.domain.agreement import consensus, van_der_eijk_a
from workshops.domain.distribution import FEWEST_LEVELS, MOST_LEVELS, Distribution
from workshops.domain.spread import ENOUGH, spread_of
from workshops.management.given import refusal, whole_number
from workshops.reports.measures import plain
from workshops.sayings import SPREAD_WORDS, short_middle

SOME_REFUSED = 1
Measures = dict[str, Any]


class Command(BaseCommand):
    help = (
        "Prints every measure of the scores whose counts are given, lowest level first: measure 1 5 0 4 2. "
        "Works on the numbers alone and asks no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("counts", nargs="*", help="how many scores each level has, lowest level first")
        parser.add_argument("--json", action="store_true", help="tell the measures for programs")
        parser.add_argument(
            "--stdin",
            action="store_true",
            help="read one JSON list of counts a line, and answer each with a line of JSON",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["stdin"] and options["counts"]:
            raise refusal(_("Give the counts here or with --stdin, not both."))
        if options["stdin"]:
            self.answer(sys.stdin)
        elif options["counts"]:
            counts = counts_in(options["counts"])
            self.stdout.write(json.dumps(measures_of(counts)) if options["json"] else table(counts))
        else:
            raise refusal(_("Give a count for each level, lowest level first, like 1 5 0 4 2; or --stdin."))

    def answer(self, lines: Iterable[str]) -> None:
        """One line of JSON for each line that is not blank, at once; a bad one does not stop the rest."""
        if isinstance(lines, io.TextIOWrapper):
            # A byte that is no letter spoils its own line, not the whole run.
            lines.reconfigure(encoding="utf-8-sig", errors="replace")
        refused = False
        for line in filter(str.strip, lines):
            try:
                told = measures_of(counts_of_line(line))
            except CommandError as fault:
                told, refused = {"error": str(fault)}, True
            if not self.told(json.dumps(told)):
                return
        if refused:
            sys.exit(SOME_REFUSED)

    def told(self, line: str) -> bool:
        """Whether somebody still read the line: `head` goes when it has seen enough, and that is no fault."""
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except BrokenPipeError:
            # Python would try once more at its end, and say so.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return False
        return True


def counts_of_line(line: str) -> tuple[int, ...]:
    """The counts in one line of JSON; `CommandError` says why there are none."""
    try:
        counts = json.loads(line)
        texts = [json.dumps(count) for count in counts] if isinstance(counts, list) else None
    except (ValueError, RecursionError):
        texts = None
    if texts is None:
        raise refusal(_("This line is not a list of counts in JSON, like [1, 5, 0, 4, 2]."))
    return counts_in(texts)


def counts_in(texts: Sequence[str]) -> tuple[int, ...]:
    if not FEWEST_LEVELS <= len(texts) <= MOST_LEVELS:
        words = _(
            "A scale has from %(fewest)s to %(most)s levels, with a count for each; counts given: %(n)s."
        )
        raise refusal(words % {"fewest": FEWEST_LEVELS, "most": MOST_LEVELS, "n": len(texts)})
    return tuple(map(whole_number, texts))


def measures_of(counts: tuple[int, ...]) -> Measures:
    """Every measure by its name in the exports; None where there are no scores, and no word below five.

    Levels and distances are in levels, exact; `best_pairs` has [lower level, scores in both].
    """
    room, spread, agreed = Distribution(counts), spread_of(counts), van_der_eijk_a(counts)
    q1, q3 = room.quartiles or (None, None)
    return {
        "n": room.n,
        "median": _plain(room.median),
        "q1": _plain(q1),
        "q3": _plain(q3),
        "iqr": _plain(room.iqr),
        "mad": _plain(room.mad),
        "best_pairs": [list(pair) for pair in room.best_pairs],
        "word": spread.word.value if spread else None,
        "far": spread.far if spread else 0,
        "a": None if agreed is None else float(agreed),
        "consensus": consensus(counts),
    }


def _plain(number: Fraction | None) -> int | float | None:
    return None if number is None else plain(number)


def table(counts: tuple[int, ...]) -> str:
    """The measures in words, a line each."""
    room = Distribution(counts)
    rows = [(_("Scores (n)"), str(room.n)), *(_of_scores(room) if room.n else ()), *_word_rows(counts)]
    width = max(len(name) for name, _value in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _of_scores(room: Distribution) -> list[tuple[str, str]]:
    found, agreed = measures_of(room.counts), van_der_eijk_a(room.counts)
    pairs = [
        _("%(count)s chose %(low)s or %(high)s") % {"count": c, "low": i, "high": i + 1}
        for i, c in room.best_pairs
    ]
    median = short_middle(room.median) if room.median is not None else ""
    return [
        (_("Middle (median)"), median),
        (_("Quartiles"), _("%(q1)s and %(q3)s") % found),
        (_("Between the quartiles (IQR)"), str(found["iqr"])),
        (_("Median distance from the middle (MAD)"), str(found["mad"])),
        (_("Best pair"), "; ".join(pairs)),
        (_("Agreement A (van der Eijk), -1 to 1"), f"{found['a']:.4f} = {agreed}"),
        (_("Consensus (Tastle and Wierman), 0 to 1"), f"{found['consensus']:.4f}"),
    ]


def _word_rows(counts: tuple[int, ...]) -> list[tuple[str, str]]:
    spread = spread_of(counts)
    if spread is None:
        return [(_("Spread word"), _("none: fewer than %s scores, of which nothing is shown") % ENOUGH)]
    far = str(spread.far) if spread.far else _("none that may be told")
    return [(_("Spread word"), SPREAD_WORDS[spread.word]()), (_("Far from the rest"), far)]
