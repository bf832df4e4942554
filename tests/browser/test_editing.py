"""Two organisers at one principle, in browsers of their own: nothing of either is lost, and no caret is moved."""

import re

from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE, Crowd
from tests.browser.people import sign_in
from tests.browser.server import OLU, Planned, Site

CONFLICT = r"the server responded with a status of 409"


def a_set_of_their_own(page: Page) -> str:
    """The address of a copy of the five principles, made on the page for that."""
    sign_in(page, OLU)
    page.goto("/sets/new/")
    page.get_by_label("Title of the new set").fill("Our own five")
    page.get_by_role("button", name="Make the set").click()
    expect(page).to_have_url(re.compile(r"/sets/\d+/$"))
    return page.url


def test_two_at_one_principle(crowd: Crowd, workshops: dict[str, Planned], site: Site) -> None:
    crowd.expected.append(CONFLICT)
    audit, one, other = Audit(), crowd.window(DESKTOP), crowd.window(DESKTOP)
    here = a_set_of_their_own(one)
    sign_in(other, OLU)
    for page in (one, other):
        page.goto(f"{here}draft/shared-leadership/")
    # Saved while the caret stands in the middle of a word, and typed on from there.
    box = one.locator("#f-summary")
    box.fill("We led together.")
    box.evaluate("e => e.setSelectionRange(4, 4)")
    expect(one.locator("#saved")).to_contain_text("Saved")
    expect(one.locator(".phone")).to_contain_text("Develop shared system leadership")
    one.keyboard.type("a")
    expect(box).to_have_value("We laed together.")
    expect(one.locator("#saved")).to_contain_text("Not saved yet")
    expect(one.locator("#saved")).to_contain_text("Saved")
    other.locator("#f-title").fill("Lead as one")
    expect(other.locator("#troubles")).to_contain_text("Somebody else has changed meanwhile: Summary")
    other.locator("#f-summary").fill("Other words")
    expect(other.locator("#clash-title")).to_be_visible()
    expect(other.locator("#f-summary")).to_be_focused()
    expect(other.locator(".clash")).to_contain_text("We laed together.")
    audit.look(other, "a clash")
    other.get_by_role("button", name="Keep mine “Summary”").click()
    expect(other.locator("#settled")).to_be_focused()
    expect(other.locator("#clash-title")).to_have_count(0)
    # By keys alone: an entry is moved up, and the focus goes with it.
    other.locator("#up-signs-1").focus()
    other.keyboard.press("Enter")
    expect(other.locator("#up-signs-0")).to_be_focused()
    one.reload()
    expect(one.locator("#f-summary")).to_have_value("Other words")
    expect(one.locator("#f-title")).to_have_value("Lead as one")
    audit.look(one, "a principle")
    for path in ("draft/set/", "draft/room/", "", "import/", "..", "../new/"):
        one.goto(here + path)
        audit.look(one, path or "a set", (PHONE,))
    assert audit.found == []
