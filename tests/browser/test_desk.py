"""The desk by keys, the door of a locked room, a seat that ends while somebody types, and two desks side by side."""

import re

from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.crowd import PHONE
from tests.browser.people import Room
from tests.browser.test_keyboard import has_focus

AGENDA = ["welcome", "score", "discuss"]


def test_everything_on_the_desk_has_its_key(room: Room) -> None:
    desk = room.desk()
    page = desk.page
    journal = page.locator("#journal .last")
    desk.open_doors()
    page.keyboard.press("g")
    desk.at("welcome")
    page.keyboard.press("e")
    expect(journal).to_contain_text("gave “Step welcome” more time")
    page.keyboard.press("l")
    expect(journal).to_contain_text("locked the room")
    page.keyboard.press("c")
    assert has_focus(page, "#extend-5")
    page.keyboard.press("Escape")
    assert has_focus(page, "#clock-more summary")
    page.keyboard.press("j")
    expect(page.locator("#journal li")).to_have_count(4)


def test_no_key_does_for_good_what_is_not_asked(room: Room) -> None:
    desk = room.desk()
    page = desk.page
    desk.open_doors()
    for kind in ("welcome", "score"):
        desk.go_on(kind)
    page.keyboard.press("s")
    assert has_focus(page, "#skip")
    page.keyboard.press("Enter")
    desk.at("discuss")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    desk.at("score")
    page.keyboard.press("g")
    desk.at("score", "closed")
    # A reveal is a question first, by its key as well.
    page.keyboard.press("g")
    expect(page.locator("#on-sure")).to_be_visible()
    desk.at("score", "closed")


def test_keys_are_letters_where_one_types_and_may_be_switched_off(room: Room) -> None:
    page = room.desk().page
    page.locator("#on").click()
    expect(page.locator("#lock")).to_be_visible()
    page.keyboard.press("a")
    assert has_focus(page, "#insert-kind")
    page.keyboard.press("Tab")
    page.keyboard.type("n g s e l")
    assert page.locator("#insert-title").input_value() == "n g s e l"
    page.locator("#desk_stage").focus()
    page.keyboard.press("?")
    page.get_by_label("Switch these keys off on this device").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert not has_focus(page, "#on")


def test_whoever_knocks_comes_in_by_themselves(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.page.locator("#lock").click()
    expect(desk.page.locator("#lock")).to_contain_text("Unlock")
    page = room.crowd.window(PHONE)
    page.goto(f"/j/{room.workshop.code}")
    page.locator("#sector-carer").check()
    page.get_by_role("button", name="Knock at the door").click()
    expect(page.locator("h1")).to_have_text("You have knocked")
    audit = Audit()
    audit.look(page, "at the door")
    expect(desk.page.locator("#desk_door h2")).to_have_text("1 person knocks at the door")
    audit.look(desk.page, "a knock at the desk")
    assert audit.found == []
    desk.page.keyboard.press("k")
    desk.page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/w/{room.workshop.code}/$"))
    expect(desk.page.locator("#desk_door h2")).to_have_count(0)


def test_a_seat_that_ends_while_somebody_types_keeps_their_words(room: Room) -> None:
    room.crowd.expected += [r"status of 404 .*/state", r"status of 410"]
    desk = room.desk()
    desk.open_doors()
    for kind in ("welcome", "score"):
        desk.go_on(kind)
    ana = room.phone()
    ana.at("score")
    desk.page.keyboard.press("r")
    expect(ana.page.locator("#say")).to_have_text("The room is waiting for the last answers.")
    form = ana.page.locator("form.one").first
    form.locator("details.why summary").click()
    form.locator("textarea").press_sequentially("Half a thought")
    page = room.crowd.window(PHONE)
    page.context.add_cookies(desk.page.context.cookies())  # type: ignore[arg-type]
    page.goto(f"/desk/{room.workshop.code}/people/")
    expect(page.locator(".seats-list tbody tr")).to_have_count(1)
    page.locator(".remove summary").click()
    audit = Audit()
    audit.look(page, "people")
    assert audit.found == []
    page.get_by_role("button", name="Yes, end this seat").click()
    expect(page.get_by_role("button", name="Give the seat back")).to_be_visible()

    expect(ana.page.locator(".lead")).to_contain_text("The facilitator has ended your seat")
    expect(ana.page.locator("#drafts textarea")).to_have_value("Half a thought")
    page.get_by_role("button", name="Give the seat back").click()
    expect(page.locator(".remove summary")).to_be_visible()
    ana.page.goto(ana.path)
    ana.at("score")
    expect(ana.page.locator("form.one textarea").first).to_have_value("Half a thought")


def test_the_menus_of_the_desk_are_right_for_everybody(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("welcome")
    page, audit = desk.page, Audit()
    page.locator("#change summary").click()
    for menu in ("#clock-more", "#more", "#journal"):
        page.locator(f"{menu} summary").click()
        audit.look(page, f"the desk with {menu}")
        page.keyboard.press("Escape")
    page.locator("#insert-minutes").fill("3")
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#change .coming li")).to_have_count(3)

    assert audit.found == []
    expect(page.locator("#on")).to_contain_text("Go on: Break")
