"""Making a workshop."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts.models import Team, User
from principles.models import Edition
from workshops.domain.agendas import Agenda
from workshops.models import Activity, Workshop

TITLE_LENGTH = 120


@transaction.atomic
def plan_workshop(  # noqa: PLR0913 - keywords, one for each answer of the form
    *,
    team: Team,
    edition: Edition,
    agenda: Agenda,
    title: str,
    starts_at: datetime,
    purpose: str = "",
    families: list[str],
    by: User | None = None,
    practice: bool = False,
) -> Workshop:
    """A workshop with every step of the agenda, waiting for its doors to be opened."""
    workshop = Workshop.objects.create(
        team=team,
        edition=edition,
        agenda_title=agenda.title,
        title=title,
        purpose=purpose,
        starts_at=starts_at,
        families=families,
        smallest_group=settings.SMALLEST_GROUP,
        created_by=by,
        practice=practice,
    )
    Activity.objects.bulk_create(
        Activity(
            workshop=workshop,
            position=position,
            kind=step.kind,
            title=step.title[:TITLE_LENGTH],
            minutes=step.minutes,
            picks=step.picks,
        )
        for position, step in enumerate(agenda.steps, 1)
    )
    return workshop
