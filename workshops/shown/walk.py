"""Where a room is in its agenda, what comes next, and how it keeps to its time."""

from datetime import datetime, timedelta
from functools import cached_property

from workshops.domain.agenda import (
    Placed,
    Stride,
    current,
    plan_mark,
    standing,
    stride_back,
    stride_on,
    stride_past,
)
from workshops.domain.moves import UNHELD, Phase, Stage
from workshops.domain.pace import Coming, proposed
from workshops.shown.step import Step


class Walk:
    """What a snapshot says of its steps."""

    steps: tuple[Step, ...]
    stage: Stage

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        return tuple(step.placed for step in self.steps)

    @cached_property
    def now(self) -> Step | None:
        """The activity the room is in; none once the workshop has ended, wherever it was."""
        here = current(self.placed) if self.stage != Stage.ENDED else None
        return self.step(here.id) if here else None

    def step(self, id: int) -> Step | None:
        return next((step for step in self.steps if step.id == id), None)

    @cached_property
    def standing(self) -> str:
        return standing(self.placed)

    @cached_property
    def on(self) -> Stride | None:
        return stride_on(self.placed)

    @cached_property
    def back(self) -> Stride | None:
        return stride_back(self.placed)

    @property
    def on_to(self) -> Step | None:
        return self.step(self.on.to) if self.on and self.on.to else None

    @property
    def is_over(self) -> bool:
        return self.standing == "over"

    @property
    def minutes_behind(self) -> int:
        """Whole minutes behind the plan, as the agenda stands with its clocks; negative when ahead."""
        opened = [step.opened_at for step in self.steps if step.opened_at and step.phase not in UNHELD]
        if not opened or self.ends_at is None:
            return 0
        planned = timedelta(minutes=sum(step.planned for step in self.steps))
        return round((self.ends_at - min(opened) - planned).total_seconds() / 60)

    @property
    def minutes_ahead(self) -> int:
        return -self.minutes_behind

    @property
    def coming(self) -> tuple[Step, ...]:
        """The steps that wait."""
        return tuple(step for step in self.steps if step.phase == Phase.WAITING)

    @property
    def minutes_to_come(self) -> int:
        """Of the steps that wait."""
        return sum(step.minutes for step in self.coming)

    @property
    def ends_at(self) -> datetime | None:
        """When the agenda would end if the present step kept its time, and all the others theirs."""
        if self.now is None or self.now.ends_at is None:
            return None
        return self.now.ends_at + timedelta(minutes=self.minutes_to_come)

    @property
    def plan_mark(self) -> str:
        return plan_mark(self.placed)

    @property
    def past(self) -> Stride | None:
        return stride_past(self.placed)

    @property
    def proposals(self) -> tuple[tuple[Step, int], ...]:
        """The steps to come that could be shortened, or given more where the room is ahead, with their new minutes."""
        found = proposed(self.minutes_behind, [Coming(step.id, step.minutes) for step in self.coming])
        return tuple((step, found[step.id]) for step in self.coming if step.id in found)

    @property
    def is_reshaped(self) -> bool:
        """Whether steps to come have other minutes since the desk last took such a proposal."""
        return any(step.minutes_before is not None for step in self.coming)
