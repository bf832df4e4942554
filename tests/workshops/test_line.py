"""The line between processes, over a real Valkey: two ends of it, which goes away and comes back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from channels.layers import InMemoryChannelLayer
from channels_redis.pubsub import RedisPubSubChannelLayer

from tests.services import Valkey, valkey
from workshops.room import line as lines
from workshops.room.channels import CHANGED
from workshops.room.line import Line

PATIENCE = 30.0


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    with valkey() as running:
        yield running


class End:
    """A process's end of the line, and what it heard."""

    def __init__(self, address: str) -> None:
        self.heard: list[dict] = []
        self.layer = RedisPubSubChannelLayer(hosts=[address])
        self.misses = 0
        self.line = Line(self.layer, self.heard.append, self.miss)

    def miss(self) -> None:
        self.misses += 1


@asynccontextmanager
async def ends(address: str) -> AsyncIterator[tuple[End, End]]:
    both = End(address), End(address)
    work = [task for end in both for task in (end.line.listen(), end.line.send(), end.line.pulse())]
    tasks = [asyncio.create_task(each) for each in work]
    try:
        for end in both:
            await until(lambda end=end: not end.line.is_silent)
        # What the first told before the second listened was missed, and that is past.
        await until(lambda: len(both[1].line.heard) == len(both[0].line.heard) == 2)
        yield both
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for end in both:
            await end.layer.flush()


async def until(happened) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 - what happens is not ours to signal
            await asyncio.sleep(0.05)


async def test_the_others_hear_what_is_told_and_nobody_hears_themselves(server):
    async with ends(server.address) as (one, other):
        one.line.tell(CHANGED, "FQ7M2K", version=3, at_once=True, counts=[])
        await until(lambda: other.heard)
        (heard,) = other.heard
        heard.pop("number")

        told = {
            "type": CHANGED,
            "code": "FQ7M2K",
            "by": one.line.me,
            "version": 3,
            "at_once": True,
            "counts": [],
        }
        assert (one.heard, other.heard) == ([], [told])


async def test_what_was_told_while_the_layer_was_away_is_told_when_it_is_back_or_known_to_be_missed(server):
    async with ends(server.address) as (one, other):
        server.stop()
        one.line.tell(CHANGED, "FQ7M2K", version=4, at_once=True, counts=[])
        await until(lambda: one.line.is_silent and other.line.is_silent)
        one.line.tell(CHANGED, "FQ7M2K", version=5, at_once=False, counts=[5])
        waiting = dict(one.line.unsent)
        misses = other.misses
        server.start()
        await until(lambda: not (one.line.is_silent or other.line.is_silent))
        # The layer forgets what is told before the other has come back to it.
        await until(lambda: other.heard or other.misses > misses)

    # Only the newest is kept, and a move is still not made to wait.
    changed = waiting[CHANGED, "FQ7M2K"]
    assert (changed["version"], changed["at_once"], changed["counts"]) == (5, True, [5])


async def test_who_misses_a_number_knows_it(server):
    async with ends(server.address) as (one, other):
        misses = other.misses
        one.line.number += 1  # as if one had been told that did not come through
        await until(lambda: other.misses > misses)


async def test_whoever_has_not_listened_yet_is_not_connected():
    assert Line(RedisPubSubChannelLayer(hosts=["redis://127.0.0.1:1"]), print, print).is_silent


async def test_nothing_is_told_where_there_is_nobody_else(monkeypatch):
    alone = Line(InMemoryChannelLayer(), print, print)
    alone.tell(CHANGED, "FQ7M2K", version=1, at_once=True)
    monkeypatch.setattr(lines, "SILENT_AFTER", -1.0)

    assert (alone.unsent, alone.is_silent) == ({}, False)
