"""What hospitals put between people and servers: WebSocket refused, cut when idle, or held back."""

from concurrent.futures import Future
from contextlib import AsyncExitStack

from tests.faults.proxies import NEVER, Buffering, Cutting, refusing, standing_before, stripping
from tests.faults.scenes import Scenes
from tests.faults.waiting import LONGEST


async def test_a_room_without_any_websocket(scenes: Scenes) -> None:
    with scenes.scene() as scene:
        async with standing_before(scene.site.port, refusing) as address:
            crowd = scene.crowd(base=address)
            async with crowd.gathered():
                crowd.start_scoring()
                await crowd.until_heard_again(60)
                await scene.came_through(crowd)
        assert crowd.counted("opened") == 0
        assert scene.site.complaints() == ""


async def test_a_room_that_comes_in_by_every_bad_way(scenes: Scenes) -> None:
    cutting, silent, mute = Cutting(0.15), Buffering(NEVER), Buffering(NEVER, greets=False)
    with scenes.scene() as scene:
        async with AsyncExitStack() as stack:
            ways = (stripping, cutting, silent, mute)
            bases = [await stack.enter_async_context(standing_before(scene.site.port, way)) for way in ways]
            crowd = scene.crowd(bases=tuple(bases))
            async with crowd.gathered():
                crowd.start_scoring()
                await crowd.until_heard_again(60)
                await scene.came_through(crowd)
        # Each did what it is there for.
        assert cutting.cut > 0
        assert min(silent.held, mute.held) > 0
        assert scene.site.complaints() == ""


def test_a_quiet_room_outlives_proxies_that_cut_and_hold_back(quiet_for_long: "Future[None]") -> None:
    quiet_for_long.result(LONGEST)
