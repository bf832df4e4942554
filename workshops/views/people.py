"""Who is in the room, for its desk: seats, and never what anybody answered in one."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from workshops.access import Entry, requires
from workshops.domain.moves import Stage
from workshops.domain.sectors import FAMILY_PREFIX, label_of
from workshops.models import Knock, Participant, Workshop
from workshops.models.people import marked
from workshops.readings.door import waiting_of
from workshops.room.hub import present_in_room
from workshops.room.presence import Present, mark_of

# Where somebody is, by what the room knows of their seat.
HERE, ASLEEP, GONE = gettext_noop("here"), gettext_noop("asleep"), gettext_noop("gone")
PRETEND, LEFT, REMOVED = gettext_noop("pretend"), gettext_noop("has left"), gettext_noop("removed")


@dataclass(frozen=True)
class SeatRow:
    """A seat as the desk lists it; `number` counts in the order of joining, from 1.

    `mark` is what its buttons send, while there are any.
    """

    mark: UUID | None
    number: int
    sector: str
    name: str
    where: str
    removed: bool
    ended: bool


@never_cache
@requires("run")
def desk_people(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Every seat, with the buttons that end one or give one back. Three queries, however many there are."""
    workshop = entry.workshop
    context = {
        "workshop": workshop,
        "rows": seat_rows(workshop),
        "turned_away": [waiting_of(one) for one in workshop.knocks.filter(reply=Knock.Reply.NO)],
        "at_work": workshop.stage == Stage.OPEN,
        "saved": "saved" in request.GET,
    }
    return render(request, "workshops/desk_people.html", context)


def seat_rows(workshop: Workshop) -> list[SeatRow]:
    present, at_work = present_in_room(workshop.code), workshop.stage == Stage.OPEN
    people = Participant.objects.filter(workshop=workshop).order_by("joined_at", "pk")
    return [
        SeatRow(
            mark=marked(workshop, person.pk) if at_work else None,
            number=number,
            sector=_(label_of(person.sector.removeprefix(FAMILY_PREFIX), workshop.nation)),
            name=person.name if workshop.names_asked else "",
            where=_(_where(person, present)),
            removed=person.removed,
            ended=person.revoked_at is not None,
        )
        for number, person in enumerate(people, 1)
    ]


def _where(person: Participant, present: Present) -> str:
    if person.revoked_at:
        return REMOVED if person.removed else LEFT
    if person.pretend:
        return PRETEND
    mark = mark_of(person.pk)
    if mark in present.live | present.polling:
        return HERE
    return ASLEEP if mark in present.asleep else GONE
