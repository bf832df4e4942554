"""The made-up workshop of every mock-up, run through the real actions: fourteen people, two rounds."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.models import Team
from principles.publishing import newest_edition, publish_shipped
from workshops.actions import agenda, curating, deciding, talking
from workshops.actions.changing import Doing
from workshops.actions.joining import join
from workshops.actions.planning import plan_workshop
from workshops.domain.agendas import AGENDAS
from workshops.domain.moves import LIVE
from workshops.domain.sectors import FAMILIES
from workshops.models import Activity, Comment, Workshop
from workshops.queries import snapshot_of
from workshops.room.ballot_box import Ballot, write

KEYS = ["scope-goals", "relationships-trust", "diverse-expertise", "shared-leadership", "improvement-mindset"]
TRUST, LEADERSHIP = KEYS[1], KEYS[3]
SECTORS = ["acute"] * 6 + ["adult_social_care"] * 3 + ["care_provider"] * 2 + ["carer"] * 3

# A row a person, a column a principle; None is "I can't say".
FIRST: list[list[int | None]] = [
    [4, 2, 3, 2, 3],
    [4, 2, 2, 2, 3],
    [2, 4, 2, 1, 3],
    [4, 4, 4, 1, 2],
    [3, 4, 2, 3, 4],
    [3, 1, 2, 1, 2],
    [3, 2, 3, 3, 1],
    [3, 2, 3, 2, 2],
    [3, 3, 4, 2, 2],
    [4, 5, 3, 1, 2],
    [3, 4, 4, 2, 3],
    [2, 4, 5, 4, 3],
    [4, 2, 1, 2, None],
    [2, 1, None, 3, None],
]
# The same people, on trust and on leadership.
SECOND: list[list[int | None]] = [
    [4, 2],
    [4, 2],
    [2, 1],
    [4, 2],
    [3, 3],
    [3, 2],
    [3, 3],
    [3, 3],
    [3, 3],
    [4, 2],
    [3, 2],
    [2, 3],
    [3, 2],
    [2, 2],
]


class Room:
    """A workshop and the people in it."""

    def __init__(self, title: str = "Coming home from hospital", *, practice: bool = False) -> None:
        publish_shipped()
        self.workshop = plan_workshop(
            team=Team.objects.create(name="Riverside health and care partnership"),
            edition=newest_edition("five-principles"),
            agenda=AGENDAS[0],
            title=title,
            starts_at=datetime(2026, 11, 19, 10, 0, tzinfo=UTC),
            purpose="Agree how we work together.",
            families=[family.key for family in FAMILIES],
            practice=practice,
        )
        self.people: list[UUID] = []
        agenda.open_doors(self.doing(address="http://192.0.2.7:8000"))

    def doing(self, *, activity: Activity | None = None, person: UUID | None = None, **given: Any) -> Doing:
        return Doing(Workshop.objects.get(pk=self.workshop.pk), given, activity, person)

    def come_in(self, sectors: list[str], *, pretend: bool = False) -> None:
        self.people += [join(self.workshop, sector, pretend=pretend).pk for sector in sectors]

    @property
    def now(self) -> Activity:
        return self.workshop.activities.get(phase__in=LIVE)

    def on(self, times: int = 1) -> None:
        """Press the desk's one next step."""
        for _ in range(times):
            room = snapshot_of(self.workshop.code)
            assert room
            agenda.step(self.doing(towards="on", seen=room.standing, sure=True))

    def on_to(self, kind: str) -> None:
        while not self.workshop.activities.filter(kind=kind, phase__in=LIVE).exists():
            self.on()

    def score(self, rows: Sequence[Sequence[int | None]], keys: list[str]) -> None:
        here = self.now.pk
        ballots = [
            Ballot(self.workshop.pk, here, person, key, level)
            for person, row in zip(self.people, rows, strict=False)
            for key, level in zip(keys, row, strict=True)
        ]
        assert write(ballots) == [True] * len(ballots)

    def reason(self, person: int, principle: str, text: str) -> None:
        talking.keep_reason(
            self.doing(activity=self.now, person=self.people[person], principle=principle, reason=text)
        )

    def comment(self, person: int, text: str) -> Comment:
        talking.record_comment(
            self.doing(activity=self.now, person=self.people[person], text=text, form=uuid4())
        )
        return Comment.objects.get(text=text)

    def hide(self, comment: Comment) -> None:
        curating.hide(self.doing(comment=comment.pk, off=False))

    def choose(self, *keys: str) -> None:
        for key in keys:
            deciding.choose(self.doing(principle=key, off=False))

    def promise(self, what: str, principle: str = LEADERSHIP) -> None:
        deciding.promise(
            self.doing(
                activity=self.now,
                form=uuid4(),
                what=what,
                owner="Partnership programme office",
                by=date(2027, 1, 15),
                first_step="List the ten decisions that get stuck most",
                principle=principle,
            )
        )

    def check_out(self, person: int, text: str, useful: int | None) -> None:
        talking.leave(
            self.doing(activity=self.now, person=self.people[person], text=text, useful=useful, form=uuid4())
        )

    def end(self) -> None:
        agenda.end(self.doing(sure=True))

    @property
    def fresh(self) -> Workshop:
        return Workshop.objects.get(pk=self.workshop.pk)


def first_round(room: Room | None = None) -> Room:
    """Everybody has scored, and the room has seen it."""
    room = room or Room()
    room.come_in(SECTORS)
    room.on_to("score")
    room.score(FIRST, KEYS)
    room.on(2)
    return room


def second_round_scored(room: Room) -> Room:
    """Two were talked about and scored again; nothing of that is revealed."""
    room.on_to("overview")
    room.choose(TRUST, LEADERSHIP)
    room.on_to("rescore")
    room.score(SECOND, [TRUST, LEADERSHIP])
    return room


def whole_workshop() -> Room:
    room = second_round_scored(first_round())
    room.on(2)
    room.on_to("commit")
    room.promise("One page that says who decides what")
    room.on_to("check_out")
    room.on()
    room.end()
    return room
