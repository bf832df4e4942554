"""A busy room for as long as is asked for: whether the server's memory stays flat."""

import json
import random
import time
from collections.abc import Iterator
from statistics import linear_regression

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, written
from tests.load.machine import progress
from tests.load.reading.readers import Crowd
from tests.load.serving.pressing import Desk
from tests.load.serving.wish import Wish

PEOPLE = 200
SCORES_A_SECOND = 20
GOING = 5  # people who go and come back each second
WARM_UP = 1 / 3  # of the whole: what is loaded and kept once is no growth
MOVE_EVERY = 30  # seconds


class Busy:
    """People who score and change their minds, who go and come back, and a facilitator who steps back and on."""

    def __init__(self, site: Site, crowd: Crowd) -> None:
        self.site, self.crowd, self.rng = site, crowd, random.Random(1)
        self.desk = Desk(site.place.port, site.made)
        self.number = 0

    def second(self, which: int) -> None:
        began = time.monotonic()
        for _ in range(SCORES_A_SECOND):
            self._score(self.rng.choice(self.crowd.people))
        people = self.rng.sample(self.crowd.people, GOING)
        self.crowd.leave(people)
        self.crowd.enter(people)
        if which % MOVE_EVERY in {0, 2}:
            self.desk.press()
            self.desk.released()
        self.crowd.heard()
        time.sleep(max(began + 1 - time.monotonic(), 0))

    def _score(self, person: int) -> None:
        self.number += 1
        fields = {"principle": self.site.made["principles"][0], "score": str(self.rng.randint(1, 5))}
        message = {
            "id": self.number,
            "activity": self.site.made["activity"],
            "act": "score",
            "fields": fields,
        }
        self.crowd.say(person, json.dumps(message).encode())


def growth(samples: list[tuple[float, float]]) -> float:
    """KB a minute, by the line through what was sampled: seconds and KB."""
    seconds, kilobytes = zip(*samples, strict=True)
    return linear_regression(seconds, kilobytes).slope * 60


def measured(bench: Bench) -> Iterator[Figure]:
    people, seconds = bench.size(PEOPLE), round(bench.options.minutes * 60)
    with bench.full(Wish(people)) as (site, crowd):
        crowd.enter()
        busy = Busy(site, crowd)
        samples = []
        for second in progress("a busy room", range(seconds), seconds):
            busy.second(second)
            samples.append((float(second), site.place.memory))
    after = samples[int(len(samples) * WARM_UP) :]
    grown = after[-1][1] - after[0][1]
    told = (
        f"from {written(after[0][1] / 1024, 'MB')} to {written(after[-1][1] / 1024, 'MB')} in the last "
        f"{written((after[-1][0] - after[0][0]) / 60, '')} minutes of {bench.options.minutes:g}, "
        f"{written(growth(after), 'KB')} a minute"
    )
    work = f"memory over {bench.options.minutes:g} minutes of a busy room of {people}, growth"
    yield Figure(work, grown / 1024, "MB", told, most=2)
