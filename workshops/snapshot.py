"""All that a page, a push or a screen may show of a workshop at one version of it. Values only.

Nothing here is personal, and nothing that is still secret is here: a template cannot leak what it is not given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.utils.safestring import SafeString

from principles.document import Wording
from principles.languages import language_of_words
from workshops.domain.agenda import round_of
from workshops.domain.breakdown import Grouping
from workshops.domain.moves import Phase, Stage
from workshops.shown import (
    Counted,
    NumberedPrinciple,
    Presence,
    PrincipleResult,
    Progress,
    Promise,
    RaisedHand,
    RoundResult,
    Step,
    Voice,
    themes_in,
)
from workshops.shown.door import Waiting
from workshops.shown.journal import Deed
from workshops.shown.proposed import Proposed
from workshops.shown.speech import of_content, of_interface
from workshops.shown.tables import Tables

# What a screen is in that shows every language of the workshop, each as long.
IN_TURNS = "in_turns"


def numbered(wording: Wording) -> Mapping[str, NumberedPrinciple]:
    return {p.key: NumberedPrinciple(number, p) for number, p in enumerate(wording.principles, 1)}


@dataclass(frozen=True)
class Snapshot(Proposed):
    """One workshop at one version, in one of its languages."""

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
    # As they went up; only in a step that takes them.
    hands: tuple[RaisedHand, ...] = ()
    # What a facilitator says to every phone just now.
    notice: str = ""
    # What was done at the desks, the last first; and who knocks at the door. For desks alone.
    journal: tuple[Deed, ...] = ()
    knocks: tuple[Waiting, ...] = ()
    notice_at: datetime | None = None
    notice_until: datetime | None = None
    tables: Tables = field(default_factory=Tables)
    # People behind the devices that joined: several may share one.
    heads: int = 0
    # The words in each of the workshop's languages, the first of them first; and which the screen is in.
    wordings: tuple[Wording, ...] = ()
    screen_language: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that the workshop offers."""
        return tuple(wording.language for wording in self.wordings)

    @property
    def screen_asks(self) -> str:
        """The languages that the screen is to be in, as it asks for them; "" where there is only one."""
        if len(self.wordings) < 2:
            return ""
        return ",".join(self.languages) if self.screen_language == IN_TURNS else self.screen_language

    @property
    def site_language(self) -> str:
        """The language of the words that are the site's and not the set's."""
        return language_of_words(self.wording.language)

    @cached_property
    def content(self) -> SafeString:
        """The attributes of an element with the set's own words."""
        return of_content(self.wording.language)

    @cached_property
    def interface(self) -> SafeString:
        """The attributes of an element with the site's words, inside one that has `content`."""
        return of_interface(self.wording.language)

    def said_in(self, language: str) -> "Snapshot":
        """The same in another of the workshop's languages; in this one where it does not offer that."""
        found = next((wording for wording in self.wordings if wording.language == language), self.wording)
        if found is self.wording:
            return self
        if language not in self._said:
            self._said[language] = self._put_in(found)
        return self._said[language]

    @cached_property
    def _said(self) -> "dict[str, Snapshot]":
        return {}

    def _put_in(self, wording: Wording) -> "Snapshot":
        known = numbered(wording)
        counts = tuple(replace(one, principle=known[one.principle.key]) for one in self.progress.counts)
        return replace(
            self,
            wording=wording,
            principles=tuple(known.values()),
            steps=tuple(
                replace(step, principles=tuple(known[one.key] for one in step.principles))
                for step in self.steps
            ),
            progress=replace(self.progress, counts=counts),
            results=tuple(replace(one, principle=known[one.principle.key]) for one in self.results),
            promises=tuple(
                replace(one, principle=known[one.principle.key] if one.principle else None)
                for one in self.promises
            ),
            positions=tuple(replace(one, principle=known[one.principle.key]) for one in self.positions),
        )

    @property
    def answers(self) -> int:
        return self.answered_before + self.answered_now

    @property
    def gone(self) -> int:
        """Those of the joined who were not seen for long; pretend people are never seen."""
        known = self.presence.here + self.presence.asleep
        return max(self.joined - self.pretend - known, 0)

    @property
    def welcomes_with_promises(self) -> bool:
        """Whether it opens with what was promised before: where there is something, and no step of its own for it."""
        has_promises = self.before is not None and bool(self.before.promises)
        return has_promises and all(step.kind.name != "review" for step in self.steps)

    @property
    def round_now(self) -> int:
        """The round of what is asked now; 0 where its principles are not all in the same one."""
        now = self.now
        if now is None or not now.kind.scored:
            return 0
        rounds = {round_of(self.placed, now.id, principle.key) for principle in now.principles}
        return rounds.pop() if len(rounds) == 1 else 0

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
        taken = [step for step in self.steps if step.picks == "choose" and step.phase != Phase.SKIPPED]
        keys = [principle.key for step in taken for principle in step.principles]
        return tuple(dict.fromkeys(keys))

    def voices_of(self, step: Step) -> tuple[Voice, ...]:
        """What was said in a step that may be heard by everyone; in a discussion, the reasons for scores as well."""
        keys = {principle.key for principle in step.principles}
        discussing = step.kind.name == "discuss"
        return tuple(
            voice
            for voice in self.voices
            if voice.is_public
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
        return next((voice for voice in reversed(self.voices) if voice.spotlit and voice.is_heard), None)

    @property
    def lit_theme(self) -> Counted | None:
        """The theme that the screen shows, with what everybody may read under it."""
        return next((one for one in themes_in(self.voices) if one.theme.spotlit), None)
