"""What takes long because it only waits: it begins before the first test and runs beside them all."""

import asyncio

from tests.browser.server import STARTS_WITHIN
from tests.faults.proxies import Buffering, Cutting, standing_before
from tests.faults.scenes import Scenes
from tests.faults.windows import PATIENCE

IDLE = 30.0  # seconds, as many proxies have it
QUIET = 34.0
# A socket that brought something once is trusted for 25 s; then it is asked beside it.
UNTIL_ASKED = 45.0
# All of it: a start, a room that gathers, the silence, a move, and that everybody shows it.
LONGEST = STARTS_WITHIN + PATIENCE + QUIET + PATIENCE + UNTIL_ASKED


async def sat_idle(scenes: Scenes) -> None:
    """Nothing happens for longer than one proxy allows, while another lets through full kilobytes only."""
    cutting, slow = Cutting(IDLE), Buffering(8192)
    with scenes.scene() as scene:
        async with (
            standing_before(scene.site.port, cutting) as one,
            standing_before(scene.site.port, slow) as other,
        ):
            crowd = scene.crowd(base=one, bases=(other,))
            async with crowd.gathered():
                await asyncio.sleep(QUIET)
                behind_one = [window for window in crowd.windows if window.base == one]
                assert len(behind_one) == len(crowd.people) // 2 + 1
                # One socket each, and it was never cut: the server's heartbeats kept it open.
                assert ([window.counts["opened"] for window in behind_one], cutting.cut) == (
                    [1] * len(behind_one),
                    0,
                )
                await crowd.desk.go_on()
                await crowd.all_show_the_newest(UNTIL_ASKED)
        assert slow.held > 0
        assert scene.site.complaints() == ""
