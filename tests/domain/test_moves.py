from itertools import product

import pytest

from workshops.domain.moves import (
    PLAIN,
    WITH_RESULT,
    IllegalMove,
    Move,
    Phase,
    Stage,
    after,
    diagram,
    stage_after,
)

# Written out once more by hand: a row that slips into the tables, or out of them, is seen here.
WITHOUT_RESULT_LEGAL = {
    ("waiting", "open"): "open",
    ("open", "finish"): "done",
    ("open", "retract"): "waiting",
    ("done", "resume"): "open",
    ("waiting", "skip"): "skipped",
    ("open", "skip"): "skipped",
    ("skipped", "restore"): "waiting",
    ("skipped", "unskip"): "open",
}
WITH_RESULT_LEGAL = {
    ("waiting", "open"): "open",
    ("open", "close"): "closed",
    ("open", "retract"): "waiting",
    ("closed", "reopen"): "open",
    ("closed", "reveal"): "revealed",
    ("revealed", "finish"): "done",
    ("done", "resume"): "revealed",
    ("waiting", "skip"): "skipped",
    ("open", "skip"): "skipped",
    ("closed", "skip"): "skipped",
    ("skipped", "restore"): "waiting",
    ("skipped", "unskip"): "open",
}
PAIRS = list(product(Phase, Move))


@pytest.mark.parametrize(("phase", "move"), PAIRS)
@pytest.mark.parametrize(
    ("legal", "with_result"),
    [(WITHOUT_RESULT_LEGAL, False), (WITH_RESULT_LEGAL, True)],
    ids=["plain", "result"],
)
def test_every_pair_of_phase_and_move(
    phase: Phase, move: Move, legal: dict[tuple[str, str], str], with_result: bool
) -> None:
    if (phase, move) in legal:
        assert after(phase, move, with_result=with_result) == legal[phase, move]
        return
    with pytest.raises(IllegalMove) as refused:
        after(phase, move, with_result=with_result)
    assert (refused.value.phase, refused.value.move) == (phase, move)
    assert str(refused.value) == f"{move} is not a move from {phase}"


def test_what_was_revealed_is_never_hidden_again() -> None:
    reached, edge = {Phase.REVEALED}, [Phase.REVEALED]
    while edge:
        phase = edge.pop()
        onward = {end for (start, _move), end in WITH_RESULT.items() if start == phase} - reached
        reached |= onward
        edge += onward
    assert reached == {Phase.REVEALED, Phase.DONE}


@pytest.mark.parametrize(("stage", "move"), list(product(Stage, ["open_doors", "end", "open", "reopen"])))
def test_a_workshop_opens_once_and_ends_once(stage: Stage, move: str) -> None:
    legal = {("planned", "open_doors"): "open", ("open", "end"): "ended"}
    if (stage, move) in legal:
        assert stage_after(stage, move) == legal[stage, move]
        return
    with pytest.raises(IllegalMove) as refused:
        stage_after(stage, move)
    assert (refused.value.phase, refused.value.move) == (stage, move)


def test_the_diagram_has_a_line_for_every_row() -> None:
    assert diagram(PLAIN).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> waiting",
        "    waiting --> open: open",
        "    open --> done: finish",
        "    open --> waiting: retract",
        "    done --> open: resume",
        "    waiting --> skipped: skip",
        "    open --> skipped: skip",
        "    skipped --> waiting: restore",
        "    skipped --> open: unskip",
    ]
