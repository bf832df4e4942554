"""axe finds nothing on any page in any phase, light and dark, on a phone and on a desktop."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE, WALL
from tests.browser.people import Desk, Phone, Room, Screen, sign_in
from tests.browser.server import FAY, OLU

AWAITED = r"the server responded with a status of 4"


@pytest.fixture
def audit() -> Audit:
    return Audit()


def visit(page: Page, audit: Audit, *paths: str) -> None:
    for path in paths:
        page.goto(path)
        audit.look(page, path)


def test_pages_for_everyone(room: Room, audit: Audit) -> None:
    room.crowd.expected.append(AWAITED)
    page = room.crowd.window(PHONE)
    visit(page, audit, "/", "/?code=ZZZZZZ", "/?code=", "/help/", "/privacy/", "/principles/")
    page.locator("main a[href^='/principles/']").first.click()
    audit.look(page, "a principle")
    visit(page, audit, "/nothing/", "/accounts/login/", "/accounts/password/reset/", "/accounts/signup/")
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.locator(".errors")).to_be_visible()
    audit.look(page, "wrong password")
    assert audit.found == []


def test_joining(room: Room, audit: Audit) -> None:
    room.crowd.expected.append(AWAITED)
    path = f"/j/{room.workshop.code}"
    desk = room.desk()
    page = room.crowd.window(PHONE)
    page.goto(path)
    audit.look(page, "join before the doors open")
    page.locator("#sector-carer").check()
    page.get_by_role("button", name="Join the workshop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not now")
    audit.look(page, "refused with 409")
    desk.open_doors()
    page.goto(path)
    page.get_by_role("button", name="Join the workshop").click()
    expect(page.locator(".errors")).to_be_visible()
    audit.look(page, "join without an answer")
    room.join(page, "carer")
    page.goto(f"/desk/{room.workshop.code}/")
    audit.look(page, "refused with 403")
    desk.page.locator("#lock").click()
    expect(desk.page.locator("#lock")).to_have_text("Unlock")
    page.context.clear_cookies()
    page.goto(path)
    audit.look(page, "join a locked room")
    assert audit.found == []


def test_pages_of_an_organiser(room: Room, audit: Audit) -> None:
    room.crowd.expected.append(AWAITED)
    page = room.crowd.window(DESKTOP)
    sign_in(page, OLU)
    workshop = f"/workshops/{room.workshop.code}/"
    visit(page, audit, "/workshops/", workshop, workshop + "report/", "/accounts/logout/")
    page.goto("/workshops/")
    page.get_by_label("Title").fill(" ")
    page.get_by_role("button", name="Create the workshop").click()
    expect(page.locator(".errors")).to_be_visible()
    audit.look(page, "a plan with faults")
    assert audit.found == []


def test_the_live_pages_from_the_first_step_to_the_report(room: Room, audit: Audit) -> None:
    desk, screen = room.desk(), room.screen()
    look(audit, "planned", desk, screen)
    desk.open_doors()
    ana = room.phone()
    desk.pretend()
    look(audit, "lobby", desk, screen, ana)
    talk(audit, desk, screen, ana)
    score(audit, desk, screen, ana)
    discuss(audit, desk, screen, ana)
    score(audit, desk, screen, ana)
    close(audit, desk, screen, ana)
    page = room.crowd.window(DESKTOP)
    sign_in(page, FAY)
    workshop = f"/workshops/{room.workshop.code}/"
    visit(page, audit, workshop + "report/", workshop + "report/files/", workshop)
    assert audit.found == []


def look(audit: Audit, name: str, desk: Desk, screen: Screen, ana: Phone | None = None) -> None:
    """All three pages, once each has caught up with the desk."""
    kind, phase = (desk.stage.get_attribute(f"data-{what}") for what in ("kind", "phase"))
    for page in (screen, ana):
        if page and kind and phase:
            page.at(kind, phase)
    audit.look(desk.page, f"desk: {name}")
    audit.look(screen.page, f"screen: {name}", [WALL], small=False)
    if ana:
        audit.look(ana.page, f"phone: {name}")


def talk(audit: Audit, desk: Desk, screen: Screen, ana: Phone) -> None:
    desk.go_on("welcome")
    look(audit, "welcome", desk, screen, ana)
    desk.go_on("check_in")
    desk.pretend()
    look(audit, "check-in", desk, screen, ana)
    desk.go_on("read")
    ana.at("read")
    ana.stage.locator("summary").first.click()
    look(audit, "read", desk, screen, ana)


def score(audit: Audit, desk: Desk, screen: Screen, ana: Phone) -> None:
    """A round from its opening until it is shown."""
    desk.go_on()
    kind = str(desk.stage.get_attribute("data-kind"))
    look(audit, f"{kind}, open", desk, screen, ana)
    for number in range(ana.form_count):
        ana.score(number, number + 1, why="Nobody asked us." if number == 0 else "")
    desk.pretend()
    look(audit, f"{kind}, answered", desk, screen, ana)
    desk.go_on(kind, "closed")
    look(audit, f"{kind}, closed", desk, screen, ana)
    desk.on.click()
    audit.look(desk.page, f"desk: {kind}, asked")
    desk.on.click()
    desk.reveal()
    look(audit, f"{kind}, revealed", desk, screen, ana)


def discuss(audit: Audit, desk: Desk, screen: Screen, ana: Phone) -> None:
    desk.go_on("overview")
    desk.choose(2)
    look(audit, "overview", desk, screen, ana)
    desk.go_on("discuss")
    desk.pretend()
    ana.at("discuss")
    ana.say("Nobody told the wards.")
    ana.page.locator(".v-n button[id^=too-]").nth(1).click()
    ana.saved()
    ana.say("Something to hide.")
    desk.press("Something to hide", "hide")
    look(audit, "discuss", desk, screen, ana)
    desk.press("Nobody told", "light")
    expect(screen.page.locator(".spot")).to_be_visible()
    ana.stage.locator("textarea").fill("Half a sentence")
    look(audit, "spotlight", desk, screen, ana)
    desk.go_on("discuss")
    expect(ana.page.get_by_text("You were still writing this")).to_be_visible()
    look(audit, "discuss what was not chosen", desk, screen, ana)


def propose(audit: Audit, desk: Desk, screen: Screen, ana: Phone) -> None:
    desk.go_on("ideas")
    desk.pretend()
    ana.at("ideas")
    ana.say("A bus to the ward")
    ana.say("A bus to the ward at night")
    desk.page.locator("#add-idea summary").click()
    desk.page.locator("[id^=merge-][open] button").first.click()
    expect(desk.page.get_by_role("button", name="Take out")).to_be_visible()
    look(audit, "ideas", desk, screen, ana)


def vote(audit: Audit, desk: Desk, screen: Screen, ana: Phone) -> None:
    desk.go_on("dots")
    desk.pretend()
    ana.at("dots")
    ana.page.locator(".dot-pick button[name=two]").first.click()
    expect(ana.page.locator("#dots-left")).to_have_text("Dots left: 0")
    look(audit, "dots, open", desk, screen, ana)
    desk.go_on("dots", "closed")
    look(audit, "dots, closed", desk, screen, ana)
    desk.reveal()
    look(audit, "dots, revealed", desk, screen, ana)


def close(audit: Audit, desk: Desk, screen: Screen, ana: Phone) -> None:
    propose(audit, desk, screen, ana)
    vote(audit, desk, screen, ana)
    desk.go_on("commit")
    for number in range(2):
        desk.page.get_by_label("What", exact=True).fill(f"One page that says who decides, {number}")
        desk.page.get_by_label("Who: organisation or role").fill("Programme office")
        desk.page.get_by_role("button", name="Add to the list").click()
        expect(desk.page.locator(".promises li")).to_have_count(number + 1)
    ana.page.locator(".that-is-me").first.click()
    ana.saved()
    look(audit, "commit", desk, screen, ana)
    desk.go_on("check_out")
    desk.pretend()
    look(audit, "check-out", desk, screen, ana)
    desk.go_on()
    look(audit, "over", desk, screen, ana)
    desk.page.locator("#show-keys").click()
    audit.look(desk.page, "desk: keys")
    desk.page.keyboard.press("Escape")
    desk.on.click()
    desk.page.locator("#on-sure").click()
    expect(desk.page.get_by_role("heading", name="The workshop has ended")).to_be_visible()
    ana.sees("Thank you. That was it.")
    look(audit, "ended", desk, screen, ana)
