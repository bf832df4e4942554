"""The machine that is measured on, and how the work goes on it."""

import os
import platform
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import TypeVar

T = TypeVar("T")
PACKAGES = ("django", "channels", "uvicorn", "uvloop", "websockets")
BAR = 30


def described() -> dict[str, str]:
    return {
        "cores": str(os.cpu_count()),
        "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def allow_files(wanted: int) -> None:
    """Let this process and those that it starts have so many sockets open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        if hard != resource.RLIM_INFINITY and hard < wanted:
            sys.exit(
                f"{wanted} open files are needed and {hard} are allowed: raise it with ulimit -Hn {wanted}"
            )
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def progress(what: str, items: Iterable[T], total: int) -> Iterator[T]:
    """`items`, counted by a bar on a terminal's standard error."""
    shown = sys.stderr.isatty()
    for done, item in enumerate(items, 1):
        yield item
        if shown:
            bar = "#" * (BAR * done // total)
            print(f"\r{what:<34} [{bar:<{BAR}}] {done}/{total}", end="", file=sys.stderr, flush=True)
    if shown:
        print(file=sys.stderr)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown: the first column is words, the others are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
