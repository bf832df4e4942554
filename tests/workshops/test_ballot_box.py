"""Scores that come at the same moment go in together, and everybody hears the truth about theirs."""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.db import transaction

from tests.cast import GOALS, KEYS
from workshops.models import Result, Score, Workshop
from workshops.room.ballot_box import Ballot, Kept, Lost, NotCounted, box, write


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
