"""The clock of the server jumps in the middle of scoring: an hour on, two hours back, a day on, two days back."""

import re
import time

from tests.faults import set_clock
from tests.faults.people import Crowd
from tests.faults.scenes import Scenes
from tests.faults.windows import until

HOUR, DAY = 60 * 60, 24 * 60 * 60


async def told_time(crowd: Crowd) -> float:
    """What a page that is loaded now is told of the time, in seconds."""
    page = await crowd.people[0].get(crowd.pages["participant"])
    found = re.search(r'data-t="(\d+)"', page.text)
    assert found
    return int(found[1]) / 1000


async def test_the_clock_of_the_server_jumps(scenes: Scenes) -> None:
    with scenes.scene(program="tests.faults.set_clock") as scene:
        clock = scene.site.folder / set_clock.NAME
        crowd = scene.crowd()
        async with crowd.gathered():
            crowd.start_scoring()
            for jump in (HOUR, -HOUR, DAY, -DAY):
                await crowd.until_heard_again()
                clock.write_text(str(jump))
                await crowd.until_heard_again(50)
                # Whoever comes back has the cookies of another time.
                for window in crowd.windows:
                    window.hang_up()
                await until(lambda: all(window.socket for window in crowd.windows))
                await crowd.nobody_is_logged_out()
                assert abs(await told_time(crowd) - time.time() - jump) < HOUR / 2
            await scene.came_through(crowd)
        assert scene.site.complaints() == ""
