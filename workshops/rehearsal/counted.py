"""What the database counted of a rehearsal, held against what its people were told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from workshops.domain.ballots import ballot_key
from workshops.models import Comment, Participant, Result, Score, Workshop
from workshops.rehearsal.record import Fault, Record, Row, faults_in, miscounted


@dataclass(frozen=True)
class Verdict:
    """What is not as it should be; all empty when every acknowledged score was counted exactly once.

    `miscounted` are the activities and principles whose result is not the count of their scores, `lost_words`
    how many texts were acknowledged and are not there, `seated_twice` the people who became two participants.
    """

    faults: tuple[Fault, ...] = ()
    miscounted: tuple[tuple[int, str], ...] = ()
    lost_words: int = 0
    seated_twice: tuple[int, ...] = ()

    @property
    def exact(self) -> bool:
        return not (self.faults or self.miscounted or self.lost_words or self.seated_twice)


def verdict_on(
    workshop: Workshop, record: Record, seats: dict[int, set[UUID]], said: Iterable[UUID]
) -> Verdict:
    """While the workshop is open: its secret, which ending destroys, is what ties scores to people.

    `seats` holds the participants that each person is known as, by their number.
    """
    secret = bytes(workshop.ballot_secret or b"")
    participants = Participant.objects.filter(workshop=workshop).values_list("pk", flat=True)
    everybody = {ballot_key(secret, participant) for participant in participants}
    keys = {person: ballot_key(secret, min(known)) for person, known in seats.items()}
    rows = [Row(*row) for row in _scores(workshop)]
    forms = set(said)
    kept = Comment.objects.filter(workshop=workshop, form__in=forms).count()
    return Verdict(
        tuple(faults_in(record, rows, keys, everybody)),
        tuple(miscounted(rows, _results(workshop))),
        len(forms) - kept,
        tuple(sorted(person for person, known in seats.items() if len(known) > 1)),
    )


def _scores(workshop: Workshop) -> Iterable[tuple[str, int, str, int | None]]:
    return Score.objects.filter(workshop=workshop).values_list(
        "ballot_key", "activity_id", "principle", "level"
    )


def _results(workshop: Workshop) -> dict[tuple[int, str], Counter[int | None]]:
    """How many chose each level, None among them, as it was counted at each close."""
    found: dict[tuple[int, str], Counter[int | None]] = {}
    for result in Result.objects.filter(activity__workshop=workshop):
        counts: Counter[int | None] = Counter(dict(enumerate(result.counts, 1)))
        counts[None] = result.cant_say
        found[result.activity_id, result.principle] = +counts
    return found
