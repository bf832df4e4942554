"""Fay, Olu and their workshops, made inside the site that browsers visit."""

import json

from accounts.models import Team, User
from principles.publishing import FIVE_PRINCIPLES, newest_edition
from workshops.actions.planning import plan_workshop
from workshops.demonstration import FACILITATOR, make_cast, this_hour
from workshops.domain.agendas import AGENDAS
from workshops.domain.sectors import FAMILIES
from workshops.models import Workshop


def plan(password: str, titles: list[str]) -> None:
    """Prints what tests must know of each workshop."""
    team = Team.objects.first() or make_cast(password).team
    made = [plan_one(team, title) for title in titles]
    rows = [{"id": w.pk, "code": w.code, "screen_key": w.screen_key, "title": w.title} for w in made]
    print(json.dumps(rows))


def plan_one(team: Team, title: str) -> Workshop:
    return plan_workshop(
        team=team,
        edition=newest_edition(FIVE_PRINCIPLES),
        agenda=AGENDAS[0],
        title=title,
        purpose="See where we agree.",
        starts_at=this_hour(),
        families=[family.key for family in FAMILIES],
        by=User.objects.get(email=FACILITATOR),
        practice=True,
    )
