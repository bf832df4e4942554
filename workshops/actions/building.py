"""Building the agenda of a workshop, before its day and while it runs: only what the room has not begun changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from accounts.models import User
from workshops.actions.changing import Refused, changing
from workshops.actions.steps import ANSWERED, FAR, FULL, has_answers
from workshops.domain.activities import KINDS, kind_named
from workshops.domain.agenda import ADDED, MOST_STEPS
from workshops.domain.building import THESE, choices_of, first_choice
from workshops.domain.moves import Phase, Stage
from workshops.domain.words import noop as _
from workshops.models import Activity, JournalEntry, Workshop

ENDED = _("This workshop has ended, so its agenda stays as it was.")
GONE = _("That step is not on the agenda any more. Somebody may have removed it. Nothing was changed.")
BEGUN = _("The room has begun that step, or is past it, so it stays as it is. Nothing was changed.")
PASSED = _("The room is past that place already. Choose one further down.")
NO_KIND = _("There is no such kind of step.")
LAST = _("An agenda needs one step at least. Add another before you remove this one.")

MINUTES = 5
# What makes a step, wherever it is kept.
KEPT = ("kind", "title", "minutes", "picks", "principles", "script", "notes", "task")


class Agenda:
    """The steps of a workshop that is locked, and who builds."""

    def __init__(self, workshop: Workshop, user: User | None) -> None:
        self.workshop, self.user = workshop, user
        self.steps = list(workshop.activities.all())
        self.is_running = workshop.stage == Stage.OPEN

    def tell(self, did: str, step: Activity) -> None:
        """While the workshop runs, the desks' journal says who changed its agenda."""
        if self.is_running:
            JournalEntry.objects.create(workshop=self.workshop, by=self.user, act=did, about=step.title)

    def waiting(self, step: int) -> int:
        """The place of a step that may be changed; `Refused` where it may not, or is gone."""
        place = self.place(step)
        if self.steps[place].phase != Phase.WAITING:
            raise Refused(BEGUN)
        return place

    def place(self, step: int) -> int:
        found = next((place for place, each in enumerate(self.steps) if each.pk == step), None)
        if found is None:
            raise Refused(GONE)
        return found

    def put_in(self, place: int, values: dict[str, Any]) -> Activity:
        """A new step at this place; what stood there and all after it move on."""
        if len(self.steps) >= MOST_STEPS:
            raise Refused(FULL)
        if place < len(self.steps) and self.steps[place].phase != Phase.WAITING:
            raise Refused(PASSED)
        # None of its minutes were planned where the room is open already.
        unplanned = {"planned_minutes": 0} if self.is_running else {}
        made = Activity.objects.create(workshop=self.workshop, position=3 * FAR, **(unplanned | values))
        self.steps.insert(place, made)
        self.number()
        self.tell("insert", made)
        return made

    def number(self) -> None:
        """Write down the order of the steps: no two in one place, not even meanwhile."""
        self.workshop.activities.filter(position__lt=FAR).update(position=F("position") + FAR)
        for position, step in enumerate(self.steps, 1):
            step.position = position
        Activity.objects.bulk_update(self.steps, ["position"])


@contextmanager
def _building(workshop: Workshop, user: User | None) -> Iterator[Agenda]:
    with changing(workshop) as locked:
        if locked.stage == Stage.ENDED:
            raise Refused(ENDED)
        yield Agenda(locked, user)


def move_step(workshop: Workshop, step: int, by: int, user: User | None = None) -> None:
    """One place up (`by` -1) or down (1). At either end of what may be moved, it stays."""
    with _building(workshop, user) as agenda:
        place = agenda.waiting(step)
        other = place + by
        if 0 <= other < len(agenda.steps):
            if agenda.steps[other].phase != Phase.WAITING:
                raise Refused(PASSED)
            agenda.steps.insert(other, agenda.steps.pop(place))
            agenda.number()
            agenda.tell("sooner" if by < 0 else "later", agenda.steps[other])


def add_step(workshop: Workshop, kind: str, after: int, user: User | None = None) -> Activity:
    """A new step of this kind after the one with this id; at the end without one."""
    if kind not in KINDS:
        raise Refused(NO_KIND, 422)
    known = KINDS[kind]
    with _building(workshop, user) as agenda:
        place = agenda.place(after) + 1 if after else len(agenda.steps)
        title = gettext(known.label)
        values = {"kind": kind, "title": title, "minutes": MINUTES, "picks": first_choice(known)}
        return agenda.put_in(place, values)


def copy_step(workshop: Workshop, step: int, user: User | None = None) -> Activity:
    """The same step once more, right after it; a step that the room has begun may be copied to what lies ahead."""
    with _building(workshop, user) as agenda:
        place = agenda.place(step)
        ahead = place + 1
        while ahead < len(agenda.steps) and agenda.steps[ahead].phase != Phase.WAITING:
            ahead += 1
        return agenda.put_in(ahead, step_values(agenda.steps[place]))


def remove_step(workshop: Workshop, step: int, user: User | None = None) -> dict[str, Any]:
    """Take a step off the agenda; gives what makes it, and the `place` it had, so that it can be put back."""
    with _building(workshop, user) as agenda:
        place = agenda.waiting(step)
        gone = agenda.steps.pop(place)
        if not agenda.steps:
            raise Refused(LAST)
        if has_answers(gone):
            raise Refused(ANSWERED)
        agenda.tell("take_off", gone)
        gone.delete()
        agenda.number()
        return step_values(gone) | {"planned_minutes": gone.planned_minutes, "place": place}


def put_back(workshop: Workshop, values: dict[str, Any], user: User | None = None) -> Activity:
    """A step that was removed, where it was, or as near to it as the room has left open."""
    with _building(workshop, user) as agenda:
        place = min(values["place"], len(agenda.steps))
        while place < len(agenda.steps) and agenda.steps[place].phase != Phase.WAITING:
            place += 1
        return agenda.put_in(place, {name: values[name] for name in (*KEPT, "planned_minutes")})


def change_step(workshop: Workshop, step: int, values: dict[str, Any], user: User | None = None) -> None:
    """Write these of its values. The kind of a step in which somebody has answered stays."""
    with _building(workshop, user) as agenda:
        changed = agenda.steps[agenda.waiting(step)]
        if values.get("kind", changed.kind) != changed.kind and has_answers(changed):
            raise Refused(ANSWERED)
        if agenda.is_running and values.get("minutes", changed.minutes) != changed.minutes:
            was = changed.minutes if changed.planned_minutes is None else changed.planned_minutes
            values = values | {"planned_minutes": was, "minutes_before": None}
        for name, value in values.items():
            setattr(changed, name, value)
        changed.save(update_fields=list(values))
        agenda.tell("change_step", changed)


def step_values(step: Activity) -> dict[str, Any]:
    """What makes a step, as it was planned: without what the room chose."""
    values = {name: getattr(step, name) for name in KEPT}
    if step.picks == ADDED:
        return values | {"picks": THESE}
    keeps = step.picks == THESE and bool(choices_of(kind_named(step.kind)))
    return values | {"principles": list(step.principles) if keeps else []}
