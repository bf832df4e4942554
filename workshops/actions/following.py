"""What became of what people said they would do: told by the team, once the workshop is over."""

from django.utils import timezone

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.deciding import NOT_LISTED
from workshops.domain.moves import Stage
from workshops.domain.words import noop as _
from workshops.models import Commitment, Workshop
from workshops.readings.before import workshop_before

NO_STATUS = _("That is not one of the answers. Choose done, under way, stuck or not said yet.")


def follow_up(doing: Doing) -> None:
    """Say what became of a commitment, with a note; "" takes it back.

    Nobody is in its own room any more; a later one of the series that shows it now is told.
    """
    given = doing.given
    status = None if given["keep"] else given["status"]
    if status and status not in Commitment.Status.values:
        raise Refused(NO_STATUS, 422)
    if not say(doing.workshop, given["commitment"], status, given["note"]):
        raise Refused(NOT_LISTED, 422)
    for room in _rooms_after(doing.workshop):
        with changing(room, at_once=False):
            pass


def say(workshop: Workshop, commitment: int, status: str | None, note: str | None = None) -> bool:
    """Keep it with today's date, and whether the workshop has such a commitment; None leaves what was said before."""
    row = Commitment.objects.select_for_update().filter(workshop=workshop, pk=commitment).first()
    if row is None:
        return False
    row.status = row.status if status is None else status
    row.status_note = row.status_note if note is None else note
    row.status_on = timezone.localdate() if row.status or row.status_note else None
    row.save(update_fields=["status", "status_note", "status_on"])
    return True


def _rooms_after(workshop: Workshop) -> list[Workshop]:
    """The open workshops that began with what this one promised."""
    if workshop.series_id is None:
        return []
    rooms = Workshop.objects.filter(series=workshop.series_id, stage=Stage.OPEN)
    return [room for room in rooms if workshop_before(room) == workshop]


DESK_TAKES = {"follow_up": follow_up}
