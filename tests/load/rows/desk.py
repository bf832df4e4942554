"""A click at the desk of a full room that has said a lot: from the press until the whole answer is there."""

import http.client
import time
from collections.abc import Iterator
from itertools import cycle
from statistics import median
from urllib.parse import urlencode

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, written
from tests.load.machine import progress
from tests.load.reading.line import Lost
from tests.load.serving.places import LOOPBACK
from tests.load.serving.wish import TOKEN, Wish

PEOPLE, COMMENTS = 500, 500
CLICKS, WARM_UP = 30, 3
REST = 0.3  # seconds between two clicks: the room has been told of the one before
LONGEST = 60.0
MOST = 300  # ms


class Clicks:
    """Somebody who puts one comment after the other on the big screen, hides the next and brings it back."""

    def __init__(self, site: Site) -> None:
        self.site, made = site, site.made
        self.headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": made["desk"],
            "X-CSRFToken": TOKEN,
            "X-Live": "1",
        }
        acts = cycle([("spotlight", "comment"), ("hide", "comment"), ("hide", "off_comment")])
        self.next = ((act, {name: comment}) for comment in made["comments"] for act, name in [next(acts)])

    def press(self) -> float:
        """Gives the ms until the answer was there."""
        act, fields = next(self.next)
        asked = http.client.HTTPConnection(LOOPBACK, self.site.place.port, timeout=LONGEST)
        began = time.monotonic()
        asked.request("POST", f"/desk/{self.site.made['code']}/{act}", urlencode(fields), self.headers)
        answer = asked.getresponse()
        words = answer.read()
        took = (time.monotonic() - began) * 1000
        asked.close()
        if answer.status != 200:
            raise Lost(f"the click was answered {answer.status}: {words[:200].decode()}")
        return took


def measured(bench: Bench) -> Iterator[Figure]:
    people = bench.size(PEOPLE)
    with bench.full(Wish(people, "discuss", comments=COMMENTS)) as (site, crowd), bench.readers(2) as readers:
        crowd.enter()
        for audience in ("desk", "screen"):
            readers.crowd(site.door(audience), [site.made[audience]]).enter()
        clicks, took = Clicks(site), []
        for place in progress("clicks at the desk", range(CLICKS + WARM_UP), CLICKS + WARM_UP):
            time.sleep(REST)
            waited = clicks.press()
            if place >= WARM_UP:
                took.append(waited)
    work = f"a click at the desk with {people:,} people and {COMMENTS} comments"
    yield Figure(
        f"{work}, slowest of {CLICKS}", max(took), "ms", f"middle {written(median(took), 'ms')}", most=MOST
    )
