"""What comes through a socket and no page of ours sent, and seats that nobody gave."""

from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from tests.cast import GOALS
from tests.rooms import Socket, cookies_in, heard, listening, polled
from workshops.consumers import MALFORMED, REFUSED
from workshops.models import Comment

in_database = database_sync_to_async


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
