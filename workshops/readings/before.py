"""The workshop that a series held before this one, and what was promised there."""

from django.db.models import Q

from workshops.domain.moves import Stage
from workshops.models import Commitment, Workshop
from workshops.shown.before import Before, Kept


def workshop_before(workshop: Workshop) -> Workshop | None:
    """The last workshop of the same series that has ended before this one began; for practice like this, or not."""
    if workshop.series_id is None:
        return None
    before = Workshop.objects.filter(series=workshop.series_id, stage=Stage.ENDED, rehearsal_of=None)
    began = workshop.opened_at or workshop.starts_at
    earlier = Q(ended_at__lt=began) if workshop.opened_at else Q()
    rehearsing = Q() if workshop.rehearsal_of_id else Q(practice=workshop.practice)
    return before.filter(earlier, rehearsing).exclude(pk=workshop.pk).order_by("-ended_at", "-pk").first()


def before_of(workshop: Workshop) -> Before | None:
    """What was promised at the workshop before this one; None where there was none."""
    before = workshop_before(workshop)
    if before is None:
        return None
    rows = Commitment.objects.filter(workshop=before)
    kept = tuple(
        Kept(row.pk, row.what, row.owner, row.by, row.status, row.status_note, row.status_on) for row in rows
    )
    return Before(before.title, before.ended_at or before.starts_at, kept)
