"""The machine that is measured on, what its processes use, and how the work goes on it."""

import os
import platform
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PACKAGES = ("django", "channels", "uvicorn", "uvloop", "websockets")
BAR = 30
TICKS = os.sysconf("SC_CLK_TCK")
BESIDES = 200  # files that a process has open anyhow


def described() -> dict[str, str]:
    return {
        "cores": str(os.cpu_count()),
        "processor": processor(Path("/proc/cpuinfo").read_text()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def processor(cpuinfo: str) -> str:
    names = [line.partition(":")[2].strip() for line in cpuinfo.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


def files_allowed() -> int:
    """Raise this process's limit of open files, and that of those it starts, as far as it may; gives it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return sys.maxsize if hard == resource.RLIM_INFINITY else hard


def memory_of(process: int) -> float:
    """What a process holds in memory, in KB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


def processor_time_of(process: int) -> float:
    """Seconds of processor time that a process has used so far, its threads' and the kernel's for it included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def loop_time_of(process: int) -> float:
    """Milliseconds that the first thread of a process, where its event loop runs, has been at work so far."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6


def progress(what: str, items: Iterable[T], total: int) -> Iterator[T]:
    """`items`, counted by a bar on a terminal's standard error."""
    shown = sys.stderr.isatty()
    for done, item in enumerate(items, 1):
        yield item
        if shown:
            bar = "#" * (BAR * done // total)
            print(f"\r{what:<40} [{bar:<{BAR}}] {done}/{total} ", end="", file=sys.stderr, flush=True)
    if shown:
        print(f"\r{'':<{BAR + 60}}\r", end="", file=sys.stderr, flush=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
