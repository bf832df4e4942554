"""Pretend people come to practice workshops only, and act as people do."""

from collections import Counter

import pytest
from django.utils import timezone

from accounts.models import Membership, Team, User
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish_shipped
from workshops.access import Caller
from workshops.actions.planning import plan_workshop
from workshops.actions.pretending import pretend_people
from workshops.domain.agendas import AGENDAS
from workshops.domain.ballots import ballot_key
from workshops.domain.sectors import FAMILIES
from workshops.models import Comment, Participant, Result, Score, SeenToo, Workshop
from workshops.queries import snapshot_of
from workshops.taking import Answer, do, ready_for_workshop

pytestmark = pytest.mark.django_db


class Desk:
    """Fay at the desk of a workshop."""

    def __init__(self, *, practice: bool = True, doors: bool = True) -> None:
        publish_shipped()
        self.fay = User.objects.create_user("fay@example.org")
        team = Team.objects.create(name="Oak")
        Membership.objects.create(team=team, user=self.fay, role="facilitator")
        self.workshop = plan_workshop(
            team=team,
            edition=newest_edition(FIVE_PRINCIPLES),
            agenda=AGENDAS[0],
            title="Oak",
            starts_at=timezone.now(),
            families=[family.key for family in FAMILIES],
            practice=practice,
        )
        if doors:
            self.press("open_doors", address="http://oak.test")

    def press(self, act: str, **given: str) -> Answer:
        return do(ready_for_workshop(Caller(self.fay, {}), self.workshop.code, act, given))

    @property
    def room(self):
        room = snapshot_of(self.workshop.code)
        assert room is not None
        return room

    def go_to(self, kind: str, phase: str = "open") -> None:
        """Press on until the room is in a step of this kind."""
        while not (self.room.now and (self.room.now.kind.name, self.room.now.phase) == (kind, phase)):
            answer = self.press("step", towards="on", seen=self.room.standing, sure="1")
            assert answer.status == 200, answer.words


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_real_workshop_takes_no_pretend_people():
    desk = Desk(practice=False)
    answer = desk.press("pretend")

    assert (answer.status, answer.words) == (
        409,
        "Pretend people come to practice workshops only: this one is real.",
    )
    assert Participant.objects.count() == 0


def test_nobody_comes_before_the_doors_are_open():
    assert Desk(doors=False).press("pretend").status == 409
    assert Participant.objects.count() == 0


def test_a_locked_room_is_locked_to_them_too(desk):
    desk.press("lock", on="1")
    answer = desk.press("pretend")

    assert (answer.status, Participant.objects.count()) == (409, 0)


def test_twenty_come_from_every_family_that_is_offered(desk):
    assert desk.press("pretend").status == 200
    people = pretend_people(desk.workshop)

    assert Counter(person.family for person in people) == {
        "nhs_provider": 6,
        "communities": 5,
        "councils": 3,
        "primary_care": 2,
        "care_providers": 2,
        "nhs_planning": 1,
        "wider": 1,
    }
    assert desk.room.joined == 20


def test_they_come_once(desk):
    desk.press("pretend")
    again = desk.press("pretend")

    assert (again.status, again.words) == (
        409,
        "The pretend people are here. This step asks nothing of them just now.",
    )
    assert Participant.objects.count() == 20


def test_the_scores_of_each_are_counted_once_each(desk):
    desk.go_to("score")
    desk.press("pretend")
    step = desk.room.now
    assert step is not None
    secret = bytes(Workshop.objects.get().ballot_secret or b"")
    keys = {ballot_key(secret, person.pk) for person in pretend_people(desk.workshop)}
    principles = [principle.key for principle in step.principles]
    scored = Counter(Score.objects.filter(activity=step.id).values_list("ballot_key", "principle"))

    assert len(principles) == 5
    assert scored == {(key, principle): 1 for key in keys for principle in principles}
    assert (desk.room.progress.done, desk.room.progress.of) == (20, 20)
    assert Score.objects.filter(level=None).count() == 5
    assert Comment.objects.filter(source="reason").count() > 5

    desk.go_to("score", "revealed")
    told = {row.principle: sum(row.counts) + row.cant_say for row in Result.objects.all()}
    assert told == dict.fromkeys(principles, 20)


def test_a_second_press_in_one_step_changes_nothing(desk):
    def answers():
        scores = Score.objects.values_list("principle", "ballot_key", "level")
        texts = Comment.objects.values_list("author_key", "source", "text")
        return set(scores), sorted(texts)

    for kind in ("check_in", "score", "discuss"):
        desk.go_to(kind)
        assert desk.press("pretend").status == 200
        before = answers()
        assert desk.press("pretend").status == 200
        assert answers() == before


def test_the_same_people_act_in_each_later_step(desk):
    for kind in ("check_in", "score", "discuss", "rescore", "check_out"):
        desk.go_to(kind)
        assert desk.press("pretend").status == 200

    assert Participant.objects.count() == 20
    assert Counter(Comment.objects.exclude(source="reason").values_list("source", flat=True)) == {
        "check_in": 20,
        "comment": 6,
        "check_out": 20,
    }
    assert SeenToo.objects.count() >= 6
    assert Comment.objects.exclude(useful=None).count() == 20


def test_after_a_talk_some_move_towards_the_middle_and_nobody_jumps(desk):
    desk.go_to("score")
    desk.press("pretend")
    desk.go_to("rescore")
    desk.press("pretend")
    first, second = (
        {(row.principle, row.ballot_key): row.level for row in step.scores.all()}
        for step in desk.workshop.activities.filter(kind__in=["score", "rescore"])
    )
    moves = Counter(
        abs(level - first[at]) for at, level in second.items() if level is not None and first[at] is not None
    )

    # Nothing was chosen to be discussed, so everything is scored again.
    assert second.keys() == first.keys()
    assert set(moves) == {0, 1}
    assert 10 < moves[1] < 60


def test_they_leave_real_people_alone(desk):
    ana = Participant.objects.create(workshop=desk.workshop, sector="people", family="communities")
    desk.go_to("score")
    desk.press("pretend")
    secret = bytes(Workshop.objects.get().ballot_secret or b"")

    assert Score.objects.filter(ballot_key=ballot_key(secret, ana.pk)).count() == 0
    assert (desk.room.progress.done, desk.room.progress.of) == (20, 21)
