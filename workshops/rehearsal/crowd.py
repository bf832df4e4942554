"""A whole crowd of pretend people: what they share, and what they came to."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from workshops.rehearsal.page import Stage
from workshops.rehearsal.record import Record


@dataclass
class Crowd:
    """`pace` is the longest pause, in seconds, between two things that somebody does."""

    base: str
    code: str
    people: int
    pace: float
    seed: int
    record: Record = field(default_factory=Record)
    # Of dots: the "principle" is an idea, the "level" how many dots.
    dots: Record = field(default_factory=Record)
    # How often something happened: changed_minds, double_taps, reloads, refused, pushes and so on.
    counts: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)  # seconds until a score was acknowledged
    # The seats that each person was given, as their browser keeps them.
    seated: dict[int, list[str]] = field(default_factory=dict)
    # The forms of words that were acknowledged.
    said: set[UUID] = field(default_factory=set)
    # Who has done what an activity asks, by its id.
    done: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    all_done: defaultdict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))
    here: Stage = field(default_factory=Stage)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def chance(self, person: int) -> Random:
        """A person's own dice: the same seed gives the same crowd."""
        return Random(f"{self.seed}-{person}")  # noqa: S311 - nothing secret

    def does(self, activity: int, person: int) -> None:
        """`person` has done what the activity asks."""
        self.done[activity].add(person)
        if len(self.done[activity]) == self.people:
            self.all_done[activity].set()

    async def until_done(self, activity: int, longest: float) -> int:
        """Wait until everybody has done what the activity asks; how many have not after `longest` seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.all_done[activity].wait(), longest)
        return self.people - len(self.done[activity])


def quantile_of(waits: list[float], share: float) -> float:
    """The wait, in milliseconds, that this share of all stayed within; nought where there was none."""
    ordered = sorted(waits)
    return round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) if ordered else 0.0
