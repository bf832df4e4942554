"""Who may do what, and when: one table, printed in the docs."""

from enum import Enum

from workshops.domain.activities import KINDS
from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Field, Role
from workshops.domain.moves import Phase, Stage

EVERY_STAGE = frozenset(Stage)
ANYONE = frozenset({Role.STRANGER, Role.PARTICIPANT, Role.SCREEN}) | DESK

# Acts on a whole workshop. `phases` is empty: no activity is concerned.
WORKSHOP_ACTS: tuple[Act, ...] = (
    Act("look_in", ANYONE, phases=frozenset(), stages=EVERY_STAGE),
    Act("join", ANYONE, phases=frozenset()),
    Act("take_part", PARTICIPANT, phases=frozenset(), stages=EVERY_STAGE),
    Act("leave_workshop", PARTICIPANT, phases=frozenset(), stages=EVERY_STAGE),
    Act("watch", frozenset({Role.SCREEN}), phases=frozenset(), stages=EVERY_STAGE),
    Act("plan", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act("run", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act("report", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act("compare", DESK, phases=frozenset(), stages=EVERY_STAGE),
    Act(
        "follow_up",
        DESK,
        (Field("commitment", "number"), Field("status", "token", required=False)),
        phases=frozenset(),
        stages=frozenset({Stage.ENDED}),
    ),
    Act("open_doors", DESK, (Field("address", "words", most=200),), frozenset(), frozenset({Stage.PLANNED})),
    Act("lock", DESK, (Field("on", "flag", required=False),), phases=frozenset()),
    Act("end", DESK, (Field("sure", "flag", required=False),), phases=frozenset()),
    Act("pretend", DESK, phases=frozenset()),
    Act(
        "step",
        DESK,
        (Field("towards", "token"), Field("seen", "token"), Field("sure", "flag", required=False)),
        phases=frozenset(),
    ),
    Act("talk", DESK, (Field("principle", "token", most=60), Field("seen", "token")), phases=frozenset()),
    Act(
        "score_again",
        DESK,
        (Field("principle", "token", required=False, most=60), Field("seen", "token")),
        phases=frozenset(),
    ),
    Act("not_again", DESK, (Field("activity", "number"),), phases=frozenset()),
    Act("hide", DESK, (Field("comment", "ref"), Field("off", "flag", required=False)), phases=frozenset()),
    Act(
        "spotlight", DESK, (Field("comment", "ref"), Field("off", "flag", required=False)), phases=frozenset()
    ),
    Act(
        "extend", DESK, (Field("activity", "number"), Field("minutes", "rating", most=60)), phases=frozenset()
    ),
)


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
