"""Real sockets whose readers do not read: how much is kept for them, and what becomes of them."""

import asyncio
import os
import time

import pytest

from tests.wired import CLOSE, LOOPS, PING, PONG, SERVERS, TEXT, Place, Reader, place, run_on
from workshops.room import protocol
from workshops.room.protocol import UNSENT

STALLED = 200
SMALL = 4096  # bytes that the system takes for a reader who does not read
# What the system rounds up to, for the frame that it was given last.
SLACK = 4096

every_loop = pytest.mark.parametrize("loop", LOOPS)


def told() -> str:
    """Some 2 KB that nothing makes smaller."""
    return os.urandom(1000).hex()


async def stalled(here: Place, number: int) -> list[Reader]:
    readers = [await Reader.enter(here, room=SMALL) for _ in range(number)]
    await here.hall.until(lambda: len(here.hall.watchers) == number)
    return readers


async def fill(here: Place) -> None:
    """Show so much that all who do not read have something waiting, and then more."""
    for _ in range(60):
        here.hall.show(told())
        await asyncio.sleep(0)
    assert min(here.held()) > 0


def leave(*readers: Reader) -> None:
    for reader in readers:
        reader.leave()


@every_loop
def test_two_hundred_who_do_not_read_hold_a_frame_each_and_delay_nobody(loop):
    async def trial() -> None:
        async with place() as here:
            slow = await stalled(here, STALLED)
            await fill(here)
            before = here.held(), here.unsent()
            awake = await Reader.enter(here)
            await here.hall.until(lambda: len(here.hall.watchers) == STALLED + 1)
            for _ in range(100):
                frame = here.hall.show(told())
                assert await awake.frame() == (0x80 | TEXT, frame.text.encode())
            await here.hall.until(lambda: here.unsent().count(0) == 1)

            assert max(before[0]) <= len(frame.plain)
            assert sorted([*before[0], 0]) == sorted(here.held())
            assert max(before[1]) < len(frame.plain) + UNSENT + SLACK
            assert sum(here.unsent()) <= sum(before[1])
            assert {watcher.frame for watcher in here.hall.watchers} == {frame, None}
            leave(awake, *slow)

    run_on(loop, trial())


@every_loop
def test_whoever_reads_again_sees_the_newest_state_after_what_was_on_its_way(loop):
    async def trial() -> None:
        async with place() as here:
            (slow,) = await stalled(here, 1)
            for number in range(1, 301):
                here.hall.show(f"{number} {told()}")
                await asyncio.sleep(0)
            seen = [0]
            while seen[-1] != 300:
                frame = await slow.frame()
                assert frame
                seen.append(int(frame[1].split()[0]))
            leave(slow)

        # In order, and most were never sent.
        assert seen == sorted(set(seen))
        assert len(seen) < 12

    run_on(loop, trial())


@every_loop
def test_a_reader_that_takes_nothing_for_long_is_cut_off(loop, monkeypatch):
    monkeypatch.setattr(protocol, "CUT_OFF_AFTER", 0.3)

    async def trial() -> None:
        async with place() as here:
            (slow,) = await stalled(here, 1)
            await fill(here)
            awake = await Reader.enter(here)
            await here.hall.until(lambda: here.hall.gone == 1)

            await awake.say(b"still here")
            assert await awake.frame() == (0x80 | TEXT, b"still here")
            assert len(here.hall.watchers) == len(here.protocols) == 1
            leave(slow, awake)

    run_on(loop, trial())


@every_loop
def test_a_reader_that_was_slow_once_stays(loop, monkeypatch):
    monkeypatch.setattr(protocol, "CUT_OFF_AFTER", 0.3)

    async def trial() -> None:
        async with place() as here:
            (slow,) = await stalled(here, 1)
            await fill(here)
            while here.held() != [0]:
                assert await slow.hear()
            await asyncio.sleep(0.5)

            assert (here.hall.gone, len(here.protocols)) == (0, 1)
            leave(slow)

    run_on(loop, trial())


@every_loop
def test_a_reader_that_answers_no_ping_is_dropped_with_all_that_waits_for_it(loop):
    async def trial() -> None:
        async with place(ws_ping_interval=0.05, ws_ping_timeout=0.3) as here:
            (slow,) = await stalled(here, 1)
            await fill(here)
            await here.hall.until(lambda: here.hall.gone == 1)

            assert here.protocols == []
            leave(slow)

    run_on(loop, trial())


