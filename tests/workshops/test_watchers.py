"""A watcher holds one frame, the newest; nobody waits for anybody, and nothing is overtaken."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from workshops.room import watchers
from workshops.room.watchers import LentWatcher, SendingWatcher, show_all
from workshops.room.wire import Frame, heartbeat

FIRST, SECOND, THIRD = (Frame(version, f"only {version}") for version in (1, 2, 3))
AT_ONE_GO = 4


@dataclass
class Wire:
    """What a server lends."""

    is_clear: bool = True
    deflates: bool = False
    on_clear: Callable[[bool], None] | None = None
    written: list[bytes] = field(default_factory=list)
    is_broken: bool = False

    def write(self, frame: bytes) -> None:
        if self.is_broken:
            raise RuntimeError("unable to perform operation on closed transport")
        self.written.append(frame)

    def turn(self, is_clear: bool) -> None:
        self.is_clear = is_clear
        if self.on_clear:
            self.on_clear(is_clear)


@dataclass
class Line:
    """An ordinary send, that takes until it is let go."""

    sent: list[str] = field(default_factory=list)
    free: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, text: str) -> None:
        self.sent.append(text)
        await self.free.wait()


@dataclass
class Since:
    """What a room would give to somebody who is behind."""

    latest: int = 3
    asked: list[int] = field(default_factory=list)

    def __call__(self, since: int) -> Frame | None:
        self.asked.append(since)
        return Frame(self.latest, f"all after {since}") if since < self.latest else None


async def turns(times: int = 5) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


def plain(*frames: Frame) -> list[bytes]:
    return [frame.plain for frame in frames]


def test_a_reader_that_keeps_up_gets_every_frame_as_it_is():
    wire, newer = Wire(), Since()
    watcher = LentWatcher(wire, 0)
    for frame in (FIRST, heartbeat(1), SECOND):
        watcher.show(frame, newer)

    assert wire.written == plain(FIRST, heartbeat(1), SECOND)
    assert (watcher.version, watcher.frame, newer.asked) == (2, None, [])


def test_a_slow_reader_holds_the_newest_and_gets_it_as_soon_as_it_can():
    wire, newer = Wire(is_clear=False), Since()
    watcher = LentWatcher(wire, 0)
    watcher.show(FIRST, newer)
    wire.turn(True)

    assert (wire.written, watcher.frame, newer.asked) == (plain(FIRST), None, [])


def test_what_a_slow_reader_missed_is_asked_for():
    wire, newer = Wire(is_clear=False), Since()
    watcher = LentWatcher(wire, 0)
    for frame in (FIRST, SECOND, THIRD):
        watcher.show(frame, newer)
    assert watcher.frame == THIRD
    wire.turn(True)
    watcher.show(Frame(4, "only 4"), newer)

    assert wire.written == plain(Frame(3, "all after 0"), Frame(4, "only 4"))
    assert (newer.asked, watcher.version) == ([0], 4)


def test_what_changed_under_a_number_that_the_reader_has_is_asked_for_too():
    wire, newer = Wire(), Since()
    watcher = LentWatcher(wire, 0)
    watcher.show(SECOND, newer)
    wire.turn(False)
    for frame in (Frame(2, "the gauge"), Frame(2, "the gauge again")):
        watcher.show(frame, newer)
    wire.turn(True)

    assert wire.written == plain(SECOND, Frame(3, "all after 1"))


def test_a_heartbeat_never_takes_the_place_of_news():
    wire, newer = Wire(is_clear=False), Since()
    watcher = LentWatcher(wire, 0)
    for frame in (heartbeat(0), FIRST, heartbeat(1)):
        watcher.show(frame, newer)
    wire.turn(True)

    assert (wire.written, newer.asked) == (plain(FIRST), [])


def test_a_heartbeat_brings_nobody_up_to_date():
    wire = Wire()
    watcher = LentWatcher(wire, 1)
    watcher.show(heartbeat(3), Since())

    assert (wire.written, watcher.version) == (plain(heartbeat(3)), 1)


def test_nothing_is_written_for_whoever_has_left():
    wire = Wire(is_clear=False)
    watcher = LentWatcher(wire, 0)
    watcher.show(FIRST, Since())
    watcher.close()
    wire.turn(True)
    watcher.show(SECOND, Since())

    assert (wire.written, wire.on_clear) == ([], None)


async def test_in_a_crowd_the_loop_is_let_go_between(monkeypatch):
    monkeypatch.setattr(watchers, "AT_ONE_GO", AT_ONE_GO)
    wires = [Wire() for _ in range(3 * AT_ONE_GO)]
    show_all([LentWatcher(wire, 0) for wire in wires], FIRST, Since())
    seen = []
    for _ in range(3):
        seen.append(sum(len(wire.written) for wire in wires))
        await turns(1)

    assert seen == [AT_ONE_GO, 2 * AT_ONE_GO, 3 * AT_ONE_GO]


async def test_in_a_crowd_nothing_is_overtaken(monkeypatch):
    monkeypatch.setattr(watchers, "AT_ONE_GO", AT_ONE_GO)
    wires, newer = [Wire() for _ in range(3 * AT_ONE_GO)], Since()
    room = [LentWatcher(wire, 0) for wire in wires]
    show_all(room, SECOND, newer)
    show_all(room, THIRD, newer)
    await turns()

    assert [wire.written for wire in wires] == [
        *[plain(SECOND, THIRD)] * AT_ONE_GO,
        *[plain(Frame(3, "all after 0"))] * 2 * AT_ONE_GO,
    ]


async def test_whoever_leaves_a_crowd_meanwhile_is_written_nothing(monkeypatch):
    monkeypatch.setattr(watchers, "AT_ONE_GO", 1)
    wires = [Wire(), Wire(), Wire()]
    room = [LentWatcher(wire, 0) for wire in wires]
    show_all(room, FIRST, Since())
    room[1].close()
    await turns()

    assert [len(wire.written) for wire in wires] == [1, 0, 1]


async def test_one_that_is_broken_stops_nobody(caplog):
    wires = [Wire(), Wire(is_broken=True), Wire()]
    show_all([LentWatcher(wire, 0) for wire in wires], FIRST, Since())

    assert [wire.written for wire in wires] == [plain(FIRST), [], plain(FIRST)]
    assert [record.message for record in caplog.records] == ["a screen could not be shown the newest state"]


async def test_each_is_sent_what_it_can_read():
    wires = [Wire(deflates=True), Wire()]
    frame = Frame(1, "a" * 1000)
    show_all([LentWatcher(wire, 0) for wire in wires], frame, Since())

    assert [wire.written for wire in wires] == [[frame.deflated], [frame.plain]]


async def test_an_ordinary_send_that_is_slow_holds_the_newest_alone():
    line, newer = Line(), Since()
    watcher = SendingWatcher(line.send, 0)
    for frame in (FIRST, SECOND, THIRD):
        watcher.show(frame, newer)
        await turns()
    assert (line.sent, watcher.frame) == (["only 1"], THIRD)
    line.free.set()
    await turns()

    assert (line.sent, newer.asked) == (["only 1", "all after 1"], [1])


async def test_two_ordinary_sends_in_one_breath_are_one():
    line, newer = Line(), Since()
    watcher = SendingWatcher(line.send, 0)
    watcher.show(FIRST, newer)
    watcher.show(SECOND, newer)
    await turns()

    assert (line.sent, newer.asked) == (["all after 0"], [0])


async def test_an_ordinary_socket_has_a_task_only_while_it_sends():
    line = Line()
    watcher = SendingWatcher(line.send, 0)
    before = watcher.task
    watcher.show(FIRST, Since())
    await turns()
    during = watcher.task is not None
    line.free.set()
    await turns()

    assert (before, during, watcher.task) == (None, True, None)


@pytest.mark.parametrize("fault", [OSError, RuntimeError])
async def test_an_ordinary_socket_that_closed_is_sent_nothing_more(fault):
    tried = []

    async def send(text: str) -> None:
        tried.append(text)
        raise fault

    watcher = SendingWatcher(send, 0)
    for frame in (FIRST, SECOND):
        watcher.show(frame, Since())
        await turns()

    assert (tried, watcher.frame, watcher.task) == (["only 1"], None, None)


async def test_an_ordinary_send_that_gets_nowhere_is_given_up(monkeypatch):
    line = Line()
    watcher = SendingWatcher(line.send, 0)
    watcher.show(FIRST, Since())
    await turns()
    watcher.show(SECOND, Since())
    stays = watcher.frame
    monkeypatch.setattr(watchers, "GIVEN_UP_AFTER", 0)
    watcher.show(heartbeat(2), Since())
    await turns()
    watcher.show(THIRD, Since())
    await turns()

    assert stays == SECOND
    assert (line.sent, watcher.frame, watcher.task) == (["only 1"], None, None)


async def test_leaving_ends_an_ordinary_send():
    line = Line()
    watcher = SendingWatcher(line.send, 0)
    watcher.show(FIRST, Since())
    await turns()
    watcher.close()
    await turns()

    assert (watcher.frame, watcher.task) == (None, None)
