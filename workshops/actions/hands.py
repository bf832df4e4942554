"""Hands that go up, one after the other, and come down again."""

from django.db.models import QuerySet
from django.utils import timezone

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.talking import still_open
from workshops.domain.words import noop as _
from workshops.models import Hand, Workshop

DOWN_ALREADY = _("That hand is not up any more. Nothing was changed.")


def hand(doing: Doing) -> None:
    """Put one's hand up, at the end of the line; or down. Twice is as once: nobody's place changes."""
    with changing(doing.workshop) as workshop:
        still_open(workshop, doing)
        own = Hand.objects.filter(workshop=workshop, participant=doing.participant)
        if doing.given["off"]:
            own.delete()
        elif not own.exists():
            Hand.objects.create(workshop=workshop, participant_id=doing.participant)


def floor(doing: Doing) -> None:
    """Give somebody the floor. Whoever had it has spoken: their hand goes down."""
    with changing(doing.workshop) as workshop:
        (called,) = _up(workshop, doing)
        if called.called_at is None:
            Hand.objects.filter(workshop=workshop, called_at__isnull=False).delete()
            Hand.objects.filter(pk=called.pk).update(called_at=timezone.now())


def hand_down(doing: Doing) -> None:
    """Put somebody's hand down for them."""
    with changing(doing.workshop) as workshop:
        _up(workshop, doing).delete()


def _up(workshop: Workshop, doing: Doing) -> QuerySet[Hand]:
    found = Hand.objects.filter(
        workshop=workshop, pk=doing.given["hand"], participant__revoked_at__isnull=True
    )
    if not found:
        raise Refused(DOWN_ALREADY)
    return found


def put_all_down(workshop: Workshop) -> None:
    """For a move of the agenda, and for the end: nobody waits in line for another step."""
    Hand.objects.filter(workshop=workshop).delete()


TAKES = {"hand": hand}
DESK_TAKES = {"floor": floor, "hand_down": hand_down}
