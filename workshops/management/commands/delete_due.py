"""Deletes workshops whose day has come, as the server does once a day by itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.actions.deleting import delete_due, due
from workshops.models import Workshop


class Command(BaseCommand):
    help = (
        "Deletes every workshop whose “delete by” day has come, with everything in it, and says which. "
        "One that is open stays until it has ended. There is no way back, except a backup."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be deleted, and delete nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        # What is told is counted before it is gone.
        told = {workshop.code: words_of(workshop) for workshop in due(today)}
        if options["dry_run"]:
            lines = [_("Would delete %s") % words for words in told.values()]
        else:
            gone = set(delete_due(today))
            lines = [_("Deleted %s") % words for code, words in told.items() if code in gone]
        self.stdout.write("\n".join(lines) or _("Nothing is due."))


def words_of(workshop: Workshop) -> str:
    return _(
        "“%(title)s” (%(code)s, delete by %(day)s): %(people)s people, %(scores)s scores, %(said)s comments."
    ) % {
        "title": workshop.title,
        "code": workshop.code,
        "day": workshop.delete_on,
        "people": workshop.participants.count(),
        "scores": workshop.scores.count(),
        "said": workshop.comments.count(),
    }
