"""Counting a round, once, at close. What is counted is kept, and shown to nobody before the reveal.

The database adds up, so that ten thousand scores are a few dozen rows by the time they come here.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from workshops.domain.agreement import kendall_w
from workshops.domain.breakdown import Grouping, grouping_of, lines_of
from workshops.domain.movement import Movement, movement_of
from workshops.domain.moves import SHOWN
from workshops.domain.spread import enough
from workshops.kept import fewest, kept_grouping, kept_lines, kept_movement
from workshops.models import Activity, Result, Score, Workshop

W_PLACES = 2

# For each group, how many scores on each level.
Groups = dict[str, tuple[int, ...]]
# For each level before and after, how many people.
Pairs = Counter[tuple[int, int]]


def count_results(activity: Activity) -> None:
    """Count every principle of the activity, in place of an earlier count that was never revealed.

    Raises nothing; sets `grouping` and `order` of the activity, which the caller saves.
    """
    workshop = activity.workshop
    answers, could_not_say = _answers(activity)
    grouping = grouping_of(
        [answers[key] for key in activity.principles],
        workshop.k,
        before=shown_so_far(workshop),
        ask_sectors=workshop.asks_sectors,
    )
    movements = _movements(activity, answers)
    activity.grouping = kept_grouping(grouping) if grouping else None
    activity.order = _order(activity)
    activity.results.all().delete()
    Result.objects.bulk_create(
        Result(
            activity=activity,
            principle=key,
            counts=_total(answers[key], _levels(workshop)),
            cant_say=could_not_say[key],
            movement=kept_movement(movements.get(key)),
            lines=kept_lines(lines_of(answers[key], grouping)) if grouping else [],
        )
        for key in activity.principles
    )


def shown_so_far(workshop: Workshop) -> Grouping | None:
    """The groups as they were decided at the last round that was revealed; None before the first."""
    return fewest(workshop.activities.filter(phase__in=SHOWN).values_list("grouping", flat=True))


def _levels(workshop: Workshop) -> int:
    return len(workshop.edition.wording["levels"])


def _answers(activity: Activity) -> tuple[defaultdict[str, Groups], Counter[str]]:
    """For each principle the scores of each group that answered, and how many could not say."""
    width = _levels(activity.workshop)
    scores = Score.objects.filter(activity=activity).order_by()
    rows = scores.values_list("principle", "family", "level").annotate(Count("pk"))
    answers: defaultdict[str, Groups] = defaultdict(dict)
    could_not_say: Counter[str] = Counter()
    for principle, family, level, count in rows:
        counts = list(answers[principle].get(family, (0,) * width))
        if level is None:
            could_not_say[principle] += count
        else:
            counts[level - 1] += count
        answers[principle][family] = tuple(counts)
    return answers, could_not_say


def _total(groups: Groups, levels: int) -> list[int]:
    return [sum(counts[level] for counts in groups.values()) for level in range(levels)]


def _movements(activity: Activity, answers: Mapping[str, Groups]) -> dict[str, Movement]:
    """For each principle that was scored before, how those moved who scored it both times, if it may be told."""
    levels, before = _levels(activity.workshop), _rounds_before(activity)
    pairs = _pairs(activity, {key: pk for key, (pk, _) in before.items()})
    found = {}
    for key, (_, counts) in before.items():
        rooms = (counts, _total(answers[key], levels))
        movement = movement_of(pairs[key], activity.workshop.k, rooms=rooms)
        if movement:
            found[key] = movement
    return found


def _rounds_before(activity: Activity) -> dict[str, tuple[int, list[int]]]:
    """For each principle that enough have scored before: the activity in which they did last, and its counts."""
    rounds = Result.objects.filter(
        activity__workshop=activity.workshop_id,
        activity__position__lt=activity.position,
        principle__in=activity.principles,
    )
    rows = rounds.order_by("activity__position").values_list("principle", "activity_id", "counts")
    # A round that too few scored is not shown, so nobody is told how people moved since then.
    return {key: (pk, counts) for key, pk, counts in rows if enough(sum(counts))}


def _pairs(activity: Activity, before: Mapping[str, int]) -> defaultdict[str, Pairs]:
    """For each principle, from which level to which those went who scored it in the activity `before` as well."""
    found: defaultdict[str, Pairs] = defaultdict(Counter)
    for earlier in set(before.values()):
        keys = [key for key, pk in before.items() if pk == earlier]
        then = Score.objects.filter(
            activity=earlier, principle=OuterRef("principle"), ballot_key=OuterRef("ballot_key")
        )
        now = Score.objects.filter(activity=activity, principle__in=keys, level__isnull=False).order_by()
        both = now.annotate(was=Subquery(then.values("level")[:1])).filter(was__isnull=False)
        rows = both.values_list("principle", "was", "level").annotate(Count("pk"))
        for principle, was, became, count in rows:
            found[principle][was, became] = count
    return found


def _order(activity: Activity) -> dict[str, Any] | None:
    """How alike people put the principles in order, in the first round; nothing where too few scored them all."""
    if activity.round != 1:
        return None
    raters = _raters(activity)
    found = kendall_w(raters) if len(raters) >= activity.workshop.k else None
    return {"w": round(float(found.w), W_PLACES), "m": found.m} if found else None


def _raters(activity: Activity) -> list[list[int]]:
    """The levels of everyone who scored every principle of the activity, in the order of its principles."""
    columns = {
        f"level_{place}": Max("level", filter=Q(principle=key))
        for place, key in enumerate(activity.principles)
    }
    scores = Score.objects.filter(activity=activity, principle__in=activity.principles, level__isnull=False)
    # Not grouped by the column itself: SQLite would walk its index, with the scores of every other workshop in it.
    rows = (
        scores.order_by()
        .values(rater=Concat("ballot_key", Value("")))
        .annotate(scored=Count("pk"), **columns)
    )
    everything = rows.filter(scored=len(activity.principles))
    return [list(levels) for levels in everything.values_list(*columns)]
