"""What people say, in a browser: the chosen view, the place in line and half-written words outlive every push."""

import pytest
from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.people import Desk, Room

AGENDA = ["discuss", "pause"]


@pytest.fixture
def desk(room: Room) -> Desk:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("discuss")
    return desk


def test_a_desk_keeps_its_view_and_its_words_and_knows_whose_turn_it_is(room: Room, desk: Desk) -> None:
    ana, ben = room.phone(), room.phone()
    ana.say("We meet too late")
    page, line = ben.page, ben.page.locator("#hand-place")
    desk.page.locator("label[for=stream-d]").click()
    desk.page.locator("#park-own summary").click()
    desk.page.locator("#park-text").fill("Who pays")

    ana.page.locator("#hand").click()
    expect(ana.page.locator("#hand-place")).to_have_text("Your hand is up: you are number 1 in line.")
    page.locator("#hand").click()
    expect(line).to_have_text("Your hand is up: you are number 2 in line.")
    desk.page.locator("[id^=floor-]").first.click()
    expect(line).to_have_text("Your hand is up: you are number 1 in line.")
    expect(ana.page.locator("#hand-place")).to_have_text("You have the floor.")
    page.locator("#hand").click()
    expect(line).to_have_text("")

    page.locator(".v-n button[id^=differs-]").click()
    ana.page.locator(".v-n button[id^=too-]").click()
    expect(desk.page.locator(".v-d .voice")).to_have_count(1)
    expect(page.locator(".v-n button[id^=differs-]")).to_have_attribute("aria-pressed", "true")
    expect(desk.page.locator("#stream-d")).to_be_checked()
    expect(desk.page.locator(".v-d")).to_be_visible()
    expect(desk.page.locator(".v-n")).to_be_hidden()
    expect(desk.page.locator("#park-text")).to_have_value("Who pays")


def test_what_was_typed_and_not_sent_is_all_there_after_the_step(room: Room, desk: Desk) -> None:
    ana = room.phone()
    ana.stage.locator("textarea").fill("Half a comment")
    desk.go_on("pause")
    kept = ana.page.locator("#kept-texts textarea")
    expect(kept).to_have_value("Half a comment")
    ana.page.reload()
    expect(kept).to_have_value("Half a comment")
    ana.page.locator("#kept-away").click()
    ana.page.reload()
    expect(ana.page.locator("#stage")).to_have_attribute("data-kind", "pause")
    expect(kept).to_have_count(0)


def test_a_writer_is_told_what_becomes_of_their_words(room: Room, desk: Desk) -> None:
    ana = room.phone()
    desk.page.goto(desk.path + "voices/")
    desk.page.locator("#hold-new").click()
    expect(desk.page.locator("#hold-new")).to_have_attribute("aria-pressed", "true")
    ana.stage.locator("textarea").fill("Dr Name is lazy")
    ana.stage.get_by_role("button", name="Send without my name").click()
    expect(ana.page.locator("#say")).to_contain_text("once the facilitator has let it through")
    own = ana.page.locator("#own-words")
    own.locator("summary").click()
    expect(own).to_contain_text("Waits for the facilitator")
    desk.page.goto(desk.path)
    desk.page.locator("[id^=show-w-]").click()
    expect(ana.page.locator(".v-n .voice")).to_have_count(1)
    expect(own).not_to_contain_text("Waits for the facilitator")
    desk.page.locator("[id^=sort-n-]").click()
    desk.page.locator("input[name=reason]").fill("It names somebody")
    desk.page.get_by_role("button", name="Delete the words for good").click()
    expect(own).to_contain_text("Taken out by the facilitator: It names somebody")
    expect(own).not_to_contain_text("Dr Name")


def test_comments_are_sorted_by_key_and_axe_finds_nothing(room: Room, desk: Desk) -> None:
    ana, audit = room.phone(), Audit()
    for words in ("We meet too late", "We meet to late", "Nobody asked"):
        ana.say(words)
        expect(desk.page.locator(".v-n .voice").first).to_contain_text(words)
    page = desk.page
    page.locator("a", has_text="All, themes and parked issues").click()
    for title in ("Time", "Who is asked"):
        page.locator("#new-title").fill(title)
        page.get_by_role("button", name="Make it").click()
        expect(page.locator(".theme-list li", has_text=title)).to_have_count(1)
    page.locator("#new-title").fill("Half a theme")
    rows = page.locator(".sortable > .voice")
    rows.first.focus()
    page.keyboard.press("2")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("1")
    expect(rows.nth(2)).to_be_focused()
    expect(page.locator(".theme-list b.num")).to_have_text(["1", "1"])
    expect(page.locator("#new-title")).to_have_value("Half a theme")
    rows.nth(2).get_by_text("Very similar").click()
    rows.nth(2).get_by_text("Take out for good").click()
    audit.look(page, "sorting what people say")
    ana.page.locator("#hand").click()
    expect(ana.page.locator("#hand-place")).to_contain_text("number 1")
    audit.look(ana.page, "the stream on a phone")
    assert audit.found == []
