"""A room draws what is watched when it has changed, and finds out by itself what it was not told."""

import asyncio

import pytest
from channels.db import database_sync_to_async
from django.db import OperationalError
from django.db.models import F
from django.utils import timezone

from tests.cast import GOALS
from tests.rooms import heard, listening
from workshops.fragments import REGIONS, Audience, Hearing
from workshops.models import Participant, Workshop
from workshops.queries import recounted, versions_of
from workshops.room import drawing
from workshops.room import room as rooms
from workshops.room.hub import hub
from workshops.room.room import Room
from workshops.shown import Presence, Step

in_database = database_sync_to_async
PATIENCE = 10.0


async def until(happened) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 - what happens is not ours to signal
            await asyncio.sleep(0.02)


def move_on_unheard(code: str) -> None:
    """A change of which no announcement comes through."""
    Workshop.objects.filter(code=code).update(version=F("version") + 1, title="Another title")


def steps_seen(room: Room) -> tuple[Step, ...]:
    assert room.snapshot
    return room.snapshot.steps


async def test_only_what_somebody_watches_is_drawn(live):
    code = live.oak.code
    await heard(code, "participant", live.browsers["ana"])
    room = hub().rooms[code]
    alone = (room.drawn, set(room.regions.drawn))
    await heard(code, "desk", live.browsers["fay"])

    assert alone == (frozenset({Hearing(Audience.PARTICIPANT)}), set(REGIONS[Audience.PARTICIPANT]))
    assert room.drawn == {Hearing(Audience.PARTICIPANT), Hearing(Audience.DESK)}


async def test_an_audience_that_has_gone_is_not_drawn_for_any_more(live, monkeypatch):
    code = live.oak.code
    desk = await heard(code, "desk", live.browsers["fay"])
    ana = await heard(code, "participant", live.browsers["ana"])
    room = hub().rooms[code]
    await desk.socket.leave()
    monkeypatch.setattr(rooms, "WANTED_FOR", 0.0)
    before = room.version
    await in_database(live.oak.on)()
    await ana.hear_of(before + 1)
    gone = room.drawn
    monkeypatch.undo()
    again = await heard(code, "desk", live.browsers["fay"])

    assert gone == {Hearing(Audience.PARTICIPANT)}
    assert (again.version, list(again.regions)) == (room.version, list(REGIONS[Audience.DESK]))


async def test_people_who_come_and_go_are_counted_without_reading_the_workshop_again(live):
    code = live.oak.code
    desk = await heard(code, "desk", live.browsers["fay"])
    room = hub().rooms[code]
    steps = steps_seen(room)
    ana = await heard(code, "participant", live.browsers["ana"])
    while "1 live" not in desk.regions["desk_gauge"]:
        await desk.hear()
    counted = steps_seen(room)
    await ana.socket.leave()
    while "1 asleep" not in desk.regions["desk_gauge"]:
        await desk.hear()

    # The participants' regions were drawn in between, which took one look; the leaving took none.
    assert (steps_seen(room) is counted, counted == steps) == (True, True)


async def test_a_version_that_was_drawn_already_is_no_news(live):
    await heard(live.oak.code, "participant", live.browsers["ana"])
    room = hub().rooms[live.oak.code]
    seen = room.snapshot
    room.hear_of(room.version, at_once=True)
    old = room.is_stale
    room.hear_of(room.version + 1, at_once=True)

    assert (old, room.is_stale) == (False, True)
    await until(lambda: room.snapshot is not seen)


async def test_an_answer_is_counted_without_reading_the_workshop_again(live):
    scoring = await in_database(live.oak.go_to)("score")
    desk = await heard(live.oak.code, "desk", live.browsers["fay"])
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    room = hub().rooms[live.oak.code]
    seen = steps_seen(room)
    assert (await ana.send(scoring.pk, "score", principle=GOALS, score="4"))["status"] == 200
    while "1 answer safe" not in desk.regions["desk_gauge"]:
        await desk.hear()

    assert (steps_seen(room) is seen, room.counts) == (True, set())


async def test_an_answer_after_something_unheard_of_makes_the_room_read_everything(live):
    scoring = await in_database(live.oak.go_to)("score")
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    room = hub().rooms[live.oak.code]
    await in_database(move_on_unheard)(live.oak.code)
    assert (await ana.send(scoring.pk, "score", principle=GOALS, score="4"))["status"] == 200
    await until(lambda: room.snapshot and room.snapshot.title == "Another title")

    assert (room.is_stale, room.counts) == (False, set())


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 5])
def test_a_recount_is_four_queries_however_long_the_past(cast, django_assert_num_queries, many):
    cast.oak.go_to("score")
    crowd = cast.oak.crowd(many)
    snapshot = cast.oak.snapshot
    cast.oak.score(crowd, [3] * many)
    with django_assert_num_queries(4):
        again = recounted(snapshot)

    assert again == cast.oak.snapshot


