"""Tables: dealing people to them, moving somebody, writing for one, and reporting back."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, F
from django.utils import timezone

from workshops.actions.changing import Doing, Refused, changing
from workshops.domain.tables import dealt, leaves_one_alone, seat_for
from workshops.domain.words import noop as _
from workshops.models import Participant, Table, Workshop
from workshops.models.people import seat_marked

NOBODY = _("Nobody is here yet, so there is nobody to seat.")
ALONE = _(
    "That is too many tables for the people here: somebody would sit alone. Take fewer tables. Nothing was changed."
)
NOT_HERE = _("That person is not here any more. Nothing was changed.")
NO_TABLE = _("There is no such table any more. Nothing was changed.")
SAME_TABLE = _("They sit at the same table already. Nothing was changed.")
NOT_SEATED = _("You sit at no table just now. What you wrote is still here.")
NOT_SCRIBE = _("Somebody else writes for your table now. What you wrote is still here: read it to them.")
CHANGED = _(
    "The notes were changed on another device since you began. Both texts are kept: put together what should stay, "
    "and save again."
)


def deal(doing: Doing) -> None:
    """Seat everybody who is here at so many tables, mixed over sectors. What scribes wrote stays with their table."""
    wanted = doing.given["tables"]
    with changing(doing.workshop) as workshop:
        people = _here(workshop)
        if not people:
            raise Refused(NOBODY, 422)
        if leaves_one_alone(len(people), wanted):
            raise Refused(ALONE, 422)
        _clear(workshop)
        tables = {table.number: table for table in workshop.tables.all()}
        for number in range(1, wanted + 1):
            if number not in tables:
                tables[number] = Table.objects.create(workshop=workshop, number=number)
        for number, ids in enumerate(dealt(people, wanted), 1):
            Participant.objects.filter(pk__in=ids).update(table=tables[number])
        doing.tell("deal", str(wanted))


def _here(workshop: Workshop) -> list[tuple[UUID, str]]:
    """Everybody with a seat, and their sector."""
    people = Participant.objects.filter(workshop=workshop, revoked_at__isnull=True).order_by("pk")
    return list(people.values_list("pk", "sector"))


def _clear(workshop: Workshop) -> None:
    """Nobody sits anywhere; tables whose scribe has written something stay, for the report."""
    Participant.objects.filter(workshop=workshop, table__isnull=False).update(table=None)
    workshop.tables.filter(notes="").delete()
    workshop.tables.update(scribe=None, reporting_since=None)
    _seats_changed(workshop)


def _seats_changed(workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(seating=F("seating") + 1)


def clear_tables(doing: Doing) -> None:
    """Take the tables away. What their scribes wrote stays."""
    with changing(doing.workshop) as workshop:
        _clear(workshop)


def seat(doing: Doing) -> None:
    """Move somebody to a table; 0 is none."""
    with changing(doing.workshop) as workshop:
        person, table = _person(workshop, doing.given["person"]), None
        if doing.given["table"]:
            table = workshop.tables.filter(number=doing.given["table"]).first()
            if table is None:
                raise Refused(NO_TABLE)
        _move(workshop, {person: table})


def swap(doing: Doing) -> None:
    """Let two people change places."""
    with changing(doing.workshop) as workshop:
        one, other = (_person(workshop, doing.given[name]) for name in ("person", "other"))
        if one.table_id == other.table_id:
            raise Refused(SAME_TABLE)
        _move(workshop, {one: other.table, other: one.table})


def _person(workshop: Workshop, mark: UUID) -> Participant:
    found = seat_marked(workshop, mark).filter(revoked_at__isnull=True)
    person = found.select_related("table").first()
    if person is None:
        raise Refused(NOT_HERE)
    return person


def _move(workshop: Workshop, moves: Mapping[Participant, Table | None]) -> None:
    for person, table in moves.items():
        # Nobody writes for a table at which they do not sit.
        workshop.tables.filter(scribe=person).exclude(number=table.number if table else 0).update(scribe=None)
        Participant.objects.filter(pk=person.pk).update(table=table)
    _seats_changed(workshop)


def seat_newcomer(workshop: Workshop, person: Participant) -> None:
    """Give somebody who comes later a place, where there are tables; in the transaction that lets them in."""
    if not workshop.seating or person.table_id:
        return
    found: dict[int, Counter[str]] = {}
    people = Participant.objects.filter(workshop=workshop, table__isnull=False, revoked_at__isnull=True)
    rows = people.order_by().values_list("table", "sector", "table__number").annotate(Count("pk"))
    for table, sector, _number, count in sorted(rows, key=lambda row: row[2]):
        found.setdefault(table, Counter())[sector] += count
    if found:
        tables = list(found)
        person.table_id = tables[seat_for(list(found.values()), person.sector)]
        person.save(update_fields=["table"])


def report_back(doing: Doing) -> None:
    """Give a table the screen, from now on; 0 takes it off."""
    number = doing.given["table"]
    with changing(doing.workshop) as workshop:
        table = workshop.tables.filter(number=number).first()
        if number and table is None:
            raise Refused(NO_TABLE)
        # Pressed twice, its two minutes do not begin anew.
        workshop.tables.exclude(number=number).update(reporting_since=None)
        workshop.tables.filter(number=number, reporting_since=None).update(reporting_since=timezone.now())
        doing.tell("report_back" if number else "report_back_back", str(number or ""))


def stop_reports(workshop: Workshop) -> None:
    """No table has the screen any more: the room goes on to something else, and must see that."""
    if workshop.seating:
        workshop.tables.exclude(reporting_since=None).update(reporting_since=None)


def take_notes(doing: Doing) -> None:
    """Become the scribe of one's table, in place of whoever was; or stop."""
    with changing(doing.workshop) as workshop:
        table = _own_table(workshop, doing.participant)
        if not doing.given["off"]:
            table.scribe_id = doing.participant
        elif table.scribe_id == doing.participant:
            table.scribe = None
        # The others at the table look again.
        table.edition += 1
        table.save(update_fields=["scribe", "edition"])


def write_notes(doing: Doing) -> None:
    """Keep what the scribe wrote. `edition` is of the notes that it was written over."""
    text = doing.given["text"] or ""
    with changing(doing.workshop) as workshop:
        table = _own_table(workshop, doing.participant)
        if table.scribe_id != doing.participant:
            raise Refused(NOT_SCRIBE)
        if table.notes == text:
            return
        if doing.given["edition"] != table.edition:
            raise Refused(CHANGED)
        table.notes, table.edition = text, table.edition + 1
        table.save(update_fields=["notes", "edition"])


def _own_table(workshop: Workshop, participant: UUID) -> Table:
    people = Participant.objects.filter(pk=participant, workshop=workshop, revoked_at__isnull=True)
    person = people.select_related("table").first()
    if person is None or person.table is None:
        raise Refused(NOT_SEATED)
    return person.table


def forget_tables(workshop: Workshop) -> None:
    """Who sat where, and who wrote, is nobody's business after the end; what was written stays."""
    Participant.objects.filter(workshop=workshop, table__isnull=False).update(table=None)
    workshop.tables.update(scribe=None, reporting_since=None)


DESK_TAKES = {
    "deal": deal,
    "seat": seat,
    "swap": swap,
    "clear_tables": clear_tables,
    "report_back": report_back,
}
SEAT_TAKES = {"scribe": take_notes, "notes": write_notes}
