"""Something said to everybody, for a while."""

from datetime import datetime, timedelta

from workshops.domain.words import noop as _

TOLD_FOR = timedelta(minutes=3)
# Message ids: said on each device in its own language.
READY = (_("Two minutes left"), _("Please come back"))


def told_until(said_at: datetime | None) -> datetime | None:
    return said_at + TOLD_FOR if said_at else None


def is_told(said_at: datetime | None, now: datetime) -> bool:
    """Whether it is still said; nothing that was never said is."""
    until = told_until(said_at)
    return until is not None and now < until
