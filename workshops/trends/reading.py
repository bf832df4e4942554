"""Reading a series: what may be shown of its ended workshops, in as many queries for many as for one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from accounts.models import Team
from principles.models import Edition
from workshops.domain.distribution import Distribution
from workshops.domain.moves import SHOWN, UNHELD, Stage
from workshops.domain.trend import Came
from workshops.kept import phones_stand
from workshops.models import Activity, Commitment, Participant, Result, Series, Workshop
from workshops.queries import Numbered, numbered, wording_in
from workshops.shown import RoundResult, round_result
from workshops.trends.values import Followed, Held, Trend

T = TypeVar("T")
# What was found of each workshop, by its id.
Rows = defaultdict[int, list[T]]


def series_listed(teams: Iterable[Team]) -> QuerySet[Series]:
    """The series of these teams that have workshops: how many have `ended` and are `to_come`, and the `last` end."""
    ended = Q(workshops__stage=Stage.ENDED)
    return (
        Series.objects.filter(team__in=teams, workshops__isnull=False)
        .select_related("team")
        .annotate(
            ended=Count("workshops", filter=ended),
            to_come=Count("workshops", filter=~ended),
            last=Max("workshops__ended_at", filter=ended),
        )
        .order_by("title", "pk")
    )


def trend_of(series: Series, *, practice: bool = False) -> Trend:
    """The series' ended workshops, either those for practice or the others: pretend people compare with nobody real.

    Where there are none for real, those for practice are all that there is to see.
    """
    everything = list(_workshops(series))
    ended = [workshop for workshop in everything if workshop.stage == Stage.ENDED]
    rehearsed = [workshop for workshop in ended if _is_practice(workshop)]
    real = [workshop for workshop in ended if not _is_practice(workshop)]
    practice = bool(rehearsed) and (practice or not real)
    shown, others = (rehearsed, real) if practice else (real, rehearsed)
    return Trend(
        series=series.pk,
        title=series.title,
        team=series.team.name,
        practice=practice,
        held=tuple(sorted(_held(shown), key=lambda held: (held.at, held.code))),
        others=len(others),
        to_come=len(everything) - len(ended),
    )


def is_practice(workshop: Workshop) -> bool:
    """Whether the workshop is shown with those for practice."""
    return workshop.practice or Participant.objects.filter(workshop=workshop, pretend=True).exists()


def _workshops(series: Series) -> QuerySet[Workshop]:
    pretend = Participant.objects.filter(workshop=OuterRef("pk"), pretend=True)
    return series.workshops.annotate(played=Exists(pretend)).order_by("pk")


def _is_practice(workshop: Workshop) -> bool:
    return workshop.practice or bool(getattr(workshop, "played"))  # noqa: B009 - it is annotated, not declared


def _held(workshops: list[Workshop]) -> list[Held]:
    ids = [workshop.pk for workshop in workshops]
    editions = Edition.objects.select_related("principle_set").in_bulk([w.edition_id for w in workshops])
    opened, results, here, promises = _opened(ids), _results(ids), _families(ids), _promises(ids)
    found = []
    for workshop in workshops:
        edition = workshop.edition = editions[workshop.edition_id]
        wording = wording_in(workshop)
        principles = numbered(wording)
        found.append(
            Held(
                code=workshop.code,
                title=workshop.title,
                nation=workshop.nation,
                at=opened.get(workshop.pk) or workshop.opened_at or workshop.starts_at,
                set_key=str(edition.principle_set_id),
                set_title=wording.title,
                edition=edition.number,
                digest=edition.digest,
                wording=wording,
                principles=principles,
                results=_first_rounds(results[workshop.pk], principles, workshop.k),
                came=Came(frozenset(here[workshop.pk]), frozenset(workshop.families)),
                promises=tuple(followed(row, workshop.code) for row in promises[workshop.pk]),
            )
        )
    return found


def _opened(workshops: list[int]) -> dict[int, datetime]:
    """When the first step of each was opened: the doors open earlier, for people to come in."""
    steps = Activity.objects.filter(workshop__in=workshops, opened_at__isnull=False).order_by()
    held = steps.exclude(phase__in=UNHELD).values_list("workshop")
    return dict(held.annotate(Min("opened_at")))


def _results(workshops: list[int]) -> Rows[Result]:
    """Every revealed result of each workshop, in the order of its agenda."""
    shown = Result.objects.filter(activity__workshop__in=workshops, activity__phase__in=SHOWN)
    found: Rows[Result] = defaultdict(list)
    for row in shown.select_related("activity").order_by("activity__position", "pk"):
        found[row.activity.workshop_id].append(row)
    return found


def _first_rounds(rows: Iterable[Result], principles: Numbered, k: int) -> dict[str, RoundResult]:
    """The first revealed round of each principle, before the room had talked about it."""
    first: dict[str, RoundResult] = {}
    for row in rows:
        if row.principle in principles and row.principle not in first:
            counted = Distribution(tuple(row.counts), row.cant_say)
            stand = phones_stand(row.counts, row.cant_say, row.on_paper, row.by_phone, k)
            first[row.principle] = round_result(
                row.activity_id,
                principles[row.principle],
                1,
                counted,
                None,
                on_paper=row.on_paper,
                phones_stand=stand,
            )
    return first


def _families(workshops: list[int]) -> Rows[str]:
    people = Participant.objects.filter(workshop__in=workshops).order_by()
    found: Rows[str] = defaultdict(list)
    for workshop, family in people.values_list("workshop", "family").distinct():
        found[workshop].append(family)
    return found


def _promises(workshops: list[int]) -> Rows[Commitment]:
    found: Rows[Commitment] = defaultdict(list)
    for row in Commitment.objects.filter(workshop__in=workshops):
        found[row.workshop_id].append(row)
    return found


def followed(row: Commitment, code: str) -> Followed:
    return Followed(
        row.pk, code, row.what, row.owner, row.by, row.status, row.status_note, row.status_on, row.first_step
    )
