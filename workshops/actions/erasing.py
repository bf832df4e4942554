"""Taking back everything that one gave, while the workshop runs, and leaving with it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from workshops.actions.by_kind import COUNTED, COUNTED_FIELDS
from workshops.actions.changing import Refused, changing
from workshops.actions.copies import forget_copies
from workshops.actions.forgetting import empty_journal
from workshops.domain.ballots import ballot_key, comment_key, dot_key
from workshops.domain.moves import Phase
from workshops.domain.words import noop as _
from workshops.models import Comment, Confirmation, Dot, Hand, Idea, Participant, Score, SeenToo, Workshop

TOO_LATE = _(
    "The workshop has ended, and what tied people to their answers is destroyed: nobody can find yours among the "
    "others any more, so nobody can take them out."
)


def erase_own(workshop: Workshop, participant: UUID) -> None:
    """End somebody's seat and delete what they answered in it, in every round. Raises `Refused` after the end.

    What the room has seen stays as it was counted. A round that is closed and not revealed is counted again without
    them. The seat's row stays, without its sector and name: it is what refuses whatever still comes from there.
    """
    with changing(workshop) as locked:
        if locked.ballot_secret is None:
            raise Refused(TOO_LATE)
        secret = bytes(locked.ballot_secret)
        author = comment_key(secret, participant)
        Score.objects.filter(workshop=locked, ballot_key=ballot_key(secret, participant)).delete()
        SeenToo.objects.filter(comment__workshop=locked, author_key=author).delete()
        own_words = Comment.objects.filter(workshop=locked, author_key=author)
        forget_copies(own_words)
        own_words.delete()
        Hand.objects.filter(workshop=locked, participant=participant).delete()
        _erase_ideas(locked, author, dot_key(secret, participant))
        seat = Participant.objects.filter(workshop=locked, pk=participant, revoked_at__isnull=True)
        seat.update(revoked_at=timezone.now(), sector="", family="", name="")
        for activity in locked.activities.filter(phase=Phase.CLOSED):
            COUNTED[activity.kind](activity)
            activity.save(update_fields=COUNTED_FIELDS)
        transaction.on_commit(empty_journal, robust=True)


def _erase_ideas(workshop: Workshop, author: str, voter: str) -> None:
    """Ideas go with every vote for them; of those that were merged with one, each stands by itself again."""
    Dot.objects.filter(activity__workshop=workshop, dot_key=voter).delete()
    Idea.objects.filter(workshop=workshop, author_key=author).delete()
    Confirmation.objects.filter(commitment__workshop=workshop, author_key=author).delete()
