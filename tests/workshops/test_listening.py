"""The open socket: as strict as the page, and true to the newest state."""

from uuid import uuid4

import pytest
from channels.db import database_sync_to_async

from tests.cast import EVERYONE, GOALS, everything
from tests.rooms import Listening, heard, listening, polled
from workshops.consumers import MOST_SOCKETS, REFUSED
from workshops.fragments import REGIONS, Audience
from workshops.room.hub import hub

in_database = database_sync_to_async
MAY_LISTEN = {"participant": {"ana", "ben"}, "screen": {"screen"}, "desk": {"fay", "olu"}}


@pytest.mark.parametrize("audience", MAY_LISTEN)
async def test_who_may_listen(live, audience):
    found = {who: await listening(live.oak.code, audience, live.browsers[who]) for who in EVERYONE}

    assert {who for who in found if isinstance(found[who], Listening)} == MAY_LISTEN[audience]
    assert {found[who] for who in EVERYONE if who not in MAY_LISTEN[audience]} == {REFUSED}


@pytest.mark.parametrize("code", ["222222", "nonsense", "FQ7M2O", "%00", "é", "9" * 300])
async def test_a_room_that_is_not_there(live, code):
    assert await listening(code, "participant", live.browsers["ana"]) == REFUSED
    assert hub().rooms == {}


async def test_a_page_of_another_site_may_not_listen(live):
    ours = await listening(
        live.oak.code, "desk", live.browsers["fay"], headers={"origin": "http://testserver"}
    )
    others = [
        await listening(live.oak.code, "desk", live.browsers["fay"], headers={"origin": origin})
        for origin in ("http://elsewhere.test", "null", "http://[", "http://testserver.elsewhere.test")
    ]

    assert isinstance(ours, Listening)
    assert others == [REFUSED] * 4


async def test_whoever_comes_gets_the_whole_screen_at_once(live):
    for audience, who in (("participant", "ana"), ("screen", "screen"), ("desk", "fay")):
        socket = await heard(live.oak.code, audience, live.browsers[who])

        assert list(socket.regions) == list(REGIONS[Audience(audience)])


async def test_whoever_is_up_to_date_is_sent_what_changes_alone(live):
    oak = live.oak
    first = await heard(oak.code, "participant", live.browsers["ana"])
    second = await listening(oak.code, "participant", live.browsers["ben"], str(first.version))
    assert isinstance(second, Listening)
    await in_database(oak.on)()
    await second.hear_of(first.version + 1)

    # Nobody came or went, so how many are here is not told again.
    assert list(second.regions) == ["clock", "stage", "progress"] or list(second.regions) == [
        "clock",
        "stage",
    ]


async def test_a_move_of_the_desk_reaches_every_screen(live):
    oak = live.oak
    sockets = [
        await heard(oak.code, audience, live.browsers[who])
        for audience, who in (
            ("participant", "ana"),
            ("participant", "ben"),
            ("screen", "screen"),
            ("desk", "fay"),
        )
    ]
    await in_database(oak.go_to)("score")
    version = (await in_database(lambda: oak.snapshot)()).version
    for socket in sockets:
        await socket.hear_of(version)

    stages = [
        socket.regions.get("stage") or socket.regions.get("screen_stage") or socket.regions["desk_stage"]
        for socket in sockets
    ]
    assert [stage.count('data-kind="score" data-phase="open"') for stage in stages] == [1, 1, 1, 1]


async def test_a_score_through_the_socket_is_counted_and_answered(live):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    answer = await socket.send(here.pk, "score", principle=GOALS, score="4", reason="Because", turn="1")

    own = {"activity": here.pk, "principle": GOALS, "level": 4, "turn": 1}
    assert answer == {"id": 1, "status": 200, "words": "Saved", "errors": {}, "own": own}
    assert await in_database(oak.levels_of)(live.ana) == {GOALS: 4}
    assert await in_database(oak.words_of)(live.ana) == ["Because"]


async def test_who_scores_after_another_is_asked_for_as_much(live):
    """The gate's answer is kept for the room's moment: each sender's own seat, form and phase still count."""
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    ana = await heard(oak.code, "participant", live.browsers["ana"])
    ben = await heard(oak.code, "participant", live.browsers["ben"])
    screen = await heard(oak.code, "screen", live.browsers["screen"])
    assert (await ana.send(here.pk, "score", principle=GOALS, score="4"))["status"] == 200
    assert (await ben.send(here.pk, "score", principle=GOALS, score="2"))["status"] == 200
    assert (await ben.send(here.pk, "score", principle=GOALS, score="9"))["status"] == 422
    assert (await screen.send(here.pk, "score", principle=GOALS, score="5"))["status"] == 403
    await in_database(oak.on)()
    assert (await ben.send(here.pk, "score", principle=GOALS, score="5"))["status"] == 409

    assert await in_database(oak.levels_of)(live.ana) == {GOALS: 4}
    assert await in_database(oak.levels_of)(live.ben) == {GOALS: 2}


