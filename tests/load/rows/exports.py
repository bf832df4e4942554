"""Reports of a very large workshop are made while a room works: how much later that room is answered for it."""

import http.client
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, percentile, written
from tests.load.machine import progress
from tests.load.reading.burst import Choice
from tests.load.reading.line import Lost
from tests.load.reading.readers import Crowd
from tests.load.rows.burst import choices, come_in, waits_for_answers
from tests.load.serving.places import LOOPBACK, environment, told_by
from tests.load.serving.wish import Wish

PEOPLE, LARGE = 200, 10_000
SCORES = 1_000
ASKING = 4  # at once, of whom two wait for their turn
FORMATS = ("excel", "csv", "pdf", "word", "slides", "json", "html", "markdown")
LAPS = 3  # with and without, by turns
LONGEST = 120.0  # seconds


class Exports:
    """People who ask for one file after the other, until the block ends."""

    def __init__(self, site: Site, large: str) -> None:
        self.site, self.large, self.made = site, large, 0
        self.over = threading.Event()
        self.numbers = count()
        self.threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(ASKING)]

    def __enter__(self) -> "Exports":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _ask(self) -> None:
        while not self.over.is_set():
            fetch(self.site, self.large, FORMATS[next(self.numbers) % len(FORMATS)])
            self.made += 1


def fetch(site: Site, large: str, name: str) -> float:
    """One file of the large workshop's report. Gives the seconds until the whole file was there."""
    asked = http.client.HTTPConnection(LOOPBACK, site.place.port, timeout=LONGEST)
    began = time.monotonic()
    path = f"/workshops/{large}/report/files/{name}"
    asked.request("GET", path, headers={"Cookie": site.made["desk"]})
    answer = asked.getresponse()
    answer.read()
    asked.close()
    if answer.status != 200:
        raise Lost(f"the file {name} was answered {answer.status}")
    return time.monotonic() - began


def scores(bench: Bench, people: int, principle: str) -> list[Choice]:
    """Everybody answers, and changes their mind some times."""
    drawn = choices(SCORES, principle, bench.options.seconds)
    return [Choice(one.number, one.at, one.person % people, principle, one.level) for one in drawn]


def answered(bench: Bench, site: Site, crowd: Crowd) -> list[float]:
    """The ms until each score of a burst was acknowledged."""
    chosen = scores(bench, len(crowd.people), site.made["principles"][0])
    outcome = crowd.burst(site.made["activity"], chosen, bench.options.seconds, 0.5)
    missing = len(chosen) - len(outcome.acknowledged)
    if missing:
        raise Lost(f"{missing} of {len(chosen)} scores were not acknowledged")
    return waits_for_answers(outcome)


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with bench.full(Wish(people)) as (site, crowd):
        outside = environment(site.database.folder, site.database.outside)
        large = told_by("large", [str(LARGE)], outside)
        come_in(site, crowd)
        for name in FORMATS:  # what they need is loaded once
            fetch(site, large, name)
        yield from _beside(bench, site, large, crowd)
        found = told_by("exporting", [large, "excel", "csv"], outside)
    work = f"the report of {LARGE:,} people"
    both = found["excel"] + found["csv"]
    told = f"Excel {written(found['excel'], 's')}, CSV {written(found['csv'], 's')}"
    yield Figure(f"{work}: Excel and CSV", both, "s", told, most=10)
    yield Figure(f"{work}: the whole process, both made", found["memory"], "MB", most=200)
    yield from _of_demo()


def _beside(bench: Bench, site: Site, large: str, crowd: Crowd) -> Iterator[Figure]:
    alone, beside, made = [], [], 0
    for _ in progress("with and without exports", range(LAPS), LAPS):
        alone.append(percentile(answered(bench, site, crowd), 99))
        with Exports(site, large) as exports:
            beside.append(percentile(answered(bench, site, crowd), 99))
            made += exports.made
    if not made:
        raise Lost("no file was made meanwhile")
    work = f"{len(crowd.people)} people score while reports of {LARGE:,} are made: acknowledged, p99"
    told = (
        f"{written(median(beside), 'ms')} against {written(median(alone), 'ms')}; {made} files made meanwhile"
    )
    yield Figure(work, median(beside) / median(alone), "times", told, most=2)


def _of_demo() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="load-") as folder:
        found = told_by("exporting", ["demo"], environment(Path(folder), {}))
    formats = {name: seconds for name, seconds in found.items() if name not in ("memory", "everything")}
    slowest = max(formats, key=lambda name: formats[name])
    told = f"the slowest, {slowest}, {written(formats[slowest], 's')}; what they need is loaded meanwhile"
    yield Figure("the demonstration's report: PDF", found["pdf"], "s", most=1)
    yield Figure("the demonstration's report: all formats", sum(formats.values()), "s", told, most=5)
