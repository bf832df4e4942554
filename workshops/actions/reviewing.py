"""Saying what became of the last workshop's commitments, with the room."""

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.deciding import NOT_LISTED
from workshops.actions.following import say
from workshops.domain.words import noop as _
from workshops.readings.before import workshop_before

ANSWERS = {"done": "done", "going": "going", "stuck": "stuck", "unsaid": ""}
ONE_PRESS = _("Choose one commitment, and what became of it: done, under way, stuck, or not said.")
NOT_IN_REHEARSAL = _("This is a rehearsal: what was promised for real is shown here, and not changed.")


def mark(doing: Doing) -> None:
    """Say what became of a commitment of the workshop before; `unsaid` takes it back."""
    chosen = [
        (doing.given[name], answer) for name, answer in ANSWERS.items() if doing.given[name] is not None
    ]
    if len(chosen) != 1:
        raise Refused(ONE_PRESS, 422)
    ((commitment, status),) = chosen
    with changing(doing.workshop) as workshop:
        if workshop.rehearsal_of_id is not None:
            raise Refused(NOT_IN_REHEARSAL)
        before = workshop_before(workshop)
        if before is None or not say(before, commitment, status):
            raise Refused(NOT_LISTED, 422)


TAKES = {"mark": mark}
