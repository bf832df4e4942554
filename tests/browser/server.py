"""A site of its own for browsers, started the way `run.py` starts one; it can be killed and come back at its port."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

REPOSITORY = Path(__file__).resolve().parents[2]
PASSWORD = "five-kind-words-for-fay-and-olu"
# As run.py opens its door: a whole room may come back at once.
BACKLOG = 4096
STARTS_WITHIN = 120.0  # seconds; a test fails then, and none is about how soon
FAY, OLU = "fay@example.org", "olu@example.org"


@dataclass(frozen=True)
class Planned:
    """A practice workshop that waits for its doors to be opened."""

    id: int
    code: str
    screen_key: str
    title: str


class Site:
    """One server with its own data folder, which outlives each of its processes."""

    def __init__(self, folder: Path, *words: str, **settings: str) -> None:
        """`words` go to the server's command line, `settings` into its environment."""
        self.folder = folder
        self.port = 0
        self.words, self.settings = words, settings
        self.program = "config.serve"
        self.process: subprocess.Popen[bytes] | None = None
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.outside = {**inherited, "DATA_DIR": str(folder), **settings}
        folder.mkdir(parents=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, at the same port as before if there was one, and come back once it answers."""
        with socket.socket() as door, (self.folder / "said").open("ab") as said:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(("127.0.0.1", self.port))
            door.listen(BACKLOG)
            self.port = door.getsockname()[1]
            command = [sys.executable, "-m", self.program, str(door.fileno()), "--no-demo", *self.words]
            self.process = subprocess.Popen(
                command, cwd=REPOSITORY, env=self.outside, pass_fds=[door.fileno()], stdout=said, stderr=said
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        with urlopen(self.address + "/healthy/", timeout=STARTS_WITHIN) as answer:  # noqa: S310 - our own server
            assert answer.read() == b"ok"

    def stop(self, by: signal.Signals = signal.SIGINT) -> None:
        assert self.process
        self.process.send_signal(by)
        self.process.wait(timeout=20)

    def restart(self, by: signal.Signals = signal.SIGINT) -> None:
        self.stop(by)
        self.start()

    def plan(self, titles: dict[str, list[str]]) -> dict[str, Planned]:
        """A workshop for each title, in the team of Fay, who facilitates, and Olu, who organises.

        Each has steps of the kinds that are given, or those of the 90-minute agenda.
        """
        making = f"from tests.browser.cast import plan; plan({PASSWORD!r}, {titles!r})"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", making]
        said = subprocess.check_output(command, cwd=REPOSITORY, env=self.outside, text=True)
        return {row["title"]: Planned(**row) for row in json.loads(said)}

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the database holds, read beside the server; a row of one column is that value."""
        # Not for reading only: the last reader of a killed server's file must be able to take its journal over.
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as database:
            found = database.execute(query, values).fetchall()
        return [row[0] if len(row) == 1 else row for row in found]

    def complaints(self) -> str:
        """Everything the server wrote of faults of its own."""
        return "".join(
            line for line in (self.folder / "said").read_text().splitlines(keepends=True) if is_fault(line)
        )


def is_fault(line: str) -> bool:
    """Neither a greeting nor a refusal that somebody was told of."""
    greeting = ("Common Ground is at ", "Stop it with ", "Stopped.", "Published ")
    refusals = (" WARNING django.request: ", " WARNING workshops.room.refused: ")
    return (
        bool(line.strip())
        and not line.startswith(greeting)
        and not any(refusal in line for refusal in refusals)
    )
