import pytest

from workshops.domain.activities import KINDS, kind_named
from workshops.domain.activities.kind import DESK, PARTICIPANT, Act, Kind
from workshops.domain.moves import Phase, Stage

ACTS = [(kind, act) for kind in KINDS.values() for act in kind.acts]


def test_every_file_here_is_a_kind_under_its_own_name() -> None:
    assert {name: kind.name for name, kind in KINDS.items()} == {
        name: name
        for name in (
            "agree",
            "check_in",
            "check_out",
            "commit",
            "discuss",
            "dots",
            "ideas",
            "overview",
            "pause",
            "read",
            "rescore",
            "review",
            "score",
            "step",
            "welcome",
        )
    }


def test_three_kinds_end_in_a_reveal_and_two_of_them_score() -> None:
    assert {kind.name for kind in KINDS.values() if kind.with_result} == {"score", "rescore", "dots"}
    assert {kind.name for kind in KINDS.values() if kind.scored} == {"score", "rescore"}


def test_what_participants_are_asked() -> None:
    asking = {kind.name for kind in KINDS.values() if kind.asks_participants}
    assert asking == {"check_in", "score", "discuss", "rescore", "ideas", "dots", "commit", "check_out"}


def test_a_kind_that_is_not_installed_is_a_step_in_the_room() -> None:
    assert kind_named("no such kind") is KINDS["step"]
    assert kind_named("score") is KINDS["score"]


@pytest.mark.parametrize(("kind", "act"), ACTS, ids=[f"{kind.name}-{act.name}" for kind, act in ACTS])
def test_every_act_is_of_one_side_and_of_the_open_step_alone(kind: Kind, act: Act) -> None:
    assert act.by in (PARTICIPANT, DESK)
    assert (act.phases, act.stages) == (frozenset({Phase.OPEN}), frozenset({Stage.OPEN}))
    assert len({field.name for field in act.fields}) == len(act.fields)


@pytest.mark.parametrize("name", sorted({act.name for _kind, act in ACTS}))
def test_an_act_of_one_name_is_the_same_act_in_every_kind(name: str) -> None:
    # Actions are found by the name of the act alone.
    assert len({act for _kind, act in ACTS if act.name == name}) == 1


@pytest.mark.parametrize(("kind", "act"), ACTS, ids=[f"{kind.name}-{act.name}" for kind, act in ACTS])
def test_words_are_short_enough_for_where_they_are_kept(kind: Kind, act: Act) -> None:
    longest = {"what": 300, "owner": 160, "first_step": 300}
    for field in act.fields:
        if field.shape == "words":
            assert 0 < field.most <= longest.get(field.name, 1000)
