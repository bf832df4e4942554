"""PostgreSQL stops while everybody scores, in order and by a crash, and comes back."""

import asyncio

import pytest

from tests.faults.scenes import Scenes
from tests.services import Postgres

AWAY = 2.0  # seconds


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_the_database_stops_in_a_burst_of_scores(scenes: Scenes, cluster: Postgres, mode: str) -> None:
    with scenes.scene("postgres") as scene:
        crowd = scene.crowd()
        async with crowd.gathered():
            crowd.start_scoring()
            await crowd.until_heard_again(50)
            await asyncio.to_thread(cluster.stop, mode)
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(cluster.start)
            assert scene.faults(crowd) == []
            await crowd.until_heard_again(50)
            await scene.came_through(crowd)
