"""What comes through a socket and no page of ours sent, and seats that nobody gave."""

import asyncio
import json
import time
from collections import Counter
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.conf import settings
from django.test import Client

from tests.cast import GOALS
from tests.rooms import Listening, Socket, cookies_in, heard, listening, polled
from workshops import consumers
from workshops.consumers import MALFORMED, REFUSED, TOO_FAST
from workshops.fragments import Audience
from workshops.models import Comment
from workshops.room import messages, refused
from workshops.room.ballot_box import box
from workshops.room.hub import hub
from workshops.room.refused import Reason, refusals

in_database = database_sync_to_async


@pytest.fixture
def counted(monkeypatch):
    """What was refused since the test began, by its reason."""
    fresh = refused.Refusals()
    for name in ("counts", "untold", "told_at"):
        monkeypatch.setattr(refusals, name, getattr(fresh, name))
    return lambda: dict(refusals.counts)


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
async def test_what_no_page_of_ours_sends_closes_the_socket(live, counted, text):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    await socket.socket.send(text=text)
    reason = Reason.OVERSIZED if len(text) > messages.LARGEST else Reason.MALFORMED

    assert await closed_with(socket) == (1009 if reason == Reason.OVERSIZED else MALFORMED)
    assert counted() == {reason: 1}


async def test_bytes_close_the_socket(live, counted):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    await socket.socket.send(bytes=b"\x00\xff")

    assert await closed_with(socket) == MALFORMED
    assert counted() == {Reason.BINARY: 1}


async def test_the_longest_form_of_ours_is_not_too_large(live):
    """A thousand emoji, each spelt out as JSON may spell it."""
    here = await in_database(live.oak.go_to)("discuss")
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    answer = await socket.send(here.pk, "comment", text="\N{GRINNING FACE}" * 1000, form=str(uuid4()))

    assert answer["status"] == 200
    assert len((await in_database(Comment.objects.get)()).text) == 1000


@pytest.mark.parametrize(("code", "reason"), consumers.BROKEN.items())
async def test_what_a_server_closes_by_itself_is_counted_too(live, counted, code, reason):
    """Frames that break the protocol never get this far."""
    socket = await heard(live.oak.code, "participant", live.browsers["ana"])
    await socket.socket.application.send_input({"type": "websocket.disconnect", "code": code})
    await socket.socket.application.wait(5)

    assert counted() == {reason: 1}


async def test_a_flood_is_answered_for_a_while_and_then_closed(live, counted, monkeypatch):
    for name, number in (("AT_ONCE", 3), ("A_SECOND", 0), ("MOST_REFUSALS", 2)):
        monkeypatch.setattr(messages, name, number)
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    other = await heard(oak.code, "participant", live.browsers["ben"])
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    answers = [await socket.send(here.pk, "score", principle=GOALS, score=str(n)) for n in (1, 2, 3, 4, 5)]
    await socket.socket.send(text=json.dumps({"id": 6, "activity": here.pk, "act": "score", "fields": {}}))

    assert [answer["status"] for answer in answers] == [200, 200, 200, 429, 429]
    assert await closed_with(socket) == TOO_FAST
    assert counted() == {Reason.FLOODING: 3}
    assert (await other.send(here.pk, "score", principle=GOALS, score="2"))["status"] == 200
    assert await in_database(oak.levels_of)(live.ana) == {GOALS: 3}


async def test_an_allowance_fills_up_again(monkeypatch):
    monkeypatch.setattr(messages, "AT_ONCE", 2)
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    allowance = messages.Allowance()
    assert [allowance.take() for _ in range(3)] == [True, True, False]
    now += 0.9 / messages.A_SECOND
    assert allowance.take() is False
    now += 10
    assert [allowance.take() for _ in range(3)] == [True, True, False]


async def test_a_crowd_before_the_ballot_box_is_told_so_by_every_way(live, counted):
    """The browser keeps it and sends it again."""
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    box().ballots.most_waiting = 0
    answer = await socket.send(here.pk, "score", principle=GOALS, score="4", turn="1")
    address = f"/w/{oak.code}/{here.pk}/score"
    posted = await in_database(live.post)(
        "ana", address, {"principle": GOALS, "score": "4", "turn": "1"}, headers={"X-Live": "1"}
    )

    assert (answer["status"], posted.status_code, posted.json()["status"]) == (503, 503, 503)
    assert counted() == {Reason.BUSY: 1}
    assert await in_database(oak.levels_of)(live.ana) == {}
    box().ballots.most_waiting = 1
    assert (await socket.send(here.pk, "score", principle=GOALS, score="4", turn="1"))["status"] == 200


