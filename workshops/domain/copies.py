"""What somebody's words become where they are put elsewhere: it has to go when they go."""

from collections.abc import Collection
from itertools import count

from workshops.domain.words import noop as _

LONGEST_TITLE = 80
LONGEST_PARKED = 500
# What a theme is called whose name was taken from words that are gone.
NAMELESS = _("Theme")


def title_for(text: str) -> str:
    """The beginning of the first line, as a theme's name to start from."""
    line = " ".join(text.splitlines()[0].split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def parked_as(text: str) -> str:
    """As much as an issue for another day may be long."""
    return text[:LONGEST_PARKED]


def nameless(taken: Collection[str], first: int = 1) -> str:
    """A name that tells nothing and is none of those `taken`, numbered from `first`."""
    return next(name for number in count(first) if (name := f"{NAMELESS} {number}") not in taken)
