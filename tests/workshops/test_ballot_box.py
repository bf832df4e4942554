"""Scores that come at the same moment go in together, and everybody hears the truth about theirs."""

import asyncio
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import GOALS, KEYS
from workshops.models import Result, Score, Workshop
from workshops.room import ballot_box
from workshops.room.ballot_box import Ballot, Kept, Lost, NotCounted, box, write
from workshops.room.boxes import Box, Busy


async def settled(ballots):
    """What becomes of ballots that are cast at the same moment: "safe", or why they were not counted."""
    answers = await asyncio.gather(*(box().cast(ballot) for ballot in ballots), return_exceptions=True)
    return [told(answer) for answer in answers]


def told(answer):
    if isinstance(answer, NotCounted):
        return answer.lost.name
    return "safe" if isinstance(answer, Kept) else type(answer).__name__


def ballots_of(oak, people, levels):
    here = oak.now.pk
    return [
        Ballot(oak.made.pk, here, person, GOALS, level) for person, level in zip(people, levels, strict=True)
    ]


@pytest.fixture
def voters(live):
    """Fifty people in oak, where scoring is open, each with a ballot."""
    live.oak.go_to("score")
    return ballots_of(live.oak, live.oak.crowd(50), [1 + number % 5 for number in range(50)])


@database_sync_to_async
def counted():
    """What everybody else can read now."""
    return sorted(map(str, Score.objects.values_list("level", flat=True))), Workshop.objects.order_by("pk")[
        0
    ].version


async def test_what_comes_together_goes_in_with_one_commit(voters):
    _none, before = await counted()
    assert await settled(voters) == ["safe"] * 50

    # One number for all: the room is told once.
    assert await counted() == (sorted(str(ballot.level) for ballot in voters), before + 1)


async def test_a_bad_ballot_does_not_sink_the_others(live, voters):
    elm = await database_sync_to_async(live.elm.go_to)("score")
    good, other = voters[0], voters[1]
    bad = [
        replace(other, participant=uuid4()),
        replace(other, participant=live.cas),
        replace(other, activity=elm.pk),
        replace(other, activity=2**40),
        replace(other, workshop=2**40),
        replace(other, workshop=live.elm.made.pk),
    ]
    everything = [good, *bad, other]
    lost = ["NO_SEAT"] * 2 + ["TOO_LATE"] * 4

    assert await settled(everything) == ["safe", *lost, "safe"]
    assert (await counted())[0] == sorted(str(ballot.level) for ballot in (good, other))


async def test_the_last_of_one_persons_ballots_counts(voters):
    mine = [replace(voters[0], level=level) for level in (1, None, 4)]
    assert await settled(mine) == ["safe"] * 3

    assert (await counted())[0] == ["4"]


async def test_the_largest_turn_of_all_sinks_nobody(voters):
    """A turn is what a browser says: the next one must still fit its column."""
    greedy = [replace(voters[0], turn=2**31 - 1), replace(voters[0], level=5)]
    assert await settled(greedy[:1]) == ["safe"]

    assert await settled([greedy[1], voters[1]]) == ["safe", "safe"]
    assert (await counted())[0] == sorted(["5", str(voters[1].level)])


@asynccontextmanager
async def held_by(work):
    """Somebody else's transaction, in which `work` was done, committed when the block ends."""
    done, release = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            work()
            done.set()
            release.wait(5)

    holding = asyncio.create_task(database_sync_to_async(hold, thread_sensitive=False)())
    await asyncio.to_thread(done.wait, 5)
    try:
        yield
    finally:
        release.set()
        await holding


async def test_nobody_is_answered_before_the_commit(live, voters):
    async with held_by(lambda: Workshop.objects.select_for_update().get(pk=live.oak.made.pk)):
        casting = [asyncio.create_task(box().cast(ballot)) for ballot in voters[:3]]
        _done, waiting = await asyncio.wait(casting, timeout=0.3)
        assert len(waiting) == 3
    await asyncio.gather(*casting)

    assert (await counted())[0] == sorted(str(ballot.level) for ballot in voters[:3])


async def test_what_is_on_its_way_when_scoring_closes_is_refused_and_not_counted(live, voters):
    await settled(voters[:2])
    async with held_by(live.oak.on):
        casting = [asyncio.create_task(box().cast(ballot)) for ballot in voters[2:]]
        await asyncio.sleep(0.1)
    answers = await asyncio.gather(*casting, return_exceptions=True)

    assert [told(answer) for answer in answers] == [Lost.TOO_LATE.name] * 48
    assert (await counted())[0] == sorted(str(ballot.level) for ballot in voters[:2])
    counts = await database_sync_to_async(lambda: Result.objects.get(principle=GOALS).counts)()
    assert sum(counts) == 2


async def test_what_waits_behind_one_commit_goes_in_with_the_next(live, voters):
    _none, before = await counted()
    async with held_by(lambda: Workshop.objects.select_for_update().get(pk=live.oak.made.pk)):
        first = asyncio.create_task(box().cast(voters[0]))
        await asyncio.sleep(0.1)
        others = [asyncio.create_task(box().cast(ballot)) for ballot in voters[1:]]
        await asyncio.sleep(0.1)
    await asyncio.gather(first, *others)

    assert (await counted())[1] == before + 2


