"""The history of a workshop: rounds that are over, with their results, scores, and what was said in them."""

from collections.abc import Sequence
from itertools import count
from uuid import UUID, uuid4

from django.utils import timezone

from workshops.domain.ballots import comment_key, new_secret
from workshops.domain.moves import Phase
from workshops.models import Activity, Comment, Result, Score, SeenToo, Workshop

COMMENTS, SCORES = 10, 20  # of each round
LEVELS = 5
SEEN_BY = 12  # people, at most
BATCH = 500


def remember(workshop: Workshop, now: Activity, rounds: int) -> None:
    """Put so many rounds before the current step, each with its results, twenty people's scores and ten comments."""
    if not rounds:
        return
    # From the last: a place may be taken only once.
    for activity in workshop.activities.filter(position__gte=now.position).order_by("-position"):
        Activity.objects.filter(pk=activity.pk).update(position=activity.position + rounds)
    places = count(now.position)
    done = timezone.now()
    steps = Activity.objects.bulk_create(
        [
            Activity(
                workshop=workshop,
                position=next(places),
                kind="score",
                title=f"An earlier round {number}",
                minutes=5,
                principles=now.principles,
                phase=Phase.DONE,
                round=number,
                opened_at=done,
                done_at=done,
            )
            for number in range(1, rounds + 1)
        ],
        batch_size=BATCH,
    )
    Activity.objects.filter(pk=now.pk).update(round=rounds + 1)
    families = list(workshop.participants.values_list("family", flat=True)[:SCORES])
    for step in steps:
        _score(workshop, step, families)
        _say(workshop, step)


def _score(workshop: Workshop, step: Activity, families: list[str]) -> None:
    counts = [len(families) // LEVELS] * LEVELS
    Result.objects.bulk_create(
        [
            Result(activity=step, principle=key, counts=counts, cant_say=0, movement=None)
            for key in step.principles
        ]
    )
    Score.objects.bulk_create(
        [
            Score(
                workshop=workshop,
                activity=step,
                principle=key,
                ballot_key=new_secret().hex(),
                family=family,
                level=1 + place % LEVELS,
            )
            for key in step.principles
            for place, family in enumerate(families)
        ]
    )


def _say(workshop: Workshop, step: Activity) -> None:
    text = "We meet every week, and still each of us writes a list of our own. {}"
    Comment.objects.bulk_create(
        [
            Comment(
                workshop=workshop,
                activity=step,
                principle=step.principles[number % len(step.principles)],
                source=Comment.Source.COMMENT if number % 2 else Comment.Source.REASON,
                author_key=new_secret().hex(),
                form=uuid4(),
                text=text.format(number),
            )
            for number in range(COMMENTS)
        ]
    )


def discuss(workshop: Workshop, now: Activity, people: Sequence[UUID], comments: int) -> list[str]:
    """Have so many comments said in the current step, each seen by some of the people; gives their ids."""
    said = Comment.objects.bulk_create(
        [
            Comment(
                workshop=workshop,
                activity=now,
                principle=now.principles[0] if now.principles else "",
                source=Comment.Source.COMMENT,
                author_key=new_secret().hex(),
                form=uuid4(),
                text=f"On ward {number} it is the same: we hear of it when it has happened, from the family.",
            )
            for number in range(comments)
        ],
        batch_size=BATCH,
    )
    secret = bytes(workshop.ballot_secret or b"")
    SeenToo.objects.bulk_create(
        [
            SeenToo(comment=comment, author_key=comment_key(secret, person), differs=bool(place % 4 == 0))
            for number, comment in enumerate(said)
            for place, person in enumerate(people[: number % SEEN_BY])
        ],
        batch_size=BATCH,
    )
    return [str(comment.pk) for comment in said]
