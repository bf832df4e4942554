"""The door of a locked room, and the end of a seat by the facilitator's hand."""

from uuid import UUID, uuid4

from django.utils import timezone

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.joining import NOT_OPEN, join
from workshops.domain.ballots import seat_behind
from workshops.domain.moves import Stage
from workshops.domain.words import noop as _
from workshops.models import Knock, Participant, Workshop
from workshops.models.people import seat_marked

NOBODY_THERE = _("Nobody waits at the door with that knock any more.")
CROWDED = _("Many people wait at the door already. Speak to the facilitator, or try again in a while.")
NO_SEAT = _("There is no such seat in this workshop, or it has ended already.")
NOT_ENDED_HERE = _("Only a seat that a facilitator ended can be given back.")
ASK_FIRST = _("Their seat ends on every device. Say yes to do it.")

MOST_WAITING = 50


def knock(
    workshop: Workshop, sector: str, *, name: str = "", heads: int = 1, id: UUID | None = None
) -> Knock:
    """Stand at the door; the same `id` again is the same knock. Raises `Refused` where the room is not open."""
    with changing(workshop) as locked:
        if locked.stage != Stage.OPEN:
            raise Refused(NOT_OPEN)
        known = Knock.objects.filter(pk=id, workshop=locked).first() if id else None
        if known:
            return known
        if Knock.objects.filter(workshop=locked, reply="").count() >= MOST_WAITING:
            raise Refused(CROWDED)
        return Knock.objects.create(pk=id or uuid4(), workshop=locked, sector=sector, name=name, heads=heads)


def come_through(workshop: Workshop, at_the_door: Knock) -> Participant:
    """The seat of somebody who was let in, or before whom the room was unlocked; looked at twice, it is one seat."""
    may = at_the_door.reply == Knock.Reply.COME_IN
    name, heads = at_the_door.name, at_the_door.heads
    if workshop.ballot_secret is None:
        raise Refused(NOT_OPEN)
    own = seat_behind(bytes(workshop.ballot_secret), at_the_door.pk)
    person = join(workshop, at_the_door.sector, id=own, name=name, heads=heads, let_in=may)
    Knock.objects.filter(pk=at_the_door.pk).delete()
    return person


def let_in(doing: Doing) -> None:
    """Let somebody in who knocks; also after a no."""
    _answer(doing, Knock.Reply.COME_IN)


def turn_away(doing: Doing) -> None:
    """Say no at the door."""
    _answer(doing, Knock.Reply.NO)


def _answer(doing: Doing, reply: Knock.Reply) -> None:
    with changing(doing.workshop) as workshop:
        if not Knock.objects.filter(pk=doing.given["knock"], workshop=workshop).update(reply=reply):
            raise Refused(NOBODY_THERE)


def remove(doing: Doing) -> None:
    """End somebody's seat on every device. What they answered stays counted."""
    if not doing.given["sure"]:
        raise Refused(ASK_FIRST)
    with changing(doing.workshop) as workshop:
        seat = seat_marked(workshop, doing.given["seat"]).filter(revoked_at__isnull=True)
        if not seat.update(revoked_at=timezone.now(), removed=True):
            raise Refused(NO_SEAT)


def give_back(doing: Doing) -> None:
    """Let somebody take their seat again whose seat a facilitator ended; who left by themselves has left."""
    with changing(doing.workshop) as workshop:
        seat = seat_marked(workshop, doing.given["seat"]).filter(removed=True)
        if not seat.update(revoked_at=None, removed=False):
            raise Refused(NOT_ENDED_HERE)


DESK_TAKES = {"let_in": let_in, "turn_away": turn_away, "remove": remove, "give_back": give_back}
