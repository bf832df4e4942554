"""A table on a phone: told by itself, written for, and never written over."""

from playwright.sync_api import Page, expect

from tests.browser.people import Desk, Phone, Room

AGENDA = ["welcome", "discuss"]
OURS = "We begin with falls"


def seats_everybody(desk: Page, room: Room) -> None:
    desk.goto(f"/desk/{room.workshop.code}/tables/")
    desk.get_by_role("button", name="Seat everybody").click()
    expect(desk.get_by_text("Table 1", exact=False).first).to_be_visible()


def seated(room: Room) -> tuple[Desk, Phone, Phone]:
    """A desk, and two of the three who sit at one table."""
    desk = room.desk()
    desk.open_doors()
    first, second, _third = (room.phone() for _ in range(3))
    desk.go_on("welcome")
    desk.go_on("discuss")
    seats_everybody(desk.page.context.new_page(), room)
    return desk, first, second


def test_a_table_on_a_phone(room: Room) -> None:
    desk, first, second = seated(room)
    for phone in (first, second):
        expect(phone.page.locator("#my-table")).to_contain_text("You are at table 1")
        expect(phone.page.locator("#my-table")).to_contain_text("with 2 other people")

    first.page.locator("#scribe").click()
    notes = first.page.locator("#notes")
    notes.fill(OURS)
    # What others say and a word to everybody arrive meanwhile: caret and words stay.
    second.say("Something else")
    desk.page.locator("#notice-2").click()
    expect(first.page.locator("#notice")).to_have_text("Please come back")
    expect(notes).to_be_focused()
    expect(notes).to_have_value(OURS)
    first.page.get_by_role("button", name="Save the notes").click()
    first.saved()
    expect(second.page.locator("#my-table")).to_contain_text(OURS)

    # The same person on another device saves in between: both texts are there, and the second save is theirs to decide.
    laptop = first.page.context.new_page()
    laptop.goto(f"/w/{room.workshop.code}/")
    notes.fill(f"{OURS}, and with homes")
    laptop.locator("#notes").fill(f"{OURS}, on the laptop")
    laptop.get_by_role("button", name="Save the notes").click()
    expect(laptop.locator("#say")).to_have_text("Saved")
    expect(first.page.locator("#theirs blockquote")).to_have_text(f"{OURS}, on the laptop")
    expect(notes).to_have_value(f"{OURS}, and with homes")
    # Half a sentence outlives a reload.
    first.page.reload()
    expect(notes).to_have_value(f"{OURS}, and with homes")
    expect(first.page.locator("#theirs")).to_be_visible()
    first.page.get_by_role("button", name="Save the notes").click()
    first.saved()
    expect(second.page.locator("#my-table")).to_contain_text("and with homes")

    # Taken over by consent of pressing; who wrote before is told by the form that went.
    second.page.locator("#scribe").click()
    expect(first.page.locator("#notes")).to_have_count(0)
    expect(second.page.locator("#notes")).to_have_value(f"{OURS}, and with homes")
