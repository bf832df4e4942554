"""Tables: one query where there are any, and none where there never were."""

from uuid import UUID

from django.db.models import Count, Q

from workshops.models import Participant, Workshop
from workshops.models.people import marked
from workshops.shown.tables import OwnTable, Tables, TableShown


def tables_of(workshop: Workshop) -> Tables:
    if not workshop.seating:
        return Tables()
    here = Count("people", filter=Q(people__revoked_at__isnull=True))
    rows = workshop.tables.annotate(here=here).order_by("number")
    return Tables(
        workshop.seating,
        tuple(
            TableShown(
                row.number, row.here, row.notes, row.edition, row.scribe_id is not None, row.reporting_since
            )
            for row in rows
        ),
    )


def people_seated(workshop: Workshop) -> list[tuple[UUID | None, str, str, int]]:
    """Everybody who is here, for the desk alone: the mark of their seat, name if given, sector, and table or 0.

    There are no marks once the workshop has ended: nobody is moved any more.
    """
    people = Participant.objects.filter(workshop=workshop, revoked_at__isnull=True)
    rows = people.order_by("table__number", "sector", "pk")
    return [
        (marked(workshop, pk) if workshop.ballot_secret else None, name, sector, number or 0)
        for pk, name, sector, number in rows.values_list("pk", "name", "sector", "table__number")
    ]


def own_table(workshop: Workshop, participant: UUID) -> OwnTable:
    """Where somebody sits; in two queries where there are tables, and none where there never were."""
    if not workshop.seating:
        return OwnTable()
    people = Participant.objects.filter(workshop=workshop, revoked_at__isnull=True)
    own = people.filter(pk=participant).select_related("table", "workshop").first()
    if own is None or own.table is None:
        return OwnTable(own.workshop.seating if own else workshop.seating)
    return OwnTable(
        seating=own.workshop.seating,
        number=own.table.number,
        people=people.filter(table=own.table).count(),
        writes=own.table.scribe_id == participant,
        has_scribe=own.table.scribe_id is not None,
        notes=own.table.notes,
        edition=own.table.edition,
    )
