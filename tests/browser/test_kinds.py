"""The kinds of step that are not on the 90-minute agenda: axe finds nothing, and two desks that write lose nothing."""

from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import WALL
from tests.browser.people import Desk, Room

AGENDA = ["pause", "agree", "review", "step"]
CONFLICT = r"the server responded with a status of 409"


def test_a_break_an_agreement_a_review_and_a_step_in_the_room(room: Room) -> None:
    audit, desk, screen = Audit(), room.desk(), room.screen()
    desk.open_doors()
    ana = room.phone()
    for kind in AGENDA:
        desk.go_on(kind)
        if kind == "agree":
            write(desk.page, "Falls come first.")
            desk.page.get_by_role("button", name="Save, and show it").first.click()
            expect(screen.page.get_by_text("Falls come first.")).to_be_visible()
        ana.at(kind)
        screen.at(kind)
        audit.look(desk.page, f"desk: {kind}")
        audit.look(screen.page, f"screen: {kind}", [WALL], small=False)
        audit.look(ana.page, f"phone: {kind}")
    assert audit.found == []


def test_of_two_desks_that_write_at_once_neither_loses_a_word(room: Room) -> None:
    room.crowd.expected.append(CONFLICT)
    fay, other = room.desk(), room.desk()
    fay.open_doors()
    fay.go_on("pause")
    fay.go_on("agree")
    expect(other.stage).to_have_attribute("data-kind", "agree")
    write(other.page, "What the other types")
    write(fay.page, "What Fay saves")
    save(fay)
    form = other.page.locator("form[id*=settle]").first
    expect(other.page.locator("#settle-scope-goals summary")).to_contain_text("(written)")
    expect(form.locator("textarea").first).to_have_value("What the other types")

    save(other)
    expect(form.locator(".error")).to_contain_text("Theirs: “What Fay saves”")
    expect(form.locator("textarea").first).to_have_value("What the other types")
    expect(fay.page.locator("textarea[name=agreed]").first).to_have_value("What Fay saves")
    write(other.page, "What Fay saves, and the other")
    save(other)
    expect(fay.page.locator("textarea[name=agreed]").first).to_have_value("What Fay saves, and the other")
    expect(form.locator(".error")).to_be_hidden()
    # What was saved is not left over, at another step and after a reload either.
    for desk in (fay, other):
        desk.page.reload()
    fay.go_on("review")
    for desk in (fay, other):
        expect(desk.stage).to_have_attribute("data-kind", "review")
        desk.page.reload()
        expect(desk.page.locator("#kept")).to_be_hidden()


def write(page: Page, words: str) -> None:
    page.locator("textarea[name=agreed]").first.fill(words)


def save(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Save, and show it").first.click()
