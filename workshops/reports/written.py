"""What the team has written into the report of a workshop."""

from collections.abc import Mapping

from workshops.models import ReportWords, Workshop
from workshops.reports.parts import Words


def written_by_team(workshop: Workshop) -> tuple[Words, Mapping[str, str]]:
    """The words of the whole report, and those on each principle by its key; in one query."""
    row = ReportWords.objects.filter(workshop=workshop).first()
    if row is None:
        return Words(), {}
    return Words(row.strengths, row.review_on, row.review_place, row.closing), row.said
