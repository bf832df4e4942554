"""axe over tables, sheets and what a facilitator says to everybody, in light and dark, on a phone and at a desk."""

from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE, WALL
from tests.browser.people import Room

AGENDA = ["score", "discuss"]


def test_tables_and_sheets(room: Room) -> None:
    audit, code = Audit(), room.workshop.code
    desk, screen = room.desk(), room.screen(WALL)
    desk.open_doors()
    desk.pretend()
    phone = room.phone()
    page = desk.page.context.new_page()
    page.goto(f"/workshops/{code}/sheets/")
    audit.look(page, "score sheets")
    desk.go_on("score")
    step = desk.stage.get_attribute("data-step")
    page.goto(f"/desk/{code}/tally/{step}/")
    page.locator(".tally input").first.fill("300")
    page.get_by_role("button", name="Keep these numbers").click()
    audit.look(page, "sheets, refused")
    page.goto(f"/desk/{code}/tally/{step}/")
    page.locator(".tally input").first.fill("3")
    page.get_by_role("button", name="Keep these numbers").click()
    expect(page.get_by_text("Kept. They count when scoring closes.")).to_be_visible()
    audit.look(page, "sheets, kept")
    page.goto(f"/desk/{code}/tables/")
    page.get_by_role("button", name="Seat everybody").click()
    expect(page.get_by_text("Take the tables away")).to_be_visible()
    audit.look(page, "tables")
    desk.go_on("score", "closed")
    desk.reveal()
    desk.go_on("discuss")
    phone.page.locator("#scribe").click()
    expect(phone.page.locator("#notes")).to_be_visible()
    desk.page.locator("#notice-1").click()
    desk.page.locator("#report-first").click()
    expect(screen.page.locator(".reportback h1")).to_be_visible()
    audit.look(phone.page, "a scribe's phone", (PHONE,))
    audit.look(desk.page, "the desk while tables report", (PHONE, DESKTOP), small=False)
    audit.look(screen.page, "the screen while a table reports", (WALL,), small=False)
    assert audit.found == [], "\n".join(audit.found)
