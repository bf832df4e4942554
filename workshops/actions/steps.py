"""What everything that changes an agenda keeps to: where a step may stand, and which one must stay."""

from django.db.models import F

from workshops.domain.words import noop as _
from workshops.models import Activity, Workshop

FULL = _("An agenda holds at most 40 steps, and this one has them all. Nothing was added.")
ANSWERED = _("Somebody has answered in that step already, so it stays on the agenda.")

# Further than any agenda reaches: two steps may never stand in the same place, not even while they are moved.
FAR = 1000


def make_way(workshop: Workshop, place: int) -> None:
    """Nothing stands at `place` any more: what did, and all after it, stand one further."""
    workshop.activities.filter(position__gte=place).update(position=F("position") + FAR)
    workshop.activities.filter(position__gt=FAR).update(position=F("position") - FAR + 1)


def has_answers(step: Activity) -> bool:
    """Whether anything hangs on the step, of whatever kind it is: all of it would go with its row."""
    # Django's one way to say what would go with a row.
    hanging = Activity._meta.related_objects  # noqa: SLF001
    return any(
        each.related_model._base_manager.filter(**{each.field.name: step}).exists()  # noqa: SLF001
        for each in hanging
    )
