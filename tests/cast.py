"""The people of the tests, always the same ones.

Fay facilitates *oak* and Olu organises in its team; Ana and Ben take part, and a projector shows its screen. Gus
facilitates *elm*, of another team, and Cas takes part there, so that something could leak. The stranger has no seat.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connection
from django.db.models import F

from accounts.models import Membership, Team, User
from principles.document import Wording
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish_first, shipped_wordings
from tests.browsers import Browsers
from workshops.access import Caller
from workshops.actions.agenda import placed_of
from workshops.actions.joining import join
from workshops.actions.planning import plan_workshop
from workshops.domain.activities.kind import Role
from workshops.domain.agenda import standing
from workshops.domain.agendas import AGENDAS
from workshops.domain.ballots import ballot_key, comment_key
from workshops.domain.moves import LIVE
from workshops.domain.sectors import FAMILIES, family_of
from workshops.models import Activity, Comment, Commitment, Participant, Score, Workshop
from workshops.models.people import marked
from workshops.queries import snapshot_of
from workshops.room import seats
from workshops.room.ballot_box import Ballot, write
from workshops.room.seats import Seat
from workshops.snapshot import Snapshot
from workshops.taking import Answer, Ready, do, ready_for_activity, ready_for_workshop

ADDRESS = "http://oak.test"
KEYS = ["scope-goals", "relationships-trust", "diverse-expertise", "shared-leadership", "improvement-mindset"]
GOALS = KEYS[0]
# Whoever sees oak from inside, and whoever must not.
OAK = ("fay", "olu", "ana", "ben", "screen")
OUTSIDE = ("gus", "cas", "stranger")
EVERYONE = OAK + OUTSIDE


class Room:
    """A workshop with its facilitator, walked through the real door, forms and actions."""

    def __init__(self, name: str, facilitator: str) -> None:
        self.team = Team.objects.create(name=f"{name} team")
        self.facilitator = self.member(facilitator, "facilitator")
        self.made = plan_workshop(
            team=self.team,
            edition=newest_edition(FIVE_PRINCIPLES),
            agenda=AGENDAS[0],
            title=f"A workshop called {name}",
            purpose="To see where we stand.",
            starts_at=datetime(2026, 11, 19, 10, 0, tzinfo=UTC),
            families=[family.key for family in FAMILIES],
        )
        self.code = self.made.code

    def member(self, name: str, role: str) -> User:
        user = User.objects.create_user(f"{name}@example.org", name=name.title())
        Membership.objects.create(team=self.team, user=user, role=role)
        return user

    @property
    def workshop(self) -> Workshop:
        """As it is now."""
        return Workshop.objects.get(pk=self.made.pk)

    @property
    def secret(self) -> bytes:
        return bytes(self.workshop.ballot_secret or b"")

    @property
    def snapshot(self) -> Snapshot:
        found = snapshot_of(self.code)
        assert found
        return found

    @property
    def now(self) -> Activity:
        """The step that the room is in."""
        return self.made.activities.get(phase__in=LIVE)

    def step(self, kind: str) -> Activity:
        found = self.made.activities.filter(kind=kind).first()
        assert found
        return found

    def press(self, act: str, **given: str) -> Answer:
        """A button of the desk."""
        return do(ready_for_workshop(Caller(self.facilitator, {}), self.code, act, given))

    def pressed(self, act: str, **given: str) -> None:
        answer = self.press(act, **given)
        assert (answer.status, answer.words) == (200, "")

    def mark(self, person: UUID) -> str:
        """What the desk calls somebody's seat by."""
        return str(marked(self.workshop, person))

    @property
    def standing(self) -> str:
        """Where the room is, as a desk that is up to date knows it."""
        return standing([placed_of(activity) for activity in self.made.activities.all()])

    def on(self, times: int = 1) -> None:
        for _ in range(times):
            self.pressed("step", towards="on", seen=self.standing, sure="1")

    def back(self) -> Answer:
        return self.press("step", towards="back", seen=self.standing)

    def go_to(self, kind: str, phase: str = "open") -> Activity:
        """Press on until the room is in the next step of this kind, in this phase."""
        for _ in range(40):
            here = self.made.activities.filter(phase=phase, kind=kind).first()
            if here:
                return here
            self.on()
        raise AssertionError(f"there is no {kind} {phase} on the way")

    def come_in(self, sector: str = "people") -> UUID:
        return join(self.workshop, sector).pk

    def crowd(self, size: int) -> list[UUID]:
        """More people, of no sector: many in one statement."""
        people = [Participant(workshop=self.made, sector="other", family="other") for _ in range(size)]
        return [person.pk for person in Participant.objects.bulk_create(people)]

    def caller(self, person: UUID) -> Caller:
        return Caller(None, {self.cookie: seats.signed(self.seat(person))})

    @property
    def cookie(self) -> str:
        return seats.cookie_name(self.code, Role.PARTICIPANT)

    def seat(self, person: UUID) -> Seat:
        return Seat(self.code, Role.PARTICIPANT, person)

    def send(self, person: UUID, act: str, activity: int | None = None, **given: str) -> Answer:
        """What a participant sends in the step that the room is in, or in `activity`."""
        return do(self.ready(person, act, activity, **given))

    def ready(self, person: UUID, act: str, activity: int | None = None, **given: str) -> Ready | Answer:
        """The same, past the door and the form but not done yet: `taking.do` does it."""
        where = self.now.pk if activity is None else activity
        return ready_for_activity(self.caller(person), self.code, where, act, given)

    def desk_sends(self, act: str, activity: int | None = None, **given: str) -> Answer:
        where = self.now.pk if activity is None else activity
        return do(ready_for_activity(Caller(self.facilitator, {}), self.code, where, act, given))

    def score(self, people: list[UUID], levels: list[int | None], key: str = GOALS) -> None:
        """Everybody's level of one principle, as the ballot box writes them."""
        here = self.now.pk
        pairs = zip(people, levels, strict=True)
        ballots = [Ballot(self.made.pk, here, person, key, level) for person, level in pairs]
        assert write(ballots) == [True] * len(ballots)

    def say(self, person: UUID, act: str, text: str) -> Comment:
        answer = self.send(person, act, text=text, form=str(uuid4()))
        assert (answer.status, answer.words) == (200, "")
        return Comment.objects.get(workshop=self.made, text=text)

    def promise(self, what: str) -> Commitment:
        answer = self.desk_sends("promise", what=what, owner="A team", first_step="", form=str(uuid4()))
        assert (answer.status, answer.words) == (200, "")
        return Commitment.objects.get(workshop=self.made, what=what)

    def end(self) -> None:
        self.pressed("end", sure="1")

    def levels_of(self, person: UUID) -> dict[str, int | None]:
        """What is counted of somebody's scores, by principle."""
        own = Score.objects.filter(workshop=self.made, ballot_key=ballot_key(self.secret, person))
        return dict(own.values_list("principle", "level"))

    def words_of(self, person: UUID) -> list[str]:
        own = Comment.objects.filter(workshop=self.made, author_key=comment_key(self.secret, person))
        return list(own.values_list("text", flat=True))


