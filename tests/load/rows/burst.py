"""Everybody scores within ten seconds over their sockets: how soon each is told, how soon every screen shows it.

A score is on every screen when the last of all sockets has been sent a push that counts it. The acknowledgements are
taken in the order in which they came: the push that counts so many scores counts the first so many of them.
"""

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, percentile, written
from tests.load.reading.burst import Choice, Outcome
from tests.load.reading.line import Lost
from tests.load.reading.readers import Crowd
from tests.load.serving.wish import Wish

LEVELS = ("1", "2", "3", "4", "5", "cant_say")
AFTERWARDS = 2.5  # seconds in which the last push must have come
FIVE_A_SECOND = "0.2"  # seconds between pushes, as in the trial that the wanted times come from
SETTLING = 50  # people whose coming warms the server up before its memory is taken
MEMORY_OF = 5_000  # people


@dataclass(frozen=True)
class Wanted:
    """For rooms of up to so many: 99 of 100 acknowledged, and on every screen, within so many ms."""

    people: int
    ack: float
    screens: float
    is_stretch: bool = False


WANTED = (Wanted(1_000, 100, 300), Wanted(5_000, 500, 1_000), Wanted(10_000, 500, 2_000, is_stretch=True))


def choices(people: int, principle: str, seconds: float) -> list[Choice]:
    """A score of everybody at random moments, in the order of time."""
    rng = random.Random(people)
    drawn = sorted(
        (int(rng.uniform(0, seconds) * 1e9), person, rng.choice(LEVELS)) for person in range(people)
    )
    return [Choice(number, at, person, principle, level) for number, (at, person, level) in enumerate(drawn)]


def waits_for_screens(outcome: Outcome) -> list[float]:
    """For each acknowledged score, the ms from its sending until the last socket had been sent a push counting it."""
    counts = sorted(outcome.shown)
    in_order = sorted(outcome.acknowledged.items(), key=lambda answer: answer[1])
    waits = []
    for place, (number, _at) in enumerate(in_order, 1):
        which = bisect_left(counts, place)
        if which < len(counts):
            waits.append((outcome.shown[counts[which]] - outcome.sent[number]) / 1e6)
    return waits


def waits_for_answers(outcome: Outcome) -> list[float]:
    return [(at - outcome.sent[number]) / 1e6 for number, at in outcome.acknowledged.items()]


def lost(site: Site, chosen: list[Choice]) -> int:
    """Scores that are not in the database just once, with their level."""
    rows = site.database.rows("SELECT level, COUNT(*) FROM workshops_score GROUP BY level")
    kept = Counter({"cant_say" if level is None else str(level): number for level, number in rows})
    wanted = Counter(choice.level for choice in chosen)
    return (wanted - kept).total() + (kept - wanted).total()


def scored(bench: Bench, people: int, pause: str) -> Iterator[Figure]:
    more = {"LOAD_COUNTS_EVERY": pause} if pause else {}
    with bench.full(Wish(people), **more) as (site, crowd):
        memory = come_in(site, crowd)
        chosen = choices(people, site.made["principles"][0], bench.options.seconds)
        used = site.place.processor_time
        outcome = crowd.burst(site.made["activity"], chosen, bench.options.seconds, AFTERWARDS)
        used = site.place.processor_time - used
        gone = lost(site, chosen)
    if not outcome.shown:
        raise Lost("no push told how many have scored")
    wanted = next((each for each in WANTED if people <= each.people), WANTED[-1])
    often = "5 pushes a second" if pause else "pushes as shipped"
    work = f"{people:,} score within {bench.options.seconds} s, {often}"
    yield from figures(work, outcome, wanted if pause else None, f"{written(used, 's')} of processor time")
    missing = gone + outcome.twice + len(chosen) - len(outcome.acknowledged) + outcome.behind
    told = f"of {len(chosen):,} scores; refused {outcome.refused}, screens left behind {outcome.behind}"
    yield Figure(f"{work}: lost, doubled or unseen", missing, "", told, most=0)
    if pause and people >= bench.size(MEMORY_OF) and bench.kind == "sqlite":
        yield Figure(f"memory per connected participant at {people:,}", memory, "KB", most=30)


def come_in(site: Site, crowd: Crowd) -> float:
    """Everybody takes their seat; gives the KB that each of them takes in the server."""
    settling = min(SETTLING, len(crowd.people) // 2)
    crowd.enter(crowd.people[:settling])
    before = site.place.memory
    crowd.enter(crowd.people[settling:], what=f"{len(crowd.people)} come in")
    return (site.place.memory - before) / (len(crowd.people) - settling)


def figures(work: str, outcome: Outcome, wanted: Wanted | None, told: str) -> Iterator[Figure]:
    answers, screens = waits_for_answers(outcome), waits_for_screens(outcome)
    for words, waits, most in (
        ("acknowledged, p99", answers, wanted.ack if wanted else None),
        ("on every screen, p99", screens, wanted.screens if wanted else None),
    ):
        middle, slowest = written(percentile(waits, 50), "ms"), written(max(waits, default=0), "ms")
        late = written(max(outcome.sender_late, outcome.reader_late) / 1e6, "ms")
        pushes = f"{outcome.pushes_a_second} pushes in the fullest second"
        each = f"middle {middle}, slowest {slowest}; {pushes}; {told}; client late by {late} at most"
        yield Figure(
            f"{work}: {words}",
            percentile(waits, 99),
            "ms",
            each,
            most=most,
            is_stretch=bool(wanted and wanted.is_stretch),
        )


def measured(bench: Bench) -> Iterator[Figure]:
    sizes = bench.sizes(1_000, 5_000, 10_000)
    for people in sizes:
        yield from scored(bench, people, FIVE_A_SECOND)
    # As it is shipped: counts once a second in a crowd. The largest room is left out, it is measured long enough.
    for people in sizes[:2]:
        yield from scored(bench, people, "")
