"""Where a room may talk next: what its results suggest, in the same order for everybody, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from workshops.domain.spread import Word

WIDE_GAP = 1  # levels between the medians of sectors, from which they see a principle differently
MOST_SUGGESTED = 3
# The most divided first.
BY_WORD = (Word.SPLIT, Word.SPREAD, Word.TOGETHER, None)


class Reason(StrEnum):
    """Why a principle is suggested; `SPLIT_ALL` is a split that sectors do not explain."""

    GAP = "gap"
    SPLIT_ALL = "split_all"
    SPLIT = "split"
    SPREAD = "spread"
    LOWEST = "lowest"
    AMONG_LOWEST = "among_lowest"


@dataclass(frozen=True)
class Seen:
    """What the room has seen of a principle. `word` and `median` are None where it had too few scores.

    `gap` is the distance in levels between the medians of the shown sectors; None where none are shown. `all_split`
    says whether every one of them is split itself.
    """

    key: str
    number: int
    gap: Fraction | None
    word: Word | None
    median: Fraction | None
    all_split: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A principle to talk about. `gap` is there with the reason GAP alone."""

    key: str
    number: int
    reason: Reason
    gap: Fraction | None = None


def where_to_talk(seen: Iterable[Seen], most: int = MOST_SUGGESTED) -> tuple[Suggestion, ...]:
    """At most `most` principles: the widest gap between sectors first, then split rooms, then spread ones.

    Of those that tie the lower median comes first, and then the lower number. Where nothing stands out it is the
    lowest, or those that share the lowest median. Principles with too few scores are left out: none at all gives none.
    """
    scored = [one for one in seen if one.word is not None and one.median is not None]
    standing_out = [(one, reason) for one in scored if (reason := _reason(one))]
    ordered = sorted(standing_out, key=lambda found: _urgency(found[0])) or _lowest(scored)
    return tuple(
        Suggestion(one.key, one.number, reason, one.gap if reason == Reason.GAP else None)
        for one, reason in ordered[:most]
    )


def _is_wide(one: Seen) -> bool:
    return one.gap is not None and one.gap >= WIDE_GAP


def _reason(one: Seen) -> Reason | None:
    if _is_wide(one):
        return Reason.GAP
    if one.word == Word.SPLIT:
        return Reason.SPLIT_ALL if one.all_split else Reason.SPLIT
    return Reason.SPREAD if one.word == Word.SPREAD else None


def _urgency(one: Seen) -> tuple[Fraction, int, Fraction, int]:
    """Sorts the most urgent first."""
    gap = one.gap if one.gap is not None and _is_wide(one) else Fraction(0)
    return -gap, BY_WORD.index(one.word), one.median or Fraction(0), one.number


def _lowest(scored: list[Seen]) -> list[tuple[Seen, Reason]]:
    medians = [one.median for one in scored if one.median is not None]
    lowest = sorted((one for one in scored if one.median == min(medians)), key=lambda one: one.number)
    reason = Reason.LOWEST if len(lowest) == 1 else Reason.AMONG_LOWEST
    return [(one, reason) for one in lowest]
