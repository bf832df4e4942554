"""A translation is written beside its source while somebody changes that, and what was published is compared."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE, Crowd
from tests.browser.people import sign_in
from tests.browser.server import OLU

CONFLICT = r"the server responded with a status of 409"


def a_set_of_their_own(page: Page) -> str:
    """The address of a copy of the five principles, made on the page for that, with its first edition."""
    sign_in(page, OLU)
    page.goto("/sets/new/")
    page.get_by_label("Title of the new set").fill("Five to translate")
    page.get_by_role("button", name="Make the set").click()
    expect(page).to_have_url(re.compile(r"/sets/\d+/$"))
    here = page.url
    page.goto(f"{here}publish/")
    page.get_by_role("button", name="Publish the first edition").click()
    expect(page).to_have_url(f"{here}editions/")
    return here


def written(page: Page, box: str, words: str) -> None:
    page.locator(box).fill(words)
    expect(page.locator("#saved")).to_contain_text("Saved")


def choose_theirs(one: Page, other: Page, audit: Audit) -> None:
    """Typed over somebody else's words: both are there, and one is chosen by keys alone."""
    written(other, "#t-title", "Arwain ar y cyd")
    one.locator("#t-title").fill("Cyd-arwain")
    expect(one.locator("#m-title")).to_contain_text("Arwain ar y cyd")
    audit.look(one, "a clash in a translation")
    one.get_by_role("button", name="Take theirs").focus()
    one.keyboard.press("Enter")
    expect(one.locator("#t-title")).to_have_value("Arwain ar y cyd")
    expect(one.locator("#m-title .saved")).to_be_focused()


def find_it_right(one: Page, audit: Audit) -> None:
    """The source has moved on: the page says so with the next save, and what it said when this was translated."""
    written(one, "#t-summary", "Geiriau")
    expect(one.locator("#src-title")).to_have_text("Lead the system together")
    one.locator("#m-title summary").click()
    expect(one.locator("#m-title del").first).to_have_text("removed: Develop shared")
    audit.look(one, "a stale text")
    one.get_by_role("button", name="Still right").click()
    expect(one.locator("#m-title .stale")).to_have_count(0)
    one.reload()
    expect(one.locator("#t-summary")).to_have_value("Geiriau")


@pytest.mark.usefixtures("workshops")
def test_beside_its_source(crowd: Crowd) -> None:
    crowd.expected.append(CONFLICT)
    audit, one, other = Audit(), crowd.window(DESKTOP), crowd.window(DESKTOP)
    here = a_set_of_their_own(one)
    one.goto(f"{here}translations/")
    one.get_by_label("Language", exact=True).fill("cy")
    one.get_by_role("button", name="Begin").click()
    one.get_by_role("link", name="Develop shared system leadership").click()
    sign_in(other, OLU)
    other.goto(one.url)
    choose_theirs(one, other, audit)
    other.goto(f"{here}draft/shared-leadership/")
    written(other, "#f-title", "Lead the system together")
    find_it_right(one, audit)
    one.goto(f"{here}publish/")
    audit.look(one, "publishing")
    one.get_by_label("What changed, and why").fill("Said more plainly.")
    one.get_by_role("button", name="Publish the next edition").click()
    expect(one.get_by_role("heading", name="Edition 2")).to_be_visible()
    for path in (
        "editions/",
        "compare/?old=1&new=2",
        "editions/1/restore/",
        "translations/",
        "translations/cy/",
    ):
        one.goto(here + path)
        audit.look(one, path, (PHONE,))
    assert audit.found == []