@every_loop
def test_pings_do_not_pile_up_behind_what_waits(loop):
    async def trial() -> None:
        async with place(ws_ping_interval=0.02, ws_ping_timeout=60) as here:
            (slow,) = await stalled(here, 1)
            await fill(here)
            before = here.held()[0]
            await asyncio.sleep(0.5)

            # One ping at most, until it is answered.
            assert here.held()[0] - before in {0, len(protocol.PING)}
            leave(slow)

    run_on(loop, trial())


@every_loop
def test_whoever_answers_is_asked_again_at_the_same_pace_and_stays(loop):
    async def trial() -> None:
        async with place(ws_ping_interval=0.1, ws_ping_timeout=0.3) as here:
            there = await Reader.enter(here)
            began = time.monotonic()
            for _ in range(8):
                assert await there.frame() == (0x80 | PING, b"")
                await there.say(b"", PONG)
            assert time.monotonic() - began >= 0.05 + 7 * 0.1
            assert (here.hall.gone, len(here.protocols)) == (0, 1)
            there.leave()

    run_on(loop, trial())


def test_those_who_came_together_are_not_asked_together():
    async def trial() -> None:
        async with place(ws_ping_interval=20) as here:
            clock = asyncio.get_running_loop().time
            before = clock()
            readers = await stalled(here, 20)
            due = [each.ping_timer.when() for each in here.protocols]

            # Spread over seconds, and never later than the server was told.
            assert max(due) - min(due) > 2
            assert before + 10 <= min(due) < max(due) <= clock() + 20
            leave(*readers)

    run_on("asyncio", trial())


@every_loop
def test_whoever_pings_and_does_not_read_is_not_answered(loop):
    async def trial() -> None:
        async with place() as here:
            (slow,) = await stalled(here, 1)
            await fill(here)
            before = here.held()
            for _ in range(200):
                await slow.say(b"a" * 125, PING)
            await slow.say(b"are they read")
            await here.hall.until(lambda: here.hall.heard == ["are they read"])

            assert here.held() == before
            leave(slow)

    run_on(loop, trial())


@every_loop
@pytest.mark.parametrize("slow", [False, True])
def test_nothing_follows_the_goodbye(loop, slow):
    async def trial() -> None:
        async with place() as here:
            (reader,) = await stalled(here, 1)
            if slow:
                await fill(here)
            await reader.say(b"close")
            here.hall.show(told())
            heard = asyncio.create_task(reader.everything())
            while not heard.done():
                here.hall.show(told())
                if here.hall.gone:
                    await reader.say((1000).to_bytes(2, "big"), CLOSE)
                    break
                await asyncio.sleep(0)
            kinds = [first & 15 for first, _ in await heard]

            assert (kinds[-1], set(kinds[:-1]) <= {TEXT}, kinds.count(CLOSE)) == (CLOSE, True, 1)
            leave(reader)

    run_on(loop, trial())


@every_loop
def test_the_server_stops_though_nobody_reads(loop):
    async def trial() -> None:
        async with place() as here:
            slow = await stalled(here, 5)
            await fill(here)
            here.server.should_exit = True
            await here.hall.until(lambda: here.hall.gone == 5)
            assert here.protocols == []
            leave(*slow)

    run_on(loop, trial())


@every_loop
@pytest.mark.parametrize("sockets", SERVERS)
def test_whoever_vanishes_disturbs_nobody(loop, sockets, caplog):
    async def trial() -> None:
        async with place(sockets) as here:
            slow = await stalled(here, 10)
            awake = await Reader.enter(here)
            await here.hall.until(lambda: len(here.hall.watchers) == 11)
            leave(*slow)
            for _ in range(20):
                frame = here.hall.show(told())
                assert await awake.frame() == (0x80 | TEXT, frame.text.encode())
            await here.hall.until(lambda: here.hall.gone == 10)
            leave(awake)

    run_on(loop, trial())
    assert [record.message for record in caplog.records if record.name.startswith("workshops")] == []


@every_loop
def test_on_an_ordinary_server_the_same_is_held(loop):
    async def trial() -> None:
        async with place("ordinary") as here:
            slow = await stalled(here, 20)
            for protocol_ in here.protocols:
                protocol_.transport.set_write_buffer_limits(high=0)
            for _ in range(2000):
                frame = here.hall.show(told() * 4)
                await asyncio.sleep(0)
                if min(here.held()) > 0 and all(watcher.frame for watcher in here.hall.watchers):
                    break
            last = here.hall.show(told())
            await asyncio.sleep(0)

            assert max(here.held()) < 2 * len(frame.plain)
            assert [watcher.frame for watcher in here.hall.watchers] == [last] * 20
            leave(*slow)

    run_on(loop, trial())
