"""Workshops as they come, walked through the real product: who came, what they gave, and what was told meanwhile."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from tests.cast import KEYS, Cast, Room
from workshops.actions.erasing import erase_own
from workshops.domain.sectors import FAMILIES, family_of
from workshops.models import Participant

# Mostly about as many as make trouble.
SIZES = (0, 1, 2, 4, 5, 5, 6, 6, 7, 8)
ANSWERS = [f"family-{family.key}" for family in FAMILIES] + ["other", "prefer_not"]
SECTORS = [sector.key for family in FAMILIES for sector in family.sectors] + ["other", "prefer_not"]

Given = Mapping[UUID, int | None]


@dataclass
class Walk:
    """A workshop on its way: what everybody answered when they joined, and what they gave in each round."""

    cast: Cast
    seed: int
    people: dict[UUID, str] = field(default_factory=dict)
    given: dict[tuple[int, str], dict[UUID, int | None]] = field(default_factory=dict)
    left: set[UUID] = field(default_factory=set)
    erased: set[UUID] = field(default_factory=set)
    offered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    @property
    def oak(self) -> Room:
        return self.cast.oak

    def group(self, person: UUID) -> str:
        """What the scores of somebody are counted under."""
        answer = self.people[person]
        return answer if self.oak.made.asks_sectors else family_of(answer)

    def begin(self) -> None:
        workshop = self.oak.made
        workshop.asks_sectors = self.chance.random() < 0.25
        workshop.smallest_group = self.chance.choice((5, 5, 5, 10))
        workshop.save(update_fields=["asks_sectors", "smallest_group"])
        self.people = {self.cast.ana: "people", self.cast.ben: "family-councils"}
        self.offered = SECTORS if workshop.asks_sectors else ANSWERS
        sizes = SIZES[4:] if workshop.asks_sectors else SIZES
        if self.chance.random() < 0.3:
            # Nobody is left over beside two large groups.
            for answer in list(self.people.values()):
                self.come(answer, 8)
            return
        for answer in self.chance.sample(self.offered, self.chance.randint(2, 4)):
            self.come(answer, self.chance.choice(sizes))

    def come(self, answer: str, count: int) -> None:
        seats = [
            Participant(workshop=self.oak.made, sector=answer, family=family_of(answer)) for _ in range(count)
        ]
        self.people |= {person.pk: answer for person in Participant.objects.bulk_create(seats)}

    def leave(self) -> None:
        """One or two go, one of them with everything; and a few come late."""
        here = [person for person in self.people if person not in (*self.erased, self.cast.ana)]
        going = self.chance.sample(here, min(len(here), self.chance.choice((0, 0, 2, 4))))
        self.left.update(going[1:])
        if going:
            erase_own(self.oak.workshop, going[0])
            self.erased.add(going[0])
        self.come(self.chance.choice(self.offered), self.chance.choice((0, 1, 1, 2)))

    def score(self, share: float = 1.0) -> None:
        """The step that is open, by everybody who is here: some groups of one mind, some of whom nobody can say."""
        here = [person for person in self.people if person not in self.left | self.erased]
        for key in self.oak.now.principles:
            minds = {answer: self.chance.choice((None, None, 2, 4)) for answer in self.people.values()}
            silent = {answer for answer in minds if self.chance.random() < 0.05}
            place = self.given.setdefault((self.oak.now.pk, key), {})
            for person in here:
                if self.chance.random() < share * 0.97:
                    place[person] = self._level(minds[self.people[person]], self.people[person] in silent)
            self.oak.score(list(place), list(place.values()), key)

    def _level(self, mind: int | None, silent: bool) -> int | None:
        if silent or self.chance.random() < 0.03:
            return None
        return mind if mind and self.chance.random() < 0.9 else self.chance.randint(1, 5)

    def say(self) -> None:
        """Everybody who is here says something, and who it was stands in it."""
        for person in self.people:
            if person not in self.left | self.erased:
                words = f"Said by {person}"
                assert self.oak.send(person, "comment", text=words, form=str(uuid4())).ok


def walked(cast: Cast, seed: int, look: Callable[[Walk, str], None] = lambda _walk, _moment: None) -> Walk:
    """The workshop after two rounds, in its second one; `look` is called before each is revealed, and after."""
    walk = Walk(cast, seed)
    walk.begin()
    for kind in ("score", "rescore"):
        walk.oak.go_to(kind)
        close(walk)
        look(walk, "closed")
        walk.oak.on()
        look(walk, "revealed")
        if kind == "score":
            walk.oak.go_to("discuss")
            for key in walk.chance.sample(KEYS, 2):
                assert walk.oak.desk_sends("discuss", principle=key).ok
                walk.oak.on()
            assert walk.oak.back().ok
            walk.leave()
            walk.say()
            look(walk, "said")
    return walk


def close(walk: Walk) -> None:
    """A round is scored; or scored by some, closed, opened again before anybody saw it, and scored by all."""
    if walk.chance.random() < 0.3:
        walk.score(0.7)
        walk.oak.on()
        assert walk.oak.back().ok
    walk.score()
    walk.oak.on()
