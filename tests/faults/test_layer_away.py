"""Two servers on one database, and the layer between them goes away for a while."""

import asyncio
from collections.abc import Iterator

import pytest
from redis import Redis

from tests.faults import blind
from tests.faults.people import Crowd
from tests.faults.scenes import Scenes
from tests.faults.windows import PATIENCE, until
from tests.services import Valkey, valkey
from workshops.room.channels import EVERY_PROCESS

# Longer than a server trusts a line that has fallen silent.
AWAY = 5.0
# Sooner than a heartbeat, which would bring what no look has brought.
SOON = 8.0
# As the layer names the group of all processes.
GROUP = f"asgi__group__{EVERY_PROCESS}"


@pytest.fixture
def layer() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


async def test_the_layer_goes_away_and_comes_back(scenes: Scenes, layer: Valkey) -> None:
    with (
        scenes.scene("postgres", program=blind.__name__, CHANNEL_LAYER_URL=layer.address) as scene,
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
            await until(lambda: listeners(layer) == 2)
            # From here on nothing but a push can bring a move to the other server.
            for site in (scene.site, other):
                (site.folder / blind.NAME).touch()
            await moved_on(crowd, PATIENCE)
            await moved_on(crowd, PATIENCE)
            await crowd.nobody_is_logged_out()
        assert crowd.counted("answered 500") == 0


def listeners(layer: Valkey) -> int:
    """How many processes hear what is told to all."""
    with Redis.from_url(layer.address) as client:
        return dict(client.pubsub_numsub(GROUP))[GROUP.encode()]


async def moved_on(crowd: Crowd, longest: float = SOON) -> None:
    await crowd.desk.go_on()
    await crowd.all_show_the_newest(longest)
