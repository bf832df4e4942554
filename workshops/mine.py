"""What is somebody's own in a workshop: answered over HTTP to its owner alone, never pushed."""

from dataclasses import dataclass
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from workshops.actions.agenda import placed_of
from workshops.domain.agenda import round_of
from workshops.domain.ballots import ballot_key, comment_key
from workshops.models import Comment, Score, SeenToo, Workshop
from workshops.queries import numbered, wording_in
from workshops.snapshot import NumberedPrinciple


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
class Mine:
    """Everything of one participant's own. `reasons` are by activity and principle, `seen` the ids of comments."""

    scores: tuple[OwnScore, ...] = ()
    reasons: tuple[tuple[int, str, str], ...] = ()
    said: tuple[tuple[int, str], ...] = ()
    seen: tuple[str, ...] = ()
    # The workshop's version before this was read: of two answers on their way, the one with the higher is newer.
    version: int = 0


def mine_of(workshop: Workshop, participant: UUID) -> Mine:
    """In five queries. Nothing once the workshop has ended: then nobody can tell any more whose was what."""
    if workshop.ballot_secret is None:
        return Mine()
    version = Workshop.objects.values_list("version", flat=True).get(pk=workshop.pk)
    secret = bytes(workshop.ballot_secret)
    author = comment_key(secret, participant)
    words = list(Comment.objects.filter(workshop=workshop, author_key=author).exclude(text=""))
    reasons = tuple((c.activity_id, c.principle, c.text) for c in words if c.source == Comment.Source.REASON)
    return Mine(
        version=version,
        scores=_scores(workshop, ballot_key(secret, participant)),
        reasons=reasons,
        said=tuple((c.activity_id, c.text) for c in words if c.source != Comment.Source.REASON),
        seen=tuple(map(str, SeenToo.objects.filter(author_key=author).values_list("comment_id", flat=True))),
    )


def _scores(workshop: Workshop, key: str) -> tuple[OwnScore, ...]:
    wording = wording_in(workshop)
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


def mine_drawn(workshop: Workshop, participant: UUID) -> SafeString:
    """The personal fragment."""
    return render_to_string("workshops/mine.html", {"mine": mine_of(workshop, participant)})
