"""Who knocks."""

from workshops.domain.sectors import FAMILY_PREFIX
from workshops.models import Knock, Workshop
from workshops.shown.door import Waiting


def knocks_of(workshop: Workshop) -> tuple[Waiting, ...]:
    """Those who wait for an answer, the first one first; nobody waits where the room is not locked. One query."""
    if not workshop.locked:
        return ()
    rows = Knock.objects.filter(workshop=workshop, reply="").order_by("asked_at", "pk")
    return tuple(waiting_of(row) for row in rows)


def waiting_of(knock: Knock) -> Waiting:
    return Waiting(str(knock.pk), knock.sector.removeprefix(FAMILY_PREFIX), knock.name)
