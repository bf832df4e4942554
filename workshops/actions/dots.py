"""Voting with dots: changed until the close, counted there, and shown to nobody before the reveal."""

from collections import Counter
from uuid import UUID

from django.db.models import Q, QuerySet

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.talking import NOBODY_HERE
from workshops.domain import dots
from workshops.domain.ballots import dot_key
from workshops.domain.moves import SHOWN, Phase, Stage
from workshops.domain.words import noop as _
from workshops.models import Activity, Dot, DotTotal, Idea, Participant, Workshop

COUNTS = {"none": 0, "one": 1, "two": 2}
TOO_LATE = _(
    "The vote has just closed, so this was not counted. The dots that you had put before still count."
)
ONE_PRESS = _("Choose one idea, and none, one or two dots for it.")
NOT_HERE = _("That idea is not in this vote any more. Your other dots are as they were.")
ALL_PUT = _("You have put all your dots. Take one away from another idea first; nothing was changed.")


def put_dots(doing: Doing) -> None:
    """Put none, one or two dots on an idea, in place of how many were there: pressed twice, it is the same."""
    chosen = [(doing.given[name], count) for name, count in COUNTS.items() if doing.given[name]]
    if len(chosen) != 1:
        raise Refused(ONE_PRESS, 422)
    ((idea, count),) = chosen
    with changing(doing.workshop, at_once=False) as workshop:
        activity = _still_open(workshop, doing)
        if not options_of(activity).filter(pk=idea).exists():
            raise Refused(NOT_HERE, 422)
        _put(activity, idea, count, dot_key(bytes(workshop.ballot_secret or b""), doing.participant))


def _still_open(workshop: Workshop, doing: Doing) -> Activity:
    # Asked again under the lock: between the gate and here the vote may have closed, or the voter have left.
    seat = Participant.objects.filter(workshop=workshop, pk=doing.participant, revoked_at__isnull=True)
    if not seat.exists():
        raise Refused(NOBODY_HERE, 410)
    activity = workshop.activities.filter(pk=doing.activity.pk, phase=Phase.OPEN).first()
    if activity is None or workshop.stage != Stage.OPEN:
        raise Refused(TOO_LATE)
    return activity


def _put(activity: Activity, idea: UUID, count: int, key: str) -> None:
    mine = Dot.objects.filter(activity=activity, dot_key=key)
    others = mine.exclude(idea=idea).filter(idea__in=options_of(activity))
    if count and sum(others.values_list("count", flat=True)) + count > activity.dots_each:
        raise Refused(ALL_PUT)
    if count:
        Dot.objects.update_or_create(activity=activity, idea_id=idea, dot_key=key, defaults={"count": count})
    else:
        mine.filter(idea=idea).delete()


def options_of(activity: Activity) -> QuerySet[Idea]:
    """The ideas that are voted on: those that everybody sees and that were merged with no other."""
    steps = [_Step(*row) for row in activity.workshop.activities.values_list("pk", "kind")]
    asked = dots.asked_in(steps, activity.pk)
    return Idea.objects.filter(activity__in=asked, into=None, hidden=False, held=False)


class _Step:
    def __init__(self, id: int, kind: str) -> None:
        self.id, self.kind = id, kind


def prepare_dots(activity: Activity) -> None:
    """Decide how many dots each person has, as the vote opens; once somebody has put theirs, never fewer."""
    each = dots.dots_each(options_of(activity).count())
    activity.dots_each = max(each, activity.dots_each) if activity.dots.exists() else each


def count_dots(activity: Activity) -> None:
    """Count every idea that is voted on, in place of an earlier count that was never revealed."""
    options = list(options_of(activity))
    put = list(Dot.objects.filter(activity=activity, idea__in=options))
    totals = Counter[UUID]()
    for row in put:
        totals[row.idea_id] += row.count
    activity.voters = _told_voters(activity, len({row.dot_key for row in put}))
    activity.dot_totals.all().delete()
    DotTotal.objects.bulk_create(
        DotTotal(activity=activity, idea=idea, dots=totals[idea.pk]) for idea in options
    )


def _told_voters(activity: Activity, counted: int) -> int:
    """All who put dots, as was told while it ran: who is left out with an idea would tell whose dots that had.

    But never enough of them where too few of their dots are counted.
    """
    everybody = activity.dots.values("dot_key").distinct().count()
    return counted if dots.enough_voters(everybody) and not dots.enough_voters(counted) else everybody


def forget_dots(workshop: Workshop) -> None:
    """At the end: who put which dots goes, and so does a count that nobody was shown."""
    of_unseen = Q(activity__workshop=workshop) & ~Q(activity__phase__in=SHOWN)
    DotTotal.objects.filter(of_unseen).delete()
    workshop.activities.exclude(phase__in=SHOWN).update(voters=None)
    Dot.objects.filter(activity__workshop=workshop).delete()


TAKES = {"dot": put_dots}
