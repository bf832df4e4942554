"""Writes the report of ten thousand people who each said something, and prints the seconds and megabytes it took.

Run by itself, so that the megabytes are of this alone: the whole process, with Django and everything else in it.
"""

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

import django

PEOPLE = 10_000
WORDS = (
    "What makes it hard is that nobody knows who decides, and so nobody does it, until somebody asks again. "
    * 2
)
KILO = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    django.setup()
    from tests.reports.made import summary  # noqa: PLC0415 - after Django
    from workshops.reports.formats import format_named  # noqa: PLC0415
    from workshops.reports.parts import Said  # noqa: PLC0415

    whole = summary(7, 5, "=1 ")
    said = tuple(Said(f"{n} {WORDS}", n % 9, "councils", n % 2, f"Theme {n % 5}") for n in range(PEOPLE // 5))
    big = replace(whole, principles=tuple(replace(part, said=said) for part in whole.principles))
    began = time.perf_counter()
    for name in ("excel", "csv"):
        found = format_named(name)
        assert found is not None
        assert len(found.content_of(big)) > 1000
    seconds = time.perf_counter() - began
    print(f"{seconds:.2f} {most_memory():.0f}")


def most_memory() -> float:
    """The most that this process has ever held, in megabytes."""
    try:
        # Where a parent's own memory is not counted: a child begins as its copy.
        (line,) = (
            row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmHWM")
        )
        return int(line.split()[1]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILO / 1024**2


if __name__ == "__main__":
    main()
