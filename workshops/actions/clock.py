"""The clock of the step that is open, and asking for the last answers. The clock is guidance: it cuts nobody off."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from workshops.actions.agenda import SOMEBODY_ELSE
from workshops.actions.changing import Doing, Refused, changing
from workshops.domain.activities import kind_named
from workshops.domain.agenda import clock_mark
from workshops.domain.moves import Phase
from workshops.domain.words import noop as _
from workshops.models import Activity

CLOCK_CHANGED = _("Somebody has just turned the clock at another desk. Nothing was changed by this press.")
NOBODY_ASKED = _("This step asks nothing of people on their own screens, so there is nobody to remind.")
JUST_NUDGED = _("They were reminded a moment ago. Give them a little time.")

MOST_EXTRA = 24 * 60  # minutes
NUDGED_EVERY = timedelta(seconds=20)


@contextmanager
def open_step(doing: Doing) -> Iterator[Activity]:
    """The open step that the desk means, to be changed; raises `Refused` where that is not open any more."""
    with changing(doing.workshop) as workshop:
        step = workshop.activities.filter(pk=doing.given["activity"], phase=Phase.OPEN).first()
        if step is None:
            raise Refused(SOMEBODY_ELSE)
        yield step


def extend(doing: Doing) -> None:
    """Give the open step some minutes more, or with `off` take so many back. An ended clock runs again.

    Where its time is over, they count from now.
    """
    minutes = doing.given["minutes"]
    with open_step(doing) as step:
        _same_clock(doing, step)
        if doing.given["off"]:
            step.extra_minutes = max(step.extra_minutes - minutes, 0)
        else:
            step.extra_minutes = min(step.extra_minutes + _overdue(step) + minutes, MOST_EXTRA)
        step.clock_ended_at = None
        step.save(update_fields=["extra_minutes", "clock_ended_at"])
        doing.tell("extend_back" if doing.given["off"] else "extend", step.title)


def _overdue(step: Activity) -> int:
    """Whole minutes since its time was over."""
    if step.opened_at is None:
        return 0
    ends = step.opened_at + timedelta(minutes=step.minutes + step.extra_minutes)
    return max(math.ceil((timezone.now() - ends).total_seconds() / 60), 0)


def end_clock(doing: Doing) -> None:
    """End the clock of the open step now, on every screen; with `off` let it run as it would have."""
    with open_step(doing) as step:
        _same_clock(doing, step)
        step.clock_ended_at = None if doing.given["off"] else timezone.now()
        step.save(update_fields=["clock_ended_at"])
        doing.tell("clock_again" if doing.given["off"] else "end_clock", step.title)


def _same_clock(doing: Doing, step: Activity) -> None:
    seen = doing.given.get("clock")
    if seen and seen != clock_mark(step.extra_minutes, step.clock_ended_at):
        raise Refused(CLOCK_CHANGED)


def nudge(doing: Doing) -> None:
    """Have the phones of those who have not answered everything say that the room waits for them."""
    with open_step(doing) as step:
        if not kind_named(step.kind).asks_participants:
            raise Refused(NOBODY_ASKED)
        if step.nudged_at and timezone.now() - step.nudged_at < NUDGED_EVERY:
            raise Refused(JUST_NUDGED)
        step.nudged_at = timezone.now()
        step.save(update_fields=["nudged_at"])
        doing.tell("nudge", step.title)


DESK_TAKES = {"extend": extend, "end_clock": end_clock, "nudge": nudge}
