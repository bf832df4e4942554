"""A form that htmx sends and that does not arrive: said beside it, and what was typed stays."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import AWAY, DESKTOP
from tests.browser.people import Room, sign_in
from tests.browser.server import OLU

AGENDA = ["welcome"]
# htmx writes what it tells its listeners into the console too.
SAID_BY_HTMX = (r"^htmx:(afterRequest|sendError), ", r"^Response Status Error Code 403 from /workshops/, ")
REFUSED = r"status of 403 .*/workshops/\)$"
TITLE = "What we try next"


@pytest.fixture
def page(room: Room) -> Page:
    """The form of a new workshop, filled in."""
    page = room.crowd.window(DESKTOP)
    sign_in(page, OLU)
    page.get_by_label("Title").fill(TITLE)
    return page


def create(page: Page) -> None:
    page.get_by_role("button", name="Create the workshop").click()


def titles(room: Room) -> int:
    [count] = room.site.rows("select count(*) from workshops_workshop where title = ?", TITLE)
    return int(count)


def said(page: Page, words: str) -> None:
    expect(page.locator("#plan").get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_label("Title")).to_have_value(TITLE)


def test_a_form_that_is_sent_without_a_network_says_so(room: Room, page: Page) -> None:
    room.crowd.expected += [*AWAY, *SAID_BY_HTMX]
    page.context.set_offline(True)
    create(page)
    said(page, "Not sent: the server cannot be reached.")
    audit = Audit()
    audit.look(page, "a form that was not sent")
    assert audit.found == []
    page.context.set_offline(False)
    before = titles(room)
    create(page)
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    assert titles(room) == before + 1


def test_a_form_that_is_refused_says_so(room: Room, page: Page) -> None:
    room.crowd.expected += [REFUSED, *SAID_BY_HTMX]
    page.route("**/workshops/", lambda route: route.fulfill(status=403, body="<h1>Not for you</h1>"))
    create(page)
    said(page, "Not sent: you are signed out, or may no longer do this.")


def test_a_token_that_is_newer_than_the_page_is_sent(room: Room, page: Page) -> None:
    """As after signing in anew in another window."""
    before = titles(room)
    page.context.add_cookies([{"name": "csrftoken", "value": "a" * 32, "domain": "127.0.0.1", "path": "/"}])
    create(page)
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    assert titles(room) == before + 1


def test_signed_out_elsewhere_the_form_and_its_words_stay(room: Room, page: Page) -> None:
    page.context.clear_cookies(name="sessionid")
    create(page)
    said(page, "Not sent: you are signed out, or may no longer do this.")
