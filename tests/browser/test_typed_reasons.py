"""A reason that somebody types beside the scale: on its way by itself, and never called saved before it is."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.audit import Audit
from tests.browser.crowd import AWAY, REFUSED, Transport
from tests.browser.people import Desk, Phone, Room
from tests.browser.test_pushes import slow_down, wait_for
from workshops.actions.scoring import REASON_TOO_LATE

AGENDA = ["score", "discuss"]
WHY, MORE = "Nobody asked the wards", " in time"
LATE = "This is not open now."
POSTED = Transport("by posting", instead=REFUSED)
over = pytest.mark.parametrize("transport", [POSTED], ids=str)


@pytest.fixture
def desk(room: Room) -> Desk:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("score")
    return desk


@pytest.fixture
def ana(room: Room, desk: Desk) -> Phone:
    return room.phone()


def reasons_kept(room: Room) -> list[str]:
    query = "select text from workshops_comment where workshop_id = ? and source = 'reason'"
    return room.site.rows(query, room.workshop.id)


def box_of(ana: Phone) -> Locator:
    """The open box of the first principle, with the caret in it and its level chosen."""
    form = ana.page.locator("form.one").first
    form.locator("input[value='3']").check()
    ana.acknowledged(str(form.get_attribute("data-principle")), 3)
    form.locator("details.why summary").click()
    box = form.locator("textarea")
    box.click()
    return box


def said(ana: Phone) -> Locator:
    return ana.page.locator("#say")


def caret(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        "() => { const e = document.activeElement; return [e.localName, e.value, e.selectionStart]; }"
    )
    return found


@pytest.mark.parametrize("transport", [Transport(), POSTED], ids=str)
def test_a_reason_that_is_typed_and_left_reaches_the_room(room: Room, desk: Desk, ana: Phone) -> None:
    box = box_of(ana)
    principle = ana.page.locator("form.one").first.get_attribute("data-principle")
    ana.saved()
    ana.page.keyboard.type(WHY)
    expect(said(ana)).to_have_text("Not sent yet")
    ana.saved()
    assert (reasons_kept(room), caret(ana.page)) == ([WHY], ["textarea", WHY, len(WHY)])
    desk.pretend()
    expect(ana.page.locator("#progress")).to_contain_text("21")
    ana.page.keyboard.press("Home")
    ana.page.keyboard.type("Yes: ")
    expect(box).to_have_value("Yes: " + WHY)
    ana.saved()
    assert (reasons_kept(room).count("Yes: " + WHY), caret(ana.page)[2]) == (1, len("Yes: "))
    desk.go_on("score", "closed")
    ana.at("score", "closed")
    expect(ana.page.locator("#kept")).to_be_hidden()
    desk.reveal()
    desk.go_on("discuss")
    desk.page.locator(f"#desk_flow #discuss-{principle}").click()
    expect(ana.page.locator(".voice").filter(has_text="Yes: " + WHY)).to_be_visible()


@over
def test_words_typed_on_while_others_are_on_their_way_go_after_them(
    room: Room, desk: Desk, ana: Phone
) -> None:
    box = box_of(ana)
    held = slow_down(ana.page, "score")
    box.press_sequentially(WHY)
    wait_for(ana.page, held, 1)
    box.press_sequentially(MORE)
    ana.page.wait_for_timeout(2_500)
    expect(said(ana)).to_have_text("Not sent yet")
    # The second waits for the first, or the first might come in last.
    assert len(held) == 1
    held[0].continue_()
    wait_for(ana.page, held, 2)
    held[1].continue_()
    ana.saved()
    assert reasons_kept(room) == [WHY + MORE]


def test_a_reason_without_a_level_says_what_it_waits_for(room: Room, ana: Phone) -> None:
    form = ana.page.locator("form.one").first
    form.locator("details.why summary").click()
    form.locator("textarea").press_sequentially(WHY)
    expect(said(ana)).to_have_text("Not sent yet: choose a level, and it goes with it")
    ana.page.wait_for_timeout(2_000)
    assert reasons_kept(room) == []
    form.locator("input[value='3']").check()
    ana.saved()
    assert reasons_kept(room) == [WHY]


def test_a_draft_goes_by_itself_after_a_reload(room: Room, ana: Phone) -> None:
    box_of(ana).press_sequentially(WHY)
    ana.page.reload()
    expect(ana.page.locator("form.one textarea").first).to_have_value(WHY)
    ana.saved()
    assert reasons_kept(room) == [WHY]


def test_a_reason_survives_that_the_step_is_opened_again(room: Room, desk: Desk, ana: Phone) -> None:
    box_of(ana).press_sequentially(WHY)
    expect(said(ana)).to_have_text("Not sent yet")
    ana.saved()
    desk.go_on("score", "closed")
    ana.at("score", "closed")
    desk.page.locator("#back").click()
    ana.at("score")
    form = ana.page.locator("form.one").first
    expect(form.locator("textarea")).to_have_value(WHY)
    form.locator("input[value='4']").check()
    ana.acknowledged(str(form.get_attribute("data-principle")), 4)
    ana.saved()
    assert reasons_kept(room) == [WHY]


def colour(line: Locator, part: str = "") -> list[str]:
    found: list[str] = line.evaluate(
        "(e, part) => { const s = getComputedStyle(e, part); return [s.color, s.content]; }", part
    )
    return found


@over
def test_what_was_refused_does_not_look_like_what_was_saved(room: Room, desk: Desk, ana: Phone) -> None:
    room.crowd.expected += [*AWAY, r"status of 409 .*/score\)$"]
    box = box_of(ana)
    ana.saved()
    green = colour(said(ana))[0]
    audit, held = Audit(), slow_down(ana.page, "score")
    box.press_sequentially(WHY)
    expect(said(ana)).to_have_text("Not sent yet")
    assert colour(said(ana))[0] != green
    audit.look(ana.page, "words that are not sent yet")
    wait_for(ana.page, held, 1)
    desk.go_on("score", "closed")
    held[0].continue_()
    expect(said(ana)).to_contain_text(LATE)
    assert colour(said(ana))[0] != green
    assert colour(said(ana), "::before")[1] == '"!"'
    audit.look(ana.page, "words that were refused")
    assert (reasons_kept(room), audit.found) == ([], [])
    kept = ana.page.get_by_role("region", name="You were still writing this")
    expect(kept.locator("textarea")).to_have_value(WHY)


def test_words_that_missed_the_close_behind_their_score_stay_with_who_wrote_them(
    room: Room, desk: Desk, ana: Phone
) -> None:
    box = box_of(ana)
    desk.pretend()
    late: list[tuple[WebSocketRoute, dict[str, Any]]] = []
    ana.page.route_web_socket(re.compile("/live/"), lambda way: let_the_score_through_alone(way, late))
    ana.page.reload()
    form = ana.page.locator("form.one").first
    form.locator("details.why summary").click()
    box.press_sequentially(WHY)
    wait_for(ana.page, late, 1)
    desk.go_on("score", "closed")
    ana.at("score", "closed")
    way, answer = late[0]
    # As the server says it where the step is closed between the two commits: see test_few_reasons.
    way.send(json.dumps(answer | {"status": 409, "words": REASON_TOO_LATE}))
    expect(said(ana)).to_have_text(REASON_TOO_LATE)
    kept = ana.page.get_by_role("region", name="You were still writing this")
    expect(kept.locator("textarea")).to_have_value(WHY)
    assert (WHY in reasons_kept(room), answer["own"]["level"]) == (False, 3)
    desk.reveal()
    ana.at("score", "revealed")
    expect(ana.page.locator(".you")).to_have_count(1)
    expect(kept.locator("textarea")).to_have_value(WHY)


def let_the_score_through_alone(
    way: WebSocketRoute, late: list[tuple[WebSocketRoute, dict[str, Any]]]
) -> None:
    """The score of a message goes on, the reason in it does not; what is answered to it waits in `late`."""
    server, held = way.connect_to_server(), set()

    def to_server(text: str | bytes) -> None:
        message = json.loads(text)
        if message.get("fields", {}).pop("reason", None):
            held.add(message["id"])
        server.send(json.dumps(message))

    def to_page(text: str | bytes) -> None:
        message = json.loads(text)
        if message.get("id") in held:
            late.append((way, message))
        else:
            way.send(text)

    way.on_message(to_server)
    server.on_message(to_page)


def test_words_that_were_put_away_stay_away(room: Room, desk: Desk, ana: Phone) -> None:
    form = ana.page.locator("form.one").first
    form.locator("details.why summary").click()
    form.locator("textarea").press_sequentially(WHY)
    desk.go_on("score", "closed")
    kept = ana.page.get_by_role("region", name="You were still writing this")
    expect(kept.locator("textarea")).to_have_value(WHY)
    desk.reveal()
    desk.go_on("discuss")
    ana.at("discuss")
    ana.page.reload()
    expect(kept.locator("textarea")).to_have_value(WHY)
    kept.get_by_role("button", name="Put it away").click()
    expect(kept).to_be_hidden()
    expect(ana.page.locator("main")).to_be_focused()
    ana.page.reload()
    expect(ana.page.locator("#stage")).to_be_visible()
    desk.go_on()
    expect(ana.page.get_by_role("heading", name="Thank you. That was it.")).to_be_visible()
    assert ana.page.locator("#kept-texts textarea").count() == 0
