"""Coming in, and leaving for good."""

from uuid import UUID, uuid4

from django.utils import timezone

from workshops.actions.changing import Refused, changing
from workshops.actions.tables import seat_newcomer
from workshops.domain.moves import Stage
from workshops.domain.sectors import family_of
from workshops.domain.words import noop as _
from workshops.models import Hand, Participant, Workshop

LOCKED = _("The facilitator has locked the room. Ask them to let you in.")
NOT_OPEN = _("This workshop is not open. If it should be, ask the person running it.")


def join(  # noqa: PLR0913 - keywords, one for each thing that is known of a newcomer
    workshop: Workshop,
    sector: str,
    *,
    id: UUID | None = None,
    name: str = "",
    heads: int = 1,
    pretend: bool = False,
    let_in: bool = False,
) -> Participant:
    """A new participant; the one who has `id` already, if there is one.

    Raises `Refused` where the room is locked, unless a facilitator has `let_in` just this one.
    """
    with changing(workshop, at_once=False) as locked:
        if locked.stage != Stage.OPEN:
            raise Refused(NOT_OPEN)
        if locked.locked and not let_in:
            raise Refused(LOCKED)
        known = {"sector": sector, "family": family_of(sector), "name": name, "heads": heads}
        known |= {"pretend": pretend}
        person, _made = Participant.objects.get_or_create(pk=id or uuid4(), workshop=locked, defaults=known)
        # The form of somebody who has left since, found again with the browser's "back": a seat stays ended.
        person = Participant.objects.create(workshop=locked, **known) if person.revoked_at else person
        seat_newcomer(locked, person)
        return person


def leave_workshop(workshop: Workshop, participant: UUID) -> None:
    """End somebody's seat, on every device and for good. What they answered stays, and counts."""
    with changing(workshop, at_once=False):
        seat = Participant.objects.filter(pk=participant, workshop=workshop, revoked_at__isnull=True)
        seat.update(revoked_at=timezone.now())
        Hand.objects.filter(workshop=workshop, participant=participant).delete()
