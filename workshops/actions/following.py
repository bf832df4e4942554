"""What became of what people said they would do: told by the team, once the workshop is over."""

from workshops.actions.changing import Doing, Refused
from workshops.actions.deciding import NOT_LISTED
from workshops.domain.words import noop as _
from workshops.models import Commitment

NO_STATUS = _("That is not one of the answers. Choose done, under way, stuck or not said yet.")


def follow_up(doing: Doing) -> None:
    """Say what became of a commitment; "" takes it back. Nobody is in the room any more who would have to be told."""
    status = doing.given["status"]
    if status and status not in Commitment.Status.values:
        raise Refused(NO_STATUS, 422)
    listed = Commitment.objects.filter(workshop=doing.workshop, pk=doing.given["commitment"])
    if not listed.update(status=status):
        raise Refused(NOT_LISTED, 422)


DESK_TAKES = {"follow_up": follow_up}
