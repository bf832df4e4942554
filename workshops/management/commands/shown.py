"""Which groups of a room may be shown, so that anybody can check the rule: see docs/numbers.md."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from workshops.domain.disclosure import LEAST_K, shown_groups
from workshops.management.given import refusal, whole_number


class Command(BaseCommand):
    help = (
        "Prints which groups may be shown, given how many people each has, and how many all others are: "
        "shown 8 6 5 3 1. Works on the numbers alone and asks no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sizes", nargs="*", help="how many people each group has")
        parser.add_argument(
            "--k", help="the smallest group that is shown (this site's SMALLEST_GROUP); 5 or more"
        )
        parser.add_argument("--json", action="store_true", help="tell it for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        k = settings.SMALLEST_GROUP if options["k"] is None else whole_number(options["k"])
        if k < LEAST_K:
            raise refusal(
                _("Groups of fewer than %s people are never shown, so --k cannot be less.") % LEAST_K
            )
        if not options["sizes"]:
            raise refusal(_("Give the number of people in each group, like 8 6 5 3 1."))
        sizes = [whole_number(size) for size in options["sizes"]]
        shown, other = shown_sizes(sizes, k)
        answer = {"shown": shown, "other": other}
        self.stdout.write(json.dumps(answer) if options["json"] else told(shown, other, sum(sizes)))


def shown_sizes(sizes: Sequence[int], k: int) -> tuple[list[int], int]:
    """The sizes of the groups that may be shown, largest first, and the people in all others.

    Raises ValueError for k below 5 or a size below nought.
    """
    # Named by their places, all of one width, so that groups that tie keep the order they were given in.
    digits = len(str(len(sizes)))
    groups = {f"{place:0{digits}}": size for place, size in enumerate(sizes)}
    found = shown_groups(groups, k)
    return [groups[group] for group in found.shown], found.other


def told(shown: Sequence[int], other: int, total: int) -> str:
    if not shown:
        return _("No group may be shown: only the room's total of %s.") % total
    lines = _("Shown on their own: %s.") % ", ".join(map(str, shown))
    rest = _("All others together: %s.") % other if other else _("Nobody is left over.")
    return f"{lines} {rest}"
