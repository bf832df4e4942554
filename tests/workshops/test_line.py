"""The line between processes, over a real Valkey: two ends of it, which goes away and comes back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from channels.layers import InMemoryChannelLayer
from channels_redis.pubsub import RedisPubSubChannelLayer

from tests.services import Valkey, valkey
from workshops.room import line as lines
from workshops.room.channels import CHANGED, PRESENT
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
        self.line = Line(self.layer, self.heard.append)


@asynccontextmanager
async def ends(address: str) -> AsyncIterator[tuple[End, End]]:
    both = End(address), End(address)
    work = [task for end in both for task in (end.line.listen(), end.line.send(), end.line.pulse())]
    tasks = [asyncio.create_task(each) for each in work]
    try:
        for end in both:
            before = end.line.heard_at
            await until(lambda end=end, before=before: end.line.heard_at > before)
        yield both
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for end in both:
            await end.layer.flush()


async def until(happened) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(0.05)


async def test_the_others_hear_what_is_told_and_nobody_hears_themselves(server):
    async with ends(server.address) as (one, other):
        one.line.tell(CHANGED, "FQ7M2K", version=3, at_once=True, counts=[])
        await until(lambda: other.heard)

        told = {
            "type": CHANGED,
            "code": "FQ7M2K",
            "by": one.line.me,
            "version": 3,
            "at_once": True,
            "counts": [],
        }
        assert (one.heard, other.heard) == ([], [told])


async def test_what_was_told_while_the_layer_was_away_is_told_when_it_is_back(server):
    async with ends(server.address) as (one, other):
        server.stop()
        one.line.tell(CHANGED, "FQ7M2K", version=4, at_once=True, counts=[])
        await until(lambda: one.line.is_silent and other.line.is_silent)
        one.line.tell(CHANGED, "FQ7M2K", version=5, at_once=False, counts=[5])
        one.line.tell(PRESENT, "FQ7M2K", live=b"")
        server.start()
        await until(lambda: not (one.line.is_silent or other.line.is_silent))
        await until(lambda: len(other.heard) == 2)

        # Only the newest of each kind, and a move is still not made to wait.
        assert {message["type"]: message.get("version") for message in other.heard} == {
            CHANGED: 5,
            PRESENT: None,
        }
        (changed,) = (message for message in other.heard if message["type"] == CHANGED)
        assert (changed["at_once"], changed["counts"]) == (True, [5])


async def test_nothing_is_told_where_there_is_nobody_else(monkeypatch):
    alone = Line(InMemoryChannelLayer(), lambda _: None)
    alone.tell(CHANGED, "FQ7M2K", version=1, at_once=True)
    monkeypatch.setattr(lines, "SILENT_AFTER", -1.0)

    assert (alone.unsent, alone.is_silent) == ({}, False)
