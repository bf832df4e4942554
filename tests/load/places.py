"""Servers to measure, each a process of its own behind a loopback door that the system picked."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
BACKLOG = 4096
UNWANTED = ("ALLOWED_HOSTS", "BEHIND_HTTPS", "CHANNEL_LAYER_URL", "DATABASE_URL", "DEBUG", "SITE_ADDRESS")


@dataclass(frozen=True)
class Place:
    """A running server: its port, the pipe of its stamps, the class of its sockets, and the one that run.py picks."""

    port: int
    stamps: IO[bytes]
    sockets: str
    as_run: str


def environment(folder: Path) -> dict[str, str]:
    """A data folder of its own, and nothing of what the shell has set for the site."""
    outside = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return outside | {"DATA_DIR": str(folder), "SECRET_KEY": "for measuring only"}


def workshop_in(folder: Path, people: int, kind: str) -> dict[str, Any]:
    """A workshop with so many people, in its first step of `kind`, in a new database."""
    (folder / "static").mkdir()  # empty, but looked for
    command = [sys.executable, "-m", "tests.load.making", str(people), kind]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, text=True, check=True
    )
    made: dict[str, Any] = json.loads(done.stdout)
    return made


@contextmanager
def served(module: str, folder: Path, *words: str) -> Iterator[Place]:
    """The server that `module` runs, until the block ends."""
    reading, writing = os.pipe()
    with socket.create_server((LOOPBACK, 0), backlog=BACKLOG) as door, os.fdopen(reading, "rb", 0) as stamps:
        os.set_blocking(reading, False)
        command = [sys.executable, "-m", f"tests.load.{module}", str(door.fileno()), *words]
        outside = environment(folder) | {"LOAD_STAMPS": str(writing)}
        keep = (door.fileno(), writing)
        with subprocess.Popen(
            command, cwd=ROOT, env=outside, pass_fds=keep, stdout=subprocess.PIPE, text=True
        ) as process:
            os.close(writing)
            try:
                yield Place(door.getsockname()[1], stamps, *ready(process))
            finally:
                process.terminate()
                process.wait(10)


def ready(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """The two words of the first line, which a server prints once its application is loaded."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        sys.exit("The server to be measured did not start.")
    sockets, as_run = line.split()
    return sockets, as_run
