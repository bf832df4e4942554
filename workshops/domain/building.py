"""Building an agenda: what a step may be about, which round it is, and what to say of the whole before the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from workshops.domain.activities import KINDS, Kind, kind_named
from workshops.domain.words import noop as _

LEAST_MINUTES, MOST_MINUTES = 1, 240
# Whose choice a step's principles are, where it is about any. "These" are kept as the step's own, under no word.
ALL, THESE, CHOOSE, CHOSEN = "all", "", "choose", "chosen"

NO_SCORE = _("Nobody scores on this agenda: there will be no picture and no result.")
RESCORE_FIRST = _("Step %(n)s scores again, and nobody has scored before it: it will be the first round.")
DOTS_FIRST = _("Step %(n)s is a vote on ideas, and no step before it asks for any.")
CHOOSE_FIRST = _(
    "Step %(n)s is about a principle chosen in the room, and no step before it shows the whole picture to choose from."
)
CHOSEN_FIRST = _(
    "Step %(n)s is about what was chosen before, and no step before it chooses: it will be about all."
)
OVERVIEW_FIRST = _("Step %(n)s shows the whole picture, and nobody has scored before it: it will be empty.")


class Planned(Protocol):
    """A step before its day."""

    @property
    def kind(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def picks(self) -> str: ...


@dataclass(frozen=True)
class Advice:
    """Something to know about an agenda: a message id, and the number of the step it is about; 0 for the whole."""

    words: str
    step: int = 0


def scores(kind: Kind) -> bool:
    """Whether people score principles in it."""
    return any(field.shape == "principle" for act in kind.acts for field in act.fields)


def choices_of(kind: Kind) -> tuple[str, ...]:
    """Whose choice the principles of such a step may be; nothing where it is about none."""
    if scores(kind):
        return (ALL, THESE, CHOSEN)
    return (CHOOSE, THESE, CHOSEN, ALL) if kind.needs_principle else ()


def first_choice(kind: Kind) -> str:
    """Whose choice they are in a step that was just put in."""
    return CHOSEN if kind.name == "rescore" else next(iter(choices_of(kind)), "")


def kinds_to_add() -> list[Kind]:
    """Every kind of step, in the order of a usual day."""
    order = [
        "welcome", "check_in", "review", "read", "score", "overview", "discuss", "rescore", "agree", "ideas",
        "dots", "commit", "pause", "check_out", "step",
    ]  # fmt: skip
    rank = {name: place for place, name in enumerate(order)}
    return sorted(KINDS.values(), key=lambda kind: (rank.get(kind.name, len(order)), kind.name))


def talking(steps: Iterable[Planned]) -> int:
    """Minutes of talking."""
    return sum(step.minutes for step in steps if kind_named(step.kind).tone == "talking")


def advice_on(steps: Sequence[Planned]) -> list[Advice]:
    """What would go wrong on the day, or be missing after it. Nothing here forbids anything."""
    found = [] if any(scores(kind_named(step.kind)) for step in steps) else [Advice(NO_SCORE)]
    scored = chosen = seen = ideas = False
    for number, step in enumerate(steps, 1):
        if step.kind == "rescore" and not scored:
            found.append(Advice(RESCORE_FIRST, number))
        if step.kind == "dots" and not ideas:
            found.append(Advice(DOTS_FIRST, number))
        if step.kind == "overview" and not scored:
            found.append(Advice(OVERVIEW_FIRST, number))
        if step.picks == CHOOSE and not seen:
            found.append(Advice(CHOOSE_FIRST, number))
        if step.picks == CHOSEN and not chosen:
            found.append(Advice(CHOSEN_FIRST, number))
        scored |= scores(kind_named(step.kind))
        chosen |= step.picks == CHOOSE
        seen |= step.kind == "overview"
        ideas |= step.kind == "ideas"
    return found


def planned_rounds(steps: Sequence[Planned]) -> list[int]:
    """Which round each step will be, as far as can be told beforehand; 0 where nobody scores in it."""
    rounds, before = [], 0
    for step in steps:
        here = scores(kind_named(step.kind))
        before += here
        rounds.append(before if here else 0)
    return rounds
