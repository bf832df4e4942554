"""A whole room of two thousand comes back at the same moment, to a server that has just been killed."""

import asyncio
import resource
import signal

from tests.faults.many import Many
from tests.faults.people import Desk
from tests.faults.scenes import Scenes
from tests.faults.windows import unnumbered, until

PEOPLE = 2000
# Generous: how soon they are back is measured in tests/load.
PATIENCE = 60.0
OTHER_FILES = 200


def as_many_as_files_allow() -> int:
    """Each person's socket is a file here and one in the server."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return min(PEOPLE, most - OTHER_FILES)


async def test_two_thousand_come_back_at_once(scenes: Scenes) -> None:
    people = as_many_as_files_allow()
    with scenes.scene(people=people) as scene:
        crowd = scene.crowd()
        first = Many(scene.site.port, scene.made)
        print(f"{people} came in within {await first.come_in(PATIENCE):.1f} s")
        scene.site.stop(signal.SIGKILL)
        again = Many(scene.site.port, scene.made)
        back = asyncio.create_task(again.come_in(PATIENCE))
        await asyncio.to_thread(scene.site.start)
        print(f"{people} were back {await back:.1f} s after the server was killed")
        await moved_on_by(crowd.desk)
        page = await crowd.people[0].get(crowd.pages["participant"])
        newest = unnumbered(page.text)
        await until(lambda: all(listener.shows(newest) for listener in again.listeners), PATIENCE)
        assert [listener.is_live for listener in again.listeners] == [True] * people
        again.leave()
        assert scene.site.complaints() == ""


async def moved_on_by(desk: Desk) -> None:
    following = asyncio.create_task(desk.follow())
    await until(lambda: bool(desk.seen))
    await desk.go_on()
    following.cancel()
