"""A whole room of two thousand comes back at the same moment, to a server that has just been killed."""

import asyncio
import resource
import signal

import pytest

from tests.faults.many import Many
from tests.faults.people import Desk
from tests.faults.scenes import Scenes
from tests.faults.windows import unnumbered, until

PEOPLE = 2000
# Generous: how soon they are back is measured in tests/load.
PATIENCE = 60.0
OTHER_FILES = 200


def take_files() -> None:
    """Each person's socket is a file here and one in the server."""
    wanted = PEOPLE + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"{PEOPLE} sockets need {wanted} open files, and this account may have {hard}")
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def test_two_thousand_come_back_at_once(scenes: Scenes) -> None:
    take_files()
    with scenes.scene(people=PEOPLE) as scene:
        crowd = scene.crowd()
        first = Many(scene.site.port, scene.made)
        print(f"{PEOPLE} came in within {await first.come_in(PATIENCE):.1f} s")
        scene.site.stop(signal.SIGKILL)
        # Each has noticed it, so that nobody holds two files.
        await until(lambda: not any(listener.is_live for listener in first.listeners), PATIENCE)
        again = Many(scene.site.port, scene.made)
        back = asyncio.create_task(again.come_in(PATIENCE))
        await asyncio.to_thread(scene.site.start)
        print(f"{PEOPLE} were back {await back:.1f} s after the server was killed")
        await moved_on_by(crowd.desk)
        page = await crowd.people[0].get(crowd.pages["participant"])
        newest = unnumbered(page.text)
        await until(lambda: all(listener.shows(newest) for listener in again.listeners), PATIENCE)
        assert [listener.is_live for listener in again.listeners] == [True] * PEOPLE
        again.leave()
        assert scene.site.complaints() == ""


async def moved_on_by(desk: Desk) -> None:
    following = asyncio.create_task(desk.follow())
    await until(lambda: bool(desk.seen))
    await desk.go_on()
    following.cancel()
