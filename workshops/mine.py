"""What is somebody's own in a workshop: answered over HTTP to its owner alone, never pushed."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from principles.document import Wording
from principles.languages import language_of_words
from workshops.actions.agenda import placed_of
from workshops.domain.agenda import round_of
from workshops.domain.ballots import ballot_key, comment_key
from workshops.domain.moves import Phase
from workshops.models import Comment, Hand, Score, SeenToo, Workshop
from workshops.queries import numbered
from workshops.readings.own import OwnChoices, own_choices
from workshops.readings.tables import own_table
from workshops.readings.wordings import wording_for, wording_in
from workshops.shown import NumberedPrinciple
from workshops.shown.speech import of_content


@dataclass(frozen=True)
class OwnScore:
    """One's own answer; `level` is None for "I can't say". `turn` counts one's choices here: the next is one more."""

    activity: int
    principle: NumberedPrinciple
    round: int
    level: int | None
    label: str
    turn: int


@dataclass(frozen=True)
class OwnWords:
    """What one said, whether it still waits for the facilitator, and why its words were taken out, if they were; and
    how useful one found it, from 1 to 5, if they said that with it.
    """

    activity: int
    text: str
    held: bool = False
    redacted: str = ""
    useful: int | None = None


@dataclass(frozen=True)
class OwnHand:
    """One's own hand and its place in line, from 1, behind nobody who has the floor."""

    id: int
    activity: int
    place: int
    has_floor: bool


@dataclass(frozen=True)
class Mine:
    """Everything of one participant's own. `reasons` are by activity and principle, `seen` and `differs` the ids of
    comments."""

    scores: tuple[OwnScore, ...] = ()
    reasons: tuple[tuple[int, str, str], ...] = ()
    said: tuple[OwnWords, ...] = ()
    seen: tuple[str, ...] = ()
    own: OwnChoices = field(default_factory=OwnChoices)
    differs: tuple[str, ...] = ()
    hand: OwnHand | None = None
    # The workshop's version before this was read: of two answers on their way, the one with the higher is newer.
    version: int = 0
    # The attributes of an element with the set's own words.
    content: str = ""


def mine_of(workshop: Workshop, participant: UUID, wording: Wording | None = None) -> Mine:
    """In a fixed number of queries, in these words or the set's own.

    Nothing once the workshop has ended: then nobody can tell whose is what.
    """
    if workshop.ballot_secret is None:
        return Mine()
    wording = wording or wording_in(workshop)
    version = Workshop.objects.values_list("version", flat=True).filter(pk=workshop.pk).first() or 0
    secret = bytes(workshop.ballot_secret)
    author = comment_key(secret, participant)
    said = Comment.objects.filter(workshop=workshop, author_key=author)
    words = list(said.exclude(text="", redacted="", useful=None))
    marked = list(SeenToo.objects.filter(author_key=author).values_list("comment_id", "differs"))
    reasons = tuple(
        (c.activity_id, c.principle, c.text) for c in words if c.source == Comment.Source.REASON and c.text
    )
    return Mine(
        version=version,
        scores=_scores(workshop, ballot_key(secret, participant), wording),
        content=of_content(wording.language),
        own=own_choices(workshop, secret, participant),
        reasons=reasons,
        said=tuple(_own_words(c) for c in words if c.source != Comment.Source.REASON or c.redacted),
        seen=tuple(str(comment) for comment, differs in marked if not differs),
        differs=tuple(str(comment) for comment, differs in marked if differs),
        hand=_hand(workshop, participant),
    )


def _own_words(comment: Comment) -> OwnWords:
    return OwnWords(comment.activity_id, comment.text, comment.held, comment.redacted, comment.useful)


def _hand(workshop: Workshop, participant: UUID) -> OwnHand | None:
    own = Hand.objects.filter(workshop=workshop, participant=participant).first()
    here = workshop.activities.filter(phase=Phase.OPEN).first() if own else None
    if own is None or here is None:
        return None
    line = Hand.objects.filter(
        workshop=workshop, participant__revoked_at__isnull=True, called_at__isnull=True
    )
    place = line.filter(Q(raised_at__lt=own.raised_at) | Q(raised_at=own.raised_at, pk__lte=own.pk)).count()
    return OwnHand(own.pk, here.pk, place, own.called_at is not None)


def _scores(workshop: Workshop, key: str, wording: Wording) -> tuple[OwnScore, ...]:
    principles = numbered(wording)
    rows = list(Score.objects.filter(workshop=workshop, ballot_key=key))
    placed = [placed_of(activity) for activity in workshop.activities.all()] if rows else []
    own = [
        OwnScore(
            row.activity_id,
            principles[row.principle],
            round_of(placed, row.activity_id, row.principle),
            row.level,
            wording.levels[row.level - 1] if row.level else wording.cant_say.label,
            row.turn,
        )
        for row in rows
        if row.principle in principles
    ]
    return tuple(sorted(own, key=lambda score: (score.round, score.principle.number)))


def whose_mark(participant: UUID) -> str:
    """By this a browser knows its own notes from those of somebody else; the seat cannot be had from it."""
    return salted_hmac("workshops.own", participant.hex, algorithm="sha256").hexdigest()[:16]


def table_drawn(request: HttpRequest, workshop: Workshop, participant: UUID) -> SafeString:
    """The table that somebody sits at, and what is written there; its form has a token of their own."""
    context = {"table": own_table(workshop, participant), "code": workshop.code}
    return render_to_string("workshops/my_table.html", context, request)


def mine_drawn(workshop: Workshop, participant: UUID, language: str = "") -> SafeString:
    """The personal fragment, in the workshop's language of that code; in its first where it has no such."""
    wording = wording_for(workshop, language)
    mine = mine_of(workshop, participant, wording)
    with translation.override(language_of_words(wording.language)):
        return render_to_string("workshops/mine.html", {"mine": mine, "code": workshop.code})
