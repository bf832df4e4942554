"""A copy of a workshop to try it out in, with pretend people; it goes when it is over, and counts nowhere."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from workshops.actions.building import step_values
from workshops.actions.changing import Refused
from workshops.actions.forgetting import empty_journal
from workshops.actions.planning import SAME
from workshops.actions.preparing import note_rehearsal
from workshops.domain.words import noop as _
from workshops.models import Activity, CoFacilitator, Workshop
from workshops.models.workshop import random_key

FEWEST, MOST = 10, 60  # pretend people
IS_ONE = _("This is a rehearsal already. Rehearse the workshop itself.")
IS_NONE = _("This workshop is real: it cannot be wiped like a rehearsal.")
STAYS_FOR = timedelta(days=1)


@transaction.atomic
def make_rehearsal(workshop: Workshop, by: User | None) -> Workshop:
    """The workshop once more, marked as a rehearsal, with its doors shut, for all who may run it.

    Any earlier rehearsal of it is wiped. Raises `Refused` where it is a rehearsal itself.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if workshop.rehearsal_of_id:
        raise Refused(IS_ONE)
    for earlier in workshop.rehearsals.all():
        wipe(earlier)
    note_rehearsal(workshop)
    copy = Workshop.objects.create(
        **{name: getattr(workshop, name) for name in (*SAME, "title")},
        rehearsal_of=workshop,
        practice=True,
        starts_at=timezone.now(),
        delete_on=timezone.localdate() + STAYS_FOR,
        created_by=by,
    )
    steps = ((step.position, step_values(step)) for step in workshop.activities.all())
    Activity.objects.bulk_create(Activity(workshop=copy, position=place, **values) for place, values in steps)
    CoFacilitator.objects.bulk_create(
        CoFacilitator(workshop=copy, email=one.email, user=one.user, token=random_key().hex)
        for one in workshop.co_facilitators.filter(user__isnull=False)
    )
    return copy


@transaction.atomic
def wipe(workshop: Workshop) -> None:
    """Delete a rehearsal and everything in it. Raises `Refused` where the workshop is none."""
    if workshop.rehearsal_of_id is None:
        raise Refused(IS_NONE)
    workshop.delete()
    transaction.on_commit(empty_journal, robust=True)
