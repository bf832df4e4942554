"""The legal moves of a workshop and of its activities. Anything else is refused and changes nothing."""

from collections.abc import Mapping
from enum import StrEnum


class Stage(StrEnum):
    """Where a whole workshop is."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"


class Phase(StrEnum):
    """Where one activity is."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    DONE = "done"
    SKIPPED = "skipped"


class Move(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    REVEAL = "reveal"
    FINISH = "finish"
    RETRACT = "retract"
    RESUME = "resume"
    SKIP = "skip"
    RESTORE = "restore"
    UNSKIP = "unskip"


Table = Mapping[tuple[Phase, Move], Phase]

PLAIN: Table = {
    (Phase.WAITING, Move.OPEN): Phase.OPEN,
    (Phase.OPEN, Move.FINISH): Phase.DONE,
    (Phase.OPEN, Move.RETRACT): Phase.WAITING,
    (Phase.DONE, Move.RESUME): Phase.OPEN,
    (Phase.WAITING, Move.SKIP): Phase.SKIPPED,
    (Phase.OPEN, Move.SKIP): Phase.SKIPPED,
    (Phase.SKIPPED, Move.RESTORE): Phase.WAITING,
    (Phase.SKIPPED, Move.UNSKIP): Phase.OPEN,
}

# With a result to show. Reveal has no way back: what a room has seen it cannot unsee. Nor is it skipped after that;
# before, nothing of it is shown, and what was answered comes back with it.
WITH_RESULT: Table = {
    (Phase.WAITING, Move.OPEN): Phase.OPEN,
    (Phase.OPEN, Move.CLOSE): Phase.CLOSED,
    (Phase.OPEN, Move.RETRACT): Phase.WAITING,
    (Phase.CLOSED, Move.REOPEN): Phase.OPEN,
    (Phase.CLOSED, Move.REVEAL): Phase.REVEALED,
    (Phase.REVEALED, Move.FINISH): Phase.DONE,
    (Phase.DONE, Move.RESUME): Phase.REVEALED,
    (Phase.WAITING, Move.SKIP): Phase.SKIPPED,
    (Phase.OPEN, Move.SKIP): Phase.SKIPPED,
    (Phase.CLOSED, Move.SKIP): Phase.SKIPPED,
    (Phase.SKIPPED, Move.RESTORE): Phase.WAITING,
    (Phase.SKIPPED, Move.UNSKIP): Phase.OPEN,
}

STAGES: Mapping[tuple[Stage, str], Stage] = {
    (Stage.PLANNED, "open_doors"): Stage.OPEN,
    (Stage.OPEN, "end"): Stage.ENDED,
}

LIVE = frozenset({Phase.OPEN, Phase.CLOSED, Phase.REVEALED})
SHOWN = frozenset({Phase.REVEALED, Phase.DONE})
# Not held: still to come, or left out.
UNHELD = frozenset({Phase.WAITING, Phase.SKIPPED})
# Nothing happens in it any more, unless it is brought back.
OVER = frozenset({Phase.DONE, Phase.SKIPPED})


class IllegalMove(Exception):
    """`move` was tried in `phase`, where the table does not have it."""

    def __init__(self, phase: StrEnum, move: str) -> None:
        super().__init__(f"{move} is not a move from {phase}")
        self.phase, self.move = phase, move


def after(phase: Phase, move: Move, *, with_result: bool) -> Phase:
    """The phase that `move` leads to from `phase`; raises `IllegalMove` where the table has no such row."""
    table = WITH_RESULT if with_result else PLAIN
    try:
        return table[phase, move]
    except KeyError:
        raise IllegalMove(phase, move) from None


def stage_after(stage: Stage, move: str) -> Stage:
    """The same for a whole workshop: doors are opened once and the end is the end."""
    try:
        return STAGES[stage, move]
    except KeyError:
        raise IllegalMove(stage, move) from None


def diagram(table: Table) -> str:
    """The table as a Mermaid state diagram, for the docs."""
    rows = [f"    {start} --> {end}: {move}" for (start, move), end in table.items()]
    return "\n".join(["stateDiagram-v2", "    [*] --> waiting", *rows])
