"""Doors that share a port, and a parent that looks after its processes. What their people see is in tests/workers."""

import multiprocessing
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from config import workers
from config.workers import Hand, doors_beside

LOOPBACK = "127.0.0.1"
NOBODY_CAN_SERVE = """
import socket, uvicorn
from config.workers import Crew

async def application(scope, receive, send): ...

closed = socket.create_server(("127.0.0.1", 0))
closed.close()
config = uvicorn.Config(application, log_level="critical")
config.load()
Crew(config, [closed]).run()
"""


@pytest.fixture
def doors() -> Iterator[list[socket.socket]]:
    doors = doors_beside(socket.create_server((LOOPBACK, 0), backlog=128), 3)
    yield doors
    for door in doors:
        door.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all share one door")
def test_whoever_comes_is_spread_over_all_doors(doors: list[socket.socket]) -> None:
    assert len({door.getsockname() for door in doors}) == 1
    waiting = [socket.create_connection(doors[0].getsockname(), 5) for _ in range(90)]
    found = [0, 0, 0]
    while sum(found) < len(waiting):
        ready, _, _ = select.select(doors, [], [], 5)
        assert ready
        for door in ready:
            door.accept()[0].close()
            found[doors.index(door)] += 1
    for person in waiting:
        person.close()
    # A third each; one that gets hardly anybody comes once in a million runs.
    assert min(found) > 5


def test_another_program_does_not_get_the_port(doors: list[socket.socket]) -> None:
    with pytest.raises(OSError, match="in use"):
        socket.create_server(doors[0].getsockname())


def test_a_process_that_says_nothing_is_not_alive(
    doors: list[socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(600,))
    process.start()
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        hand = Hand(doors[0], process, ours)
        assert (hand.is_alive, hand.has_served) == (True, False)
        theirs.send(b".")
        assert (hand.is_alive, hand.has_served) == (True, True)
        monkeypatch.setattr(workers, "SILENT_FOR", 0.0)
        assert hand.is_alive is False
        hand.end(until=0.0)
    assert process.exitcode == -9


def test_processes_that_never_serve_end_the_site_with_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOBODY_CAN_SERVE], capture_output=True, text=True, timeout=60
    )
    said = "Common Ground stops: its server processes end before they have served anybody."
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, said)
    assert done.stderr.count("another takes its place") == workers.TRIES - 1
