"""The reason beside a score: sent with every choice, written only where it says something new."""

import pytest
from django.utils import timezone

from accounts.models import Team
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish_shipped
from tests.cast import GOALS, everything
from workshops.actions.changing import Doing
from workshops.actions.planning import plan_workshop
from workshops.actions.scoring import record_score
from workshops.domain.agendas import AGENDAS
from workshops.models import Activity, Comment, Participant, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    publish_shipped()
    workshop = plan_workshop(
        team=Team.objects.create(name="Oak"),
        edition=newest_edition(FIVE_PRINCIPLES),
        agenda=AGENDAS[0],
        title="Oak",
        starts_at=timezone.now(),
        families=[],
    )
    Workshop.objects.update(stage="open")
    found = workshop.activities.get(kind="score")
    found.phase, found.principles = "open", ["scope-goals"]
    found.save()
    return found


@pytest.fixture
def score(activity: Activity):
    """Ana scores; gives the words that are kept, and how many versions it took."""
    workshop = activity.workshop
    ana = Participant.objects.create(workshop=workshop, sector="people", family="communities")

    def scored(reason: str | None) -> tuple[list[str], int]:
        before = Workshop.objects.get().version
        given = {"principle": "scope-goals", "score": 3, "reason": reason}
        record_score(Doing(workshop, given, activity, ana.pk))
        return list(Comment.objects.values_list("text", flat=True)), Workshop.objects.get().version - before

    return scored


def test_an_empty_reason_costs_no_second_change(score):
    assert score("") == ([], 1)
    assert score(None) == ([], 1)


def test_a_reason_is_kept_changed_and_taken_away(score):
    assert score("Because") == (["Because"], 2)
    assert score("Because") == (["Because"], 1)
    assert score(None) == (["Because"], 1)
    assert score("Since then") == (["Since then"], 2)
    assert score("") == ([], 2)


def test_reasons_come_in_an_order_that_does_not_tell_who_was_first(cast):
    """Whoever watches the room scoring may see who writes a reason, and when."""
    oak = cast.oak
    people = oak.crowd(12)
    oak.go_to("score")
    for number, person in enumerate(people):
        oak.send(person, "score", principle=GOALS, score="3", reason=f"Reason {number}")
    oak.on(2)
    reasons = [(voice.id, voice.text) for voice in oak.snapshot.voices]
    written = [f"Reason {number}" for number in range(12)]

    assert reasons == sorted(reasons)
    assert [text for _id, text in reasons] != written
    assert sorted(text for _id, text in reasons) == sorted(written)

    oak.go_to("discuss")
    for text in ("First", "Second", "Third"):
        oak.say(cast.ana, "comment", text)
    assert [voice.text for voice in oak.snapshot.voices[-3:]] == ["First", "Second", "Third"]


@pytest.mark.parametrize("act", ["hide", "spotlight", "park", "gather"])
def test_before_the_reveal_nothing_can_be_done_with_a_reason_whoever_knows_its_id(oak, act):
    people = [*oak.crowd(5), oak.come_in()]
    oak.go_to("score")
    oak.score(people, [1, 2, 3, 4, 5, 3])
    sent = {"principle": GOALS, "score": "3", "reason": "Only mine to see"}
    assert oak.send(people[-1], "score", **sent).status == 200
    reason = str(Comment.objects.get(text="Only mine to see").pk)
    before = everything()

    assert (oak.press(act, comment=reason).status, everything()) == (422, before)
    oak.on(2)
    assert oak.press(act, comment=reason).status == (409 if act == "gather" else 200)
