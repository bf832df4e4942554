"""Counting a round, once, at close. What is counted is kept, and shown to nobody before the reveal.

The database adds up, so that ten thousand scores are a few dozen rows by the time they come here.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from workshops.domain.agreement import kendall_w
from workshops.domain.breakdown import Grouping, grouping_of, lines_of
from workshops.domain.movement import Movement, movement_of
from workshops.domain.moves import SHOWN
from workshops.domain.spread import enough
from workshops.kept import fewest, kept_grouping, kept_lines, kept_movement, phones_stand
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
    answers, could_not_say, paper, sheets = _answers(activity)
    grouping = grouping_of(
        [answers[key] for key in activity.principles],
        workshop.k,
        before=shown_so_far(workshop),
        ask_sectors=workshop.asks_sectors,
    )
    movements = _movements(activity, answers, paper)
    activity.grouping = kept_grouping(grouping) if grouping else None
    activity.order = _order(activity)
    activity.results.all().delete()
    Result.objects.bulk_create(
        Result(
            activity=activity,
            principle=key,
            counts=_with(phones := _total(answers[key], _levels(workshop)), paper[key]),
            cant_say=could_not_say[key],
            on_paper=sheets[key],
            by_phone=sum(phones) if sheets[key] else None,
            movement=kept_movement(movements.get(key)),
            lines=kept_lines(lines_of(answers[key], grouping, paper=paper[key], k=workshop.k))
            if grouping
            else [],
        )
        for key in activity.principles
    )


def shown_so_far(workshop: Workshop) -> Grouping | None:
    """The groups as they were decided at the last round that was revealed; None before the first."""
    return fewest(workshop.activities.filter(phase__in=SHOWN).values_list("grouping", flat=True))


def _levels(workshop: Workshop) -> int:
    return len(workshop.edition.wording["levels"])


class Answers(NamedTuple):
    """By principle: the scores of each group that answered by phone, how many could not say, the scores of the sheets

    for each level, and how many sheets there are. Whoever typed the sheets knows them, so they are in no group.
    """

    by_phone: defaultdict[str, Groups]
    could_not_say: Counter[str]
    paper: defaultdict[str, tuple[int, ...]]
    sheets: Counter[str]


def _answers(activity: Activity) -> Answers:
    width = _levels(activity.workshop)
    scores = Score.objects.filter(activity=activity).order_by()
    rows = scores.values_list("principle", "family", "level", "on_paper").annotate(Count("pk"))
    found = Answers(defaultdict(dict), Counter(), defaultdict(lambda: (0,) * width), Counter())
    for principle, family, level, on_paper, count in rows:
        groups = found.by_phone[principle]
        before = found.paper[principle] if on_paper else groups.get(family, (0,) * width)
        counts = tuple(each + count * (place == level) for place, each in enumerate(before, 1))
        if level is None:
            found.could_not_say[principle] += count
        if on_paper:
            found.paper[principle] = counts
            found.sheets[principle] += count
        else:
            groups[family] = counts
    return found


def _with(phones: Sequence[int], paper: Sequence[int]) -> list[int]:
    return [one + other for one, other in zip(phones, paper, strict=True)]


def _total(groups: Groups, levels: int) -> list[int]:
    return [sum(counts[level] for counts in groups.values()) for level in range(levels)]


class Before(NamedTuple):
    """The round before: its activity, and the counts of everybody in it, and of its sheets."""

    activity: int
    counts: list[int]
    paper: tuple[int, ...]


def _movements(
    activity: Activity, answers: Mapping[str, Groups], paper: Mapping[str, Sequence[int]]
) -> dict[str, Movement]:
    """For each principle that was scored before, how those moved who scored it both times, if it may be told.

    A sheet is nobody's twice, so these came by phone. Beside them stand, for whoever knows the sheets, the other
    phones; for everybody else the sheets as well: how the pairs scored is told where both may hear it.
    """
    levels, before = _levels(activity.workshop), _rounds_before(activity)
    pairs = _pairs(activity, {key: then.activity for key, then in before.items()})
    found = {}
    for key, then in before.items():
        phones = _total(answers[key], levels)
        then_phones = [all_ - sheets for all_, sheets in zip(then.counts, then.paper, strict=True)]
        movement = movement_of(pairs[key], activity.workshop.k, rooms=(then_phones, phones))
        seen = movement_of(pairs[key], activity.workshop.k, rooms=(then.counts, _with(phones, paper[key])))
        if movement and seen:
            found[key] = movement if seen.before else seen
    return found


def _rounds_before(activity: Activity) -> dict[str, Before]:
    """For each principle that enough have scored before: the round in which they did last."""
    rounds = Result.objects.filter(
        activity__workshop=activity.workshop_id,
        activity__position__lt=activity.position,
        principle__in=activity.principles,
    )
    nothing = (0,) * _levels(activity.workshop)
    # A round that is not shown is not compared with either.
    last = {
        row.principle: Before(row.activity_id, row.counts, nothing if row.by_phone is None else ())
        for row in rounds.order_by("activity__position")
        if enough(sum(row.counts))
        and phones_stand(row.counts, row.cant_say, row.on_paper, row.by_phone, activity.workshop.k)
    }
    return {
        key: then if then.paper else then._replace(paper=_sheets(then.activity, key, len(nothing)))
        for key, then in last.items()
    }


def _sheets(activity: int, principle: str, levels: int) -> tuple[int, ...]:
    """The counts per level of an earlier round's sheets; nobody may enter any after its close."""
    rows = Score.objects.filter(activity=activity, principle=principle, on_paper=True, level__isnull=False)
    tally = dict(rows.order_by().values_list("level").annotate(Count("pk")))
    return tuple(tally.get(level, 0) for level in range(1, levels + 1))


def _pairs(activity: Activity, before: Mapping[str, int]) -> defaultdict[str, Pairs]:
    """For each principle, from which level to which those went who scored it in the activity `before` as well."""
    found: defaultdict[str, Pairs] = defaultdict(Counter)
    for earlier in set(before.values()):
        keys = [key for key, pk in before.items() if pk == earlier]
        then = Score.objects.filter(
            activity=earlier, principle=OuterRef("principle"), ballot_key=OuterRef("ballot_key")
        )
        now = Score.objects.filter(
            activity=activity, principle__in=keys, level__isnull=False, on_paper=False
        ).order_by()
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
    scores = Score.objects.filter(
        activity=activity, principle__in=activity.principles, level__isnull=False, on_paper=False
    )
    # Not grouped by the column itself: SQLite would walk its index, with the scores of every other workshop in it.
    rows = (
        scores.order_by()
        .values(rater=Concat("ballot_key", Value("")))
        .annotate(scored=Count("pk"), **columns)
    )
    everything = rows.filter(scored=len(activity.principles))
    return [list(levels) for levels in everything.values_list(*columns)]