async def test_whoever_gives_up_waiting_does_not_hold_up_the_others(live, voters):
    async with held_by(lambda: Workshop.objects.select_for_update().get(pk=live.oak.made.pk)):
        casting = [asyncio.create_task(box().cast(ballot)) for ballot in voters[:3]]
        await asyncio.sleep(0.1)
        casting[1].cancel()
        await asyncio.sleep(0)
    answers = await asyncio.gather(*casting, return_exceptions=True)

    assert [type(answer).__name__ for answer in answers] == ["Kept", "CancelledError", "Kept"]
    # What was handed in counts, whoever waited for it.
    assert len((await counted())[0]) == 3


async def test_only_the_one_that_the_database_refuses_fails(voters):
    """No form lets a level below nothing through; whatever else may be wrong one day is refused in the same way."""
    _none, before = await counted()
    bad = replace(voters[20], level=-1)

    assert (
        await settled([*voters[:20], bad, *voters[21:]]) == ["safe"] * 20 + ["IntegrityError"] + ["safe"] * 29
    )
    levels, version = await counted()
    assert levels == sorted(str(ballot.level) for ballot in (*voters[:20], *voters[21:]))
    assert version > before


async def test_what_is_too_much_is_sent_back_at_once_and_counts_when_it_comes_again(live, voters):
    box().ballots.most_waiting = 3
    async with held_by(lambda: Workshop.objects.select_for_update().get(pk=live.oak.made.pk)):
        writing = asyncio.create_task(box().cast(voters[0]))
        await asyncio.sleep(0.1)
        waiting = [asyncio.create_task(box().cast(ballot)) for ballot in voters[1:4]]
        await asyncio.sleep(0)
        assert ballot_box.is_full()
        assert await settled(voters[4:6]) == ["Busy", "Busy"]
    await asyncio.gather(writing, *waiting)
    assert (await counted())[0] == sorted(str(ballot.level) for ballot in voters[:4])

    assert not ballot_box.is_full()
    assert await settled(voters[4:6]) == ["safe", "safe"]
    assert (await counted())[0] == sorted(str(ballot.level) for ballot in voters[:6])


class Away:
    """Writes numbers; while it is away it writes none, whether it says so before or after."""

    def __init__(self):
        self.is_away, self.kept, self.asked = True, [], 0

    def __call__(self, numbers):
        self.asked += 1
        if self.is_away:
            raise OperationalError("the database is away")
        self.kept += numbers
        return [number * 10 for number in numbers]


async def test_while_the_database_is_away_everybody_is_to_come_again_and_nobody_waits(live):
    away = Away()
    tried = Box(away, box().writer, at_one_go=2)
    answers = await asyncio.gather(*map(tried.put, range(7)), return_exceptions=True)

    # The first asked; whoever waited behind them was not kept waiting for the same.
    assert [type(answer) for answer in answers] == [Busy] * 7
    assert (away.asked, away.kept, list(tried.waiting)) == (1, [], [])
    away.is_away = False
    assert await asyncio.gather(*map(tried.put, range(7))) == [0, 10, 20, 30, 40, 50, 60]
    assert away.kept == list(range(7))


async def test_one_transaction_holds_so_many_and_no_more(live):
    sizes = []

    def write_down(numbers):
        sizes.append(len(numbers))
        return list(numbers)

    bounded = Box(write_down, box().writer, at_one_go=3)
    assert await asyncio.gather(*map(bounded.put, range(8))) == list(range(8))
    assert sizes == [3, 3, 2]


async def test_no_score_waits_for_the_reasons_of_the_others(live, voters):
    done = []

    async def give_a_reason(number):
        await box().beside(slowly, at_one_go=5).put(number)
        done.append(number)

    def slowly(numbers):
        time.sleep(0.02)
        return list(numbers)

    giving = [asyncio.create_task(give_a_reason(number)) for number in range(40)]
    await asyncio.sleep(0.01)
    await box().cast(voters[0])
    assert 0 < len(done) < 40
    await asyncio.gather(*giving)


async def test_what_is_kept_so_far_is_found_without_reading_the_whole_room(voters):
    """Each commit looks up its own rows: by the index, as many as there are ballots."""
    await settled(voters)

    @database_sync_to_async
    def explained():
        with CaptureQueriesContext(connection) as asked:
            write(voters[:2])
        (kept,) = [
            query["sql"]
            for query in asked
            if query["sql"].startswith("SELECT") and '"ballot_key" IN' in query["sql"]
        ]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {kept}")
            return [row[3] for row in cursor.fetchall()]

    if connection.vendor == "sqlite":
        (plan,) = await explained()
        assert plan.partition("(")[2] == "activity_id=? AND principle=? AND ballot_key=?)"


@pytest.mark.django_db
def test_several_workshops_take_turns_in_one_call(cast):
    cast.oak.go_to("score")
    cast.elm.go_to("score")
    mixed = [
        Ballot(room.made.pk, room.now.pk, person, key, level)
        for key, level in ((KEYS[0], 2), (KEYS[1], 4))
        for room, person in ((cast.oak, cast.ana), (cast.elm, cast.cas))
    ]
    before = [room.workshop.version for room in (cast.oak, cast.elm)]

    assert write(mixed) == [True] * 4
    assert cast.oak.levels_of(cast.ana) == cast.elm.levels_of(cast.cas) == {KEYS[0]: 2, KEYS[1]: 4}
    assert [room.workshop.version for room in (cast.oak, cast.elm)] == [number + 1 for number in before]
