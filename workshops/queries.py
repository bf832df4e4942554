"""Reading a workshop: everything that may be shown of it, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count as CountRows
from django.db.models import Q, Sum

from workshops.domain.activities import kind_named
from workshops.domain.breakdown import tags_of
from workshops.domain.moves import SHOWN, Phase, Stage
from workshops.domain.sectors import FAMILIES
from workshops.kept import fewest
from workshops.models import Activity, Commitment, Confirmation, Participant, Score, Workshop
from workshops.readings.before import before_of
from workshops.readings.door import knocks_of
from workshops.readings.ideas import ideas_of, votes_of
from workshops.readings.journal import journal_of
from workshops.readings.notice import notice_of
from workshops.readings.numbers import progress_of, results_of
from workshops.readings.positions import positions_of
from workshops.readings.said import hands_in, held_in, useful_of, voices_of
from workshops.readings.tables import tables_of
from workshops.readings.wordings import wording_in, wordings_in
from workshops.shown import NumberedPrinciple, Presence, Promise, Step
from workshops.snapshot import Snapshot, numbered

__all__ = [
    "numbered",
    "recounted",
    "revoked_seats",
    "snapshot_of",
    "versions_of",
    "wording_in",
]

Numbered = Mapping[str, NumberedPrinciple]
# Kinds of steps that show what was promised at the workshop before.
LOOKING_BACK = {"welcome", "review"}


def snapshot_of(code: str, presence: Presence | None = None) -> Snapshot | None:
    """The workshop as it stands, or None where there is none with that code. No more queries for a large room."""
    found = Workshop.objects.select_related("team", "edition").defer("edition__wording")
    try:
        workshop = found.get(code=code)
    except Workshop.DoesNotExist:
        return None
    wordings = wordings_in(workshop)
    principles = numbered(wordings[0])
    activities = list(workshop.activities.all())
    steps = _steps(workshop, activities, principles)
    families, groups, pretend, heads = _people(workshop)
    here, away = _here_and_away(families, workshop.families)
    joined = sum(groups.values())
    shown = [step.id for step in steps if step.is_shown]
    now = next((step for step in steps if step.is_live), None)
    results = results_of(workshop, steps, activities, principles)
    grouping = fewest(activity.grouping for activity in activities if activity.pk in shown)
    tags = tags_of(grouping, groups, workshop.k) if grouping else None
    return Snapshot(
        **_as_planned(workshop),
        wording=wordings[0],
        wordings=wordings,
        principles=tuple(principles.values()),
        steps=steps,
        joined=joined,
        pretend=pretend,
        heads=heads,
        tables=tables_of(workshop),
        families_here=here,
        families_away=away,
        families_few=() if workshop.asks_sectors else tuple(f for f in here if families[f] < workshop.k),
        answered_before=_answered_before(workshop, now),
        answered_now=_answered(now),
        progress=progress_of(now, joined),
        results=results,
        voices=voices_of(workshop, shown, results, tags),
        hands=hands_in(workshop, now, tags),
        held=held_in(workshop, now),
        useful=useful_of(workshop),
        promises=_promises(workshop, principles),
        ideas=(ideas := ideas_of(workshop, steps)),
        votes=votes_of(steps, activities, ideas),
        positions=positions_of(workshop, steps, principles),
        before=before_of(workshop) if any(step.kind.name in LOOKING_BACK for step in steps) else None,
        grouping=grouping,
        presence=presence or Presence(),
        journal=journal_of(workshop),
        knocks=knocks_of(workshop),
    )


def _as_planned(workshop: Workshop) -> dict[str, Any]:
    """What was decided about the workshop itself, by the names of the snapshot's fields."""
    return {
        "code": workshop.code,
        "spaced_code": workshop.spaced_code,
        "version": workshop.version,
        "title": workshop.title,
        "purpose": workshop.purpose,
        "team": workshop.team.name,
        "address": workshop.address,
        "screen_key": workshop.screen_key,
        "stage": Stage(workshop.stage),
        "locked": workshop.locked,
        "practice": workshop.practice,
        "is_rehearsal": workshop.rehearsal_of_id is not None,
        "smallest_group": workshop.k,
        "nation": workshop.nation,
        "starts_at": workshop.starts_at,
        "agenda_title": workshop.agenda_title,
        "chatham_house": workshop.chatham_house,
        "names_asked": workshop.names_asked,
        "holds_comments": workshop.holds_comments,
        "screen_language": workshop.screen_language,
        **notice_of(workshop),
    }


def recounted(before: Snapshot) -> Snapshot:
    """The workshop with how many have answered by now; everything else as it was. Four queries, none over the past."""
    version = Workshop.objects.filter(code=before.code).values_list("version", flat=True).first()
    progress = progress_of(before.now, before.joined)
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
        starts += timedelta(minutes=steps[-1].planned)
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
        clock_ended_at=activity.clock_ended_at,
        nudged_at=activity.nudged_at,
        script=activity.script,
        notes=activity.notes,
        task=activity.task,
        planned_minutes=activity.planned_minutes,
        minutes_before=activity.minutes_before,
        order=_order(activity),
    )


def _order(activity: Activity) -> tuple[float, int] | None:
    shown = activity.phase in SHOWN and activity.order
    return (activity.order["w"], activity.order["m"]) if shown and activity.order else None


def _people(workshop: Workshop) -> tuple[Counter[str], Counter[str], int, int]:
    """How many joined from each family of sectors, how many are in each group, and how many of them all are pretend.

    The last is how many people are behind these devices.
    """
    people = Participant.objects.filter(workshop=workshop).order_by().values_list("family", "sector")
    played = CountRows("pk", filter=Q(pretend=True))
    rows = list(people.annotate(joined=CountRows("pk"), shared=Sum("heads"), played=played))
    families, groups = Counter[str](), Counter[str]()
    for family, sector, joined, *_ in rows:
        families[family] += joined
        # Whoever took everything back says nothing here any more.
        if family:
            groups[sector if workshop.asks_sectors else family] += joined
    heads = sum(shared for family, _, _, shared, _ in rows if family)
    return families, groups, sum(played for *_, played in rows), heads


def _here_and_away(joined: Mapping[str, int], offered: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families that somebody came from, and those that were offered and nobody came from."""
    here = tuple(family.key for family in FAMILIES if joined.get(family.key))
    return here, tuple(family.key for family in FAMILIES if family.key in offered and family.key not in here)


def _promises(workshop: Workshop, principles: Numbered) -> tuple[Promise, ...]:
    names = _names_of_owners(workshop)
    return tuple(
        Promise(
            row.pk,
            row.what,
            row.owner,
            row.by,
            row.first_step,
            principles.get(row.principle),
            row.said,
            tuple(names[row.pk]),
        )
        for row in Commitment.objects.filter(workshop=workshop).annotate(said=CountRows("confirmations"))
    )


def _names_of_owners(workshop: Workshop) -> defaultdict[int, list[str]]:
    """The names of those who said "that is me", by commitment; none where names may not be told."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    if workshop.names_asked and not workshop.chatham_house:
        rows = Confirmation.objects.filter(commitment__workshop=workshop).exclude(name="")
        for commitment, name in rows.order_by("pk").values_list("commitment_id", "name"):
            found[commitment].append(name)
    return found
