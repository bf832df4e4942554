import pytest

from workshops.domain.activities import KINDS
from workshops.domain.agendas import AGENDAS, Agenda, agenda_named

# Kinds that are told of in the room until they have a screen of their own.
IN_THE_ROOM = {"ideas", "dots", "pause", "review"}


def test_each_takes_as_long_as_its_title_says() -> None:
    assert [(agenda.key, agenda.minutes, agenda.discussion) for agenda in AGENDAS] == [
        ("ninety-minutes", 90, 30),
        ("three-hours", 180, 90),
        ("sixty-minutes-again", 60, 20),
        ("pulse", 15, 0),
    ]


@pytest.mark.parametrize("agenda", AGENDAS, ids=lambda agenda: agenda.key)
def test_every_step_can_be_held(agenda: Agenda) -> None:
    assert {step.kind for step in agenda.steps} - KINDS.keys() <= IN_THE_ROOM
    assert {step.picks for step in agenda.steps} <= {"", "all", "choose", "chosen"}
    assert all(step.minutes > 0 and step.title for step in agenda.steps)
    # A second round pairs with a first, and only what was discussed can be scored again.
    kinds = [step.kind for step in agenda.steps]
    assert "rescore" not in kinds or kinds.index("score") < kinds.index("rescore")
    for place, step in enumerate(agenda.steps):
        if step.picks == "chosen":
            assert "choose" in [earlier.picks for earlier in agenda.steps[:place]]


def test_an_agenda_is_found_by_its_key() -> None:
    assert [agenda_named(agenda.key) for agenda in AGENDAS] == list(AGENDAS)
    with pytest.raises(KeyError):
        agenda_named("no such agenda")
