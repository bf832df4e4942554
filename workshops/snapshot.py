"""All that a page, a push or a screen may show of a workshop at one version of it. Values only.

Nothing here is personal, and nothing that is still secret is here: a template cannot leak what it is not given.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from principles.document import Wording
from workshops.domain.agenda import Placed, Stride, current, round_of, standing, stride_back, stride_on
from workshops.domain.breakdown import Grouping
from workshops.domain.moves import Stage
from workshops.shown import (
    Count,
    NumberedPrinciple,
    Presence,
    PrincipleResult,
    Progress,
    Promise,
    RoundResult,
    SectorView,
    Step,
    Voice,
    Why,
    movement_shown,
    round_result,
    sector_view,
)

__all__ = [
    "Count",
    "NumberedPrinciple",
    "Presence",
    "PrincipleResult",
    "Progress",
    "Promise",
    "RoundResult",
    "SectorView",
    "Snapshot",
    "Step",
    "Voice",
    "Why",
    "movement_shown",
    "round_result",
    "sector_view",
]


@dataclass(frozen=True)
class Snapshot:
    """One workshop at one version."""

    code: str
    spaced_code: str
    version: int
    title: str
    purpose: str
    team: str
    address: str
    screen_key: str
    stage: Stage
    locked: bool
    practice: bool
    smallest_group: int
    # In whose words the sectors are named.
    nation: str
    starts_at: datetime
    agenda_title: str
    wording: Wording
    principles: tuple[NumberedPrinciple, ...]
    steps: tuple[Step, ...]
    joined: int
    pretend: int
    families_here: tuple[str, ...]
    families_away: tuple[str, ...]
    # Of the families here, those that fewer than the smallest group came from.
    families_few: tuple[str, ...]
    # Answers to other steps than the one now, which go on growing no more.
    answered_before: int
    answered_now: int
    progress: Progress
    results: tuple[RoundResult, ...]
    voices: tuple[Voice, ...]
    held: int
    useful: tuple[int, ...]
    promises: tuple[Promise, ...]
    # The groups that were shown in every round so far; none before the first reveal.
    grouping: Grouping | None = None
    presence: Presence = field(default_factory=Presence)
    is_rehearsal: bool = False
    chatham_house: bool = True
    names_asked: bool = False
    holds_comments: bool = False
    # What a facilitator says to every phone just now.
    notice: str = ""
    notice_at: datetime | None = None

    @property
    def answers(self) -> int:
        return self.answered_before + self.answered_now

    @property
    def gone(self) -> int:
        """Those of the joined who were not seen for long; pretend people are never seen."""
        known = self.presence.here + self.presence.asleep
        return max(self.joined - self.pretend - known, 0)

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
    def round_now(self) -> int:
        """The round of what is asked now; 0 where its principles are not all in the same one."""
        now = self.now
        if now is None or not now.kind.scored:
            return 0
        rounds = {round_of(self.placed, now.id, principle.key) for principle in now.principles}
        return rounds.pop() if len(rounds) == 1 else 0

    @property
    def is_over(self) -> bool:
        return self.standing == "over"

    @property
    def latest_results(self) -> tuple[PrincipleResult, ...]:
        """For each principle with a shown round, the newest and the one before, in the order of the set.

        A round with too few scores does not hide one before it that had enough.
        """
        grouped: dict[str, list[RoundResult]] = {}
        for result in self.results:
            grouped.setdefault(result.principle.key, []).append(result)
        ordered = sorted(grouped.values(), key=lambda rounds: rounds[0].principle.number)
        told = [[one for one in rounds if one.enough] or rounds[-1:] for rounds in ordered]
        return tuple(PrincipleResult(rounds[-1], rounds[-2] if len(rounds) > 1 else None) for rounds in told)

    def results_of(self, step: Step) -> tuple[PrincipleResult, ...]:
        """The results of one scoring step, each with the round before it."""
        return tuple(
            PrincipleResult(result, self._round_before(result))
            for result in self.results
            if result.activity == step.id
        )

    def _round_before(self, result: RoundResult) -> RoundResult | None:
        earlier = [
            other
            for other in self.results
            if other.principle.key == result.principle.key and other.round < result.round and other.enough
        ]
        return earlier[-1] if earlier else None

    @property
    def results_now(self) -> tuple[PrincipleResult, ...]:
        return self.results_of(self.now) if self.now and self.now.is_shown else ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the principles that were chosen to be discussed, in the order of the agenda."""
        keys = [p.key for step in self.steps if step.picks == "choose" for p in step.principles]
        return tuple(dict.fromkeys(keys))

    def voices_of(self, step: Step) -> tuple[Voice, ...]:
        """What was said in a step that may be heard by everyone; in a discussion, the reasons for scores as well."""
        keys = {principle.key for principle in step.principles}
        discussing = step.kind.name == "discuss"
        return tuple(
            voice
            for voice in self.voices
            if not voice.hidden
            and (
                voice.activity == step.id
                or (discussing and voice.source == "reason" and voice.principle in keys)
            )
        )

    @property
    def voices_now(self) -> tuple[Voice, ...]:
        return self.voices_of(self.now) if self.now else ()

    @property
    def spotlight(self) -> Voice | None:
        return next((voice for voice in reversed(self.voices) if voice.spotlit and not voice.hidden), None)

    @property
    def minutes_behind(self) -> int:
        """Whole minutes behind the plan when the current step was opened; negative when ahead."""
        if not self.now or not self.now.opened_at or not self.steps[0].opened_at:
            return 0
        planned = self.now.planned_at - self.steps[0].planned_at
        passed = self.now.opened_at - self.steps[0].opened_at
        return round((passed - planned).total_seconds() / 60)
