"""The open socket: as strict as the page, true to the newest state, unmoved by nonsense."""

import asyncio
import json
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from tests.cast import EVERYONE, GOALS, everything
from tests.rooms import Listening, Socket, cookies_in, heard, listening, polled, split
from workshops.consumers import MALFORMED, MOST_SOCKETS, REFUSED
from workshops.fragments import REGIONS, Audience
from workshops.models import Comment, Workshop
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


@pytest.mark.parametrize("since", ["", "x", "-1", "1.5", "9" * 400, "%00", "٣", "0"])
async def test_a_version_that_is_none_brings_the_whole_screen(live, since):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"], since)
    status, body = await polled(f"/w/{live.oak.code}/state?since={since}", live.browsers["ana"])

    assert list(socket.regions) == list(REGIONS[Audience.PARTICIPANT])
    assert (status, list(split(json.loads(body)["html"]))) == (200, list(REGIONS[Audience.PARTICIPANT]))


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

    own = {"activity": here.pk, "principle": GOALS, "round": 1, "level": 4, "turn": 1}
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "null",
        "[]",
        "7",
        '"score"',
        "{}",
        "[" * 60000,
        '{"id": 1, "activity": 1, "act": "score"}',
        '{"id": 1, "activity": 1, "act": "score", "fields": []}',
        '{"id": 1, "activity": 1, "act": "score", "fields": {"score": 4}}',
        '{"id": 1, "activity": 1, "act": "score", "fields": {"score": null}}',
        '{"id": 1, "activity": 1, "act": "score", "fields": {"score": ["4"]}}',
        '{"id": "1", "activity": 1, "act": "score", "fields": {}}',
        '{"id": true, "activity": 1, "act": "score", "fields": {}}',
        '{"id": 1, "activity": "1", "act": "score", "fields": {}}',
        '{"id": 1, "activity": 1.5, "act": "score", "fields": {}}',
        '{"id": 1, "activity": 1, "act": ["score"], "fields": {}}',
        '{"id": 1, "activity": 1, "act": "score", "fields": {}, "more": 1}',
        '{"id": %s, "activity": 1, "act": "score", "fields": {}}' % ("9" * 5000),
    ],
)
async def test_what_no_page_of_ours_sends_closes_the_socket(live, text):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    await socket.socket.send(text=text)

    assert await closed_with(socket) == MALFORMED


async def test_bytes_close_the_socket(live):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    await socket.socket.send(bytes=b"\x00\xff")

    assert await closed_with(socket) == MALFORMED


async def closed_with(socket):
    while (message := await socket.socket.receive())["type"] != "websocket.close":
        pass
    return message["code"]


@pytest.mark.parametrize("text", ["a\x00b", "half of a pair: \ud83d"])
@pytest.mark.parametrize("kind", ["score", "check_in"])
async def test_what_no_database_keeps_is_refused_in_words(live, text, kind):
    oak = live.oak
    here = await in_database(oak.go_to)(kind)
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    fields = {
        "score": {"principle": GOALS, "score": "4", "reason": text},
        "check_in": {"text": text, "form": str(uuid4())},
    }
    answer = await socket.send(here.pk, "score" if kind == "score" else "say", **fields[kind])

    assert (answer["status"], answer["words"]) == (
        422,
        "There is a character in this that cannot be kept. Take it out, or type it again.",
    )
    assert await in_database(Comment.objects.count)() == 0


async def test_a_broken_cookie_of_somebody_else_hides_no_seat(live):
    """Other applications on this computer share its name, and leave what they like in its cookies."""
    seat = cookies_in(live.browsers["ana"]).decode()
    for others in ('settings={"a": 1}', "a=b c; d", 'q="unclosed', "é=1", "=", "a[0]=1"):
        socket = Socket(
            f"/live/{live.oak.code}/participant/",
            [(b"cookie", f"{others}; {seat}".encode()), (b"host", b"testserver")],
        )
        assert (others, await socket.opened()) == (others, 0)


async def test_a_forged_seat_is_none(live):
    cookie = live.oak.cookie
    real = live.browsers["ana"].cookies[cookie].value
    for forged in (real[:-1], real + "x", "a:b:c", "\x01", "", real.replace(":", ".")):
        browser = Client()
        browser.cookies[cookie] = forged
        assert await listening(live.oak.code, "participant", browser) == REFUSED
        assert (await polled(f"/w/{live.oak.code}/state", browser))[0] == 404
        assert (await in_database(browser.get)(f"/w/{live.oak.code}/")).status_code == 404


async def test_a_participants_seat_is_no_screens(live):
    browser = Client()
    browser.cookies[f"screen-{live.oak.code}"] = live.browsers["ana"].cookies[live.oak.cookie].value

    assert await listening(live.oak.code, "screen", browser) == REFUSED
    assert (await polled(f"/w/{live.oak.code}/state?as=screen", browser))[0] == 404


@pytest.mark.parametrize(
    ("who", "audience", "status"),
    [
        ("ana", "participant", 200),
        ("screen", "screen", 200),
        ("ana", "screen", 404),
        ("screen", "participant", 404),
        ("fay", "participant", 404),
        ("fay", "desk", 404),
        ("cas", "participant", 404),
        ("stranger", "participant", 404),
        ("ana", "nobody", 404),
        ("ana", "%00", 404),
    ],
)
async def test_who_may_poll_for_what(live, who, audience, status):
    answer, body = await polled(f"/w/{live.oak.code}/state?as={audience}", live.browsers[who])

    assert (answer, bool(body)) == (status, status == 200)


async def test_polling_brings_what_is_newer_and_nothing_else(live):
    oak, ana = live.oak, live.browsers["ana"]
    _, body = await polled(f"/w/{oak.code}/state", ana)
    version = json.loads(body)["v"]
    assert await polled(f"/w/{oak.code}/state?since={version}", ana) == (204, "")
    await in_database(oak.on)()
    for _ in range(100):
        status, body = await polled(f"/w/{oak.code}/state?since={version}", ana)
        if status == 200:
            break
        await asyncio.sleep(0.05)

    assert (status, list(split(json.loads(body)["html"]))) == (200, ["clock", "stage"])


async def test_a_version_from_the_future_brings_the_whole_screen(live):
    status, body = await polled(f"/w/{live.oak.code}/state?since=999", live.browsers["ana"])

    assert (status, list(split(json.loads(body)["html"]))) == (200, list(REGIONS[Audience.PARTICIPANT]))


async def test_asking_for_every_version_there_ever_was_keeps_no_frame_for_each(live):
    await in_database(Workshop.objects.update)(version=5000)
    ana = live.browsers["ana"]
    for audience in ("", "&as=screen"):
        for since in range(0, 5000, 50):
            await polled(f"/w/{live.oak.code}/state?since={since}{audience}", ana)

    room = hub().rooms[live.oak.code]
    assert room.version == 5000
    assert 0 < len(room.frames) <= 2


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

    await gauge(desk, "2 joined: 0 live, 1 by polling;")


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
