"""What was done at the desks, for those who stand at one."""

from django.utils.translation import gettext

from workshops.domain.journal import SHOWN, words_of
from workshops.models import JournalEntry, Workshop
from workshops.shown.journal import Deed


def journal_of(workshop: Workshop) -> tuple[Deed, ...]:
    """The newest entries, the last one first. One query."""
    rows = JournalEntry.objects.filter(workshop=workshop).select_related("by").order_by("-pk")[:SHOWN]
    return tuple(Deed(row.by.name if row.by else gettext("Somebody"), _words(row), row.at) for row in rows)


def _words(row: JournalEntry) -> str:
    act = row.act.replace("_", " ")
    return (
        gettext(words_of(row.act))
        .replace("{act}", act)
        .replace("{about}", gettext(row.about) if row.about else "")
    )
