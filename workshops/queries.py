"""Reading a workshop: everything that may be shown of it, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, When
from django.db.models import Count as CountRows

from principles.document import Wording, wording_of
from workshops.domain.activities import kind_named
from workshops.domain.breakdown import Grouping, tags_of
from workshops.domain.distribution import Distribution
from workshops.domain.moves import LIVE, SHOWN, Phase, Stage
from workshops.domain.sectors import FAMILIES
from workshops.kept import fewest, grouping_in, lines_in, movement_in
from workshops.models import Activity, Comment, Commitment, Participant, Result, Score, Workshop
from workshops.snapshot import (
    Count,
    NumberedPrinciple,
    Presence,
    Progress,
    Promise,
    RoundResult,
    SectorView,
    Snapshot,
    Step,
    Voice,
    movement_shown,
    round_result,
    sector_view,
)

Numbered = Mapping[str, NumberedPrinciple]


_WORDINGS: dict[str, Wording] = {}


def wording_in(workshop: Workshop) -> Wording:
    """The words of the edition that the workshop pins; checked once a process, since an edition never changes."""
    edition = workshop.edition
    if edition.digest not in _WORDINGS:
        _WORDINGS[edition.digest] = wording_of(edition.wording)
    return _WORDINGS[edition.digest]


def numbered(wording: Wording) -> Numbered:
    return {p.key: NumberedPrinciple(number, p) for number, p in enumerate(wording.principles, 1)}


def snapshot_of(code: str, presence: Presence | None = None) -> Snapshot | None:
    """The workshop as it stands, or None where there is none with that code. No more queries for a large room."""
    workshop = (
        Workshop.objects.select_related("team", "edition").defer("edition__wording").filter(code=code).first()
    )
    if workshop is None:
        return None
    wording = wording_in(workshop)
    principles = numbered(wording)
    activities = list(workshop.activities.all())
    steps = _steps(workshop, activities, principles)
    families, groups, pretend = _people(workshop)
    here, away = _here_and_away(families, workshop.families)
    joined = sum(groups.values())
    shown = [step.id for step in steps if step.is_shown]
    now = next((step for step in steps if step.is_live), None)
    results = _results(workshop, steps, activities, principles)
    grouping = fewest(activity.grouping for activity in activities if activity.pk in shown)
    return Snapshot(
        code=workshop.code,
        spaced_code=workshop.spaced_code,
        version=workshop.version,
        title=workshop.title,
        purpose=workshop.purpose,
        team=workshop.team.name,
        address=workshop.address,
        screen_key=workshop.screen_key,
        stage=Stage(workshop.stage),
        locked=workshop.locked,
        practice=workshop.practice,
        smallest_group=workshop.k,
        nation=workshop.nation,
        starts_at=workshop.starts_at,
        agenda_title=workshop.agenda_title,
        wording=wording,
        principles=tuple(principles.values()),
        steps=steps,
        joined=joined,
        pretend=pretend,
        families_here=here,
        families_away=away,
        families_few=() if workshop.asks_sectors else tuple(f for f in here if families[f] < workshop.k),
        answered_before=_answered_before(workshop, now),
        answered_now=_answered(now),
        progress=_progress(now, joined),
        results=results,
        voices=_voices(workshop, shown, results, tags_of(grouping, groups, workshop.k) if grouping else None),
        held=_held(workshop, now),
        useful=_useful(workshop),
        promises=_promises(workshop, principles),
        grouping=grouping,
        presence=presence or Presence(),
    )


def recounted(before: Snapshot) -> Snapshot:
    """The workshop with how many have answered by now; everything else as it was. Four queries, none over the past."""
    version = Workshop.objects.filter(code=before.code).values_list("version", flat=True).first()
    progress = _progress(before.now, before.joined)
    answered = _answered(before.now)
    return replace(before, version=version or before.version, answered_now=answered, progress=progress)


def _answered(now: Step | None) -> int:
    return Score.objects.filter(activity_id=now.id).count() if now else 0


def _answered_before(workshop: Workshop, now: Step | None) -> int:
    answers = Score.objects.filter(workshop=workshop)
    return (answers.exclude(activity_id=now.id) if now else answers).count()


def versions_of(codes: Iterable[str]) -> dict[str, int]:
    """The version of each of these workshops, without anything else of it."""
    return dict(Workshop.objects.filter(code__in=codes).values_list("code", "version"))


def revoked_seats(code: str) -> frozenset[UUID]:
    """The participants of a workshop whose seats were taken back."""
    revoked = Participant.objects.filter(workshop__code=code, revoked_at__isnull=False)
    return frozenset(revoked.values_list("pk", flat=True))


def _steps(workshop: Workshop, activities: Iterable[Activity], principles: Numbered) -> tuple[Step, ...]:
    starts: datetime = workshop.starts_at
    steps = []
    for number, activity in enumerate(activities, 1):
        steps.append(_step(activity, number, starts, principles))
        starts += timedelta(minutes=activity.minutes)
    return tuple(steps)


def _step(activity: Activity, number: int, planned_at: datetime, principles: Numbered) -> Step:
    return Step(
        id=activity.pk,
        number=number,
        kind=kind_named(activity.kind),
        title=activity.title,
        minutes=activity.minutes,
        picks=activity.picks,
        principles=tuple(principles[key] for key in activity.principles if key in principles),
        phase=Phase(activity.phase),
        round=activity.round,
        planned_at=planned_at,
        opened_at=activity.opened_at,
        done_at=activity.done_at,
        extra_minutes=activity.extra_minutes,
        order=_order(activity),
    )


def _order(activity: Activity) -> tuple[float, int] | None:
    shown = activity.phase in SHOWN and activity.order
    return (activity.order["w"], activity.order["m"]) if shown and activity.order else None


def _people(workshop: Workshop) -> tuple[Counter[str], Counter[str], int]:
    """How many joined from each family of sectors, how many are in each group, and how many of them all are pretend."""
    people = Participant.objects.filter(workshop=workshop).order_by().values_list("family", "sector")
    rows = list(people.annotate(joined=CountRows("pk"), played=CountRows("pk", filter=Q(pretend=True))))
    families, groups = Counter[str](), Counter[str]()
    for family, sector, joined, _ in rows:
        families[family] += joined
        # Whoever took everything back says nothing here any more.
        if family:
            groups[sector if workshop.asks_sectors else family] += joined
    return families, groups, sum(played for *_, played in rows)


def _here_and_away(joined: Mapping[str, int], offered: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families that somebody came from, and those that were offered and nobody came from."""
    here = tuple(family.key for family in FAMILIES if joined.get(family.key))
    return here, tuple(family.key for family in FAMILIES if family.key in offered and family.key not in here)


