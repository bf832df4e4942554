"""What stands between people and this site: says in plain words what a network or a reverse proxy does wrong."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.checks.echo import LONGEST_QUIET
from workshops.checks.finding import Finding, Level
from workshops.checks.way import found_on_the_way
from workshops.domain.checks import VERDICTS, Results, found, verdict_tone
from workshops.domain.result_codes import decoded

IDLE = 35  # seconds
SOMETHING_WRONG = 1


class Command(BaseCommand):
    help = (
        "Looks at a running site from here, as a browser would: reachability, encryption, cookies, forms, polling, "
        "WebSocket, buffering, idle sockets, static files, delay and clock. Ends with status 1 if anything is wrong. "
        "With --code it reads the result code of somebody's check page instead."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", help="the site's address, like https://ground.example.org")
        parser.add_argument(
            "--idle",
            type=int,
            default=IDLE,
            metavar="SECONDS",
            help=f"keep a silent socket open for so long, at most {LONGEST_QUIET:.0f}; 0 leaves it out ({IDLE})",
        )
        parser.add_argument("--code", help="a result code that somebody read out")
        parser.add_argument("--json", action="store_true", help="tell the findings for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["code"]:
            self.read_out(options["code"], as_json=options["json"])
        elif options["address"]:
            self.look_at(options["address"], options["idle"], as_json=options["json"])
        else:
            raise CommandError(_("Give the site's address, or --code with a result code."))

    def look_at(self, address: str, idle: int, *, as_json: bool) -> None:
        findings = []
        for finding in found_on_the_way(address, idle):
            findings.append(finding)
            if not as_json:
                self.tell(finding)
        faults = sum(finding.level == Level.WRONG for finding in findings)
        if as_json:
            rows = [asdict(finding) for finding in findings]
            self.stdout.write(json.dumps({"address": address, "fine": not faults, "findings": rows}))
        else:
            self.stdout.write("\n" + summary(faults))
        if faults:
            sys.exit(SOMETHING_WRONG)

    def tell(self, finding: Finding) -> None:
        mark, style = {
            Level.FINE: (_("ok"), self.style.SUCCESS),
            Level.NOTE: (_("note"), self.style.WARNING),
            Level.WRONG: (_("WRONG"), self.style.ERROR),
        }[finding.level]
        self.stdout.write(f"{style(f'{mark:<6}')} {finding.check}: {finding.words}")
        self.stdout.flush()

    def read_out(self, code: str, *, as_json: bool) -> None:
        results = decoded(code)
        if results is None:
            raise CommandError(
                _("This is not a result code. One character may have been misheard: ask for it once more.")
            )
        self.stdout.write(json.dumps(results) if as_json else told(results))


def summary(faults: int) -> str:
    if not faults:
        return _("Everything that a workshop needs comes through.")
    return ngettext("%s thing to put right.", "%s things to put right.", faults) % faults


def told(results: Results) -> str:
    """The results in the words of the check page."""
    lines = [_(VERDICTS[verdict_tone(results)].title)]
    for check, outcome in found(results):
        lines.append(f"  {_(check.title)}: {_(outcome.label)}. {_(outcome.says)}".rstrip())
    return "\n".join(lines)
