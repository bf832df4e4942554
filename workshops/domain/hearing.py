"""Which of many words come first. Counts alone decide, never who or when."""

from collections.abc import Callable, Iterable
from typing import TypeVar

One = TypeVar("One")


def divided(too: int, differs: int) -> tuple[int, int]:
    """How divided people are over something: how many stand on its smaller side, then how many on both.

    Twelve against three are less divided than five against five; nobody on one side is no division at all.
    """
    return min(too, differs), too + differs


def most_divided(said: Iterable[One], counts: Callable[[One], tuple[int, int]], most: int) -> list[One]:
    """At most so many of those that some see too and others differently; as they came where they are alike."""
    found = [one for one in said if min(counts(one))]
    return sorted(found, key=lambda one: divided(*counts(one)), reverse=True)[:most]


def most_shared(said: Iterable[One], counts: Callable[[One], tuple[int, int]], most: int) -> list[One]:
    """At most so many of those that anybody sees too; as they came where as many do."""
    found = [one for one in said if counts(one)[0]]
    return sorted(found, key=lambda one: counts(one)[0], reverse=True)[:most]
