from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.agenda import (
    Placed,
    Stride,
    can_score_again,
    current,
    minutes_behind,
    plan_mark,
    round_of,
    standing,
    stride_back,
    stride_on,
    stride_past,
)
from workshops.domain.moves import LIVE, Move, Phase, after

W, O, C, R, D, S = Phase  # noqa: E741 - a letter each


def steps(*rows: tuple[str, Phase]) -> list[Placed]:
    """Steps with the ids 1, 2, 3 and so on."""
    return [Placed(number, kind, phase) for number, (kind, phase) in enumerate(rows, 1)]


def walked(placed: list[Placed], stride: Stride) -> list[Placed]:
    """The agenda after the stride's moves; raises `IllegalMove` where the table has not one of them."""
    for moved, move in stride.moves:
        placed = [
            replace(step, phase=after(step.phase, move, with_result=step.with_result))
            if step.id == moved
            else step
            for step in placed
        ]
    return placed


@pytest.mark.parametrize(
    ("placed", "where", "on", "back"),
    [
        ([], "lobby", None, None),
        (steps(("read", W), ("score", W)), "lobby", Stride("go_on", ((1, Move.OPEN),), 1), None),
        (
            steps(("read", O), ("score", W)),
            "1-open",
            Stride("go_on", ((1, Move.FINISH), (2, Move.OPEN)), 2),
            Stride("back", ((1, Move.RETRACT),), None),
        ),
        (
            steps(("read", D), ("score", O)),
            "2-open",
            Stride("close", ((2, Move.CLOSE),), 2),
            Stride("back", ((2, Move.RETRACT), (1, Move.RESUME)), 1),
        ),
        (
            steps(("read", D), ("score", C)),
            "2-closed",
            Stride("reveal", ((2, Move.REVEAL),), 2, for_good=True),
            Stride("reopen", ((2, Move.REOPEN),), 2),
        ),
        (
            steps(("score", R), ("read", W)),
            "1-revealed",
            Stride("go_on", ((1, Move.FINISH), (2, Move.OPEN)), 2),
            None,
        ),
        (steps(("read", D), ("score", R)), "2-revealed", Stride("finish", ((2, Move.FINISH),)), None),
        (
            steps(("read", D), ("read", D)),
            "over",
            None,
            Stride("back", ((2, Move.RESUME),), 2),
        ),
        (
            steps(("read", D), ("read", W)),
            "lobby",
            Stride("go_on", ((2, Move.OPEN),), 2),
            Stride("back", ((1, Move.RESUME),), 1),
        ),
        # What was left out before the room came to it is neither gone on to nor gone back to.
        (
            steps(("read", D), ("score", S), ("read", O), ("score", S), ("read", W)),
            "3-open",
            Stride("go_on", ((3, Move.FINISH), (5, Move.OPEN)), 5),
            Stride("back", ((3, Move.RETRACT), (1, Move.RESUME)), 1),
        ),
        (steps(("read", S), ("score", S)), "over", None, None),
    ],
)
def test_the_one_step_on_and_the_one_back(
    placed: list[Placed], where: str, on: Stride | None, back: Stride | None
) -> None:
    assert (standing(placed), stride_on(placed), stride_back(placed)) == (where, on, back)


EARLIER, LATER = datetime(2026, 11, 19, 10, 0, tzinfo=UTC), datetime(2026, 11, 19, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "to", "move"),
    [
        # The room was in both, and was in the skipped one last.
        ((Placed(1, "read", D, left_at=EARLIER), Placed(2, "score", S, left_at=LATER)), 2, Move.UNSKIP),
        # By the time, and not by the place: the first came back after the second was done.
        ((Placed(1, "read", D, left_at=LATER), Placed(2, "read", D, left_at=EARLIER)), 1, Move.RESUME),
    ],
)
def test_back_leads_to_where_the_room_was_last(left: tuple[Placed, ...], to: int, move: Move) -> None:
    stride = stride_back([*left, Placed(3, "read", O)])
    assert stride == Stride("back", ((3, Move.RETRACT), (to, move)), to)


@pytest.mark.parametrize(
    ("here", "moves"),
    [
        (("read", O), ((1, Move.SKIP), (2, Move.OPEN))),
        (("score", O), ((1, Move.SKIP), (2, Move.OPEN))),
        (("score", C), ((1, Move.SKIP), (2, Move.OPEN))),
        (("score", R), None),
        (("read", W), None),
    ],
)
def test_the_present_step_is_left_out_unless_everybody_has_seen_its_result(
    here: tuple[str, Phase], moves: tuple[tuple[int, Move], ...] | None
) -> None:
    placed = steps(here, ("read", W))
    assert stride_past(placed) == (Stride("skip", moves, 2) if moves else None)


def test_past_the_last_step_the_agenda_is_over() -> None:
    assert stride_past(steps(("read", D), ("read", O))) == Stride("skip", ((2, Move.SKIP),), None)


