"""Whatever comes from the room, what a person is in the middle of stays theirs; and nothing is sent twice."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.crowd import AWAY, PHONE, REFUSED, SWALLOWED, Transport
from tests.browser.people import Desk, Phone, Room
from workshops.actions.agenda import SOMEBODY_ELSE

AGENDA = ["discuss", "score", "check_in"]
HALF = "We agree on paper"
WHERE = (
    "() => { const e = document.activeElement; return [e.id, e.value, e.selectionStart, e.selectionEnd]; }"
)
# A push of the region that is there, with some words more and a version of our own.
PUSH = """([words, step]) => {
  const region = document.getElementById("stage").cloneNode(true);
  region.dataset.v = Number(region.dataset.v) + step;
  region.append(words);
  room.take({ v: Number(region.dataset.v), html: region.outerHTML });
}"""


@pytest.fixture(params=[Transport()], ids=str)
def transport(request: pytest.FixtureRequest) -> Transport:
    chosen: Transport = request.param
    return chosen


def over(*transports: Transport) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("transport", transports, ids=str, indirect=True)


@pytest.fixture
def desk(room: Room) -> Desk:
    desk = room.desk()
    desk.open_doors()
    return desk


@pytest.fixture
def ana(room: Room, desk: Desk) -> Phone:
    """Ana, in the discussion."""
    desk.go_on("discuss")
    return room.phone()


def half_typed(ana: Phone) -> list[Any]:
    """Ana has written half a sentence and gone back into the middle of it."""
    ana.stage.locator("textarea").fill(HALF)
    ana.page.keyboard.press("Home")
    for _ in range(3):
        ana.page.keyboard.press("ArrowRight")
    name = ana.stage.locator("textarea").get_attribute("id")
    assert where(ana.page) == [name, HALF, 3, 3]
    return [name, HALF, 3, 3]


def where(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(WHERE)
    return found


def comments_kept(room: Room) -> list[str]:
    found = room.site.rows("select text from workshops_comment where workshop_id = ?", room.workshop.id)
    return sorted(found)


def test_words_caret_and_focus_stay_where_they_are(room: Room, desk: Desk, ana: Phone) -> None:
    ben = room.phone()
    before = half_typed(ana)
    ben.say("Nobody told the wards.")
    expect(ana.page.locator(".voice")).to_have_count(1)
    desk.pretend()
    expect(ana.page.locator("#progress")).to_have_text("22 people here")
    assert where(ana.page) == before
    desk.page.locator("#desk_flow .choose button").nth(1).click()
    expect(ana.stage.locator("h1")).not_to_have_text("Step discuss")
    assert where(ana.page) == before
    ana.page.keyboard.type("!")
    assert where(ana.page)[1:] == ["We !agree on paper", 4, 4]


def test_open_details_and_what_is_chosen_stay(desk: Desk, ana: Phone) -> None:
    desk.go_on("score")
    ana.at("score")
    form = ana.page.locator("form.one").first
    ana.write_why(form, HALF)
    form.locator("input[value='4']").focus()
    ana.page.evaluate(PUSH, ["pushed", 1])
    expect(ana.stage).to_contain_text("pushed")
    assert form.locator("details.why[open]").count() == 1
    assert form.locator("textarea").input_value() == HALF
    assert where(ana.page)[0] == form.locator("input[value='4']").get_attribute("id")


def test_an_older_version_never_replaces_a_newer_one(ana: Phone) -> None:
    ana.page.evaluate(PUSH, ["newer", 7])
    expect(ana.stage).to_contain_text("newer")
    ana.page.evaluate(PUSH, ["older", -1])
    ana.page.evaluate(PUSH, ["newest", 0])
    expect(ana.stage).to_contain_text("newest")
    assert ana.stage.get_by_text("older").count() == 0


def test_a_step_that_changes_keeps_the_draft(desk: Desk, ana: Phone) -> None:
    half_typed(ana)
    desk.go_on("score")
    ana.at("score")
    kept = ana.page.get_by_role("region", name="You were still writing this")
    expect(kept.locator("textarea")).to_have_value(HALF)
    desk.page.locator("#back").click()
    ana.at("discuss")
    expect(ana.stage.locator("textarea")).to_have_value(HALF)
    desk.go_on("score")
    ana.at("score")
    kept.get_by_role("button", name="Put it away").click()
    expect(kept).to_be_hidden()
    desk.page.locator("#back").click()
    ana.at("discuss")
    expect(ana.stage.locator("textarea")).to_have_value("")


def test_half_a_sentence_survives_a_reload(ana: Phone) -> None:
    half_typed(ana)
    ana.page.reload()
    expect(ana.stage.locator("textarea")).to_have_value(HALF)


@over(Transport("awake over sockets"), Transport("awake by polling", instead=REFUSED))
def test_a_phone_that_slept_catches_up(room: Room, desk: Desk, ana: Phone) -> None:
    room.crowd.expected += AWAY
    ana.page.context.set_offline(True)
    desk.go_on("score")
    desk.go_on("score", "closed")
    ana.page.context.set_offline(False)
    ana.at("score", "closed")


@over(Transport("offline over sockets"), Transport("offline by polling", instead=REFUSED))
def test_answers_given_offline_arrive_once_and_in_order(room: Room, desk: Desk, ana: Phone) -> None:
    room.crowd.expected += AWAY
    desk.go_on("score")
    ana.at("score")
    form = ana.page.locator("form.one").first
    ana.page.context.set_offline(True)
    form.locator("input[value='2']").check()
    form.locator("input[value='5']").check()
    ana.page.context.set_offline(False)
    ana.acknowledged(str(form.get_attribute("data-principle")), 5)
    assert [level for _, _, level in room.scores_kept(ana)] == [5]


@over(Transport("swallowed", instead=SWALLOWED))
def test_a_network_that_swallows_sockets_is_polled_through(desk: Desk, ana: Phone) -> None:
    desk.go_on("score")
    ana.at("score")


def lose_the_first(page: Page, address: str) -> list[int]:
    """The first thing that is posted there reaches the server, and its answer is lost; gives that answer's status."""
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost or route.request.method != "POST":
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort("aborted")

    page.route(address, lose)
    return lost


