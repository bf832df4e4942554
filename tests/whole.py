"""Everything that a change must pass, in one go: python3 run.py test.

Four steps run at a time: on the two cores that machines for checks have, each of them waits for something half of its
time. They are told in their order.
With arguments, one pytest run on SQLite instead.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest", "-q")
# What has a step of its own, or none.
APART = ("tests/browser", "tests/domain", "tests/faults", "tests/load", "tests/workers")
OF_INSTALLING = ("tests/run/test_install.py", "tests/run/test_patience.py")
SUITE = (*PYTEST, "tests", *(f"--ignore={folder}" for folder in APART))
ON_POSTGRES = (PYTHON, "-m", "tests.postgres", *SUITE, *(f"--ignore={path}" for path in OF_INSTALLING))
IN_BROWSERS = (*PYTEST, "tests/browser")
LANES = 4
# seconds; a step that hangs is a failed one.
LONGEST = 900


@dataclass(frozen=True)
class Step:
    name: str
    command: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether this step is a run of tests, whose numbers go into the sum."""
        return "pytest" in self.command


@dataclass(frozen=True)
class Outcome:
    step: Step
    code: int
    said: str
    seconds: float

    @property
    def passed(self) -> int:
        return counted("passed", self.said) if self.step.counts else 0

    @property
    def failed(self) -> int:
        """A run that broke down before it could count has failed once."""
        if not self.step.counts:
            return 0
        return max(counted("failed", self.said) + counted("errors?", self.said), int(self.code != 0))


def shared_out(name: str, command: tuple[str, ...], count: int, **settings: str) -> list[Step]:
    """One step as several: each file of tests belongs to one of them (see `settings_plugin`)."""
    return [
        Step(f"{name}, part {part + 1} of {count}", command, {**settings, "PART": f"{part}/{count}"})
        for part in range(count)
    ]


STEPS = (
    Step("ruff check", (PYTHON, "-m", "ruff", "check", ".")),
    Step("ruff format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Step("mypy", (PYTHON, "-m", "mypy")),
    Step("no migration is missing", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Step("Django's own checks", (PYTHON, "manage.py", "check", "--fail-level", "WARNING")),
    Step(
        "the rules, Django blocked",
        (*PYTEST, "tests/domain", "-pno:django", "-c/dev/null", "--rootdir=.", "--confcutdir=tests/domain"),
        {"DJANGO_BLOCKED": "1"},
    ),
    # The longest first, so that no lane is left alone with one at the end.
    *shared_out("the suite on PostgreSQL", ON_POSTGRES, 3, ONLY_WITH_DATABASE="1"),
    *shared_out("browsers", IN_BROWSERS, 3, DJANGO_ALLOW_ASYNC_UNSAFE="true"),
    *shared_out("the suite on SQLite", SUITE, 2),
    Step("faults", (*PYTEST, "tests/faults")),
    Step("several processes", (*PYTEST, "tests/workers")),
)


def counted(what: str, said: str) -> int:
    """The number before `what` in pytest's last line, as in "12 passed, 1 failed in 3.2s"."""
    last = said.rstrip().rpartition("\n")[2]
    found = re.search(rf"\b(\d+) {what}\b", last)
    return int(found[1]) if found else 0


def environment(folder: str, settings: dict[str, str]) -> dict[str, str]:
    """The step's own settings, and a data folder that no other step sees."""
    site = {"DATA_DIR": folder, "SECRET_KEY": "for checks only", "DJANGO_SETTINGS_MODULE": "config.settings"}
    return {**os.environ, **site, **settings}


def run(step: Step) -> Outcome:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outside = environment(folder, step.settings)
        if "tests.postgres" not in step.command:
            outside.pop("DATABASE_URL", None)
        try:
            done = subprocess.run(step.command, env=outside, capture_output=True, text=True, timeout=LONGEST)
            code, said = done.returncode, done.stderr + done.stdout
        except subprocess.TimeoutExpired as late:
            code, said = 1, f"{(late.stdout or b'').decode()}\nnot done after {LONGEST} s"
    return Outcome(step, code, said, time.monotonic() - started)


def tell(outcome: Outcome) -> None:
    """One line for what went well, everything that was said for what did not."""
    verdict = "failed" if outcome.code else "ok"
    print(f"{outcome.step.name}: {verdict} ({outcome.seconds:.1f} s)", flush=True)
    if outcome.code:
        print(outcome.said.rstrip(), flush=True)


def summary(outcomes: list[Outcome]) -> str:
    """A line for each step and the sum; the last line is read by machines."""
    rows = [
        f"{'failed' if outcome.code else 'ok':<7}{outcome.seconds:7.1f} s  {outcome.step.name}"
        + (f" ({outcome.passed} passed, {outcome.failed} failed)" if outcome.step.counts else "")
        for outcome in outcomes
    ]
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    return "\n".join(["", *rows, "", f"{passed} passed, {failed} failed"])


def main(words: list[str]) -> int:
    if words:
        os.environ.pop("DATABASE_URL", None)
        return subprocess.call([PYTHON, "-m", "pytest", *words])
    outcomes = []
    with ThreadPoolExecutor(max_workers=LANES) as lanes:
        for outcome in lanes.map(run, STEPS):
            tell(outcome)
            outcomes.append(outcome)
    print(summary(outcomes), flush=True)
    return int(any(outcome.code for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