def test_the_mark_of_a_plan_changes_with_what_a_desk_shows_of_it() -> None:
    plan = [Placed(1, "read", W, minutes=5), Placed(2, "score", W, minutes=8)]
    others = [
        [*reversed(plan)],
        [replace(plan[0], minutes=6), plan[1]],
        [replace(plan[0], phase=S), plan[1]],
        plan[:1],
    ]
    walked_on = [replace(plan[0], phase=O), plan[1]]

    assert plan_mark(plan) == plan_mark(walked_on)
    assert len({plan_mark(plan), *map(plan_mark, others)}) == 5


kinds = st.lists(
    st.sampled_from(["read", "score", "rescore", "discuss", "no such kind"]), min_size=1, max_size=6
)


@given(kinds, st.lists(st.booleans(), max_size=40))
def test_wherever_one_walks_every_stride_is_legal_and_one_step_is_live_at_most(
    agenda: list[str], ons: list[bool]
) -> None:
    placed = steps(*((kind, W) for kind in agenda))
    for on in ons:
        stride = stride_on(placed) if on else stride_back(placed)
        before = placed
        placed = walked(placed, stride) if stride else placed
        assert sum(step.phase in LIVE for step in placed) <= 1
        assert stride is None or standing(placed) != standing(before)
        assert stride is None or stride.to == getattr(current(placed), "id", None) or stride.name == "finish"


@given(kinds, st.integers(0, 20))
def test_back_undoes_on_unless_everyone_has_seen_a_result(agenda: list[str], ons: int) -> None:
    placed = steps(*((kind, W) for kind in agenda))
    for _ in range(ons):
        stride = stride_on(placed)
        placed = walked(placed, stride) if stride else placed
    stride = stride_on(placed)
    if stride is None:
        return
    later = walked(placed, stride)
    back = stride_back(later)
    if stride.for_good:
        assert back is None
    else:
        assert back is not None
        assert walked(later, back) == placed


@given(kinds)
def test_going_on_ends_with_every_step_done(agenda: list[str]) -> None:
    placed = steps(*((kind, W) for kind in agenda))
    results = sum(kind in {"score", "rescore"} for kind in agenda)
    # One into each step, two more in each with a result, and one out of the last.
    for _ in range(len(agenda) + 2 * results + 1):
        stride = stride_on(placed)
        assert stride is not None
        placed = walked(placed, stride)
    assert {step.phase for step in placed} == {D}
    assert stride_on(placed) is None


def asked(kind: str, phase: Phase, *principles: str) -> tuple[str, Phase, tuple[str, ...]]:
    return kind, phase, principles


def placed_as(*rows: tuple[str, Phase, tuple[str, ...]]) -> list[Placed]:
    return [Placed(number, *row) for number, row in enumerate(rows, 1)]


def test_a_round_is_counted_for_each_principle_over_the_steps_that_asked_for_its_score() -> None:
    placed = placed_as(
        asked("read", D, "a", "b"),
        asked("score", D, "a", "b"),
        asked("discuss", D, "a"),
        asked("rescore", D, "a"),
        asked("discuss", D, "b"),
        asked("rescore", R, "a", "b"),
        asked("rescore", W, "b"),
    )
    assert {
        (step.id, key): round_of(placed, step.id, key)
        for step in placed
        if step.with_result
        for key in step.principles
    } == {(2, "a"): 1, (2, "b"): 1, (4, "a"): 2, (6, "a"): 3, (6, "b"): 2, (7, "b"): 3}


@pytest.mark.parametrize("phase", [W, S])
def test_a_round_that_was_taken_back_or_left_out_is_none(phase: Phase) -> None:
    placed = placed_as(asked("score", phase, "a"), asked("rescore", O, "a"))
    assert round_of(placed, 2, "a") == 1


@pytest.mark.parametrize("kind", ["score", "rescore", "discuss", "overview", "read"])
@pytest.mark.parametrize("phase", Phase)
def test_scoring_again_comes_after_a_discussion_and_after_a_reveal(kind: str, phase: Phase) -> None:
    expected = {("score", R), ("rescore", R), ("discuss", O)}
    assert can_score_again(Placed(1, kind, phase, ("a",))) is ((kind, phase) in expected)
    assert can_score_again(Placed(1, kind, phase)) is False


def test_nothing_is_scored_again_from_nowhere() -> None:
    assert can_score_again(None) is False


def test_a_kind_that_is_not_installed_is_a_step_in_the_room() -> None:
    assert Placed(1, "no such kind", W).with_result is False


@pytest.mark.parametrize(("planned", "passed", "behind"), [(10, 12.4, 2), (10, 7.0, -3), (0, 0.0, 0)])
def test_minutes_behind(planned: int, passed: float, behind: int) -> None:
    assert minutes_behind(planned, passed) == behind
