"""run.py serve --workers 3: one of them killed, all told to go, the parent killed."""

import asyncio
import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.browser.server import Site
from tests.faults.people import Crowd
from tests.faults.windows import until
from tests.workers.conftest import WORKERS
from tests.workers.spread import Spread, is_there, workers_of

PATIENCE = 60.0
REPLACED = "WARNING config.workers: a server process has ended (-9); another takes its place\n"


@pytest.fixture
def people(spread: Spread, whole: Site, request: pytest.FixtureRequest) -> Crowd:
    return spread.crowd(request.node.name, whole, hurry=0.1)


async def test_one_worker_is_killed_and_the_people_of_the_others_notice_nothing(
    spread: Spread, whole: Site, people: Crowd
) -> None:
    async with people.gathered():
        before = workers_of(whole)
        assert len(before) == WORKERS
        people.start_scoring()
        await people.until_heard_again(100)
        os.kill(before[1], signal.SIGKILL)
        await until(lambda: len(set(workers_of(whole)) - set(before)) == 1, PATIENCE)
        await until(lambda: all(window.is_heard for window in people.windows), PATIENCE)
        await people.until_heard_again(100)
        await people.desk.go_on()
        await people.stop_scoring()
        await people.all_show_the_newest(PATIENCE)
        await people.nobody_is_logged_out()
        lost = [window for window in people.windows if window.counts["opened"] > 1]
        assert 0 < len(lost) < len(people.windows)
    assert (spread.faults(people), spread.miscounted(people)) == ([], [])
    # Nobody greets or prepares again.
    said = (whole.folder / "said").read_text()
    assert said.count("Common Ground is at ") == 1
    assert re.sub(r"^\S+ \S+ ", "", whole.complaints()) == REPLACED


async def test_told_to_go_in_a_burst_everybody_is_told_and_nothing_is_lost(
    spread: Spread, whole: Site, people: Crowd
) -> None:
    async with people.gathered():
        people.start_scoring()
        await people.until_heard_again(100)
        workers, complaints = workers_of(whole), whole.complaints()
        await asyncio.to_thread(whole.stop, signal.SIGTERM)
        assert whole.process
        assert whole.process.returncode == 0
        assert [pid for pid in workers if is_there(pid)] == []
        assert spread.faults(people) == []
        assert [window.audience for window in people.windows if not window.counts["closed 1012"]] == []
        await asyncio.to_thread(whole.start)
        await people.until_heard_again()
        await people.stop_scoring()
        await people.all_show_the_newest(PATIENCE)
        await people.nobody_is_logged_out()
    assert spread.faults(people) == []
    assert people.counted("answered 500") == 0
    assert whole.complaints() == complaints


def test_workers_get_what_the_parent_has_and_go_when_it_is_gone(spread: Spread, whole: Site) -> None:
    workers, complaints = workers_of(whole), whole.complaints()
    assert len(workers) == WORKERS
    for pid in workers:
        here = Path(f"/proc/{pid}")
        assert re.findall(r"Umask:\s*(\d+)", (here / "status").read_text()) == ["0077"]
        [(soft, hard)] = re.findall(r"Max open files\s+(\d+)\s+(\d+)", (here / "limits").read_text())
        assert soft == hard
        assert f"DATABASE_URL={spread.database}".encode() in (here / "environ").read_bytes().split(b"\0")
    assert whole.process
    whole.process.kill()
    whole.process.wait()
    end = time.monotonic() + PATIENCE
    while any(is_there(pid) for pid in workers):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert whole.complaints() == complaints
