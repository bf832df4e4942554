"""Two texts word by word. Pure: the standard library only."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# A word with the space before it, or a sign that stands for itself. An apostrophe or a hyphen within a word, and marks
# on its letters, belong to it. The signs are those of English, other Latin scripts, Arabic, and of the far East.
SIGNS = (
    '.,;:!?()\\[\\]{}<>/"\u2026\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u00bf\u00a1'
    "\u060c\u061b\u061f\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b\uff08\uff09\u300c\u300d"
)
WORD = re.compile(rf"(\s*)([^\s{SIGNS}]+|[{SIGNS}])")
# Comparing takes time with the number of pairs of equal words. Beyond this many a text is told as worded anew.
MOST_PAIRS = 30_000
FEWEST_IN_COMMON = 5  # one word in so many, or what two texts share is chance
Spaced = tuple[str, str]  # a word, after the space before it


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words: in both texts, only in the new one, or only in the old one."""

    kind: Kind
    text: str


def runs_between(old: str, new: str) -> tuple[Run, ...]:
    """Two texts word by word: same and removed runs joined are the old one exactly, same and added the new one."""
    was, now = _words(old), _words(new)
    matches = _matches([word for _, word in was], [word for _, word in now])
    runs: list[Run] = []
    old_end = new_end = 0
    for old_place, new_place in [*matches, (len(was), len(now))]:
        # The space before a word that both have goes with what is before it: it may be another one.
        gone = _written(was[old_end:old_place]) + _space_at(was, old_place)
        come = _written(now[new_end:new_place]) + _space_at(now, new_place)
        runs += _changed(gone, come)
        runs += [Run(Kind.SAME, word) for _, word in was[old_place : old_place + 1]]
        old_end, new_end = old_place + 1, new_place + 1
    return _joined(runs)


def _words(text: str) -> list[Spaced]:
    found = WORD.findall(text)
    rest = text[sum(len(space) + len(word) for space, word in found) :]
    return [*found, (rest, "")] if rest else found


def _written(words: Sequence[Spaced]) -> str:
    return "".join(space + word for space, word in words)


def _space_at(words: Sequence[Spaced], place: int) -> str:
    return words[place][0] if place < len(words) else ""


def _changed(gone: str, come: str) -> list[Run]:
    """What was there and what is there in its place; the space around it is the same as far as it is."""
    before = 0
    while gone[before : before + 1].isspace() and gone[before] == come[before : before + 1]:
        before += 1
    after = 0
    while (
        before < min(len(gone), len(come)) - after
        and gone[-1 - after] == come[-1 - after]
        and gone[-1 - after].isspace()
    ):
        after += 1
    return [
        Run(Kind.SAME, gone[:before]),
        Run(Kind.REMOVED, gone[before : len(gone) - after]),
        Run(Kind.ADDED, come[before : len(come) - after]),
        Run(Kind.SAME, gone[len(gone) - after :]),
    ]


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours of one kind are one run, and no text is none."""
    kinds = groupby((run for run in runs if run.text), key=lambda run: run.kind)
    return tuple(Run(kind, "".join(run.text for run in some)) for kind, some in kinds)


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words that are the same in both, in order: those at both ends first, then in the middle."""
    ends = min(len(old), len(new))
    first = next((n for n in range(ends) if old[n] != new[n]), ends)
    last = next((n for n in range(ends - first) if old[-1 - n] != new[-1 - n]), ends - first)
    middle = _in_the_middle(old[first : len(old) - last], new[first : len(new) - last])
    return [
        *((n, n) for n in range(first)),
        *((first + was, first + now) for was, now in middle),
        *((len(old) - n, len(new) - n) for n in range(last, 0, -1)),
    ]


def _in_the_middle(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    counted = Counter(new)
    if sum(counted[word] for word in old) > MOST_PAIRS:
        return []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    found = [(one.a + n, one.b + n) for one in blocks for n in range(one.size)]
    # A stray word here and there that both have is chance: the text was worded anew.
    return found if len(found) * FEWEST_IN_COMMON >= min(len(old), len(new)) else []
