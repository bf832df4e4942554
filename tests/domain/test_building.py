"""What an agenda comes to, and what is said of it before the day."""

import pytest

from workshops.domain import building
from workshops.domain.activities import KINDS, kind_named
from workshops.domain.agendas import AGENDAS, Step
from workshops.domain.building import advice_on, choices_of, first_choice, kinds_to_add, planned_rounds


def steps(*kinds):
    """Steps of five minutes: "discuss:choose" is a discussion whose principle the room chooses."""
    pairs = [kind.partition(":") for kind in kinds]
    return [Step(kind, 5, kind, picks) for kind, _, picks in pairs]


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ([], [(building.NO_SCORE, 0)]),
        (["welcome", "check_out"], [(building.NO_SCORE, 0)]),
        (["score:all", "overview"], []),
        (["overview", "score:all"], [(building.OVERVIEW_FIRST, 1)]),
        (["welcome", "rescore:all"], [(building.RESCORE_FIRST, 2)]),
        (["score:all", "rescore:all"], []),
        (["score:all", "dots"], [(building.DOTS_FIRST, 2)]),
        (["score:all", "ideas", "dots"], []),
        (["score:all", "discuss:choose"], [(building.CHOOSE_FIRST, 2)]),
        (["score:all", "overview", "discuss:choose", "rescore:chosen"], []),
        (["score:all", "discuss"], []),
        (["score:all", "rescore:chosen"], [(building.CHOSEN_FIRST, 2)]),
    ],
)
def test_what_is_said_of_an_agenda(kinds, found):
    assert [(one.words, one.step) for one in advice_on(steps(*kinds))] == found


@pytest.mark.parametrize("agenda", AGENDAS, ids=lambda agenda: agenda.key)
def test_nothing_is_said_of_the_agendas_that_are_shipped(agenda):
    assert advice_on(agenda.steps) == []


def test_rounds_are_counted_over_the_steps_that_score():
    assert planned_rounds(steps("welcome", "score:all", "discuss", "rescore:all")) == [0, 1, 0, 2]


def test_talking_is_counted_in_minutes():
    assert building.talking(steps("welcome", "discuss", "discuss")) == 10


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_may_be_added_with_a_choice_it_knows(name):
    kind = kind_named(name)

    assert kind in kinds_to_add()
    assert first_choice(kind) in (choices_of(kind) or ("",))


def test_what_a_step_may_be_about_hangs_on_its_kind():
    assert {name: choices_of(kind_named(name)) for name in ("score", "discuss", "welcome")} == {
        "score": ("all", "", "chosen"),
        "discuss": ("choose", "", "chosen", "all"),
        "welcome": (),
    }
