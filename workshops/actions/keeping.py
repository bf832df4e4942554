"""Agendas that a team keeps, and workshops planned once more."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Team, User
from workshops.actions.building import step_values
from workshops.actions.changing import Refused
from workshops.actions.planning import SAME, lay_out, series_named
from workshops.domain.agenda import ADDED
from workshops.domain.agendas import Agenda, Step
from workshops.domain.words import noop as _
from workshops.models import Activity, AgendaTemplate, Workshop

TAKEN = _("The team has an agenda of that name already. Choose another name.")
GONE = _("That agenda is not kept any more. Somebody may have deleted it.")
MOST_KEPT = 50
FULL = _("A team keeps at most 50 agendas. Delete one first.")


def planned_steps(workshop: Workshop) -> tuple[Step, ...]:
    """The steps as they were planned, without those that were put in while it ran."""
    steps = [step for step in workshop.activities.all() if _was_planned(step)]
    return tuple(
        step_of(step_values(step) | {"minutes": step.planned_minutes or step.minutes}) for step in steps
    )


def _was_planned(step: Activity) -> bool:
    return step.picks != ADDED and step.planned_minutes != 0


def step_of(values: dict[str, Any]) -> Step:
    return Step(**values | {"principles": tuple(values["principles"])})


def agenda_of(kept: AgendaTemplate) -> Agenda:
    """A kept agenda, as those that are shipped."""
    return Agenda(f"team-{kept.pk}", kept.title, "", tuple(step_of(values) for values in kept.steps))


def keep_agenda(workshop: Workshop, title: str) -> AgendaTemplate:
    """Keep the workshop's agenda for its team, under this name."""
    steps = [asdict(step) for step in planned_steps(workshop)]
    with transaction.atomic():
        team = _locked(workshop.team)
        if team.agendas.count() >= MOST_KEPT:
            raise Refused(FULL)
        return team.agendas.create(title=_free(team, title), steps=steps)


def rename_agenda(kept: AgendaTemplate, title: str) -> None:
    with transaction.atomic():
        team = _locked(kept.team)
        name = _free(team, title, but=kept.pk)
        if not team.agendas.filter(pk=kept.pk).update(title=name):
            raise Refused(GONE)


def _locked(team: Team) -> Team:
    # Two who choose the same name at once take turns here.
    return Team.objects.select_for_update().get(pk=team.pk)


def _free(team: Team, title: str, but: int = 0) -> str:
    """The title, however it was spaced; `Refused` where another agenda of the team has it, in whatever case."""
    name = " ".join(title.split())
    if any(kept.title.casefold() == name.casefold() for kept in team.agendas.exclude(pk=but)):
        raise Refused(TAKEN, 422)
    return name


@transaction.atomic
def plan_again(workshop: Workshop, title: str, starts_at: datetime, series: str, by: User | None) -> Workshop:
    """The same workshop for another day: its agenda, purpose, sectors and settings, with a code of its own."""
    again = Workshop.objects.create(
        **{name: getattr(workshop, name) for name in (*SAME, "practice")},
        title=title,
        starts_at=starts_at,
        series=series_named(series, workshop.team),
        created_by=by,
    )
    lay_out(again, Agenda("", workshop.agenda_title, "", planned_steps(workshop)))
    return again
