"""Taking back everything that one gave, while the workshop runs, and leaving with it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from workshops.actions.changing import Refused, changing
from workshops.actions.counting import count_results
from workshops.actions.forgetting import empty_journal
from workshops.domain.ballots import ballot_key, comment_key
from workshops.domain.moves import Phase
from workshops.domain.words import noop as _
from workshops.models import Comment, Participant, Score, SeenToo, Workshop

TOO_LATE = _(
    "The workshop has ended, and what tied people to their answers is destroyed: nobody can find yours among the "
    "others any more, so nobody can take them out."
)


def erase_own(workshop: Workshop, participant: UUID) -> None:
    """End somebody's seat and delete what they answered in it, in every round. Raises `Refused` after the end.

    What the room has seen stays as it was counted. A round that is closed and not revealed is counted again without
    them. The seat's row stays, without its sector: it is what refuses whatever still comes from there.
    """
    with changing(workshop) as locked:
        if locked.ballot_secret is None:
            raise Refused(TOO_LATE)
        secret = bytes(locked.ballot_secret)
        author = comment_key(secret, participant)
        Score.objects.filter(workshop=locked, ballot_key=ballot_key(secret, participant)).delete()
        SeenToo.objects.filter(comment__workshop=locked, author_key=author).delete()
        Comment.objects.filter(workshop=locked, author_key=author).delete()
        seat = Participant.objects.filter(workshop=locked, pk=participant, revoked_at__isnull=True)
        seat.update(revoked_at=timezone.now(), sector="", family="")
        for activity in locked.activities.filter(phase=Phase.CLOSED):
            count_results(activity)
            activity.save(update_fields=["grouping", "order"])
        transaction.on_commit(empty_journal, robust=True)
