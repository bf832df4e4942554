"""Who stands at the door of a locked room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """Somebody who knocks: from which part of the system, and by which name where one was asked."""

    id: str
    sector: str
    name: str
