"""What the room says of each principle that it has talked about."""

from collections.abc import Iterable, Mapping

from workshops.domain.moves import Phase, Stage
from workshops.models import Position as Row
from workshops.models import Workshop
from workshops.shown import NumberedPrinciple, Step
from workshops.shown.positions import Position


def positions_of(
    workshop: Workshop, steps: Iterable[Step], principles: Mapping[str, NumberedPrinciple]
) -> tuple[Position, ...]:
    """One for each principle that was discussed, and for any other of which something was written."""
    steps = tuple(steps)
    agrees = any(step.kind.name == "agree" for step in steps)
    if not agrees and workshop.stage != Stage.ENDED:
        return ()
    rows = {row.principle: row for row in Row.objects.filter(workshop=workshop)}
    written = {key for key, row in rows.items() if row.edition}
    wanted = discussed(steps) | written if agrees else written
    # A room that comes to agree without having discussed anything may write on all of them. What is written into the
    # report of one that did not come to it is in there too.
    keys = [key for key in principles if key in wanted] or (list(principles) if agrees else [])
    return tuple(_position(principles[key], rows.get(key)) for key in keys)


def discussed(steps: Iterable[Step]) -> set[str]:
    """The keys of the principles of every discussion that was begun."""
    ahead = (Phase.WAITING, Phase.SKIPPED)
    held = [step for step in steps if step.kind.name == "discuss" and step.phase not in ahead]
    return {principle.key for step in held for principle in step.principles}


def _position(principle: NumberedPrinciple, row: Row | None) -> Position:
    if row is None:
        return Position(principle)
    return Position(principle, row.agreed, row.seen_differently, row.one_point, row.edition)
