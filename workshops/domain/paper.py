"""Score sheets on paper, as a facilitator tells them: for each principle how many sheets have which answer."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

MOST_SHEETS = 200  # of one principle, and so in one box as well

# By the principle's key: the sheets for each level from the first, and last those that say "I can't say".
Tally = Mapping[str, tuple[int, ...]]


def seen_of(tally: Tally) -> str:
    """A short token of what is kept: a desk that sends another one has looked before somebody else changed it."""
    told = ";".join(f"{key}:{','.join(map(str, tally[key]))}" for key in sorted(tally) if any(tally[key]))
    return sha256(told.encode()).hexdigest()[:16]


def check_tally(tally: Tally, levels: int) -> None:
    """Raises ValueError unless each principle has a number for every level and "I can't say", of 200 sheets at most."""
    for key, sheets in tally.items():
        if len(sheets) != levels + 1 or min(sheets) < 0 or sum(sheets) > MOST_SHEETS:
            raise ValueError(f"no such sheets of {key}: {sheets}")


def written(tally: Tally) -> str:
    """The tally as one text: a principle a line, its key and then its numbers."""
    return "\n".join(f"{key} {' '.join(map(str, sheets))}" for key, sheets in tally.items())


def tally_in(text: str, keys: Sequence[str], levels: int) -> Tally:
    """What `written` wrote, of the principles `keys`. Raises ValueError for anything else."""
    found = {}
    for line in filter(None, text.splitlines()):
        key, *sheets = line.split()
        if key not in keys or key in found or not all(each.isdecimal() and len(each) < 4 for each in sheets):
            raise ValueError(f"no such line of sheets: {line}")
        found[key] = tuple(map(int, sheets))
    check_tally(found, levels)
    return found
