"""Who may do what, and when: one table, printed in the docs."""

from enum import Enum

from workshops.domain.activities import KINDS
from workshops.domain.activities.kind import DESK, Act, Role
from workshops.domain.acts import WORKSHOP_ACTS
from workshops.domain.moves import Phase, Stage


class Verdict(Enum):
    YES = 200
    UNKNOWN = 404
    WRONG_ROLE = 403
    WRONG_MOMENT = 409
    SEAT_ENDED = 410


def workshop_act(name: str) -> Act | None:
    return next((act for act in WORKSHOP_ACTS if act.name == name), None)


def activity_act(kind: str, name: str) -> Act | None:
    return next((act for act in KINDS[kind].acts if act.name == name), None)


def is_of_the_desk(name: str) -> bool:
    """Whether acts of this name, in any activity, are the desk's: that is where its sender belongs."""
    return any(act.name == name and act.by == DESK for kind in KINDS.values() for act in kind.acts)


def judge(act: Act, roles: frozenset[Role], stage: Stage, phase: Phase | None = None) -> Verdict:
    """Whether somebody with `roles` may do `act` now. A stranger is told nothing, not even that there is a room."""
    if roles & act.by:
        right_moment = stage in act.stages and (phase is None or phase in act.phases)
        return Verdict.YES if right_moment else Verdict.WRONG_MOMENT
    return Verdict.UNKNOWN if roles <= {Role.STRANGER} else Verdict.WRONG_ROLE


def table() -> str:
    """The whole table as Markdown."""
    head = (
        "| act | of | who | stage of the workshop | phase of the activity |\n| --- | --- | --- | --- | --- |"
    )
    rows = [_row("workshop", act) for act in WORKSHOP_ACTS]
    rows += [_row(kind.name, act) for kind in KINDS.values() for act in kind.acts]
    return "\n".join([head, *rows])


def _row(of: str, act: Act) -> str:
    return (
        f"| {act.name} | {of} | {_listed(act.by)} | {_listed(act.stages)} | {_listed(act.phases) or 'any'} |"
    )


def _listed(values: frozenset[Role] | frozenset[Stage] | frozenset[Phase]) -> str:
    order = [*Role, *Stage, *Phase]
    return ", ".join(sorted({str(value) for value in values}, key=[str(o) for o in order].index))
