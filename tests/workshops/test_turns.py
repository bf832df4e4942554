"""Of several choices the last one that was made counts, whichever came in last."""

import pytest
from django.utils import timezone

from accounts.models import Team
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish_shipped
from workshops.actions.forgetting import forget_people
from workshops.actions.planning import plan_workshop
from workshops.domain.agendas import AGENDAS
from workshops.models import Participant, Score, Workshop
from workshops.room.ballot_box import Ballot, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop() -> Workshop:
    publish_shipped()
    made = plan_workshop(
        team=Team.objects.create(name="Oak"),
        edition=newest_edition(FIVE_PRINCIPLES),
        agenda=AGENDAS[0],
        title="Oak",
        starts_at=timezone.now(),
        families=[],
    )
    Workshop.objects.update(stage="open")
    made.activities.filter(kind="score").update(phase="open", principles=["scope-goals"])
    return made


@pytest.fixture
def cast(workshop: Workshop):
    """Put Ana's choices in, each a level and its turn, together or one by one; gives the level that counts."""
    ana = Participant.objects.create(workshop=workshop, sector="people", family="communities")
    step = workshop.activities.get(kind="score")

    def put_in(*choices: tuple[int | None, int | None], together: bool) -> int | None:
        ballots = [
            Ballot(workshop.pk, step.pk, ana.pk, "scope-goals", level, turn) for level, turn in choices
        ]
        batches = [ballots] if together else [[ballot] for ballot in ballots]
        # Whoever was overtaken is not told that scoring has closed: a later choice of theirs counts.
        assert [yes for batch in batches for yes in write(batch)] == [True] * len(ballots)
        return Score.objects.get().level

    return put_in


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("choices", "counts"),
    [
        ([(2, 1), (4, 2)], 4),
        ([(4, 2), (2, 1)], 4),
        ([(4, 2), (2, 1), (None, 3), (5, 2)], None),
        # The same choice twice, and a page that does not know how often another one chose.
        ([(4, 1), (4, 1)], 4),
        ([(4, 1), (2, 1)], 2),
        # A page without scripts counts no turns.
        ([(4, None), (2, None)], 2),
        ([(4, 7), (2, None)], 2),
        ([(4, 7), (2, None), (4, 7)], 2),
    ],
)
def test_the_last_choice_counts(cast, choices, counts, together):
    assert cast(*choices, together=together) == counts


def test_nobody_can_tell_afterwards_who_changed_their_mind(workshop, cast):
    cast((2, 1), (4, 2), together=False)
    assert Score.objects.get().turn == 2
    forget_people(workshop)
    assert Score.objects.get().turn == 0
