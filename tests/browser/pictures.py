"""Takes the README's pictures from the running app: `python -m tests.browser.pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.people import sign_in
from tests.browser.server import FAY, REPOSITORY, Planned, Site

PICTURES = REPOSITORY / "docs" / "pictures"
SIZES = {"desk": (1280, 800), "phone": (390, 800), "screen": (1600, 900)}
TITLE = "Coming home from hospital"
CHOSEN = ("relationships-trust", "shared-leadership")


def step_on(desk: Page, *, pretend: bool = False) -> None:
    """The next step; and what the pretend people do in it."""
    here = desk.locator("#desk_stage").evaluate("e => (e.dataset.step || '') + (e.dataset.phase || '')")
    desk.locator("#on").click()
    if desk.locator("#on-sure").is_visible():
        desk.locator("#on-sure").click()
    desk.wait_for_function(
        "was => { const e = document.getElementById('desk_stage').dataset; return e.step + e.phase != was; }",
        arg=here,
    )
    if pretend:
        # Counts that come in draw it again and again.
        desk.locator("#pretend").dispatch_event("click")
        desk.wait_for_timeout(1500)


def taken(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.evaluate("document.getElementById('main').scrollTop = 0")
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"{name}.png")


def walk(desk: Page, phone: Page, screen: Page, site: Site, workshop: Planned) -> None:
    """From open doors to the first discussion, with a picture of each page on the way."""
    desk.goto(f"{site.address}/desk/{workshop.code}/")
    desk.locator("#on").click()
    phone.goto(f"{site.address}/j/{workshop.code}")
    phone.locator("input[value=carer]").check(force=True)
    phone.locator("main button.big").click()
    screen.goto(f"{site.address}/screen/{workshop.screen_key}/")
    step_on(desk)
    step_on(desk, pretend=True)
    step_on(desk)
    step_on(desk, pretend=True)
    phone.locator("form.one.here input[value='2']").check(force=True)
    phone.wait_for_timeout(800)
    taken(phone, "phone")
    step_on(desk)
    step_on(desk)
    step_on(desk)
    taken(screen, "screen")
    for key in CHOSEN:
        desk.locator(f"#choose-{key}").click()
        desk.wait_for_timeout(500)
    step_on(desk, pretend=True)
    taken(desk, "desk")


def take_pictures() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "site")
        site.start()
        workshop = site.plan({TITLE: []})[TITLE]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        pages = {
            name: browser.new_context(
                base_url=site.address, viewport={"width": width, "height": height}
            ).new_page()
            for name, (width, height) in SIZES.items()
        }
        sign_in(pages["desk"], FAY)
        walk(pages["desk"], pages["phone"], pages["screen"], site, workshop)
        browser.close()
        site.stop()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    take_pictures()