async def test_a_fault_of_ours_is_answered_and_the_socket_goes_on(live, caplog):
    """A level that no form lets through, as if one had: only its sender is told that it was not kept."""
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    await socket.send(here.pk, "score", principle=GOALS, score="4")
    ((_place, filled),) = forms_kept(oak)
    filled["score"] = -1

    assert (await socket.send(here.pk, "score", principle=GOALS, score="4"))["status"] == 500
    assert (await socket.send(here.pk, "score", principle=GOALS, score="2"))["status"] == 200
    assert await in_database(oak.levels_of)(live.ana) == {GOALS: 2}


def forms_kept(room):
    """The forms that its room keeps of its moment, with their clean values."""
    found: dict[Any, Any] = hub().rooms[room.code].found
    return [(place, values) for place, values in found.items() if place[0] == "form"]


async def test_words_are_not_kept_in_memory(live):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    await socket.send(here.pk, "score", principle=GOALS, score="4", reason="")
    await socket.send(here.pk, "score", principle=GOALS, score="3", reason="Only for the room")
    await socket.send(here.pk, "score", principle=GOALS, score="2", junk="x" * 1000)

    assert [dict(place[3:]) for place, _ in forms_kept(oak)] == [
        {"principle": GOALS, "score": "4", "reason": ""}
    ]


async def test_a_thousand_sockets_of_one_seat(live, counted):
    """It has as many as anybody, the others are refused, and nothing of them stays."""
    oak = live.oak
    held = [await heard(oak.code, "participant", live.browsers["ana"]) for _ in range(consumers.MOST_SOCKETS)]
    refused_ones = [await listening(oak.code, "participant", live.browsers["ana"]) for _ in range(1000)]

    assert refused_ones == [REFUSED] * 1000
    assert counted() == {Reason.TOO_MANY: 1000}
    assert hub().rooms[oak.code].sockets == {(Audience.PARTICIPANT, live.ana): consumers.MOST_SOCKETS}
    assert await heard(oak.code, "participant", live.browsers["ben"])
    for socket in held:
        await socket.socket.leave()
    assert hub().rooms[oak.code].sockets == {}


async def test_strangers_at_the_door_of_a_desk_are_asked_about_a_few_at_a_time(live, counted, monkeypatch):
    monkeypatch.setattr(consumers, "MOST_AT_THE_DOOR", 2)
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = "made up"
    codes = await asyncio.gather(*(listening(live.oak.code, "desk", browser) for _ in range(10)))

    assert Counter(codes) == {consumers.TRY_LATER: 8, REFUSED: 2}
    assert counted() == {Reason.CROWDED: 8, Reason.NO_SEAT: 2}


async def test_who_has_not_signed_in_is_not_even_asked_about(live, counted, monkeypatch):
    monkeypatch.setattr(consumers, "MOST_AT_THE_DOOR", 0)

    assert await listening(live.oak.code, "desk", live.browsers["stranger"]) == REFUSED
    assert counted() == {Reason.NO_SEAT: 1}


async def test_many_screens_keep_no_desk_away(live, monkeypatch):
    monkeypatch.setitem(consumers.MOST_AT, Audience.SCREEN, 1)
    screens = [await listening(live.oak.code, "screen", live.browsers["screen"]) for _ in range(2)]

    assert isinstance(screens[0], Listening)
    assert screens[1] == REFUSED
    assert isinstance(await listening(live.oak.code, "desk", live.browsers["fay"]), Listening)


async def test_a_page_of_another_site_and_a_version_that_is_none_are_counted(live, counted):
    elsewhere = {"origin": "http://elsewhere.test"}
    assert await listening(live.oak.code, "screen", live.browsers["screen"], headers=elsewhere) == REFUSED
    await polled(f"/w/{live.oak.code}/state?since=x", live.browsers["ana"])
    await polled(f"/w/{live.oak.code}/state?since=4", live.browsers["ana"])

    assert counted() == {Reason.ORIGIN: 1, Reason.SINCE: 1}


async def test_a_flood_of_refusals_is_one_line_a_minute(caplog, monkeypatch):
    """With the number in it, also of those that came after the line; and with nothing of anybody's."""
    monkeypatch.setattr(refused, "TOLD_EVERY", 0.05)
    # However long counting takes here, it is one moment.
    monkeypatch.setattr(refused, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    found = refused.Refusals()
    for _ in range(1000):
        found.count(Reason.NO_SEAT)
    found.count(Reason.ORIGIN)
    await asyncio.sleep(0.2)

    assert [record.getMessage() for record in caplog.records] == [
        f"refused {Reason.NO_SEAT}: 1 more, 1 since the start",
        f"refused {Reason.ORIGIN}: 1 more, 1 since the start",
        f"refused {Reason.NO_SEAT}: 999 more, 1000 since the start",
    ]


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


@pytest.mark.parametrize("path", ["/", "/elsewhere", "/live/", "/live/FQ7M2K/nobody/", "/w/FQ7M2K/state"])
async def test_a_socket_to_nowhere_is_closed(path):
    assert await Socket(path, [(b"host", b"testserver")]).opened() == 4404