def _progress(now: Step | None, joined: int) -> Progress:
    """Counts only: which level anybody chose is not read here at all."""
    if now is None or not now.kind.with_result or now.phase not in LIVE:
        return Progress(of=joined)
    # Only what is asked now: a step that was taken back may have asked something else.
    asked = [principle.key for principle in now.principles]
    scores = Score.objects.filter(activity_id=now.id, principle__in=asked).order_by()
    answered = dict(scores.values_list("principle").annotate(CountRows("pk")))
    ballots = scores.values("ballot_key").annotate(n=CountRows("pk"))
    return Progress(
        done=ballots.filter(n__gte=len(asked)).count(),
        of=joined,
        counts=tuple(Count(principle, answered.get(principle.key, 0)) for principle in now.principles),
    )


def _results(
    workshop: Workshop, steps: Iterable[Step], activities: Iterable[Activity], principles: Numbered
) -> tuple[RoundResult, ...]:
    places = {step.id: place for place, step in enumerate(steps) if step.is_shown}
    groupings = {activity.pk: activity.grouping for activity in activities if activity.pk in places}
    known = [row for row in Result.objects.filter(activity__in=places) if row.principle in principles]
    rows = sorted(known, key=lambda row: (places[row.activity_id], principles[row.principle].number))
    rounds: Counter[str] = Counter()
    return tuple(
        round_result(
            row.activity_id,
            principles[row.principle],
            _next_round(rounds, row.principle),
            Distribution(tuple(row.counts), row.cant_say),
            movement_shown(movement_in(row.movement), workshop.k, workshop.smallest_group),
            _sectors(row, groupings[row.activity_id], workshop.k, asked_sectors=workshop.asks_sectors),
        )
        for row in rows
    )


def _next_round(rounds: Counter[str], principle: str) -> int:
    rounds[principle] += 1
    return rounds[principle]


def _sectors(
    row: Result, grouping: Mapping[str, Any] | None, k: int, *, asked_sectors: bool
) -> SectorView | None:
    if grouping is None:
        return None
    return sector_view(grouping_in(grouping), lines_in(row.lines), k, asked_sectors=asked_sectors)


def _voices(
    workshop: Workshop, shown: list[int], results: tuple[RoundResult, ...], tags: Grouping | None
) -> tuple[Voice, ...]:
    # A reason is as secret as the score it explains until that is revealed: it is not even read before.
    may_be_read = ~Q(source=Comment.Source.REASON) | Q(activity__in=shown)
    # And a reason of a few is as telling as a score of a few.
    may_be_explained = {(result.activity, result.principle.key) for result in results if result.enough}
    rows = (
        Comment.objects.filter(may_be_read, workshop=workshop)
        .exclude(text="")
        .annotate(seen=CountRows("seen_too"))
        # A grouped query drops the model's own order. Reasons are revealed in one batch, in an order of no meaning:
        # whoever watched the room scoring would know who was the third to write one.
        .annotate(heard_at=Case(When(source=Comment.Source.REASON, then=None), default=F("written_at")))
        .order_by("activity__position", F("heard_at").asc(nulls_first=True), "pk")
    )
    return tuple(
        Voice(
            str(row.pk),
            row.activity_id,
            row.principle,
            row.source,
            row.text,
            row.seen,
            row.hidden,
            row.spotlit,
            tags.group_of(row.family) if tags else "",
        )
        for row in rows
        if row.source != Comment.Source.REASON or (row.activity_id, row.principle) in may_be_explained
    )


def _held(workshop: Workshop, now: Step | None) -> int:
    if now is None or not now.kind.with_result or now.is_shown:
        return 0
    return Comment.objects.filter(workshop=workshop, activity_id=now.id, source=Comment.Source.REASON).count()


def _useful(workshop: Workshop) -> tuple[int, ...]:
    """How useful people found it, lowest first; nothing below the smallest group, for the same reason as scores."""
    marks = Comment.objects.filter(workshop=workshop, useful__isnull=False).order_by("useful")
    useful = tuple(mark for mark in marks.values_list("useful", flat=True) if mark is not None)
    return useful if len(useful) >= workshop.k else ()


def _promises(workshop: Workshop, principles: Numbered) -> tuple[Promise, ...]:
    return tuple(
        Promise(row.pk, row.what, row.owner, row.by, row.first_step, principles.get(row.principle))
        for row in Commitment.objects.filter(workshop=workshop)
    )
