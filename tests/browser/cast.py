"""Fay, Olu and their workshops, made inside the site that browsers visit."""

import json

from accounts.models import Team, User
from principles.publishing import FIVE_PRINCIPLES, newest_edition
from workshops.actions.planning import plan_workshop
from workshops.demonstration import FACILITATOR, make_cast, this_hour
from workshops.domain.agendas import AGENDAS, Agenda, Step
from workshops.domain.sectors import FAMILIES
from workshops.models import Workshop


def plan(password: str, titles: dict[str, list[str]]) -> None:
    """A workshop for each title, of steps of these kinds or else the shipped ones; prints what tests must know."""
    team = Team.objects.first() or make_cast(password).team
    made = [plan_one(team, title, agenda_of(kinds)) for title, kinds in titles.items()]
    rows = [{"id": w.pk, "code": w.code, "screen_key": w.screen_key, "title": w.title} for w in made]
    print(json.dumps(rows))


def agenda_of(kinds: list[str]) -> Agenda:
    if not kinds:
        return AGENDAS[0]
    steps = (Step(kind, 5, f"Step {kind}", "all" if kind == "score" else "") for kind in kinds)
    return Agenda("short", "A short one", "", tuple(steps))


def plan_one(team: Team, title: str, agenda: Agenda) -> Workshop:
    return plan_workshop(
        team=team,
        edition=newest_edition(FIVE_PRINCIPLES),
        agenda=agenda,
        title=title,
        purpose="See where we agree.",
        starts_at=this_hour(),
        families=[family.key for family in FAMILIES],
        by=User.objects.get(email=FACILITATOR),
        practice=True,
    )