def test_a_second_tap_on_join_makes_no_second_participant(room: Room, desk: Desk) -> None:
    room.crowd.expected += AWAY
    page = room.crowd.window(PHONE)
    page.goto(f"/j/{room.workshop.code}")
    lost = lose_the_first(page, "**/join/*/")
    page.locator("#sector-carer").check()
    page.get_by_role("button", name="Join the workshop").click(no_wait_after=True)
    wait_for(page, lost, 1)
    # The browser that lost the answer has no seat from it either.
    page.context.clear_cookies(name=re.compile("^participant"))
    page.get_by_role("button", name="Join the workshop").dblclick()
    expect(page.locator("#stage")).to_contain_text("You are in.")
    query = "select count(*) from workshops_participant where workshop_id = ?"
    assert (lost, room.site.rows(query, room.workshop.id)) == ([302], [1])


@over(Transport("sent over sockets"), Transport("sent by posting", instead=REFUSED))
def test_a_double_click_on_send_makes_one_comment(room: Room, desk: Desk, ana: Phone) -> None:
    ana.stage.locator("textarea").fill("Once")
    ana.stage.get_by_role("button", name="Send without my name").dblclick()
    ana.saved()
    expect(ana.page.locator(".voice")).to_have_count(1)
    assert comments_kept(room) == ["Once"]


@over(Transport("by posting", instead=REFUSED))
def test_an_answer_that_got_lost_is_asked_for_again(room: Room, desk: Desk) -> None:
    """In a form that came by itself, so that its id is made in the browser."""
    room.crowd.expected += AWAY
    ana = room.phone()
    desk.go_on("discuss")
    ana.at("discuss")
    lost = lose_the_first(ana.page, "**/comment")
    ana.stage.locator("textarea").fill("Once")
    ana.stage.get_by_role("button", name="Send without my name").click()
    expect(ana.stage.locator("textarea")).to_have_value("")
    assert (lost, comments_kept(room)) == ([200], ["Once"])


