"""Making a workshop."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import Team, User
from principles.models import Edition
from workshops.domain.activities import kind_named
from workshops.domain.agendas import Agenda, Step
from workshops.domain.building import CHOOSE, THESE, first_choice
from workshops.domain.trend import same_title
from workshops.models import Activity, Series, Workshop

TITLE_LENGTH = 120
# What a copy of a workshop has in common with it: never people, scores or words.
SAME = (
    "team", "edition", "purpose", "agenda_title", "families", "asks_sectors", "nation", "smallest_group",
    "chatham_house", "names_asked", "holds_comments", "languages", "screen_language",
)  # fmt: skip


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
    lay_out(workshop, agenda)
    return workshop


def lay_out(workshop: Workshop, agenda: Agenda) -> None:
    """Give a new workshop the steps of this agenda."""
    Activity.objects.bulk_create(
        Activity(
            workshop=workshop,
            position=position,
            kind=step.kind,
            title=step.title[:TITLE_LENGTH],
            minutes=step.minutes,
            script=step.script,
            notes=step.notes,
            task=step.task,
            **_about(step, workshop.edition),
        )
        for position, step in enumerate(_of_use(agenda.steps, len(workshop.edition.wording["principles"])), 1)
    )


def _of_use(steps: Iterable[Step], principles: int) -> Iterator[Step]:
    """The steps without those for a principle to be chosen that a small set has not got."""
    left = principles
    for step in steps:
        left -= step.picks == CHOOSE
        if step.picks != CHOOSE or left >= 0:
            yield step


def _about(step: Step, edition: Edition) -> dict[str, Any]:
    """Which principles the step is about, in a set that may not have those that it was kept with."""
    known = [one["key"] for one in edition.wording["principles"] if one["key"] in step.principles]
    lost = step.picks == THESE and bool(step.principles) and not known
    return {"picks": first_choice(kind_named(step.kind)) if lost else step.picks, "principles": known}


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
