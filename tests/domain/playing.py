"""Rooms as they come, played in values alone: what the product does at every close, and what everybody then sees."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.domain.picking import Cell, Members
from workshops.domain.breakdown import OTHERS, By, Grouping, Line, grouping_of, lines_of
from workshops.domain.movement import Movement, movement_of
from workshops.domain.sectors import FAMILIES, UNGROUPED
from workshops.domain.spread import enough

LEVELS = 5
OUTSIDE = [sector.key for sector in UNGROUPED]
BY_FAMILY = [family.key for family in FAMILIES] + OUTSIDE
BY_SECTOR = [sector.key for family in FAMILIES for sector in family.sectors] + OUTSIDE
# Most are as small as makes trouble.
SIZES = (0, 1, 1, 2, 3, 4, 5, 5, 6, 7, 8, 10, 12, 15)

# Somebody's level, or that they could not say; by person.
Answers = Mapping[int, int | None]


@dataclass(frozen=True)
class Shown:
    """One principle in one revealed round: `answers` is the truth, everything else is seen by everybody."""

    round: int
    principle: int
    answers: Answers
    counts: tuple[int, ...]
    cant_say: int
    grouping: Grouping | None
    lines: tuple[Line, ...] | None
    movement: Movement | None
    before: "Shown | None"

    @property
    def scored(self) -> int:
        return sum(self.counts)


@dataclass
class Room:
    """`people` holds the answer of each to the join question."""

    seed: int
    people: list[str]
    k: int
    ask_sectors: bool
    shown: list[Shown] = field(default_factory=list)

    def groups(self, answers: Answers) -> dict[str, list[int]]:
        """The counts per level of everybody who gave the same answer when they joined."""
        found: dict[str, list[int]] = {}
        for person, level in answers.items():
            counts = found.setdefault(self.people[person], [0] * LEVELS)
            if level is not None:
                counts[level - 1] += 1
        return found

    def close(self, round: int, asked: Mapping[int, Answers]) -> list[Shown]:
        """What the round comes to: `asked` holds the answers to each of its principles. Nobody sees it yet."""
        groups = {principle: self.groups(answers) for principle, answers in asked.items()}
        before = self.shown[-1].grouping if self.shown else None
        grouping = grouping_of(groups.values(), self.k, before=before, ask_sectors=self.ask_sectors)
        return [
            self._counted(round, principle, answers, groups[principle], grouping)
            for principle, answers in asked.items()
        ]

    def _counted(
        self,
        round: int,
        principle: int,
        answers: Answers,
        groups: Mapping[str, list[int]],
        grouping: Grouping | None,
    ) -> Shown:
        earlier = [one for one in self.shown if one.principle == principle and enough(one.scored)]
        last = earlier[-1] if earlier else None
        counts = counts_of(answers.values())
        return Shown(
            round=round,
            principle=principle,
            answers=answers,
            counts=counts,
            cant_say=len(answers) - sum(counts),
            grouping=grouping,
            lines=lines_of(groups, grouping) if grouping else (),
            movement=self._moved(last, answers) if last else None,
            before=last,
        )

    def _moved(self, then: Shown, now: Answers) -> Movement | None:
        return movement_of(pairs_of(then.answers, now), self.k, rooms=(then.counts, counts_of(now.values())))

    def members(self, one: Shown, group: str) -> Members:
        """The answers to the join question that this group of the round's breakdown holds."""
        grouping = one.grouping or Grouping(By.FAMILIES)
        return frozenset(answer for answer in self.people if grouping.group_of(answer) == group)

    def counts(self, one: Shown, group: str) -> tuple[int, ...]:
        """The truth: the group's scores per level."""
        members = self.members(one, group)
        return counts_of(level for person, level in one.answers.items() if self.people[person] in members)

    def cells(self, one: Shown) -> list[Cell]:
        """Each group of the breakdown that has scores, with its line if it is shown."""
        lines = {line.group: line for line in one.lines or ()}
        groups = (*(one.grouping.shown if one.grouping else ()), OTHERS)
        sizes = {group: sum(self.counts(one, group)) for group in groups}
        return [Cell(group, size, lines.get(group)) for group, size in sizes.items() if size]

    def answered(self, one: Shown, members: Members) -> tuple[int, int]:
        """The truth: how many of these people scored, and how many could not say."""
        levels = [level for person, level in one.answers.items() if self.people[person] in members]
        return len(levels) - levels.count(None), levels.count(None)


