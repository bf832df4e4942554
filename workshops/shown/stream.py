"""What people say, as a stream that stays as long however much is said; themes with their counts; hands that are up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workshops.domain.hearing import most_divided, most_shared
from workshops.domain.likeness import alike
from workshops.shown.pieces import Heading, Voice

NEWEST_AT_DESK, NEWEST_ON_PHONE, MOST_OF_ONE_KIND, MOST_WAITING = 40, 50, 10, 5


@dataclass(frozen=True)
class Stream:
    """The first of what was said, in three orders, and how much there is in all."""

    newest: tuple[Voice, ...]
    shared: tuple[Voice, ...]
    divided: tuple[Voice, ...]
    # The oldest of those that a facilitator has not let through yet, and how many wait.
    waiting: tuple[Voice, ...]
    held: int
    count: int


@dataclass(frozen=True)
class Counted:
    """A theme, and how many comments that everybody may read are under it."""

    theme: Heading
    comments: int


def streamed(voices: Sequence[Voice], newest: int) -> Stream:
    """The stream of these, which come as they were said."""
    waiting = [voice for voice in voices if voice.held and not voice.hidden and not voice.redacted]
    told = [voice for voice in voices if not voice.held or voice.hidden]
    latest = told[::-1]
    heard = [voice for voice in latest if voice.is_heard]
    return Stream(
        tuple(latest[:newest]),
        tuple(most_shared(heard, sides, MOST_OF_ONE_KIND)),
        tuple(most_divided(heard, sides, MOST_OF_ONE_KIND)),
        tuple(waiting[:MOST_WAITING]),
        len(waiting),
        len(told),
    )


def sides(voice: Voice) -> tuple[int, int]:
    """How many see it too, and how many differently."""
    return voice.seen, voice.differs


def themes_in(voices: Sequence[Voice]) -> tuple[Counted, ...]:
    """The themes that anything readable is under, the largest first."""
    counts = Counter(voice.theme for voice in voices if voice.theme and voice.is_heard)
    ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0].title, found[0].id))
    return tuple(Counted(theme, comments) for theme, comments in ordered)


def very_similar(voices: Sequence[Voice]) -> dict[str, tuple[Voice, ...]]:
    """Of what was said about the same principle: for the id of each the others that say nearly the same, if any."""
    about: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.source in ("reason", "comment") and voice.text and not voice.hidden:
            about.setdefault(voice.principle, []).append(voice)
    found = {}
    for said in about.values():
        for voice, others in zip(said, alike([one.text for one in said]), strict=True):
            if others:
                found[voice.id] = tuple(said[place] for place in others)
    return found


@dataclass(frozen=True)
class RaisedHand:
    """A hand in line: its place is from 1, and 0 with the floor. `group` and `name` only where the desk may know."""

    id: int
    place: int
    group: str = ""
    name: str = ""
