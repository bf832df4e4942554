"""A reason of a few people is as telling as a score of a few."""

import asyncio
import threading

import pytest
from channels.db import database_sync_to_async

from tests.cast import GOALS
from tests.rooms import PATIENCE, heard
from workshops.actions.scoring import REASON_TOO_LATE
from workshops.actions.talking import keep_reason
from workshops.models import Score
from workshops.room.ballot_box import box


@pytest.mark.parametrize(("others", "heard"), [(3, []), (4, ["Because of me"])])
def test_reasons_are_shown_with_five_scores_and_not_before(cast, others, heard):
    oak = cast.oak
    crowd = oak.crowd(others)
    oak.go_to("score")
    oak.score(crowd, [3] * others)
    assert oak.send(cast.ana, "score", principle=GOALS, score="2", reason="Because of me").ok
    assert oak.snapshot.held == 1
    oak.go_to("score", "revealed")
    assert [voice.text for voice in oak.snapshot.voices] == heard


def test_a_reason_that_comes_after_close_is_not_kept(cast):
    oak = cast.oak
    oak.go_to("score")
    ready = oak.ready(cast.ana, "score", principle=GOALS, score="2", reason="Too late")
    oak.on()
    assert keep_reason(ready.doing) is False
    assert oak.words_of(cast.ana) == []


@pytest.mark.parametrize("reason", ["Nobody asked us", ""], ids=["said", "taken back"])
async def test_whose_step_closes_between_score_and_reason_hears_what_counts_and_what_does_not(live, reason):
    oak, in_database = live.oak, database_sync_to_async
    await in_database(oak.go_to)("score")
    here = await in_database(lambda: oak.now.pk)()
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    said_before = {"principle": GOALS, "score": "2", "reason": "They did ask"}
    assert (await socket.send(here, "score", **said_before))["status"] == 200
    the_same = await in_database(lambda: oak.ready(live.ana, "score", **said_before).doing)()

    sending = asyncio.create_task(
        socket.send(here, "score", principle=GOALS, score="4", turn="2", reason=reason)
    )
    closing = asyncio.create_task(close_behind_the_score(oak))
    answer, _ = await asyncio.gather(sending, closing)
    assert (answer["status"], answer["words"]) == (409, REASON_TOO_LATE)
    assert answer["own"] == {"activity": here, "principle": GOALS, "level": 4, "turn": 2}
    assert await in_database(oak.words_of)(live.ana) == ["They did ask"]
    assert await in_database(Score.objects.values_list("level", flat=True).get)() == 4
    # The same words as before are there already: of them nothing is missing.
    assert await in_database(keep_reason)(the_same)
    await socket.socket.leave()


async def close_behind_the_score(oak):
    """Closes the step in the thread that writes, behind the commit with the score, before the one with its reason."""
    writer, waits = box().writer, threading.Event()
    blocked = asyncio.create_task(writer.run(waits.wait, PATIENCE))
    async with asyncio.timeout(PATIENCE):
        while (emptying := box().ballots.emptying) is None or emptying.done():
            await asyncio.wait([blocked], timeout=0.01)
    # The score waits in front of that thread, and its reason is only handed in once the score is safe.
    closed = asyncio.create_task(writer.run(oak.on))
    await asyncio.sleep(0)
    waits.set()
    await asyncio.gather(blocked, closed)
