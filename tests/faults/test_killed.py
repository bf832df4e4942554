"""The server falls while everybody scores: killed again and again, and told to go."""

import asyncio
import random
import signal

import pytest

from tests.faults import unhurried
from tests.faults.people import Crowd
from tests.faults.scenes import Scenes
from tests.faults.warm import Starter
from tests.faults.windows import until

KILLS = {"sqlite": 20, "postgres": 5}
WHATEVER_LEFT_HAS_ARRIVED = 0.05  # seconds


@pytest.mark.parametrize("database", KILLS)
async def test_killed_again_and_again_in_a_burst_of_scores(scenes: Scenes, database: str) -> None:
    with scenes.scene(database) as scene, Starter(scene.site) as starter:
        crowd = scene.crowd()
        scene.site.stop()
        await asyncio.to_thread(starter.start)
        async with crowd.gathered():
            crowd.start_scoring()
            for _ in range(KILLS[database]):
                await crowd.until_heard_again()
                await asyncio.sleep(random.uniform(0.1, 0.3))
                # In the middle of it: nothing is heard between this moment and the kill.
                await until(lambda: on_their_way(crowd) > 0)
                starter.stop(signal.SIGKILL)
                await asyncio.sleep(WHATEVER_LEFT_HAS_ARRIVED)
                assert scene.faults(crowd, left=True) == []
                await asyncio.to_thread(starter.start)
            await crowd.until_heard_again()
            await scene.came_through(crowd)
        assert scene.site.complaints() == ""


def on_their_way(crowd: Crowd) -> int:
    """Scores that have gone out through a socket, and nobody has answered."""
    return sum(len(person.waiting) for person in crowd.people)


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_told_to_go_in_a_burst_of_scores(scenes: Scenes, database: str) -> None:
    with scenes.scene(database, program=unhurried.__name__) as scene:
        crowd = scene.crowd()
        async with crowd.gathered():
            crowd.start_scoring()
            await crowd.until_heard_again(50)
            await asyncio.to_thread(scene.site.stop, signal.SIGTERM)
            assert scene.site.process
            assert scene.site.process.returncode == 0
            assert scene.faults(crowd, left=True) == []
            # Everybody was told that the server goes, and tries again by themselves.
            assert crowd.counted("closed 1012") == len(crowd.windows)
            await asyncio.to_thread(scene.site.start)
            await crowd.until_heard_again()
            await scene.came_through(crowd)
        assert scene.site.complaints() == ""