def slow_down(page: Page, act: str) -> list[Route]:
    """Hold back everything that is sent for `act`; gives what is held, for the test to let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/{act}", hold)
    return held


def wait_for(page: Page, held: Sequence[object], count: int) -> None:
    for _ in range(100):
        if len(held) == count:
            return
        page.wait_for_timeout(50)
    assert len(held) == count


@over(Transport("posting slowly", instead=REFUSED))
def test_the_last_choice_stands_though_the_first_comes_in_last(room: Room, desk: Desk, ana: Phone) -> None:
    desk.go_on("score")
    ana.at("score")
    held = slow_down(ana.page, "score")
    form = ana.page.locator("form.one").first
    principle = str(form.get_attribute("data-principle"))
    form.locator("input[value='2']").check()
    form.locator("input[value='4']").check()
    wait_for(ana.page, held, 2)
    held[1].continue_()
    ana.acknowledged(principle, 4)
    with ana.page.expect_response("**/score"):
        held[0].continue_()
    assert [level for _, _, level in room.scores_kept(ana)] == [4]
    ana.acknowledged(principle, 4)


@over(Transport("posting after a pause", instead=REFUSED))
def test_what_waits_goes_as_soon_as_the_server_is_heard_again(room: Room, desk: Desk, ana: Phone) -> None:
    room.crowd.expected += AWAY
    desk.go_on("score")
    ana.at("score")
    failed: list[str] = []
    ana.page.on(
        "requestfailed", lambda sent: failed.append(sent.url) if sent.url.endswith("/score") else None
    )
    # Every pause is as long as it may be, and time passes only when told to.
    ana.page.evaluate("Math.random = () => 0.999")
    ana.page.clock.install(time=0)
    ana.page.clock.pause_at(1)
    ana.page.context.set_offline(True)
    form = ana.page.locator("form.one").first
    form.locator("input[value='2']").check()
    for count, pause in enumerate([0, 1_500, 3_000, 6_000], 1):
        ana.page.clock.run_for(pause)
        wait_for(ana.page, failed, count)
    ana.page.context.set_offline(False)
    # The next would be in twelve seconds; the room is asked after three.
    ana.page.clock.run_for(3_000)
    ana.acknowledged(str(form.get_attribute("data-principle")), 2)


@over(Transport("writing on", instead=REFUSED))
def test_words_written_while_others_are_on_their_way_stay(room: Room, desk: Desk, ana: Phone) -> None:
    held = slow_down(ana.page, "comment")
    box = ana.stage.locator("textarea")
    box.fill("First")
    ana.stage.get_by_role("button", name="Send without my name").click()
    wait_for(ana.page, held, 1)
    box.fill("Second, half")
    held[0].continue_()
    ana.saved()
    expect(box).to_have_value("Second, half")
    assert comments_kept(room) == ["First"]


@over(Transport("seeing slowly", instead=REFUSED))
def test_one_button_that_waits_keeps_no_other_waiting(room: Room, desk: Desk, ana: Phone) -> None:
    ben = room.phone()
    for words in ("One", "Two"):
        ben.say(words)
    expect(ana.page.locator(".v-n button[id^=too-]")).to_have_count(2)
    held = slow_down(ana.page, "see_too")
    for number in range(2):
        ana.page.locator(".v-n button[id^=too-]").nth(number).click()
    wait_for(ana.page, held, 2)
    for route in held:
        route.continue_()
    expect(ana.page.locator(".v-n button[id^=too-][aria-pressed=true]")).to_have_count(2)
    assert (room.seen_too("One"), room.seen_too("Two")) == (1, 1)


@pytest.mark.parametrize("status", [503, 429])
@over(Transport("told to wait", instead=REFUSED))
def test_what_cannot_be_taken_now_is_sent_again_by_itself(
    room: Room, desk: Desk, ana: Phone, status: int
) -> None:
    room.crowd.expected += [rf"^{status} .*/score$", rf"status of {status} .*/score\)$"]
    desk.go_on("score")
    ana.at("score")
    told: list[str] = []

    def busy(route: Route) -> None:
        if told:
            route.continue_()
            return
        told.append(str(route.request.post_data))
        route.fulfill(status=status, json={"status": status, "words": ""})

    ana.page.route("**/score", busy)
    form = ana.page.locator("form.one").first
    form.locator("input[value='4']").check()
    expect(ana.page.locator("#say")).to_have_text("Kept on this device, sending again")
    ana.acknowledged(str(form.get_attribute("data-principle")), 4)
    expect(ana.page.locator("#say")).to_have_text("Saved")
    assert (len(told), [level for _, _, level in room.scores_kept(ana)]) == (1, [4])


def test_what_was_read_before_a_score_was_safe_does_not_take_its_mark_away(
    room: Room, desk: Desk, ana: Phone
) -> None:
    desk.go_on("score")
    ana.at("score")
    before = ana.page.evaluate("document.getElementById('mine').outerHTML")
    form = ana.page.locator("form.one").first
    form.locator("input[value='4']").check()
    ana.acknowledged(str(form.get_attribute("data-principle")), 4)
    late = {"status": 200, "words": "It came late", "mine": before.replace("data-level", "data-stale")}
    ana.page.route("**/w/late", lambda route: route.fulfill(json=late))
    ana.page.evaluate("""() => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: "/w/late" });
      document.body.append(form);
      room.submit(form);
    }""")
    expect(ana.page.locator("#say")).to_have_text("It came late")
    ana.acknowledged(str(form.get_attribute("data-principle")), 4)


def test_a_reason_is_sent_when_it_changes_and_not_with_every_choice(
    room: Room, desk: Desk, ana: Phone
) -> None:
    desk.go_on("score")
    ana.at("score")
    sent: list[dict[str, str]] = []

    def noted(fields: dict[str, str]) -> None:
        sent.append(fields)

    ana.page.expose_function("noted", noted)
    ana.page.evaluate("""() => {
      const send = room.send;
      room.send = (message) => { window.noted(message.fields); return send(message); };
    }""")
    form = ana.page.locator("form.one").first
    principle = str(form.get_attribute("data-principle"))
    steps = [("2", None), ("3", "Nobody asked us"), ("4", None), ("5", ""), ("1", None)]
    for level, words in steps:
        if words is not None:
            ana.write_why(form, words)
            ana.page.keyboard.press("Tab")
        form.locator(f"input[value='{level}']").check()
        ana.acknowledged(principle, int(level))
    # With two choices when the second was made before the first had been answered.
    reasons = [reason for reason, _ in groupby(fields.get("reason") for fields in sent)]
    assert reasons == [None, "Nobody asked us", None, "", None]
    assert comments_kept(room) == []


def test_leaving_ends_the_seat_on_every_device_and_clears_this_one(
    room: Room, desk: Desk, ana: Phone
) -> None:
    room.crowd.expected += [r"status of 404 .*/state", r"status of 410", *AWAY]
    half_typed(ana)
    other = room.crowd.window(PHONE)
    other.context.add_cookies(ana.page.context.cookies())  # type: ignore[arg-type]
    other.goto(f"/w/{room.workshop.code}/")
    expect(other.locator("#stage")).to_be_visible()
    ana.page.locator("details.way-back summary").click()
    ana.page.get_by_role("link", name="Leave the workshop on this device").click()
    ana.page.get_by_role("button", name="Leave the workshop").click()
    expect(ana.page.get_by_role("status").first).to_contain_text("You have left the workshop on this device")
    assert ana.page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    expect(other.locator("h1")).to_have_text("This seat has ended")
    expect(other.get_by_role("link", name="Join again")).to_be_visible()


def test_two_desks_that_press_at_once_make_one_step(room: Room, desk: Desk) -> None:
    room.crowd.expected += [r"status of 409 .*/step\)$"]
    other = room.desk()
    expect(other.on).to_be_visible()
    at = desk.page.evaluate("Date.now() + 400")
    for page in (desk.page, other.page):
        page.evaluate(
            "at => { setTimeout(() => document.getElementById('on').click(), at - Date.now()); }", at
        )
    for window in (desk, other):
        window.at("discuss")
    told = [window.page.locator("#say").inner_text() for window in (desk, other)]
    assert sorted(told) == ["Step discuss", SOMEBODY_ELSE]
    query = "select kind, phase from workshops_activity where workshop_id = ? and phase <> 'waiting'"
    assert room.site.rows(query, room.workshop.id) == [("discuss", "open")]
