"""Real pages in a real browser, where the people of the other tests only behave like them."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.faults.people import Crowd
from tests.faults.proxies import NEVER, Buffering, standing_before
from tests.faults.scenes import Scenes

# Three seconds until a page asks beside a silent socket, and three until it asks again.
WITHIN = 12_000  # ms
LOOKS = 6.0
HOUR = 60 * 60 * 1000
SETTABLE_CLOCK = """
window.setBy = 0;
const real = Date.now;
Date.now = () => real() + window.setBy;
"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def page_of(
    browser: Browser, base: str, made: Mapping[str, Any], person: int, script: str = ""
) -> Page:
    """A participant's page, open."""
    context = await browser.new_context()
    cookies = made["people"][person]["cookies"]
    await context.add_cookies(
        [{"name": name, "value": value, "url": base} for name, value in cookies.items()]
    )
    await context.add_init_script(script)
    page = await context.new_page()
    await page.goto(f"{base}/w/{made['code']}/")
    return page


async def choose(page: Page, level: int) -> None:
    """Choose on the form that stands open, and wait until it is acknowledged."""
    form = page.locator("form.one").first
    await form.locator(f"input[value='{level}']").check()
    own = f"[data-principle='{await form.get_attribute('data-principle')}'][data-level='{level}']"
    await expect(page.locator("#mine").locator(own)).to_have_count(1, timeout=WITHIN)


async def minutes_left(page: Page) -> int:
    found = re.search(r"about (\d+) min left", await page.locator("#clock").inner_text())
    assert found
    return int(found[1])


async def shows_the_close(crowd: Crowd, *pages: Page) -> None:
    await crowd.desk.go_on()
    for page in pages:
        await expect(page.locator("#stage")).to_have_attribute("data-phase", "closed", timeout=WITHIN)


async def test_a_page_behind_a_proxy_that_holds_everything_back(scenes: Scenes) -> None:
    holding = Buffering(NEVER)
    with scenes.scene() as scene:
        crowd = scene.crowd()
        async with (
            standing_before(scene.site.port, holding) as address,
            crowd.gathered(),
            chromium() as browser,
        ):
            page = await page_of(browser, address, scene.made, 0)
            for level in (2, 5):
                await choose(page, level)
            await shows_the_close(crowd, page)
        # The page had a socket, as far as it could tell, and heard nothing through it.
        assert holding.held > 0
        assert scene.rows("SELECT level, turn FROM workshops_score") == [(5, 2)]


async def test_the_clock_of_a_device_jumps(scenes: Scenes) -> None:
    with scenes.scene() as scene:
        crowd = scene.crowd()
        async with crowd.gathered(), chromium() as browser:
            jumps = (HOUR, -HOUR, 24 * HOUR)
            pages = [
                await page_of(browser, scene.site.address, scene.made, person, SETTABLE_CLOCK)
                for person, _ in enumerate(jumps)
            ]
            for page in pages:
                await choose(page, 2)
            left = [await minutes_left(page) for page in pages]
            for page, jump in zip(pages, jumps, strict=True):
                await page.evaluate("jump => { setBy = jump }", jump)
            # Each page looks at its clock every second, and every five whether its socket is silent.
            await asyncio.sleep(LOOKS)
            for page, before in zip(pages, left, strict=True):
                assert before - 1 <= await minutes_left(page) <= before
            for page in pages:
                await choose(page, 5)
            await shows_the_close(crowd, *pages)
        assert scene.rows("SELECT level, turn FROM workshops_score") == [(5, 2)] * len(jumps)
