"""With keys alone: five scores, and the desk from the lobby to the reveal. And what fits a phone without scrolling."""

from playwright.sync_api import Page, expect

from tests.browser.crowd import PHONE
from tests.browser.people import Room

AGENDA = ["welcome", "score"]
# How far Tab may go before what it looks for must have come.
FAR = 40
ROWS = """form => {
  const foot = document.querySelector(".live-ground").getBoundingClientRect().top;
  return [...form.querySelectorAll(".level")].map((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return { shown: top >= 0 && bottom <= foot, tall: Math.round(bottom - top) };
  });
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("at => document.activeElement.matches(at)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.evaluate("at => document.activeElement.matches(at)", selector))


def test_a_person_scores_all_five_by_keys(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    ana = room.phone()
    desk.go_on("welcome")
    desk.go_on("score")
    ana.at("score")
    page = ana.page
    for number, steps_down in enumerate([0, 1, 2, 4, 5]):
        tab_to(page, "form.one.here input[type=radio]")
        page.keyboard.press("Space")
        for _ in range(steps_down):
            page.keyboard.press("ArrowDown")
        principle = str(page.locator("form.one.here").get_attribute("data-principle"))
        ana.acknowledged(principle, "cant_say" if steps_down == 5 else steps_down + 1)
        if number < 4:
            tab_to(page, "#next")
            page.keyboard.press("Enter")
            expect(page.locator(f"form.one.here[data-principle={principle}]")).to_have_count(0)
            assert has_focus(page, "form.one.here h2")
    assert [level for _, _, level in sorted(room.scores_kept(ana), key=lambda row: row[2] or 9)] == [
        1,
        2,
        3,
        5,
        None,
    ]


def test_the_desk_is_run_by_keys(room: Room) -> None:
    desk = room.desk()
    page = desk.page
    for key, place in (("n", "#on"), ("v", "#desk_voices"), ("m", "#desk_stage")):
        page.keyboard.press(key)
        assert has_focus(page, place)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    for heading in ("People are coming in", "Step welcome"):
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        expect(desk.stage.locator("h1")).to_have_text(heading)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    desk.at("score")
    page.keyboard.press("b")
    assert has_focus(page, "#back")
    page.keyboard.press("Enter")
    desk.at("welcome")
    for phase in ("open", "closed"):
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        desk.at("score", phase)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator("#on-sure")).to_be_visible()
    desk.at("score", "closed")
    page.keyboard.press("n")
    assert has_focus(page, "#on-sure")
    page.keyboard.press("Enter")
    desk.at("score", "revealed")


def test_a_letter_typed_in_a_box_stays_a_letter(room: Room) -> None:
    """The desk's keys are for the desk: whoever writes a word with an n in it goes nowhere."""
    desk = room.desk()
    page = desk.page
    page.evaluate("document.getElementById('desk_stage').append(document.createElement('textarea'))")
    page.locator("#desk_stage textarea").focus()
    page.keyboard.type("nbvm?")
    assert page.locator("#desk_stage textarea").input_value() == "nbvm?"
    assert has_focus(page, "#desk_stage textarea")


def test_all_six_rows_fit_a_phone(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("welcome")
    desk.go_on("score")
    ana = room.phone(size=PHONE)
    for number in range(5):
        ana.page.locator(".steps a").nth(number).click()
        rows = ana.page.locator("form.one.here").evaluate(ROWS)
        assert [row["shown"] for row in rows] == [True] * 6, number
        assert min(row["tall"] for row in rows) >= 48
    assert ana.page.evaluate("scrollY") == 0
