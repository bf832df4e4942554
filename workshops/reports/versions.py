"""Which version of a report somebody reads: the draft, or one that was approved."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import translation

from principles.languages import language_of_words
from workshops.actions.approving import mark_of
from workshops.domain.moves import Stage
from workshops.models import ReportVersion, Workshop
from workshops.reports.frozen import summary_in, text_of
from workshops.reports.parts import Approval
from workshops.reports.summary import Summary, summary_of


@dataclass(frozen=True)
class Standing:
    """The report as it would be approved now, beside the newest version that was."""

    draft: Summary
    newest: ReportVersion | None = None
    approved: Summary | None = None

    @cached_property
    def is_approved(self) -> bool:
        """Whether nothing has changed since. What goes on elsewhere changes no report: the next workshop of the
        series, and what became of promises from before; a new version may take them up.
        """
        if self.approved is None:
            return False
        plain = replace(self.approved, approved=False, approval=None)
        return _of_the_day(plain) == _of_the_day(self.draft)

    @property
    def has_moved_on(self) -> bool:
        """Whether something has, elsewhere: a new version would not be the same."""
        return self.newest is not None and mark_of(self.newest.content) != self.seen

    @property
    def shown(self) -> Summary:
        return self.approved if self.approved and self.is_approved else self.draft

    @property
    def next_number(self) -> int:
        return self.newest.number + 1 if self.newest else 1

    @cached_property
    def seen(self) -> str:
        """The mark of what would be approved now."""
        return mark_of(text_of(self.draft))


def _of_the_day(summary: Summary) -> Summary:
    return replace(summary, review=None, outcomes=replace(summary.outcomes, before=None))


def draft_of(workshop: Workshop) -> Summary:
    """The report as it stands, in the first of the workshop's languages."""
    with translation.override(language_in(workshop)):
        return summary_of(workshop)


def language_in(workshop: Workshop) -> str:
    own = workshop.edition.language
    offered = [code.lower() for code in workshop.languages]
    return language_of_words(own if not offered or own.lower() in offered else workshop.languages[0])


def standing_of(workshop: Workshop) -> Standing:
    newest = newest_of(workshop)
    return Standing(draft_of(workshop), newest, summary_of_version(newest) if newest else None)


def newest_of(workshop: Workshop) -> ReportVersion | None:
    return ReportVersion.objects.filter(workshop=workshop).first()


def has_approved(workshop: Workshop) -> bool:
    """Whether there is a version to read; without a query while it has not ended."""
    return workshop.stage == Stage.ENDED and ReportVersion.objects.filter(workshop=workshop).exists()


def summary_of_version(version: ReportVersion) -> Summary:
    """What was approved, as a value; raises ValueError where the row holds something else."""
    approval = Approval(version.number, version.approver, version.approved_at, version.taken_out)
    return replace(summary_in(version.content), approved=True, approval=approval)
