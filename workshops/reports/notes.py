"""What a reader must know before any number of a report."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshops.reports.summary import Summary


def notes_on(summary: Summary) -> tuple[str, ...]:
    """Whether it is a draft or who approved it, and whether it is no real result at all."""
    practice = (_("A rehearsal with pretend people: not a real result."),) if summary.practice else ()
    draft = () if summary.approved else (_("Draft: not yet approved."),)
    return practice + draft + tuple(_approved(summary))


def _approved(summary: Summary) -> Iterator[str]:
    approval = summary.approval
    if approval is None:
        return
    day = date_format(timezone.localtime(approval.at), "j F Y")
    yield _("Approved by %(name)s on %(day)s.") % {"name": approval.by, "day": day}
    if approval.taken_out:
        day = date_format(timezone.localtime(approval.taken_out), "j F Y")
        yield _("Words were taken out of this version for good on %(day)s.") % {"day": day}
