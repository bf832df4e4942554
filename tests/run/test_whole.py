"""The run of everything: its count is what others trust."""

from pathlib import Path

import pytest

from tests.settings_plugin import pytest_ignore_collect
from tests.whole import STEPS, Outcome, Step, counted, summary

TESTS = Step("tests", ("python", "-m", "pytest"))
LINT = Step("lint", ("ruff",))


def test_the_numbers_are_those_of_the_last_line() -> None:
    said = "40 passed in a test's own words\n1 failed, 12 passed, 3 skipped, 2 errors in 3.20s\n"
    assert [counted(what, said) for what in ("passed", "failed", "errors?", "xfailed")] == [12, 1, 2, 0]


def test_the_sum_is_alone_on_the_last_line() -> None:
    outcomes = [
        Outcome(LINT, 0, "All checks passed!", 1.0),
        Outcome(TESTS, 0, "12 passed in 3.2s", 3.2),
        Outcome(TESTS, 1, "1 failed, 4 passed, 1 error in 3.2s", 3.2),
    ]
    assert summary(outcomes).rpartition("\n")[2] == "16 passed, 2 failed"


def test_tests_that_never_began_have_failed_once() -> None:
    assert Outcome(TESTS, 4, "ERROR: file not found", 0.1).failed == 1


def test_a_tool_that_complains_counts_among_no_tests() -> None:
    complaint = Outcome(LINT, 1, "Found 3 errors", 0.1)
    assert (complaint.passed, complaint.failed) == (0, 0)


def test_eleven_steps_are_runs_of_tests() -> None:
    assert sum(step.counts for step in STEPS) == 11


def test_every_part_of_what_is_shared_out_is_run_once() -> None:
    parts: dict[tuple[str, ...], list[str]] = {}
    for step in STEPS:
        if "PART" in step.settings:
            parts.setdefault(step.command, []).append(step.settings["PART"])
    assert sorted(parts.values()) == [["0/2", "1/2"], ["0/3", "1/3", "2/3"], ["0/3", "1/3", "2/3"]]


def test_every_file_is_in_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        left_out = []
        for part in range(3):
            monkeypatch.setenv("PART", f"{part}/3")
            left_out.append(pytest_ignore_collect(path))
        assert (left_out.count(None), left_out.count(True)) == (1, 2)
