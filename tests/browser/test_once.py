"""What is shown once: loading the page again makes no other, and a button copies it."""

from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP
from tests.browser.people import Room, sign_in
from tests.browser.server import OLU


def tokens(room: Room) -> int:
    [count] = room.site.rows("select count(*) from workshops_apitoken")
    return int(count)


def made(page: Page) -> str:
    page.goto("/accounts/programs/")
    page.get_by_label("What it is for").fill("The board")
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator("#once")).to_be_visible()
    return page.locator("#once").inner_text()


def test_a_token_is_shown_once_and_copied(room: Room) -> None:
    page = room.crowd.window(DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, OLU)
    before = tokens(room)
    token = made(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == token
    audit = Audit()
    audit.look(page, "a new token")
    page.reload()
    expect(page.get_by_role("heading", name="The board").first).to_be_visible()
    assert (page.locator("#once").count(), tokens(room), audit.found) == (0, before + 1, [])


def test_without_a_clipboard_it_is_selected(room: Room) -> None:
    page = room.crowd.window(DESKTOP)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    sign_in(page, OLU)
    token = made(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("It is selected: copy it from here.")).to_be_visible()
    assert page.evaluate("String(getSelection()).trim()") == token
