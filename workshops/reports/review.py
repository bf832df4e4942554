"""The next workshop of the series, and names for days in calendars that stay the same in every file."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshops.domain.moves import Stage
from workshops.models import Workshop
from workshops.reports.parts import Review, Words

DAY = "l j F Y"


class Ahead(NamedTuple):
    """What comes after the workshop, and when and where."""

    label: str
    words: str


def uid_of(what: str, id: int) -> str:
    """A name for something of this site: alike every time, no other site's, and it tells nothing of what it names."""
    made = salted_hmac("workshops.calendar", f"{what} {id}", algorithm="sha256").digest()
    return f"urn:uuid:{UUID(bytes=made[:16], version=4)}"


def review_after(workshop: Workshop) -> Review | None:
    """The workshop of the same series that comes after this one and has not ended; None where none is planned."""
    if workshop.series_id is None:
        return None
    planned = Workshop.objects.filter(
        series=workshop.series_id, rehearsal_of=None, practice=workshop.practice
    )
    later = (
        planned.filter(starts_at__gt=workshop.starts_at).exclude(stage=Stage.ENDED).exclude(pk=workshop.pk)
    )
    found = later.annotate(minutes=Sum("activities__minutes")).order_by("starts_at", "pk").first()
    if found is None:
        return None
    return Review(uid_of("review", found.pk), found.title, found.starts_at, found.minutes or 0)


def reviews_in(words: Words, planned: Review | None) -> Iterator[Ahead]:
    """When and where this is looked at again: first as the team writes it, then the next workshop of the series.

    A review on the day of that workshop is told in one line with it.
    """
    place = words.review_place
    day = date_format(words.review_on, DAY) if words.review_on else ""
    starts = timezone.localtime(planned.starts).date() if planned else None
    if planned and words.review_on in (None, starts):
        label = _("Next review:") if day else _("Next workshop:")
        yield Ahead(label, ", ".join(text for text in (_day_of(planned), place) if text))
        return
    if day or place:
        yield Ahead(_("Next review:"), ", ".join(text for text in (day, place) if text))
    if planned:
        yield Ahead(_("Next workshop:"), _day_of(planned))


def _day_of(planned: Review) -> str:
    return f"{date_format(timezone.localtime(planned.starts), DAY)}, “{planned.title}”"
