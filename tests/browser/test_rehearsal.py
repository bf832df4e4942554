"""A rehearsal from the workshop's page: its crowd comes in over the network, and nothing is left of it afterwards."""

from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP
from tests.browser.people import Room, sign_in
from tests.browser.server import FAY

OF_IT = "SELECT count(*) FROM workshops_{} WHERE {} IN (SELECT id FROM workshops_workshop WHERE rehearsal_of_id = ?)"


def test_a_copy_is_rehearsed_and_wiped(room: Room) -> None:
    planned, site, audit = room.workshop, room.site, Audit()
    page = room.crowd.window(DESKTOP)
    sign_in(page, FAY)
    page.goto(f"/workshops/{planned.code}/")
    audit.look(page, "a workshop that can be rehearsed")
    page.get_by_label("Pretend people").fill("10")
    page.get_by_role("button", name="Rehearse with them").click()
    expect(page.locator("#desk_top .pill.on")).to_have_text("Rehearsal")
    expect(page.locator("#desk_gauge")).to_contain_text("10 joined", timeout=30_000)
    assert site.rows(OF_IT.format("participant", "workshop_id"), planned.id) == [10]
    page.locator("#on").click()
    expect(page.locator("#desk_stage")).to_have_attribute("data-kind", "welcome")
    page.locator(".sure.end summary").click()
    page.locator(".sure.end button").click()
    audit.look(page, "the desk after a rehearsal")
    page.locator("#wipe").click()
    expect(page).to_have_url(f"{site.address}/workshops/{planned.code}/")
    assert site.rows("SELECT count(*) FROM workshops_workshop WHERE rehearsal_of_id = ?", planned.id) == [0]
    assert site.rows("SELECT count(*) FROM workshops_participant WHERE workshop_id = ?", planned.id) == [0]
    assert audit.found == []
