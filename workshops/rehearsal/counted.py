"""What the database counted of a rehearsal, held against what its people were told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from workshops.domain.ballots import ballot_key, dot_key
from workshops.models import Comment, Dot, DotTotal, Idea, Participant, Result, Score, Workshop
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
    workshop: Workshop,
    record: Record,
    seats: dict[int, set[UUID]],
    said: Iterable[UUID],
    dots: Record | None = None,
) -> Verdict:
    """While the workshop is open: its secret, which ending destroys, is what ties scores to people.

    `seats` holds the participants that each person is known as, by their number; `dots` says of dots what `record`
    says of scores.
    """
    secret = bytes(workshop.ballot_secret or b"")
    participants = list(Participant.objects.filter(workshop=workshop).values_list("pk", flat=True))
    rows = [Row(*row) for row in _scores(workshop)]
    put = [Row(key, activity, str(idea), count) for key, activity, idea, count in _dots(workshop)]
    faults = []
    for known, found, key_of in ((record, rows, ballot_key), (dots or Record(), put, dot_key)):
        keys = {person: key_of(secret, min(theirs)) for person, theirs in seats.items()}
        faults += faults_in(known, found, keys, {key_of(secret, each) for each in participants})
    forms = set(said)
    kept = sum(of.objects.filter(workshop=workshop, form__in=forms).count() for of in (Comment, Idea))
    return Verdict(
        tuple(faults),
        tuple(miscounted(rows, _results(workshop)) + _miscounted_dots(workshop, put)),
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


def _dots(workshop: Workshop) -> Iterable[tuple[str, int, UUID, int]]:
    rows = Dot.objects.filter(activity__workshop=workshop)
    return rows.values_list("dot_key", "activity_id", "idea_id", "count")


def _miscounted_dots(workshop: Workshop, rows: Iterable[Row]) -> list[tuple[int, str]]:
    """The votes and ideas whose total at close is not the sum of their dots."""
    sums: Counter[tuple[int, str]] = Counter()
    for row in rows:
        sums[row.activity, row.principle] += row.level or 0
    totals = DotTotal.objects.filter(activity__workshop=workshop)
    told = {
        (activity, str(idea)): dots
        for activity, idea, dots in totals.values_list("activity_id", "idea_id", "dots")
    }
    return sorted(at for at, dots in told.items() if sums[at] != dots)
