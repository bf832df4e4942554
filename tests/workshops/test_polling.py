"""Polling: the same regions in front of Django, and versions that are none."""

import asyncio
import json

import pytest
from channels.db import database_sync_to_async

from tests.rooms import heard, polled, split
from workshops.fragments import REGIONS, Audience
from workshops.models import Workshop
from workshops.room.hub import hub

in_database = database_sync_to_async


@pytest.mark.parametrize("since", ["", "x", "-1", "1.5", "9" * 400, "%00", "٣", "0"])
async def test_a_version_that_is_none_brings_the_whole_screen(live, since):
    socket = await heard(live.oak.code, "participant", live.browsers["ana"], since)
    status, body = await polled(f"/w/{live.oak.code}/state?since={since}", live.browsers["ana"])

    assert list(socket.regions) == list(REGIONS[Audience.PARTICIPANT])
    assert (status, list(split(json.loads(body)["html"]))) == (200, list(REGIONS[Audience.PARTICIPANT]))


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
    assert 0 < len(room.regions.frames) <= 2
