"""What I said and what we agreed: on one's own device after the end, and for nobody else there."""

from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.people import Room

AGENDA = ["score", "discuss", "commit"]


def end(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("score")
    ana = room.phone()
    ana.score(0, 3, "It depends on the day")
    desk.go_on("score", "closed")
    desk.reveal()
    desk.go_on("discuss")
    ana.say("We meet too late")
    desk.go_on("commit")
    form = desk.page.locator("form[id$=-promise]")
    form.locator("[name=what]").fill("One page that says who decides")
    form.locator("[name=owner]").fill("The board")
    form.locator("[name=by]").fill("2027-01-15")
    form.get_by_role("button").first.click()
    expect(ana.page.locator(".promises li")).to_have_count(1)
    desk.go_on()
    desk.on.click()
    desk.page.locator("#on-sure").click()
    expect(desk.stage.get_by_role("heading", name="The workshop has ended")).to_be_visible()


def test_what_one_said_stays_on_ones_own_device_and_is_nobody_elses(room: Room) -> None:
    end(room)
    (ana,) = room.phones
    page, lines = ana.page, ana.page.locator("#own-lines li")
    page.get_by_role("link", name="What I said, what we agreed").first.click()
    expect(page.locator("#own-kept")).to_be_visible()
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("3, Partly in place")
    expect(lines.nth(2)).to_have_text("We meet too late")
    expect(page.locator("#agreed")).to_contain_text("One page that says who decides")

    page.locator("#own-keep").click()
    expect(page.locator("#own-say")).to_have_text("It stays on this device until you take it away.")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(lines).to_have_count(3)
    audit = Audit()
    audit.look(page, "what I said")
    # Somebody else's notes on the same device are wiped before they are shown.
    theirs = "JSON.stringify({ whose: 'other', lines: ['x'] })"
    page.evaluate(f"for (const key of Object.keys(localStorage)) localStorage.setItem(key, {theirs})")
    page.reload()
    expect(page.locator("#own-gone")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('said:'))") == []
    assert audit.found == []
