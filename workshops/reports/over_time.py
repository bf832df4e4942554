"""A series of workshops as rows: each principle at each date, where its line breaks, and what was promised.

Nothing is ranked and nothing is better or worse: the rows say where the scores were, and what keeps two dates from
being compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.reports.summary import DIGEST_LENGTH
from workshops.shown import NumberedPrinciple, RoundResult
from workshops.trends.values import Followed, Held, Point, Trend
from workshops.trends.words import notes_on


@dataclass(frozen=True)
class Place:
    """One principle at one date. `changes` and `parts` say what keeps it from the date before; none where nothing does.

    `result` is there only where it may be shown.
    """

    held: Held
    principle: NumberedPrinciple
    point: Point
    changes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def result(self) -> RoundResult | None:
        return self.point.result if self.point.is_shown else None


def places_of(trend: Trend) -> Iterator[Place]:
    """Principle by principle, and each by its dates; with the number and the title that it had there."""
    for one in trend.principles:
        broken = {found.after: found for found in one.breaks}
        for date, (held, point) in enumerate(zip(trend.held, one.points, strict=True)):
            here = held.principles.get(one.principle.key, one.principle)
            found = broken.get(date)
            yield Place(
                held,
                here,
                point,
                tuple(change.value for change in found.changes) if found else (),
                found.parts if found else (),
            )


def promises_of(trend: Trend) -> Iterator[tuple[Held, Followed]]:
    return ((held, promise) for held in trend.held for promise in held.promises)


def remarks_on(trend: Trend) -> list[str]:
    """What a reader must know before comparing any two dates."""
    practice = [_("Practice, with pretend people: not a real result.")] if trend.practice else []
    return practice + [f"{note.about} {note.text}".strip() for note in notes_on(trend)]


def day_of(held: Held) -> str:
    return timezone.localtime(held.at).date().isoformat()


def digest_at(held: Held) -> str:
    """As a report has it: the first letters of the digest of the edition that people read."""
    return held.digest[:DIGEST_LENGTH]
