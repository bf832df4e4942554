"""Where to talk next, another round, and leaving with everything; by keys where a desk is run by keys."""

from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import WALL
from tests.browser.people import Desk, Room
from tests.browser.test_screen import SMALL_WALL, look


def press(page: Page, selector: str) -> None:
    """With the keyboard alone."""
    page.locator(selector).focus()
    page.keyboard.press("Enter")


def score(desk: Desk, kind: str) -> None:
    desk.go_on(kind)
    desk.pretend()
    desk.go_on(kind, "closed")
    desk.reveal()


def test_a_room_talks_where_it_is_told_to_and_scores_that_again_twice(room: Room) -> None:
    audit, desk, screen = Audit(), room.desk(), room.screen()
    page = desk.page
    desk.open_doors()
    ana = room.phone()
    for kind in ("welcome", "check_in", "read"):
        desk.go_on(kind)
    score(desk, "score")
    first = page.locator("#f-talk button").first
    key = str(first.get_attribute("value"))
    press(page, f"#talk-{key}")
    expect(page.locator("#f-talk .pill")).to_have_text("Chosen")
    # Its button is gone; whoever runs the desk by keys is where it was, not at the top of the page.
    assert page.evaluate("document.activeElement.id") == "desk_flow"
    audit.look(page, "desk: where to talk next")
    desk.go_on("overview")
    press(page, f"#talk-{key}")
    desk.at("discuss")
    press(page, "#score_again")
    expect(page.locator("#not_again")).to_be_visible()
    press(page, "#not_again")
    page.locator("#score_again").dblclick()
    expect(page.locator("#not_again")).to_be_visible()
    audit.look(page, "desk: another round")
    for number in (2, 3):
        score(desk, "rescore")
        expect(desk.stage.locator("p").first).to_contain_text(f"round {number}")
        screen.at("rescore", "revealed")
        ana.at("rescore", "revealed")
        expect(ana.stage.locator("caption").first).to_contain_text(f"rounds {number - 1} and {number}")
        if number == 2:
            page.locator("#score_again").click()
            expect(page.locator("#not_again")).to_be_visible()
    audit.look(screen.page, "screen: the third round", [WALL], small=False)
    assert audit.found == []


def test_two_rounds_of_everything_fit_the_screen(room: Room) -> None:
    audit, desk, screen = Audit(), room.desk(), room.screen()
    desk.open_doors()
    for kind in ("welcome", "check_in", "read"):
        desk.go_on(kind)
    score(desk, "score")
    for kind in ("overview", "discuss", "discuss"):
        desk.go_on(kind)
    score(desk, "rescore")
    screen.at("rescore", "revealed")
    rows = screen.page.locator("table.ov tbody tr")
    foot = screen.page.locator("#screen_foot").bounding_box()
    ends = [row.bounding_box() for row in rows.all()]

    assert [row.locator("svg").count() for row in rows.all()] == [2] * 5
    assert foot
    assert [bool(box and box["y"] > 0 and box["y"] + box["height"] <= foot["y"]) for box in ends] == [
        True
    ] * 5
    audit.look(screen.page, "screen: two rounds of everything", [WALL], small=False)
    assert audit.found == []


def test_two_principles_scored_again_take_turns_on_the_screen(room: Room) -> None:
    desk, screens = room.desk(), [room.screen(WALL), room.screen(SMALL_WALL)]
    desk.open_doors()
    for kind in ("welcome", "check_in", "read"):
        desk.go_on(kind)
    score(desk, "score")
    desk.go_on("overview")
    desk.choose(0)
    desk.choose(1)
    for kind in ("discuss", "discuss"):
        desk.go_on(kind)
    score(desk, "rescore")
    look(screens, "rescore", "revealed")
    for screen in screens:
        expect(screen.page.locator(".rev:visible")).to_have_count(1)
        tops = (
            screen.page.locator("#screen_top").bounding_box(),
            screen.page.locator(".rev:visible").bounding_box(),
        )
        assert tops[0]
        assert tops[1]
        assert tops[0]["y"] + tops[0]["height"] <= tops[1]["y"]


def test_whoever_erases_leaves_nothing(room: Room) -> None:
    audit, desk = Audit(), room.desk()
    desk.open_doors()
    ana, ben = room.phone(), room.phone()
    for kind in ("welcome", "check_in", "read", "score"):
        desk.go_on(kind)
    for phone in (ana, ben):
        phone.at("score")
        phone.score(0, 2, why="Nobody asked us.")
    kept, gone = room.scores_kept(ben), room.scores_kept(ana)
    assert (len(kept), len(gone)) == (1, 1)
    page = ana.page
    page.goto(f"/w/{room.workshop.code}/leave")
    page.get_by_text("Leave and erase what I gave").click()
    audit.look(page, "leaving")
    page.get_by_role("button", name="Yes, erase it and leave").click()
    expect(page.locator("[role=status]").first).to_contain_text("what you gave is erased")

    assert room.scores_kept(ben) == kept
    counts = "SELECT count(*) FROM workshops_{} WHERE workshop_id = ?"
    assert [room.site.rows(counts.format(of), room.workshop.id) for of in ("score", "comment")] == [[1], [1]]
    assert audit.found == []
