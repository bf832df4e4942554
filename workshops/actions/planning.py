"""Making a workshop."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts.models import Team, User
from principles.models import Edition
from workshops.domain.agendas import Agenda
from workshops.domain.trend import same_title
from workshops.models import Activity, Series, Workshop

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
    asks_sectors: bool = False,
    nation: str = "",
    by: User | None = None,
    practice: bool = False,
    series: str = "",
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
        asks_sectors=asks_sectors,
        nation=nation,
        smallest_group=settings.SMALLEST_GROUP,
        created_by=by,
        practice=practice,
        series=series_named(series, team),
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


@transaction.atomic
def put_in_series(workshop: Workshop, title: str) -> None:
    """The workshop belongs to the team's series of that title from now on; to none where it is empty."""
    workshop.series = series_named(title, workshop.team)
    workshop.save(update_fields=["series"])


def series_named(title: str, team: Team) -> Series | None:
    """The team's series of that title, however it is spaced and whatever its case; a new one where there is none."""
    if not same_title(title):
        return None
    # Two who name a new one at once take turns here: there would be two of them otherwise.
    Team.objects.select_for_update().get(pk=team.pk)
    known = (one for one in team.series.all() if same_title(one.title) == same_title(title))
    return next(known, None) or team.series.create(title=" ".join(title.split()))
