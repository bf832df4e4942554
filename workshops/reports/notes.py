"""What a reader must know before any number of a report."""

from django.utils.translation import gettext as _

from workshops.reports.summary import Summary


def notes_on(summary: Summary) -> tuple[str, ...]:
    """Whether it is a draft, and whether it is no real result at all."""
    practice = (_("A rehearsal with pretend people: not a real result."),) if summary.practice else ()
    draft = () if summary.approved else (_("Draft: not yet approved."),)
    return practice + draft
