"""Who stands at the door of a locked room."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """Somebody who knocks: from which part of the system, and by which name where one was asked."""

    id: str
    sector: str
    name: str
    asked_at: datetime
    heads: int = 1
    # A facilitator has said no; they may still change their mind.
    turned_away: bool = False
