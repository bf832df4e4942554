"""Where a workshop is in its agenda, and the one step forward and back from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from itertools import takewhile

from workshops.domain.activities import kind_named
from workshops.domain.moves import LIVE, OVER, UNHELD, Move, Phase

# Steps of one workshop, those that were put in while it ran among them.
MOST_STEPS = 40
# Says of a step, in place of whose choice its principles are, that it was put in while the workshop ran.
ADDED = "again"
# Kinds of activities after which the same principles may be scored again at once.
AGAIN_FROM = frozenset({"score", "rescore", "discuss"})


@dataclass(frozen=True)
class Placed:
    """One activity on the agenda: `id` tells it from the others; `principles` are the keys of those it is about.

    `left_at` is when the room left it, done or skipped; a step that was skipped before the room came to it has none.
    """

    id: int
    kind: str
    phase: Phase
    principles: tuple[str, ...] = ()
    minutes: int = 0
    left_at: datetime | None = None

    @property
    def with_result(self) -> bool:
        return kind_named(self.kind).with_result

    @property
    def scored(self) -> bool:
        return kind_named(self.kind).scored


@dataclass(frozen=True)
class Stride:
    """One press of the desk's button: the moves it makes, in order, and the activity it arrives at, if any."""

    name: str
    moves: tuple[tuple[int, Move], ...]
    to: int | None = None
    # Asked once before it is done, because there is no way back.
    for_good: bool = False


def current(steps: Sequence[Placed]) -> Placed | None:
    """The activity the room is in; none in the lobby and after the last one."""
    return next((step for step in steps if step.phase in LIVE), None)


def standing(steps: Sequence[Placed]) -> str:
    """A short token for where the room is, so that a button pressed on an old desk can be told from a fresh one."""
    here = current(steps)
    if here:
        return f"{here.id}-{here.phase}"
    return "over" if steps and all(step.phase in OVER for step in steps) else "lobby"


def plan_mark(steps: Sequence[Placed]) -> str:
    """A short token for the agenda as it stands: its order, its minutes, and what is left out."""
    rows = [(step.id, step.minutes, step.phase == Phase.SKIPPED) for step in steps]
    return blake2s(repr(rows).encode(), digest_size=6).hexdigest()


def clock_mark(extra_minutes: int, ended_at: datetime | None) -> str:
    """A short token for how the clock of a step stands."""
    return f"{extra_minutes}-{'ended' if ended_at else 'runs'}"


def stride_past(steps: Sequence[Placed]) -> Stride | None:
    """Leave the present step without finishing it, and go on; none where everybody has seen its result."""
    here = current(steps)
    if here is None or here.phase == Phase.REVEALED:
        return None
    following = next((step for step in steps if step.phase == Phase.WAITING), None)
    open_next = ((following.id, Move.OPEN),) if following else ()
    return Stride("skip", ((here.id, Move.SKIP), *open_next), following.id if following else None)


def stride_on(steps: Sequence[Placed]) -> Stride | None:
    """The one next step; none when the agenda is over."""
    here = current(steps)
    if here and here.with_result and here.phase == Phase.OPEN:
        return Stride("close", ((here.id, Move.CLOSE),), here.id)
    if here and here.with_result and here.phase == Phase.CLOSED:
        return Stride("reveal", ((here.id, Move.REVEAL),), here.id, for_good=True)
    following = next((step for step in steps if step.phase == Phase.WAITING), None)
    finish = ((here.id, Move.FINISH),) if here else ()
    if following:
        return Stride("go_on", (*finish, (following.id, Move.OPEN)), following.id)
    return Stride("finish", finish) if here else None


def stride_back(steps: Sequence[Placed]) -> Stride | None:
    """What takes the last step back; none in the lobby and after a reveal."""
    here = current(steps)
    if here and here.phase == Phase.REVEALED:
        return None
    if here and here.phase == Phase.CLOSED:
        return Stride("reopen", ((here.id, Move.REOPEN),), here.id)
    before = _last_left(steps)
    again = Move.UNSKIP if before and before.phase == Phase.SKIPPED else Move.RESUME
    resume = ((before.id, again),) if before else ()
    if here:
        return Stride("back", ((here.id, Move.RETRACT), *resume), before.id if before else None)
    return Stride("back", resume, before.id) if before else None


def _last_left(steps: Sequence[Placed]) -> Placed | None:
    """The step that the room was in last; one that was skipped before the room came to it is none of those."""
    left = [step for step in steps if step.phase == Phase.DONE or (step.phase in OVER and step.left_at)]
    moments = [(step.left_at.timestamp() if step.left_at else 0.0, place) for place, step in enumerate(left)]
    return left[max(moments)[1]] if left else None


def round_of(steps: Sequence[Placed], activity: int, principle: str) -> int:
    """Which round a scoring activity is for a principle: 1, and one more for each before it that asked for its score.

    What was taken back or skipped asked for nothing. Another principle may be in another round in the same activity;
    one that is not on the agenda yet would come after all of `steps`.
    """
    before = takewhile(lambda step: step.id != activity, steps)
    return 1 + sum(
        step.scored and step.phase not in UNHELD and principle in step.principles for step in before
    )


def can_score_again(here: Placed | None) -> bool:
    """Whether scoring again may come next: from a discussion of something, and from scores that the room has seen."""
    if here is None or not here.principles:
        return False
    return here.phase == (Phase.REVEALED if here.with_result else Phase.OPEN) and here.kind in AGAIN_FROM


def minutes_behind(planned: int, passed: float) -> int:
    """Whole minutes that `passed` (minutes) lies behind `planned` (minutes); negative when ahead."""
    return round(passed - planned)
