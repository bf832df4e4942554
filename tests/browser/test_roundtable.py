"""The 90-minute roundtable, whole: two desks that take turns, eight people on their phones, and the screen."""

import re

from playwright.sync_api import expect

from tests.browser.crowd import DESKTOP
from tests.browser.people import Desk, Phone, Room, Screen, sign_in
from tests.browser.server import OLU

SECTORS = ("carer", "people", "carer", "people", "prefer_not", "prefer_not", "other", "other")
EIGHT = len(SECTORS)
FIRST: tuple[int | str, ...] = (1, 2, 2, 2, 3, 4, 5, "cant_say")
SECOND: tuple[int | str, ...] = (2, 2, 2, 3, 3, 3, 4, "cant_say")
IDEAS = ("One list for every ward", "Meet on the ward, once a week", "A phone number that somebody answers")
PROMISE = "One page that says who decides what"


def test_a_roundtable_with_two_desks_from_the_doors_to_the_report(room: Room) -> None:
    fay, screen = room.desk(), room.screen()
    olu = second_desk(room)
    fay.open_doors()
    eight = [room.phone(sector) for sector in SECTORS]
    for desk in (fay, olu):
        desk.sees("8 joined")
    greet(fay, olu, screen, eight)
    score(fay, olu, screen, eight)
    talk(fay, olu, eight)
    score_again(fay, olu, eight)
    vote(fay, olu, screen, eight)
    promise(fay, olu, eight)
    go_home(room, fay, olu, eight)


def second_desk(room: Room) -> Desk:
    page = room.crowd.window(DESKTOP)
    sign_in(page, OLU)
    path = f"/desk/{room.workshop.code}/"
    page.goto(path)
    return Desk(page, room.crowd, path)


def greet(fay: Desk, olu: Desk, screen: Screen, eight: list[Phone]) -> None:
    fay.go_on("welcome")
    olu.at("welcome")
    olu.go_on("check_in")
    for number, phone in enumerate(eight):
        phone.at("check_in")
        phone.say(f"Word {number}")
    screen.sees("Word 7")
    # The first of them has an old desk for a moment: its press is told, and moves nobody on twice.
    fay.go_on("read")
    olu.at("read")


def score(fay: Desk, olu: Desk, screen: Screen, eight: list[Phone]) -> None:
    olu.go_on("score")
    for phone, level in zip(eight, FIRST, strict=True):
        phone.at("score")
        for number in range(5):
            phone.score(number, level)
    for desk in (fay, olu):
        expect(desk.page.locator("#desk_flow")).to_contain_text("8 of 8")
        desk.sees_no_result()
    fay.go_on("score", "closed")
    olu.at("score", "closed")
    olu.reveal()
    fay.at("score", "revealed")
    screen.at("score", "revealed")
    for phone in eight:
        phone.at("score", "revealed")
    # Both desks' moves are in the journal of both.
    for desk in (fay, olu):
        entries = desk.page.locator("#desk_journal")
        expect(entries).to_contain_text("Fay")
        expect(entries).to_contain_text("Olu")


def talk(fay: Desk, olu: Desk, eight: list[Phone]) -> None:
    fay.go_on("overview")
    olu.at("overview")
    olu.choose(0)
    fay.choose(1)
    for desk, number in ((fay, 0), (olu, 1)):
        desk.go_on("discuss")
        for phone in eight[:4]:
            phone.at("discuss")
            # Two steps of one kind follow each other: a new one is said aloud, and must not come after "Saved".
            expect(phone.stage).to_have_attribute("data-say", re.compile(("First", "Second")[number]))
            phone.say(f"It depends on the ward, {number} of {phone.participant.hex[:6]}")
        expect(desk.page.locator("#desk_voices")).to_contain_text("It depends on the ward")
        hand(fay, olu, eight[number])


def hand(fay: Desk, olu: Desk, phone: Phone) -> None:
    """Up on the phone, seen at both desks, given the floor at one."""
    phone.page.locator("button[id^=hand]").first.click()
    for desk in (fay, olu):
        expect(desk.page.locator("button[id^=floor-]")).to_have_count(1)
    olu.page.locator("button[id^=floor-]").click()
    phone.sees("You have the floor")


def score_again(fay: Desk, olu: Desk, eight: list[Phone]) -> None:
    fay.go_on("rescore")
    for phone, level in zip(eight, SECOND, strict=True):
        phone.at("rescore")
        for number in range(phone.form_count):
            phone.score(number, level)
    expect(olu.page.locator("#desk_flow")).to_contain_text("8 of 8")
    olu.go_on("rescore", "closed")
    fay.at("rescore", "closed")
    fay.reveal()
    for phone in eight:
        phone.at("rescore", "revealed")


def vote(fay: Desk, olu: Desk, screen: Screen, eight: list[Phone]) -> None:
    olu.go_on("ideas")
    for phone, idea in zip(eight, IDEAS, strict=False):
        phone.at("ideas")
        phone.stage.locator("textarea").fill(idea)
        phone.stage.get_by_role("button", name="Send without my name").click()
        phone.saved()
    screen.sees(IDEAS[2])
    fay.go_on("dots")
    for phone in eight:
        phone.at("dots")
        button = phone.stage.locator("button[id^=dot-2-]").first
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    expect(olu.page.locator("#desk_flow")).to_contain_text("8 of 8")
    olu.go_on("dots", "closed")
    fay.at("dots", "closed")
    fay.reveal()
    for phone in eight:
        phone.at("dots", "revealed")
    expect(screen.stage).to_contain_text("16")


def promise(fay: Desk, olu: Desk, eight: list[Phone]) -> None:
    olu.go_on("commit")
    fay.at("commit")
    fay.page.locator("#what").fill(PROMISE)
    fay.page.locator("#owner").fill("The discharge board")
    fay.page.get_by_role("button", name=re.compile("^(Add|Write)")).first.click()
    olu.sees(PROMISE)
    for phone in eight:
        phone.sees(PROMISE)


def go_home(room: Room, fay: Desk, olu: Desk, eight: list[Phone]) -> None:
    fay.go_on("check_out")
    for phone in eight:
        phone.at("check_out")
        phone.page.locator("#useful-4").check()
        phone.stage.get_by_role("button", name="Send without my name").click()
        phone.saved()
    olu.go_on()
    expect(fay.stage).to_contain_text("The agenda is done")
    fay.on.click()
    fay.page.locator("#on-sure").click()
    expect(olu.stage).to_contain_text("The workshop has ended")
    for phone in eight:
        phone.sees("Thank you. That was it.")
    kept = room.site.rows("select count(*) from workshops_score where workshop_id = ?", room.workshop.id)
    assert kept == [EIGHT * 5 + EIGHT * 2]
    olu.page.goto(f"/workshops/{room.workshop.code}/report/")
    for words in (PROMISE, IDEAS[0], "It depends on the ward"):
        expect(olu.page.locator("main")).to_contain_text(words)
