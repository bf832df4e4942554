"""What was found out about a way to the site: in plain words, and for programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    FINE = "fine"
    NOTE = "note"  # a workshop works all the same
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """`check` names what was looked at; `figures` are what was measured, with their units in their names."""

    check: str
    level: Level
    words: str
    figures: Mapping[str, float] = field(default_factory=dict)


def fine(check: str, words: str, **figures: float) -> Finding:
    return Finding(check, Level.FINE, words, figures)


def note(check: str, words: str, **figures: float) -> Finding:
    return Finding(check, Level.NOTE, words, figures)


def wrong(check: str, words: str, **figures: float) -> Finding:
    return Finding(check, Level.WRONG, words, figures)
