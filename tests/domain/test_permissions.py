"""The whole table, row by row: role x act x stage x phase."""

from itertools import product

import pytest

from workshops.domain.activities import KINDS
from workshops.domain.activities.kind import Act, Role
from workshops.domain.acts import WORKSHOP_ACTS
from workshops.domain.moves import Phase, Stage
from workshops.domain.permissions import (
    Verdict,
    activity_act,
    judge,
    table,
    workshop_act,
)

DESK = "organiser facilitator"
ALL = f"stranger participant screen {DESK}"
ALWAYS = "planned open ended"

# act: (who, in which stages). Written out by hand, so that a change of the rules is a change here too.
OF_A_WORKSHOP = {
    "look_in": (ALL, ALWAYS),
    "join": (ALL, "open"),
    "take_part": ("participant", ALWAYS),
    "leave_workshop": ("participant", ALWAYS),
    "watch": ("screen", ALWAYS),
    "plan": (DESK, ALWAYS),
    "compare": (DESK, ALWAYS),
    "connect": ("organiser", ALWAYS),
    "follow_up": (DESK, "ended"),
    "run": (DESK, ALWAYS),
    "report": (DESK, ALWAYS),
    "write_report": (DESK, "open ended"),
    "approve_report": ("organiser", "ended"),
    "share_report": ("organiser", "ended"),
    "read_report": ("participant", "ended"),
    "open_doors": (DESK, "planned"),
    "lock": (DESK, "open"),
    "end": (DESK, "open"),
    "pretend": (DESK, "open"),
    "step": (DESK, "open"),
    "talk": (DESK, "open"),
    "score_again": (DESK, "open"),
    "not_again": (DESK, "open"),
    "hide": (DESK, "open"),
    "spotlight": (DESK, "open"),
    "hold": (DESK, "open ended"),
    "hold_new": (DESK, "open"),
    "redact": (DESK, "open ended"),
    "spotlight_next": (DESK, "open"),
    "theme": (DESK, "open ended"),
    "rename_theme": (DESK, "open ended"),
    "drop_theme": (DESK, "open ended"),
    "tag": (DESK, "open ended"),
    "gather": (DESK, "open ended"),
    "spotlight_theme": (DESK, "open"),
    "park": (DESK, "open ended"),
    "park_text": (DESK, "open ended"),
    "unpark": (DESK, "open ended"),
    "floor": (DESK, "open"),
    "hand_down": (DESK, "open"),
    "deal": (DESK, "open"),
    "seat": (DESK, "open"),
    "swap": (DESK, "open"),
    "clear_tables": (DESK, "open"),
    "report_back": (DESK, "open"),
    "scribe": ("participant", "open"),
    "notes": ("participant", "open"),
    "notice": (DESK, "open"),
    "extend": (DESK, "open"),
    "skip": (DESK, "open"),
    "restore": (DESK, "open"),
    "insert": (DESK, "open"),
    "take_off": (DESK, "open"),
    "sooner": (DESK, "open"),
    "later": (DESK, "open"),
    "reshape": (DESK, "open"),
    "end_clock": (DESK, "open"),
    "nudge": (DESK, "open"),
    "let_in": (DESK, "open"),
    "turn_away": (DESK, "open"),
    "remove": (DESK, "open"),
    "give_back": (DESK, "open"),
}
# (kind, act): who. Always in an open activity of an open workshop.
OF_AN_ACTIVITY = {
    ("check_in", "say"): "participant",
    ("check_out", "leave"): "participant",
    ("commit", "promise"): DESK,
    ("commit", "drop"): DESK,
    ("commit", "confirm"): "participant",
    ("ideas", "propose"): "participant",
    ("ideas", "add_idea"): DESK,
    ("ideas", "merge"): DESK,
    ("ideas", "reword"): DESK,
    ("ideas", "hide_idea"): DESK,
    ("dots", "dot"): "participant",
    ("agree", "settle"): DESK,
    ("review", "mark"): DESK,
    ("discuss", "comment"): "participant",
    ("discuss", "see_too"): "participant",
    ("discuss", "see_differently"): "participant",
    ("discuss", "hand"): "participant",
    ("ideas", "hand"): "participant",
    ("agree", "hand"): "participant",
    ("discuss", "discuss"): DESK,
    ("overview", "choose"): DESK,
    ("rescore", "score"): "participant",
    ("rescore", "tally"): DESK,
    ("score", "score"): "participant",
    ("score", "tally"): DESK,
}


def expected(role: Role, who: str, *, right_moment: bool) -> Verdict:
    if role not in who.split():
        return Verdict.UNKNOWN if role == Role.STRANGER else Verdict.WRONG_ROLE
    return Verdict.YES if right_moment else Verdict.WRONG_MOMENT


def test_the_table_here_has_every_act() -> None:
    assert {act.name for act in WORKSHOP_ACTS} == OF_A_WORKSHOP.keys()
    assert {(kind, act.name) for kind in KINDS for act in KINDS[kind].acts} == OF_AN_ACTIVITY.keys()


@pytest.mark.parametrize("act", WORKSHOP_ACTS, ids=lambda act: act.name)
def test_acts_on_a_workshop(act: Act) -> None:
    who, stages = OF_A_WORKSHOP[act.name]
    verdicts = {(role, stage): judge(act, frozenset({role}), stage) for role, stage in product(Role, Stage)}
    assert verdicts == {
        (role, stage): expected(role, who, right_moment=stage in stages.split())
        for role, stage in product(Role, Stage)
    }


@pytest.mark.parametrize(("kind", "name"), OF_AN_ACTIVITY)
def test_acts_in_an_activity(kind: str, name: str) -> None:
    act = activity_act(kind, name)
    assert act is not None
    moments = list(product(Role, Stage, Phase))
    verdicts = {moment: judge(act, frozenset({moment[0]}), moment[1], moment[2]) for moment in moments}
    assert verdicts == {
        (role, stage, phase): expected(
            role, OF_AN_ACTIVITY[kind, name], right_moment=(stage, phase) == (Stage.OPEN, Phase.OPEN)
        )
        for role, stage, phase in moments
    }


def test_one_role_among_several_is_enough() -> None:
    act = workshop_act("run")
    assert act is not None
    assert judge(act, frozenset({Role.PARTICIPANT, Role.FACILITATOR}), Stage.OPEN) == Verdict.YES
    assert judge(act, frozenset({Role.PARTICIPANT, Role.SCREEN}), Stage.OPEN) == Verdict.WRONG_ROLE
    assert judge(act, frozenset(), Stage.OPEN) == Verdict.UNKNOWN


def test_what_is_not_in_the_table_is_no_act() -> None:
    assert workshop_act("score") is None
    assert activity_act("read", "score") is None


def test_the_printed_table_has_a_row_for_every_act() -> None:
    rows = table().splitlines()
    assert len(rows) == 2 + len(OF_A_WORKSHOP) + len(OF_AN_ACTIVITY)
    assert "| score | score | participant | open | open |" in rows
    assert "| open_doors | workshop | facilitator, organiser | planned | any |" in rows
