"""The live room in two languages: page, push and poll are the same bytes in each, drawn where somebody listens."""

import json

from channels.db import database_sync_to_async

from tests.cast import GOALS
from tests.rooms import heard, polled, split, unnumbered
from tests.workshops.tongues import in_two
from workshops.fragments import REGIONS, Audience, Hearing, draw
from workshops.room.hub import hub
from workshops.snapshot import IN_TURNS

in_database = database_sync_to_async
PHONE = REGIONS[Audience.PARTICIPANT]


async def test_each_hears_their_own_language_in_the_same_bytes_everywhere(live):
    oak = live.oak
    await in_database(in_two)(oak.made)
    step = await in_database(oak.go_to)("score")
    ana = await heard(oak.code, "participant", live.browsers["ana"])
    room = hub().rooms[oak.code]
    alone = set(room.regions.drawn)
    ben = await heard(oak.code, "participant", live.browsers["ben"], "-1&lang=cy")
    _, body = await polled(f"/w/{oak.code}/state?since=-1&lang=cy", live.browsers["ben"])
    answer = await ben.send(step.pk, "score", principle=GOALS, score="5")
    snapshot = await in_database(lambda: oak.snapshot)()

    assert alone == set(PHONE)
    assert room.drawn == {Hearing(Audience.PARTICIPANT), Hearing(Audience.PARTICIPANT, ("cy",))}
    assert (ana.regions["stage"].count("cy Embedded"), ben.regions["stage"].count("cy Embedded")) == (0, 5)
    for key in ("stage", "flow", "clock"):
        drawn = await in_database(draw)(f"{key}:cy", snapshot)
        texts = [ben.regions[key], split(json.loads(body)["html"])[key]]
        assert [unnumbered(text) for text in texts] == [drawn, drawn]
    assert (answer["status"], answer["own"]["level"]) == (200, 5)


async def test_a_push_reaches_everybody_in_their_language_and_a_screen_in_both(live):
    oak = live.oak
    await in_database(in_two)(oak.made, screen=IN_TURNS)
    ben = await heard(oak.code, "participant", live.browsers["ben"], "-1&lang=cy")
    screen = await heard(oak.code, "screen", live.browsers["screen"], "-1&lang=en-GB,cy")
    before = hub().rooms[oak.code].version
    await in_database(oak.go_to)("read")
    while "cy Define" not in ben.regions["stage"]:
        await ben.hear()
    while "cy Define" not in screen.regions["screen_stage-cy"]:
        await screen.hear()

    assert hub().rooms[oak.code].version > before
    assert set(screen.regions) == {*REGIONS[Audience.SCREEN], *(f"{n}-cy" for n in REGIONS[Audience.SCREEN])}
    assert "cy Define" not in screen.regions["screen_stage"]
