"""Starts a server again and again without loading Django each time: what is killed is as real, and back much sooner.

A program, too: python -m tests.faults.warm. For each port that it reads it starts a server there, prints the server's
process id, waits until the server is gone, and prints that.
"""

import os
import signal
import socket
import subprocess
import sys
from typing import Self

from tests.browser.server import REPOSITORY, Site

BACKLOG = 4096


class Starter:
    """In place of a site's own `start` and `stop`, once it is stopped."""

    def __init__(self, site: Site) -> None:
        self.site, self.server = site, 0

    def __enter__(self) -> Self:
        with (self.site.folder / "said").open("ab") as said:
            command = [sys.executable, "-m", "tests.faults.warm"]
            self.process = subprocess.Popen(
                command, cwd=REPOSITORY, env=self.site.outside, stdin=-1, stdout=-1, stderr=said, text=True
            )
        return self

    def __exit__(self, *_fault: object) -> None:
        if self.server:
            self.stop(signal.SIGKILL)
        self.process.communicate(timeout=20)

    def start(self) -> None:
        assert self.process.stdin
        print(self.site.port, file=self.process.stdin, flush=True)
        self.server = int(self._heard())
        self.site.wait_until_it_answers()

    def stop(self, by: signal.Signals) -> None:
        os.kill(self.server, by)
        assert self._heard() == "gone\n"
        self.server = 0

    def _heard(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()


def started_at(port: int) -> int:
    """The process id of a new server. Its door is its own: between two servers nobody is let in."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen(BACKLOG)
        server = os.fork()
        if not server:
            os.dup2(2, 1)  # what the server says is for no program
            serve.main([str(door.fileno()), "--no-demo"])
        return server


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    import config.asgi  # loaded here, and by each server after it for nothing
    import config.urls  # noqa: F401
    from config import serve

    for line in sys.stdin:
        pid = started_at(int(line))
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("gone", flush=True)
