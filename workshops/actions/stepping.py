"""Changing the agenda while the room is in it: steps left out, brought back, put in, moved, fitted to the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from workshops.actions.agenda import NO_WAY, SOMEBODY_ELSE, make_move, placed_of, walk
from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.steps import FAR, FULL, has_answers, make_way
from workshops.domain.activities import KINDS, kind_named
from workshops.domain.agenda import MOST_STEPS, Placed, current, plan_mark, standing, stride_past
from workshops.domain.building import first_choice
from workshops.domain.moves import LIVE, SHOWN, UNHELD, Move, Phase
from workshops.domain.pace import Coming, proposed
from workshops.domain.words import noop as _
from workshops.models import Activity, Workshop
from workshops.queries import snapshot_of

NO_KIND = _("There is no such kind of step. Choose one from the list.")
NOT_WAITING = _("Only a step that has not begun can be moved or taken off. Skip the one you are in.")
ANSWERED = _("Somebody has answered in that step already, so it stays on the agenda. Skip it instead.")
PLAN_CHANGED = _("Somebody has just changed the agenda at another desk. Look at it, then do it again.")
AT_THE_EDGE = _("There is no step to change places with. Nothing was changed.")
ON_TIME = _("The room is on time, or nothing to come can give or take minutes. Nothing was changed.")
NOTHING_RESHAPED = _("The steps to come have the minutes they had. Nothing was changed.")


@dataclass(frozen=True)
class Agenda:
    """The agenda as it is, locked."""

    workshop: Workshop
    steps: list[Activity]
    placed: list[Placed]

    def step(self, pk: int) -> Activity:
        """The step of that id; raises `Refused` where somebody took it off meanwhile."""
        found = next((step for step in self.steps if step.pk == pk), None)
        if found is None:
            raise Refused(SOMEBODY_ELSE)
        return found

    @property
    def here(self) -> Placed | None:
        return current(self.placed)

    @property
    def next_place(self) -> int:
        """Right after the step that the room is in, or left last; before all of them in the lobby."""
        begun = [step.position for step in self.steps if step.phase in LIVE | SHOWN or step.done_at]
        return max(begun) + 1 if begun else min((step.position for step in self.steps), default=1)


@contextmanager
def reshaping(doing: Doing) -> Iterator[Agenda]:
    """The agenda, to be changed; raises `Refused` where room or agenda are not as the desk saw them."""
    with changing(doing.workshop) as workshop:
        steps = list(workshop.activities.all())
        placed = [placed_of(step) for step in steps]
        if doing.given["seen"] != standing(placed):
            raise Refused(SOMEBODY_ELSE)
        if doing.given["plan"] != plan_mark(placed):
            raise Refused(PLAN_CHANGED)
        yield Agenda(workshop, steps, placed)


def skip(doing: Doing) -> None:
    """Leave a step out: one that waits, or the one the room is in, which then goes on."""
    with reshaping(doing) as agenda:
        step = agenda.step(doing.given["activity"])
        doing.tell("skip", step.title)
        if not agenda.here or agenda.here.id != step.pk:
            make_move(step, Move.SKIP, agenda.placed)
            return
        stride = stride_past(agenda.placed)
        if stride is None:
            raise Refused(NO_WAY)
        walk(stride, agenda.steps, agenda.placed)


def restore(doing: Doing) -> None:
    """Bring a step back that was left out, with what was answered in it. It comes next where its place is past."""
    with reshaping(doing) as agenda:
        step = agenda.step(doing.given["activity"])
        doing.tell("restore", step.title)
        place = agenda.next_place
        make_move(step, Move.RESTORE, agenda.placed)
        # Later than what the room has scored since: its round is told by its place.
        if step.position < place:
            make_way(agenda.workshop, place)
            agenda.workshop.activities.filter(pk=step.pk).update(position=place)


def insert(doing: Doing) -> None:
    """Put a new step in, right after the present one."""
    given = doing.given
    with reshaping(doing) as agenda:
        if given["kind"] not in KINDS:
            raise Refused(NO_KIND, 422)
        if len(agenda.steps) >= MOST_STEPS:
            raise Refused(FULL)
        make_way(agenda.workshop, agenda.next_place)
        step = agenda.workshop.activities.create(
            position=agenda.next_place,
            kind=given["kind"],
            title=(given["title"] or "").strip() or kind_named(given["kind"]).label,
            minutes=given["minutes"],
            planned_minutes=0,
            picks=first_choice(kind_named(given["kind"])),
        )
        doing.tell("insert", step.title)


def take_off(doing: Doing) -> None:
    """Take a step off the agenda that has not begun, and in which nobody has answered."""
    with reshaping(doing) as agenda:
        step = agenda.step(doing.given["activity"])
        if step.phase not in UNHELD:
            raise Refused(NOT_WAITING)
        if has_answers(step):
            raise Refused(ANSWERED)
        doing.tell("take_off", step.title)
        step.delete()


def sooner(doing: Doing) -> None:
    """Let a step that waits change places with the one before it, if that has not begun either."""
    _shift(doing, -1)


def later(doing: Doing) -> None:
    """The same with the one after it."""
    _shift(doing, 1)


def _shift(doing: Doing, by: int) -> None:
    with reshaping(doing) as agenda:
        step = agenda.step(doing.given["activity"])
        if step.phase != Phase.WAITING:
            raise Refused(NOT_WAITING)
        place = agenda.steps.index(step) + by
        other = agenda.steps[place] if 0 <= place < len(agenda.steps) else None
        if other is None or other.phase not in UNHELD or other.position < agenda.next_place:
            raise Refused(AT_THE_EDGE)
        for pk, position in [(step.pk, FAR), (other.pk, step.position), (step.pk, other.position)]:
            agenda.workshop.activities.filter(pk=pk).update(position=position)
        doing.tell("sooner" if by < 0 else "later", step.title)


def reshape(doing: Doing) -> None:
    """Take what the desk proposes, other minutes for the steps to come; with `off`, give the old ones back."""
    with reshaping(doing) as agenda:
        coming = [step for step in agenda.steps if step.phase == Phase.WAITING]
        found = _former(coming) if doing.given["off"] else _proposals(agenda, coming)
        for step in coming:
            # What an earlier proposal changed is settled: one press takes back the last one only.
            step.minutes_before = None
            if step.pk in found:
                if step.planned_minutes is None:
                    step.planned_minutes = step.minutes
                step.minutes_before = None if doing.given["off"] else step.minutes
                step.minutes = found[step.pk]
            step.save(update_fields=["minutes", "planned_minutes", "minutes_before"])
        doing.tell("reshape_back" if doing.given["off"] else "reshape")


def _former(coming: list[Activity]) -> dict[int, int]:
    found = {step.pk: step.minutes_before for step in coming if step.minutes_before is not None}
    if not found:
        raise Refused(NOTHING_RESHAPED)
    return found


def _proposals(agenda: Agenda, coming: list[Activity]) -> dict[int, int]:
    room = snapshot_of(agenda.workshop.code)
    behind = room.minutes_behind if room else 0
    found = proposed(behind, [Coming(step.pk, step.minutes) for step in coming])
    if not found:
        raise Refused(ON_TIME)
    return found


DESK_TAKES = {
    "skip": skip,
    "restore": restore,
    "insert": insert,
    "take_off": take_off,
    "sooner": sooner,
    "later": later,
    "reshape": reshape,
}