async def test_a_device_that_was_overtaken_hears_what_stands(live):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    phone = await heard(oak.code, "participant", live.browsers["ana"])
    laptop = await heard(oak.code, "participant", live.browsers["ana"])
    await phone.send(here.pk, "score", principle=GOALS, score="1", turn="1")
    await phone.send(here.pk, "score", principle=GOALS, score="2", turn="2")
    answer = await laptop.send(here.pk, "score", principle=GOALS, score="5", turn="1")

    assert (answer["own"]["level"], answer["own"]["turn"]) == (2, 2)
    assert await in_database(oak.levels_of)(live.ana) == {GOALS: 2}


async def test_everything_else_goes_the_same_way(live):
    oak = live.oak
    here = await in_database(oak.go_to)("check_in")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    form = str(uuid4())
    answers = [await socket.send(here.pk, "say", text="Hopeful", form=form) for _ in range(2)]

    assert [answer["status"] for answer in answers] == [200, 200]
    assert await in_database(oak.words_of)(live.ana) == ["Hopeful"]


async def test_what_is_refused_over_http_is_refused_here_in_the_same_words(live):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    theirs = await in_database(live.elm.go_to)("score")
    before = await in_database(everything)()
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    refused = [
        await socket.send(here.pk, "score", principle=GOALS, score="6"),
        await socket.send(theirs.pk, "score", principle=GOALS, score="4"),
        await socket.send(10**30, "score", principle=GOALS, score="4"),
        await socket.send(-1, "score", principle=GOALS, score="4"),
        await socket.send(here.pk, "no_such_act"),
        await socket.send(here.pk, "choose", principle=GOALS),
        await socket.send(
            (await in_database(oak.step)("check_in")).pk, "say", text="Late", form=str(uuid4())
        ),
    ]
    by_http = [
        (
            await in_database(live.post)(
                "ana", f"/w/{oak.code}/{where}/{act}", fields, headers={"X-Live": "1"}
            )
        ).json()
        for where, act, fields in [
            (here.pk, "score", {"principle": GOALS, "score": "6"}),
            (theirs.pk, "score", {"principle": GOALS, "score": "4"}),
            (10**30, "score", {"principle": GOALS, "score": "4"}),
        ]
    ]

    assert [answer["status"] for answer in refused] == [422, 404, 404, 404, 404, 404, 409]
    assert [answer["words"] for answer in refused[:3]] == [answer["words"] for answer in by_http]
    assert refused[0]["errors"] == {
        "score": "That is not one of the statements. Choose one, or “I can't say”."
    }
    assert await in_database(everything)() == before


async def test_a_score_that_comes_too_late_is_refused_and_the_socket_stays(live):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    await in_database(oak.on)()
    late = await socket.send(here.pk, "score", principle=GOALS, score="4")
    await in_database(oak.back)()
    again = await socket.send(here.pk, "score", principle=GOALS, score="4")

    assert (late["status"], again["status"]) == (409, 200)


async def test_a_seat_has_so_many_sockets_at_once_and_others_are_not_kept_waiting(live):
    oak, ana = live.oak, live.browsers["ana"]
    opened = [await listening(oak.code, "participant", ana) for _ in range(MOST_SOCKETS)]
    first = opened[0]
    assert [found for found in opened if isinstance(found, int)] == []

    assert await listening(oak.code, "participant", ana) == REFUSED
    assert isinstance(await listening(oak.code, "participant", live.browsers["ben"]), Listening)
    assert isinstance(await listening(oak.code, "desk", live.browsers["fay"]), Listening)
    assert isinstance(first, Listening)
    await first.socket.leave()
    assert isinstance(await listening(oak.code, "participant", ana), Listening)


async def test_the_desk_sees_who_is_connected_and_who_polls(live):
    desk = await heard(live.oak.code, "desk", live.browsers["fay"])
    first = await heard(live.oak.code, "participant", live.browsers["ana"])
    await polled(f"/w/{live.oak.code}/state", live.browsers["ben"])
    await gauge(desk, "2 joined: 1 live, 1 by polling;")
    await first.socket.leave()

    await gauge(desk, "2 joined: 0 live, 1 asleep, 1 by polling;")


async def gauge(desk, words):
    while words not in desk.regions["desk_gauge"]:
        await desk.hear()


async def test_only_the_rooms_own_people_hear_of_it(live):
    theirs = await heard(live.elm.code, "participant", live.browsers["cas"])
    ours = await heard(live.oak.code, "participant", live.browsers["ana"])
    here = await in_database(live.oak.go_to)("check_in")
    await ours.send(here.pk, "say", text="Only for oak", form=str(uuid4()))
    version = (await in_database(lambda: live.elm.snapshot)()).version
    await in_database(live.elm.on)()
    await theirs.hear_of(version + 1)

    assert [frame.count("Only for oak") for frame in theirs.frames] == [0] * len(theirs.frames)
