"""The run of everything: its count is what others trust."""

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


def test_nine_steps_are_runs_of_tests() -> None:
    assert sum(step.counts for step in STEPS) == 9
