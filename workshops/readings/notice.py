"""What a facilitator says to everybody just now."""

from datetime import datetime
from typing import TypedDict

from django.utils import timezone

from workshops.domain.notices import is_told, told_until
from workshops.models import Workshop


class Notice(TypedDict):
    """By the names of the snapshot's fields."""

    notice: str
    notice_at: datetime | None
    notice_until: datetime | None


def notice_of(workshop: Workshop) -> Notice:
    """Nothing once its time is over: whoever comes later did not miss it."""
    if not workshop.notice or not is_told(workshop.notice_at, timezone.now()):
        return Notice(notice="", notice_at=None, notice_until=None)
    return Notice(
        notice=workshop.notice, notice_at=workshop.notice_at, notice_until=told_until(workshop.notice_at)
    )
