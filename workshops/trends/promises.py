"""Everything that was promised at workshops of a team, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When

from accounts.models import Team
from workshops.domain.moves import Stage
from workshops.models import Commitment, Participant
from workshops.trends.reading import followed
from workshops.trends.values import Followed


@dataclass(frozen=True)
class Promised:
    """A commitment with the workshop that it was made at; `late` where its day has gone by and it is not done."""

    promise: Followed
    workshop: str
    held_at: datetime
    team: str
    late: bool


def promised_at(teams: Iterable[Team], *, done: bool) -> QuerySet[Commitment]:
    """What these teams' ended workshops promised that is `done`, or all that is not; not what was for practice.

    What is not done comes by its day, the earliest first, and without one at the end; what is done, the newest first.
    """
    pretend = Participant.objects.filter(workshop=OuterRef("workshop"), pretend=True)
    rows = Commitment.objects.filter(
        workshop__team__in=teams,
        workshop__stage=Stage.ENDED,
        workshop__practice=False,
        workshop__rehearsal_of=None,
    ).exclude(Exists(pretend))
    rows = rows.select_related("workshop__team").defer("workshop__ballot_secret")
    if done:
        return rows.filter(status=Commitment.Status.DONE).order_by(
            F("status_on").desc(nulls_last=True), "-pk"
        )
    # What is stuck wants talk before all others.
    stuck = Case(
        When(status=Commitment.Status.STUCK, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = rows.exclude(status=Commitment.Status.DONE).annotate(stuck=stuck)
    return rows.order_by("stuck", F("by").asc(nulls_last=True), "pk")


def promised(row: Commitment, today: date) -> Promised:
    is_late = row.by is not None and row.by < today and row.status != Commitment.Status.DONE
    workshop = row.workshop
    return Promised(
        followed(row, workshop.code),
        workshop.title,
        workshop.ended_at or workshop.starts_at,
        workshop.team.name,
        is_late,
    )
