"""People at tables, for the tests that press the desk's buttons."""

from uuid import UUID

from tests.cast import Cast, Room
from workshops.models import Participant, Table
from workshops.readings.tables import own_table
from workshops.taking import Answer, do, ready_for_workshop


def at_two_tables(cast: Cast) -> dict[str, str]:
    """Ana at table 1 and Ben at table 2; what a button about them sends."""
    tables = [Table.objects.create(workshop=cast.oak.made, number=number) for number in (1, 2)]
    for person, table in zip((cast.ana, cast.ben), tables, strict=True):
        Participant.objects.filter(pk=person).update(table=table)
    type(cast.oak.made).objects.filter(pk=cast.oak.made.pk).update(seating=1)
    return {"person": cast.oak.mark(cast.ana), "other": cast.oak.mark(cast.ben)}


def ready_for(cast: Cast, act: str) -> dict[str, str]:
    """The same, for those buttons that need it."""
    return at_two_tables(cast) if act in ("seat", "swap", "clear_tables", "report_back") else {}


def from_seat(room: Room, person: UUID, act: str, **given: str) -> Answer:
    return do(ready_for_workshop(room.caller(person), room.code, act, given))


def writes(room: Room, person: UUID, text: str, edition: int | None = None) -> Answer:
    known = own_table(room.workshop, person).edition if edition is None else edition
    return from_seat(room, person, "notes", text=text, edition=str(known))