def counts_of(levels: Iterable[int | None]) -> tuple[int, ...]:
    tally = Counter(levels)
    return tuple(tally[level] for level in range(1, LEVELS + 1))


def pairs_of(then: Answers, now: Answers) -> list[tuple[int, int]]:
    both = ((then.get(person), level) for person, level in now.items())
    return [(was, became) for was, became in both if was is not None and became is not None]


def played(seed: int, *, small: bool = False) -> Room:
    """A room that came about by chance, walked to its end; of a `small` one all that it may be can be written down."""
    chance = random.Random(seed)
    ask_sectors = chance.random() < 0.3
    offered = BY_SECTOR if ask_sectors else BY_FAMILY
    answers = chance.sample(offered, 2 if small else chance.randint(1, 6))
    sizes = (5, 6, 7, 8) if small or chance.random() < (0.7 if ask_sectors else 0.3) else SIZES
    people = [answer for answer in answers for _ in range(chance.choice(sizes))]
    room = Room(seed, people, chance.choice((5, 5, 5, 10)), ask_sectors)
    principles = range(chance.randint(1, 5))
    came = [chance.choice((0, 0, 0, 0, 0, 0, 1)) for _ in people]
    left = [chance.choice((3, 3, 3, 3, 3, 3, 3, 1, 2)) for _ in people]
    for number in range(chance.randint(1, 3)):
        here = [person for person, _ in enumerate(people) if came[person] <= number < left[person]]
        again = principles if not number else chance.sample(principles, chance.randint(1, len(principles)))
        asked = {principle: _given(chance, room, here) for principle in again}
        if chance.random() < 0.3:
            # Closed, seen by nobody, opened for those who came too late, and counted again.
            few = {principle: _some(chance, answers) for principle, answers in asked.items()}
            room.close(number, few)
        room.shown += room.close(number, asked)
    return room


def _some(chance: random.Random, answers: Answers) -> Answers:
    return {person: level for person, level in answers.items() if chance.random() < 0.8}


def _given(chance: random.Random, room: Room, here: list[int]) -> Answers:
    """What those who are here answer: some groups are of one mind, some cannot say, some say nothing."""
    scale = range(1, LEVELS + 1)
    minds = {answer: chance.choice((None, None, chance.choice(scale))) for answer in room.people}
    silent = {answer for answer in minds if chance.random() < 0.08}
    mute = {answer for answer in minds if chance.random() < 0.05}
    given: dict[int, int | None] = {}
    for person in here:
        answer = room.people[person]
        if answer in mute or chance.random() < 0.04:
            continue
        mind = minds[answer]
        level = mind if mind and chance.random() < 0.93 else chance.choice(scale)
        given[person] = None if answer in silent or chance.random() < 0.04 else level
    return given


def scored_twice(seed: int) -> tuple[list[tuple[int, int]], tuple[int, ...], tuple[int, ...]]:
    """How some people scored a principle twice, and how others did who scored it the first time only, or the second."""
    chance = random.Random(seed)
    scale = range(1, LEVELS + 1)

    def levels(people: int) -> list[int]:
        mind = chance.choice(scale)
        return [mind if chance.random() < 0.6 else chance.choice(scale) for _ in range(people)]

    both, once = chance.randint(5, 7), (0, 0, 1, 4, 5, 6, 7)
    pairs = list(zip(levels(both), levels(both), strict=True))
    return pairs, counts_of(levels(chance.choice(once))), counts_of(levels(chance.choice(once)))