@dataclass
class Cast:
    """Everybody, each with a browser of their own."""

    oak: Room
    elm: Room
    ana: UUID
    ben: UUID
    cas: UUID
    browsers: Browsers

    def get(self, who: str, address: str, **more: Any) -> Any:
        return self.browsers[who].get(address, **more)

    def post(self, who: str, address: str, fields: dict[str, str] | None = None, **more: Any) -> Any:
        return self.browsers[who].post(address, fields or {}, **more)


@dataclass
class Gathered:
    """Both rooms with their doors open, and everybody in their place: rows alone, with no browser open yet."""

    oak: Room
    elm: Room
    olu: User
    people: list[UUID]
    # Of those who signed in where all stand on these rows, by whose it is.
    sessions: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Once, for every browser that is opened later."""
        browsers = self.cast().browsers
        self.sessions = {who: browsers[who].session.session_key or "" for who in browsers.users}

    def cast(self) -> Cast:
        oak, elm, (ana, ben, cas) = self.oak, self.elm, self.people
        browsers = Browsers(
            users={"fay": oak.facilitator, "olu": self.olu, "gus": elm.facilitator},
            taking={
                "ana": oak.seat(ana),
                "ben": oak.seat(ben),
                "cas": elm.seat(cas),
                "screen": seats.screen_seat(oak.code, oak.made.screen_key),
            },
            sessions=self.sessions,
        )
        return Cast(oak, elm, ana, ben, cas, browsers)


def gathered() -> Gathered:
    for key, wording in shipped():
        publish_first(key, wording)
    oak, elm = Room("oak", "fay"), Room("elm", "gus")
    olu = oak.member("olu", "organiser")
    for room in (oak, elm):
        assert do(
            ready_for_workshop(Caller(room.facilitator, {}), room.code, "open_doors", {"address": ADDRESS})
        ).ok
    return Gathered(oak, elm, olu, seated((oak, "people"), (oak, "family-councils"), (elm, "carer")))


def seated(*who: tuple[Room, str]) -> list[UUID]:
    """People as they stand once they have joined, in one statement: nearly every test asks for them."""
    people = [
        Participant(workshop=room.made, sector=sector, family=family_of(sector)) for room, sector in who
    ]
    for room, _sector in who:
        Workshop.objects.filter(pk=room.made.pk).update(version=F("version") + 1)
    return [person.pk for person in Participant.objects.bulk_create(people)]


@cache
def shipped() -> list[tuple[str, Wording]]:
    """Read once: it takes as long as the rest of the cast."""
    return list(shipped_wordings())


def everything() -> list[Any]:
    """Every row that a workshop has, to tell whether a refusal changed anything."""
    with connection.cursor() as cursor:
        return [_rows(cursor, model._meta) for model in apps.get_app_config("workshops").get_models()]


def _rows(cursor: Any, table: Any) -> list[Any]:
    # As the database keeps them: to make objects of them takes ten times as long.
    cursor.execute(f'SELECT * FROM "{table.db_table}" ORDER BY "{table.pk.column}"')  # noqa: S608
    found: list[Any] = cursor.fetchall()
    return found