async def test_what_was_not_announced_is_found_by_looking(live):
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    await in_database(move_on_unheard)(live.oak.code)
    before = ana.version
    await hub()._look()
    await until(lambda: hub().rooms[live.oak.code].version == before + 1)


async def test_a_look_at_quiet_rooms_draws_none_of_them(live):
    for made, who in ((live.oak, "ana"), (live.elm, "cas")):
        await heard(made.code, "participant", live.browsers[who])
    seen = [room.snapshot for room in hub().rooms.values()]
    await hub()._look()

    assert [room.is_stale for room in hub().rooms.values()] == [False, False]
    assert all(room.snapshot is before for room, before in zip(hub().rooms.values(), seen, strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 2])
def test_a_look_is_one_query_however_many_rooms(cast, django_assert_num_queries, many):
    codes = [cast.oak.code, cast.elm.code][:many]
    with django_assert_num_queries(1):
        found = versions_of(codes)

    assert found == {room.code: room.snapshot.version for room in (cast.oak, cast.elm)[:many]}


async def test_somebody_who_is_ahead_of_this_process_makes_it_look(live):
    await heard(live.oak.code, "participant", live.browsers["ana"])
    room = hub().rooms[live.oak.code]
    await in_database(move_on_unheard)(live.oak.code)
    ahead = room.version + 1
    await listening(live.oak.code, "participant", live.browsers["ben"], str(ahead))

    await until(lambda: room.version == ahead)


async def test_a_database_that_is_away_for_a_moment_makes_nobody_miss_anything(live, monkeypatch):
    fails = [OperationalError("away"), OperationalError("still away")]
    drawing_of = drawing.drawing_of

    def drawing_or_not(*args):
        if fails:
            raise fails.pop()
        return drawing_of(*args)

    monkeypatch.setattr(rooms, "drawing_of", drawing_or_not)
    monkeypatch.setattr(rooms, "TRIED_AGAIN_AFTER", 0.05)
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])

    assert (fails, list(ana.regions)) == ([], list(REGIONS[Audience.PARTICIPANT]))


async def test_whoever_waits_for_a_database_that_stays_away_is_told_so(live, monkeypatch):
    def away(*_args):
        raise OperationalError("away")

    monkeypatch.setattr(rooms, "drawing_of", away)
    monkeypatch.setattr(rooms, "DRAWN_WITHIN", 0.1)
    with pytest.raises(TimeoutError):
        await hub().room(live.oak.code)


async def test_a_seat_that_is_taken_back_is_dismissed_once(live):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    room: Room = hub().rooms[live.oak.code]
    dismissed = []
    (watcher,) = room.seated[live.ana]
    room.seated[live.ana][watcher] = lambda: dismissed.append("ana")
    await in_database(Participant.objects.filter(pk=live.ana).update)(revoked_at=timezone.now())
    await in_database(live.oak.on)()
    await until(lambda: room.revoked)
    await in_database(live.oak.on)()
    await until(lambda: not room.is_stale)

    assert (room.revoked, dismissed) == (frozenset({live.ana}), ["ana"])
    room.leave(Hearing(Audience.PARTICIPANT), watcher, live.ana)
    # Nobody waits for them, though they were here a moment ago.
    assert room.attendance.presence() == Presence()
    await socket.socket.leave()


async def test_a_heartbeat_tells_each_audience_when_something_changed_for_them(live):
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    desk = await heard(live.oak.code, "desk", live.browsers["fay"])
    room = hub().rooms[live.oak.code]
    before = ana.version
    await in_database(live.oak.pressed)("lock", on="1")
    await desk.hear_of(before + 1)
    room.beat()
    beats = [await each.hear() for each in (ana, desk)]

    assert [beat["v"] for beat in beats] == [before, before + 1]


async def test_a_room_waits_for_those_who_are_asleep(live, monkeypatch):
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    room = hub().rooms[live.oak.code]
    monkeypatch.setattr(rooms, "EMPTY_ROOM_STAYS", -1.0)
    awake = room.is_idle
    await ana.socket.leave()
    asleep = room.is_idle
    room.attendance.forget(live.ana)

    assert (awake, asleep, room.is_idle) == (False, False, True)
