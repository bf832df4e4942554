"""The projector: read from the back of the room, never scrolled, and alike after hours."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crowd import WALL
from tests.browser.people import Desk, Room, Screen

AGENDA = ["welcome", "score", "overview", "discuss", "commit"]
SMALL_WALL = (1280, 720)
PUSHES = 2000
# The text that is too small, and what stands outside the window or under the foot.
FAULTS = """() => {
  const faults = [], foot = document.getElementById("screen_foot").getBoundingClientRect().top;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, of = text.parentElement;
    if (!text.data.trim() || of.closest("svg, .vh, .skip, [hidden], script, noscript")) continue;
    if (!of.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(of).fontSize);
    if (size < 28) faults.push(size + "px: " + text.data.trim().slice(0, 30));
    const box = of.getBoundingClientRect();
    if (of.closest("#screen_stage") && !of.closest(".words") && (box.bottom > foot + 1 || box.right > innerWidth + 1))
      faults.push("outside: " + text.data.trim().slice(0, 30));
  }
  if (document.scrollingElement.scrollHeight > innerHeight + 1) faults.push("scrolls");
  return faults;
}"""


def look(screens: list[Screen], kind: str = "", phase: str = "open") -> None:
    for screen in screens:
        if kind:
            screen.at(kind, phase)
        assert screen.page.evaluate(FAULTS) == [], (kind, phase, screen.page.viewport_size)


def walk_to_commitments(desk: Desk, screens: list[Screen]) -> None:
    look(screens)
    desk.go_on("welcome")
    look(screens, "welcome")
    desk.go_on("score")
    desk.pretend()
    look(screens, "score")
    desk.go_on("score", "closed")
    look(screens, "score", "closed")
    desk.reveal()
    look(screens, "score", "revealed")
    desk.go_on("overview")
    look(screens, "overview")
    desk.go_on("discuss")
    look(screens, "discuss")
    desk.page.locator("[id^=discuss-]").nth(1).click()
    for screen in screens:
        expect(screen.page.locator("#screen_stage table.dots")).to_have_count(1)
    look(screens, "discuss")


def test_everything_on_the_wall_is_large_and_nothing_is_cut_off(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.pretend()
    screens = [room.screen(WALL), room.screen(SMALL_WALL)]
    walk_to_commitments(desk, screens)
    desk.page.locator("#notice-1").click()
    for screen in screens:
        expect(screen.page.locator("#notice")).to_have_text("Two minutes left")
    look(screens)
    desk.go_on("commit")
    for number in range(6):
        desk.page.locator("form[id$=promise] [name=what]").fill(
            f"Agree on one number for falls, answered every day by somebody who can send a team: part {number}"
        )
        desk.page.locator("form[id$=promise] [name=owner]").fill("Riverside council")
        desk.page.get_by_role("button", name="Add to the list").click()
        for screen in screens:
            expect(screen.page.locator(".commit li")).to_have_count(number + 1)
        # The walls may hear of it before the desk has its answer, and only then is the form free again.
        expect(desk.page.locator("form[id$=promise] [name=what]")).to_have_value("")
    for screen in screens:
        # Four on the first page and two on the second, which takes its turn by the server's clock.
        assert screen.page.locator(".commit li:visible").count() in {2, 4}
    look(screens, "commit")


def measured(page: Page, protocol: Any) -> dict[str, float]:
    protocol.send("HeapProfiler.collectGarbage")
    found = {one["name"]: one["value"] for one in protocol.send("Performance.getMetrics")["metrics"]}
    nodes = page.evaluate("document.getElementsByTagName('*').length")
    return {
        "elements": nodes,
        **{name: found[name] for name in ("Nodes", "JSEventListeners", "JSHeapUsedSize")},
    }


def test_two_thousand_pushes_leave_nothing_behind(room: Room) -> None:
    """Some three hours of a busy room: no element, node or listener more, and no memory to speak of."""
    desk = room.desk()
    desk.open_doors()
    page = room.screen(SMALL_WALL).page
    protocol = page.context.new_cdp_session(page)
    protocol.send("Performance.enable")
    push = """(times) => {
      const html = [...document.querySelectorAll("[data-v]")].map((region) => region.outerHTML).join("");
      for (let i = 1; i <= times; i++) {
        const v = room.version + 1, newer = html.replace(/data-v="\\d+"/g, `data-v="${v}"`);
        room.take({ v, t: room.now(), html: newer.replaceAll("<h1", `<h1 class="n${i % 2}"`) });
      }
    }"""
    page.evaluate(push, 50)
    before = measured(page, protocol)
    page.evaluate(push, PUSHES)
    after = measured(page, protocol)
    grown = after["JSHeapUsedSize"] - before["JSHeapUsedSize"]
    print(f"heap: {before['JSHeapUsedSize'] / 1024:.0f} KB, then {after['JSHeapUsedSize'] / 1024:.0f} KB")
    assert [after[name] - before[name] for name in ("elements", "JSEventListeners")] == [0, 0]
    # What is not swept up yet is a region or two.
    assert abs(after["Nodes"] - before["Nodes"]) <= before["elements"] * 2
    assert grown < 500_000


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_reveal_is_a_moment_or_a_plain_cut(room: Room, motion: str) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.pretend()
    desk.go_on("welcome")
    desk.go_on("score")
    desk.pretend()
    desk.go_on("score", "closed")
    page = room.screen().page
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    desk.reveal()
    expect(page.locator("#screen_stage.moment")).to_have_count(1)
    moving = page.evaluate(
        "getComputedStyle(document.querySelector('.moment .sw, .moment .says')).animationName"
    )
    assert moving == ("none" if motion == "reduce" else "appear")
    # Whatever comes next, of the same reveal, does not move again.
    desk.page.locator("#notice-1").click()
    expect(page.locator("#notice")).to_have_text("Two minutes left")
