"""Takes the pictures of docs/facilitators.md from the running app: `python -m tests.browser.guide`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.people import sign_in
from tests.browser.pictures import CHOSEN, step_on
from tests.browser.server import FAY, REPOSITORY, Planned, Site

PICTURES = REPOSITORY / "docs" / "pictures" / "facilitators"
TITLE = "Coming home from hospital"
DESK, PHONE, SCREEN = (1280, 860), (390, 800), (1600, 900)
REST = 700  # ms


class Guide:
    """Somebody who runs a workshop for the first time, with a picture of each thing that they are told about."""

    def __init__(self, browser: Browser, site: Site, workshop: Planned) -> None:
        self.browser, self.site, self.workshop = browser, site, workshop
        self.desk, self.phone, self.screen = self.window(DESK), self.window(PHONE), self.window(SCREEN)
        sign_in(self.desk, FAY)

    def window(self, size: tuple[int, int]) -> Page:
        width, height = size
        context = self.browser.new_context(
            base_url=self.site.address, viewport={"width": width, "height": height}
        )
        return context.new_page()

    def take(self, page: Page, name: str) -> None:
        page.mouse.move(0, 0)
        page.wait_for_timeout(REST)
        page.screenshot(path=PICTURES / f"{name}.png")

    def visit(self, path: str, name: str) -> None:
        self.desk.goto(path)
        self.take(self.desk, name)

    def on_to(self, kind: str, phase: str = "open") -> None:
        """Press on until the room is there; the pretend people do what each step asks."""
        stage = self.desk.locator("#desk_stage")
        while True:
            is_open = stage.get_attribute("data-phase") == "open"
            if is_open and self.desk.locator("#pretend").is_visible():
                # Counts that come in draw it again and again.
                self.desk.locator("#pretend").dispatch_event("click")
                self.desk.wait_for_timeout(2 * REST)
            if (stage.get_attribute("data-kind"), stage.get_attribute("data-phase")) == (kind, phase):
                return
            step_on(self.desk)

    def plan(self) -> None:
        self.visit("/workshops/", "plan")
        self.visit(f"/workshops/{self.workshop.code}/agenda/", "agenda")
        self.visit(f"/workshops/{self.workshop.code}/", "before")

    def open_doors(self) -> None:
        self.desk.goto(f"/desk/{self.workshop.code}/")
        self.desk.locator("#on").click()
        self.phone.goto(f"/j/{self.workshop.code}")
        self.phone.locator("input[value=carer]").check(force=True)
        self.phone.locator("main button.big").click()
        self.screen.goto(f"/screen/{self.workshop.screen_key}/")
        self.desk.locator("#pretend").click()
        self.take(self.screen, "lobby")

    def score(self) -> None:
        self.on_to("score")
        self.phone.locator("form.one.here input[value='2']").check(force=True)
        self.take(self.desk, "scoring")
        self.on_to("score", "revealed")
        self.take(self.screen, "reveal")

    def talk(self) -> None:
        self.on_to("overview")
        for key in CHOSEN:
            self.desk.locator(f"#choose-{key}").click()
            self.desk.wait_for_timeout(REST)
        self.on_to("discuss")
        self.phone.locator("#hand").click()
        self.take(self.phone, "discuss")
        self.desk.locator("#desk_voices button[id^=light-]").first.click()
        self.take(self.desk, "desk")
        self.visit(f"/desk/{self.workshop.code}/voices/", "voices")
        self.desk.goto(f"/desk/{self.workshop.code}/tables/")
        self.desk.locator("main form button").first.click()
        self.take(self.desk, "tables")
        self.desk.goto(f"/desk/{self.workshop.code}/")

    def decide(self) -> None:
        self.on_to("dots", "revealed")
        self.take(self.screen, "dots")


def take_pictures() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "site")
        site.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        guide = Guide(browser, site, site.plan({TITLE: []})[TITLE])
        for part in (guide.plan, guide.open_doors, guide.score, guide.talk, guide.decide):
            part()
        browser.close()
        site.stop()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    take_pictures()
