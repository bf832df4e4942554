"""The disk is full while everybody scores; then there is room again."""

import asyncio
import re

from tests.faults.disks import Disk
from tests.faults.people import Crowd
from tests.faults.scenes import Scenes
from workshops.rehearsal.browser import Reply

FULL = 3.0  # seconds
WORDS = "Nothing can be saved just now. What was saved before is safe. Please try again in a moment."


async def test_the_disk_is_full_for_a_while(scenes: Scenes) -> None:
    disk = Disk()
    with scenes.scene(disk=disk.under) as scene:
        assert scene.site.process
        server = scene.site.process.pid
        crowd = scene.crowd()
        async with crowd.gathered():
            crowd.start_scoring()
            await crowd.until_heard_again(50)
            # For the log and whatever else the server writes, too.
            disk.fill(server)
            await asyncio.sleep(1)
            before = crowd.counted("acknowledged")
            await asyncio.sleep(FULL)
            assert crowd.counted("acknowledged") == before
            assert scene.faults(crowd) == []
            refused = await scored_without_scripts(crowd)
            assert (refused.status, lead_of(refused.text)) == (503, WORDS)
            assert "Nobody told the wards." in refused.text
            await crowd.nobody_is_logged_out()
            disk.clear(server)
            await crowd.until_heard_again(50)
            await scene.came_through(crowd)
        assert scene.site.process.poll() is None


async def scored_without_scripts(crowd: Crowd) -> Reply:
    fields = {"principle": crowd.made["principles"][0], "score": "3", "reason": "Nobody told the wards."}
    path = f"/w/{crowd.made['code']}/{crowd.made['activity']}/score"
    return await crowd.people[0].browser.post(path, fields, live=False)


def lead_of(page: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', page)
    return found[1] if found else ""
