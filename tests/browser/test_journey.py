"""One whole workshop, from the open doors to the report, over every way in which a browser may reach the server."""

import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.crowd import AWAY, DESKTOP, PHONE, REFUSED, Transport
from tests.browser.people import Counts, Desk, Phone, Room, Screen, shown_counts, sign_in
from tests.browser.server import OLU

TRANSPORTS = [
    Transport("websocket"),
    Transport("websocket refused", instead=REFUSED),
    Transport("server restarted in the middle", restarts=True),
    Transport("no JavaScript", scripts=False),
]
PROMISE = "One page that says who decides what, in plain words"
HALF = "We agree on paper, but"
ANA_FIRST = [4, 2, 3, 4, 5]
BEN_FIRST: list[int | str] = [2, 2, 1, 4, "cant_say"]


@pytest.fixture(params=TRANSPORTS, ids=str)
def transport(request: pytest.FixtureRequest) -> Transport:
    chosen: Transport = request.param
    return chosen


def test_one_whole_workshop(room: Room) -> None:
    if room.crowd.transport.restarts:
        room.crowd.expected += AWAY
    desk = room.desk()
    screen = room.screen()
    ana, ben = come_in(room, desk, screen)
    opening(desk, screen, ana, ben)
    score_all_five(room, desk, ana, ben)
    close_and_reveal(room, desk, screen, ana, ben)
    if room.crowd.transport.restarts:
        room.site.restart()
    first, first_counts = ana.activity, ana.counts()
    choose_two(desk, screen, ana)
    discuss(room, desk, screen, ana, ben)
    second_counts = score_again(room, desk, screen, ana, ben)
    assert second_counts == room.counts_kept(first, ana.activity)
    commit(desk, screen, ana)
    leave(room, desk, ana, ben)
    read_report(room, {**first_counts, **second_counts})


def come_in(room: Room, desk: Desk, screen: Screen) -> tuple[Phone, Phone]:
    desk.open_doors()
    expect(desk.page.locator("#pretend")).to_have_text(re.compile("Add twenty pretend people"))
    desk.pretend()
    ana = room.phone("carer")
    page = room.crowd.window(PHONE)
    page.goto("/")
    typed = f" {room.workshop.code[:3].lower()} {room.workshop.code[3:].lower()}"
    page.get_by_label("Join code").fill(typed)
    page.get_by_role("button", name="Join").click()
    ben = room.join(page, "prefer_not")
    ana.sees("You are in.")
    screen.sees("22 have joined")
    desk.sees("22 joined")
    return ana, ben


def opening(desk: Desk, screen: Screen, ana: Phone, ben: Phone) -> None:
    desk.go_on("welcome")
    ana.at("welcome")
    desk.go_on("check_in")
    for phone, words in ((ana, "hopeful"), (ben, "a bit tired")):
        phone.at("check_in")
        phone.say(words)
    desk.pretend()
    screen.sees("hopeful")
    screen.sees("a bit tired")
    desk.go_on("read")
    ana.at("read")


def score_all_five(room: Room, desk: Desk, ana: Phone, ben: Phone) -> None:
    desk.go_on("score")
    for phone in (ana, ben):
        phone.at("score")
        assert phone.form_count == 5
    for number, level in enumerate(ANA_FIRST[:3]):
        ana.score(number, level)
    if room.crowd.transport.restarts:
        fall_over_while_scoring(room, ana)
    for number, choice in enumerate(BEN_FIRST):
        ben.score(number, choice, why="Nobody asked us." if number == 2 else "")
    for number, level in enumerate(ANA_FIRST[3:], 3):
        ana.score(number, level)
    desk.pretend()
    desk.sees("22 of 22")
    for phone in (ana, ben):
        assert len(phone.answers()) == 5
        assert phone.answers() == room.scores_kept(phone)


def fall_over_while_scoring(room: Room, ana: Phone) -> None:
    """The server is killed while Ana types and chooses: her answer waits on her phone and her words stay."""
    ana.page.locator(".steps a").nth(3).click()
    form = ana.page.locator("form.one").nth(3)
    ana.write_why(form, HALF)
    room.site.stop(signal.SIGKILL)
    form.locator("input[value='2']").check()
    expect(ana.page.locator("#say")).to_have_text("Kept on this device, sending again")
    room.site.start()
    ana.acknowledged(str(form.get_attribute("data-principle")), 2)
    assert form.locator("textarea").input_value() == HALF


def close_and_reveal(room: Room, desk: Desk, screen: Screen, ana: Phone, ben: Phone) -> None:
    desk.go_on("score", "closed")
    for page in (ana, ben, screen, desk):
        page.at("score", "closed")
        page.sees_no_result()
    desk.reveal()
    for page in (ana, ben, screen, desk):
        page.at("score", "revealed")
    assert ana.counts() == ben.counts() == desk.counts() == room.counts_kept(ana.activity)
    assert screen.page.locator(".you").count() == desk.page.locator(".you").count() == 0
    expected = {p: level for _, p, level in room.scores_kept(ana)} if ana.scripts else {}
    assert ana.own_marks() == expected


