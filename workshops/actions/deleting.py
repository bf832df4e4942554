"""Workshops whose day of deletion has come."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from workshops.actions.forgetting import empty_journal
from workshops.domain.moves import Stage
from workshops.models import Workshop


def due(today: date) -> QuerySet[Workshop]:
    """Those to be deleted by today; one that is open never is, unless it is a rehearsal left open for a day."""
    forgotten = Q(rehearsal_of__isnull=False, delete_on__lt=today)
    found = Workshop.objects.filter(forgotten | ~Q(stage=Stage.OPEN), delete_on__lte=today)
    return found.order_by("delete_on", "pk")


def delete_due(today: date) -> list[str]:
    """Delete them with everything in them, each by itself; gives the codes of those that are gone."""
    return [workshop.code for workshop in due(today) if _delete(workshop, today)]


def _delete(workshop: Workshop, today: date) -> bool:
    with transaction.atomic():
        # Somebody may have opened its doors, or put the day off, since it was looked at.
        still = due(today).select_for_update().filter(pk=workshop.pk).first()
        if still is None:
            return False
        for rehearsal in Workshop.objects.filter(rehearsal_of=still):
            rehearsal.delete()
        still.delete()
        transaction.on_commit(empty_journal, robust=True)
        return True
