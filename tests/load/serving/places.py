"""Servers to measure, each a process of its own behind a loopback door that the system picked."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tests.load.machine import loop_time_of, memory_of, processor_time_of
from tests.load.reading.line import Lost
from tests.load.serving.stamps import Stamp, stamps_in

ROOT = Path(__file__).resolve().parents[3]
LOOPBACK = "127.0.0.1"
BACKLOG = 4096
UNWANTED = ("ALLOWED_HOSTS", "BEHIND_HTTPS", "CHANNEL_LAYER_URL", "DATABASE_URL", "DEBUG", "SITE_ADDRESS")
PATIENCE = 20


def environment(folder: Path, more: dict[str, str]) -> dict[str, str]:
    """A data folder of its own, and nothing of what the shell has set for the site."""
    outside = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return outside | {"DATA_DIR": str(folder), "SECRET_KEY": "for measuring only"} | more


def program(module: str) -> list[str]:
    """How a program of this folder is started."""
    if module.endswith(".js"):
        return ["node", str(Path(__file__).with_name(module))]
    return [sys.executable, "-m", f"tests.load.serving.{module}"]


def told_by(module: str, words: list[str], outside: dict[str, str]) -> Any:
    """What a program of this folder prints as JSON."""
    command = [*program(module), *words]
    done = subprocess.run(command, cwd=ROOT, env=outside, capture_output=True, text=True)
    if done.returncode:
        raise Lost(f"{module} ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout.splitlines()[-1])


class Place:
    """A server: its door stays open while it is stopped and started again, so whoever knocks meanwhile waits.

    `alone` keeps it to the first core, away from the readers; one that has a database beside it may use all.
    """

    def __init__(
        self, module: str, words: list[str], outside: dict[str, str], *, alone: bool = False
    ) -> None:
        self.module, self.words, self.outside, self.alone = module, words, outside, alone
        self.door = socket.create_server((LOOPBACK, 0), backlog=BACKLOG)
        self.port: int = self.door.getsockname()[1]
        reading, self.writing = os.pipe()
        os.set_blocking(reading, False)
        self.stamps: IO[bytes] = os.fdopen(reading, "rb", 0)
        self.log: list[str] = []
        self.start()

    def start(self) -> None:
        """Start it, and wait until its application is loaded."""
        command = [*program(self.module), str(self.door.fileno()), *self.words]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.outside | {"LOAD_STAMPS": str(self.writing)},
            pass_fds=(self.door.fileno(), self.writing),
            stdout=subprocess.PIPE,
            text=True,
        )
        if self.alone:
            os.sched_setaffinity(self.process.pid, [min(os.sched_getaffinity(0))])
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise Lost(f"the server {self.module} did not start")
        # The class of its sockets, and the one that run.py would give it.
        self.sockets, self.as_run = line.split()

    def began(self) -> list[Stamp]:
        """When it began to send since the last look."""
        return stamps_in(self.stamps)

    @property
    def memory(self) -> float:
        """In KB."""
        return memory_of(self.process.pid)

    @property
    def processor_time(self) -> float:
        """In seconds."""
        return processor_time_of(self.process.pid)

    @property
    def loop_time(self) -> float:
        """Of its event loop, in milliseconds."""
        return loop_time_of(self.process.pid)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def close(self) -> None:
        # It holds nothing that a goodbye to thousands of sockets would save.
        self.kill()
        if self.process.stdout:
            self.process.stdout.close()
        self.door.close()
        self.stamps.close()
        os.close(self.writing)


@contextlib.contextmanager
def served(module: str, words: list[str], outside: dict[str, str], *, alone: bool = False) -> Iterator[Place]:
    """The server that `module` runs, until the block ends."""
    place = Place(module, words, outside, alone=alone)
    try:
        yield place
    finally:
        place.close()
