"""What people said, as far as it may be heard."""

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models import Count as CountRows

from workshops.domain.breakdown import Grouping
from workshops.domain.moves import Phase
from workshops.models import Comment, Hand, Parked, Theme, Workshop
from workshops.models.people import group_field
from workshops.shown import Heading, RaisedHand, RoundResult, Step, Voice


def voices_of(
    workshop: Workshop, shown: list[int], results: tuple[RoundResult, ...], tags: Grouping | None
) -> tuple[Voice, ...]:
    # A reason is as secret as the score it explains until that is revealed: it is not even read before.
    may_be_read = ~Q(source=Comment.Source.REASON) | Q(activity__in=shown)
    # And a reason of a few is as telling as a score of a few.
    may_be_explained = {(result.activity, result.principle.key) for result in results if result.enough}
    rows = (
        Comment.objects.filter(may_be_read, workshop=workshop)
        # A mark alone has no words, and nothing of them was taken out either.
        .exclude(text="", redacted="")
        # Of a step that was left out nothing is shown; it comes back with the step.
        .exclude(activity__phase=Phase.SKIPPED)
        .annotate(
            seen=CountRows("seen_too", filter=Q(seen_too__differs=False)),
            differing=CountRows("seen_too", filter=Q(seen_too__differs=True)),
            parked=Exists(Parked.objects.filter(comment=OuterRef("pk"))),
        )
        .select_related("theme")
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
            tags.group_of(row.family) if tags and not row.redacted else "",
            row.differing,
            row.held,
            row.redacted,
            row.parked,
            _heading(row.theme),
        )
        for row in rows
        if row.source != Comment.Source.REASON or (row.activity_id, row.principle) in may_be_explained
    )


def _heading(theme: Theme | None) -> Heading | None:
    return Heading(theme.pk, theme.title, theme.principle, theme.spotlit) if theme else None


def hands_in(workshop: Workshop, now: Step | None, tags: Grouping | None) -> tuple[RaisedHand, ...]:
    """The hands that are up, as they went up; nothing is asked where the step takes none."""
    if now is None or not now.kind.takes_hands or now.phase != Phase.OPEN:
        return ()
    up = Hand.objects.filter(workshop=workshop, participant__revoked_at__isnull=True)
    rows = up.select_related("participant").order_by(F("called_at").asc(nulls_last=True), "raised_at", "pk")
    called = sum(hand.called_at is not None for hand in rows)
    return tuple(
        RaisedHand(
            hand.pk,
            max(number - called, 0),
            group=tags.group_of(getattr(hand.participant, group_field(workshop))) if tags else "",
            name=hand.participant.name if workshop.names_asked else "",
        )
        for number, hand in enumerate(rows, 1)
    )


def held_in(workshop: Workshop, now: Step | None) -> int:
    if now is None or not now.kind.scored or now.is_shown:
        return 0
    return Comment.objects.filter(workshop=workshop, activity_id=now.id, source=Comment.Source.REASON).count()


def useful_of(workshop: Workshop) -> tuple[int, ...]:
    """How useful people found it, lowest first; nothing below the smallest group, for the same reason as scores."""
    marks = Comment.objects.filter(workshop=workshop, useful__isnull=False).exclude(
        activity__phase=Phase.SKIPPED
    )
    marks = marks.order_by("useful")
    useful = tuple(mark for mark in marks.values_list("useful", flat=True) if mark is not None)
    return useful if len(useful) >= workshop.k else ()