def choose_two(desk: Desk, screen: Screen, ana: Phone) -> None:
    desk.go_on("overview")
    for page in (ana, screen):
        page.at("overview")
        assert page.page.locator("table.ov tbody tr").count() == 5
    desk.choose(1)
    desk.choose(3)


def discuss(room: Room, desk: Desk, screen: Screen, ana: Phone, ben: Phone) -> None:
    desk.go_on("discuss")
    for phone in (ana, ben):
        phone.at("discuss")
    ana.say("We have one plan, but nobody told the wards.")
    ben.say("Ask Doctor Smith in room 4.")
    desk.pretend()
    see_too(room, ben, "nobody told the wards")
    ana.sees("Ask Doctor Smith")
    desk.catch_up()
    desk.press("Doctor Smith", "hide")
    ana.catch_up()
    expect(ana.page.get_by_text("Doctor Smith")).to_have_count(0)
    desk.press("nobody told the wards", "light")
    screen.catch_up()
    expect(screen.page.locator("blockquote.spot")).to_have_text(
        "“We have one plan, but nobody told the wards.”"
    )
    desk.go_on("discuss")
    desk.go_on("rescore")


def see_too(room: Room, phone: Phone, words: str) -> None:
    seen = room.seen_too(words)
    phone.catch_up()
    button = phone.page.locator(".v-n .voice").filter(has_text=words).locator("button[id^=too-]")
    button.click()
    expect(button.locator(".num")).to_have_text(str(seen + 1))
    assert room.seen_too(words) == seen + 1
    if phone.scripts:
        expect(button).to_have_attribute("aria-pressed", "true")


def score_again(room: Room, desk: Desk, screen: Screen, ana: Phone, ben: Phone) -> Counts:
    for phone in (ana, ben):
        phone.at("rescore")
        assert phone.form_count == 2
    if ana.scripts:
        marks = ana.page.locator("form.one .level:has(.before)")
        assert [mark.locator("input").get_attribute("value") for mark in marks.all()] == ["2", "4"]
        assert ana.page.locator(".before").all_inner_texts()[:1] == ["round 1"]
    else:
        ana.sees("round 1: 2, ")
    for number in range(2):
        ana.score(number, 3)
        ben.score(number, 4)
    desk.pretend()
    for phone in (ana, ben):
        assert len(phone.answers()) == 7
        assert phone.answers() == room.scores_kept(phone)
    desk.go_on("rescore", "closed")
    ana.at("rescore", "closed")
    desk.reveal()
    for page in (ana, screen, desk):
        page.at("rescore", "revealed")
        expect(page.page.locator("table.dots.two")).to_have_count(2)
    assert widest_dots(ana) > 90
    assert ana.counts() == screen.counts() == desk.counts()
    return ana.counts()


def widest_dots(phone: Phone) -> float:
    """How many pixels a row of dots may take beside its words and numbers."""
    boxes = [strip.bounding_box() for strip in phone.page.locator("table.dots.two td.strip svg").all()]
    return max(box["width"] for box in boxes if box)


def commit(desk: Desk, screen: Screen, ana: Phone) -> None:
    desk.go_on("ideas")
    desk.go_on("dots")
    desk.go_on("dots", "closed")
    desk.reveal()
    desk.go_on("commit")
    ana.at("commit")
    desk.page.get_by_label("What", exact=True).fill(PROMISE)
    desk.page.get_by_label("Who: organisation or role").fill("Partnership programme office")
    desk.page.get_by_label("By when").fill("2027-01-15")
    desk.page.get_by_role("button", name="Add to the list").click()
    for page in (desk, ana, screen):
        page.sees(PROMISE)


def leave(room: Room, desk: Desk, ana: Phone, ben: Phone) -> None:
    desk.go_on("check_out")
    ana.at("check_out")
    ana.page.locator("#useful-5").check()
    ana.say("I will ask the wards.")
    desk.pretend()
    desk.go_on()
    expect(desk.stage.get_by_role("heading", name="The agenda is done")).to_be_visible()
    for phone in (ana, ben):
        assert phone.answers() == room.scores_kept(phone)
    desk.on.click()
    desk.page.locator("#on-sure").click()
    expect(desk.stage.get_by_role("heading", name="The workshop has ended")).to_be_visible()
    for phone in (ana, ben):
        phone.sees("Thank you. That was it.")


def read_report(room: Room, shown: Counts) -> None:
    """What Olu reads is what the room saw: its numbers and its promises, and no hidden words."""
    page = room.crowd.window(DESKTOP)
    sign_in(page, OLU)
    page.goto(f"/workshops/{room.workshop.code}/")
    page.get_by_role("link", name="Open the report").click()
    assert page.locator(".rcm .title").all_inner_texts() == [PROMISE]
    assert shown_counts(page) == shown
    assert page.get_by_text("nobody told the wards").count() == 1
    assert page.get_by_text("Doctor Smith").count() == 0
    [kept] = room.site.rows("select count(*) from workshops_score where workshop_id = ?", room.workshop.id)
    assert kept == 22 * 7
