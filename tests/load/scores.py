"""Everybody scores within a few seconds over their sockets: how soon each is told that it counts, and what is kept."""

import json
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.load.crowd import Arrival, Crowd
from tests.load.machine import progress, table
from tests.load.places import served, workshop_in

LEVELS = ("1", "2", "3", "4", "5", "cant_say")
AFTERWARDS = 2.5  # seconds in which the last push must have come
PATIENCE = 30.0
WINDOW = 1.0  # seconds in which pushes are counted
MOST_PUSHES = 5


@dataclass(frozen=True)
class Choice:
    """One score to be sent: `at` seconds after the start, by `person`, on a principle."""

    at: float
    person: int
    principle: str
    level: str


@dataclass
class Kept:
    """What came back: the moments of sending by message id, the wait for each acknowledgement in ms, the pushes."""

    sent: dict[int, int] = field(default_factory=dict)
    acknowledged: dict[int, float] = field(default_factory=dict)
    refused: int = 0
    lag: float = 0.0
    pushes: dict[int, list[int]] = field(default_factory=dict)
    newest: dict[int, bytes] = field(default_factory=dict)


def choices(people: int, principles: list[str], seconds: float) -> list[Choice]:
    """A score of everybody on each principle, at random moments, in the order of time."""
    rng = random.Random(people)
    found = [
        Choice(rng.uniform(0, seconds), person, key, rng.choice(LEVELS))
        for person in range(people)
        for key in principles
    ]
    return sorted(found, key=lambda choice: choice.at)


@contextmanager
def room(people: int) -> Iterator[tuple[Path, dict[str, Any], Crowd]]:
    """A room in its scoring step with everybody inside, on sockets that lend."""
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        workshop = workshop_in(folder, people, "score")
        with served("serve_site", folder, "lent") as place:
            path = f"/live/{workshop['code']}/participant/?since={workshop['version']}"
            crowd = Crowd(place.port, path, workshop["seats"])
            try:
                for person in progress("they come in", range(people), people):
                    crowd.enter(person)
                crowd.listen(WINDOW)
                yield folder, workshop, crowd
            finally:
                crowd.leave()


def send_all(crowd: Crowd, activity: int, chosen: list[Choice]) -> Kept:
    """Send each at its moment and note what comes back; ends once all are answered and the last push has come."""
    kept = Kept()
    start = time.monotonic()
    for number, choice in enumerate(progress("scores", chosen, len(chosen))):
        hear(crowd, kept, start + choice.at)
        kept.lag = max(kept.lag, (time.monotonic() - start - choice.at) * 1000)
        kept.sent[number] = time.monotonic_ns()
        fields = {"principle": choice.principle, "score": choice.level}
        message = {"id": number, "activity": activity, "act": "score", "fields": fields}
        crowd.say(choice.person, json.dumps(message).encode())
    patience = time.monotonic() + PATIENCE
    while len(kept.acknowledged) + kept.refused < len(chosen) and time.monotonic() < patience:
        hear(crowd, kept, time.monotonic() + WINDOW / 10)
    hear(crowd, kept, time.monotonic() + AFTERWARDS)
    return kept


def hear(crowd: Crowd, kept: Kept, until: float) -> None:
    for arrival in crowd.listen(until - time.monotonic()):
        note(kept, arrival)


def note(kept: Kept, arrival: Arrival) -> None:
    values = json.loads(arrival.text)
    if "id" in values:
        if values["status"] == 200:
            kept.acknowledged[values["id"]] = (arrival.at - kept.sent[values["id"]]) / 1e6
        else:
            kept.refused += 1
    elif "html" in values:
        kept.pushes.setdefault(arrival.person, []).append(arrival.at)
        kept.newest[arrival.person] = arrival.text


def rows_in(folder: Path) -> Counter[tuple[str, str]]:
    """What the database holds: how many chose each level of each principle."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        rows = database.execute("SELECT principle, level FROM workshops_score").fetchall()
    return Counter((key, "cant_say" if level is None else str(level)) for key, level in rows)


def most_in_a_second(moments: list[int]) -> int:
    """The most pushes that one person read within any one second."""
    window = int(WINDOW * 1e9)
    return max(sum(start <= at < start + window for at in moments) for start in moments)


def measured(people: int, seconds: float, each: int) -> dict[str, Any]:
    with room(people) as (folder, workshop, crowd):
        chosen = choices(people, workshop["principles"][:each], seconds)
        kept = send_all(crowd, workshop["activity"], chosen)
        wanted = Counter((choice.principle, choice.level) for choice in chosen)
        return {
            "people": people,
            "seconds": seconds,
            "scores": len(chosen),
            "acknowledged": len(kept.acknowledged),
            "refused": kept.refused,
            "lost": (wanted - rows_in(folder)).total(),
            "ack": percentiles(list(kept.acknowledged.values())),
            "sender late": round(kept.lag, 1),
            "pushes a second": max(map(most_in_a_second, kept.pushes.values()), default=0),
            # Screens count those who are done, so they change only where everybody scores everything.
            "told nothing": people - len(kept.pushes) if each >= len(workshop["principles"]) else 0,
            "endings": len(set(kept.newest.values())),
        }


def percentiles(waits: list[float]) -> dict[str, float]:
    cuts = quantiles(waits, n=100) if len(waits) > 1 else [0.0] * 99
    return {"p50": round(cuts[49], 1), "p99": round(cuts[98], 1), "most": round(max(waits, default=0), 1)}


def faults(found: dict[str, Any]) -> list[str]:
    """What must never be: a score that is lost or refused, a screen that is left behind, too many pushes."""
    wrong = {
        "scores were not kept": found["lost"],
        "scores were not acknowledged": found["scores"] - found["acknowledged"],
        "people were told nothing": found["told nothing"],
        "different last pushes, where one is right": max(found["endings"] - 1, 0),
        "pushes too many in one second": max(found["pushes a second"] - MOST_PUSHES, 0),
    }
    return [f"{number} {words}" for words, number in wrong.items() if number]


def told(found: dict[str, Any]) -> str:
    ack = found["ack"]
    rows = [
        ["acknowledged, p50 / p99 / slowest, ms", f"{ack['p50']} / {ack['p99']} / {ack['most']}"],
        ["the sender's own lateness at most, ms", str(found["sender late"])],
        ["scores sent, acknowledged, lost", f"{found['scores']}, {found['acknowledged']}, {found['lost']}"],
        ["most pushes to one person in any second", str(found["pushes a second"])],
    ]
    title = f"{found['people']} people, {found['scores']} scores within {found['seconds']:g} s"
    return f"{title}\n\n{table(('', 'measured'), rows)}"
