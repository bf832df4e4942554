"""What people said, as far as it may be heard."""

from django.db.models import Case, F, Q, When
from django.db.models import Count as CountRows

from workshops.domain.breakdown import Grouping
from workshops.models import Comment, Workshop
from workshops.shown import RoundResult, Step, Voice


def voices_of(
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


def held_in(workshop: Workshop, now: Step | None) -> int:
    if now is None or not now.kind.scored or now.is_shown:
        return 0
    return Comment.objects.filter(workshop=workshop, activity_id=now.id, source=Comment.Source.REASON).count()


def useful_of(workshop: Workshop) -> tuple[int, ...]:
    """How useful people found it, lowest first; nothing below the smallest group, for the same reason as scores."""
    marks = Comment.objects.filter(workshop=workshop, useful__isnull=False).order_by("useful")
    useful = tuple(mark for mark in marks.values_list("useful", flat=True) if mark is not None)
    return useful if len(useful) >= workshop.k else ()
