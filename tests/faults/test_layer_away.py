"""Two servers on one database, and the layer between them goes away for a while."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.faults.people import Crowd
from tests.faults.scenes import Scenes
from tests.services import Valkey, valkey

# Longer than a server trusts a line that has fallen silent.
AWAY = 5.0
# By then each has heard itself over the line again, and looks at the database for itself no more.
SETTLED = 5.0
# Sooner than a heartbeat, which would bring what neither a push nor a look has brought.
SOON = 8.0


@pytest.fixture
def layer() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


async def test_the_layer_goes_away_and_comes_back(scenes: Scenes, layer: Valkey) -> None:
    with (
        scenes.scene("postgres", CHANNEL_LAYER_URL=layer.address) as scene,
        scenes.another_server(scene) as other,
    ):
        crowd = scene.crowd(bases=(other.address,))
        async with crowd.gathered():
            crowd.start_scoring()
            await crowd.until_heard_again(50)
            await asyncio.to_thread(layer.stop)
            await crowd.until_heard_again(50)
            await asyncio.sleep(AWAY)
            # The move is pressed at one server, and half of the room is at the other.
            await moved_on(crowd)
            await crowd.stop_scoring()
            # Nothing is written at the other server any more, which would have made it look.
            await moved_on(crowd)
            await moved_on(crowd)
            assert scene.faults(crowd) == []
            assert scene.miscounted() == []
            await asyncio.to_thread(layer.start)
            await asyncio.sleep(SETTLED)
            await moved_on(crowd)
            await moved_on(crowd)
            await crowd.nobody_is_logged_out()
        assert crowd.counted("answered 500") == 0


async def moved_on(crowd: Crowd) -> None:
    await crowd.desk.go_on()
    await crowd.all_show_the_newest(SOON)
