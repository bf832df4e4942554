"""Building an agenda by keys alone, with scripts and without; and axe over the pages of whoever prepares a workshop."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE, Crowd, Transport
from tests.browser.people import Room, sign_in
from tests.browser.server import OLU, REPOSITORY

AGENDA = ["welcome", "score", "overview"]
AWAITED = r"the server responded with a status of 4"


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def crowd(crowd: Crowd, request: pytest.FixtureRequest) -> Crowd:
    crowd.transport = Transport(scripts=request.param)
    return crowd


def press(page: Page, selector: str, key: str = "Enter") -> None:
    page.locator(selector).focus()
    page.keyboard.press(key)


def in_order(page: Page, *kinds: str) -> None:
    expect(page.locator(".build .kind")).to_have_text(list(kinds))


def test_an_agenda_is_built_by_keys_alone(room: Room) -> None:
    room.crowd.expected.append(AWAITED)
    page = room.crowd.window(DESKTOP)
    sign_in(page, OLU)
    page.goto(f"/workshops/{room.workshop.code}/agenda/")
    in_order(page, "Welcome", "Score", "The whole picture")
    up = page.locator(".build li").nth(2).locator("[name=up]")
    button = f"#{up.get_attribute('id')}"
    press(page, button)
    in_order(page, "Welcome", "The whole picture", "Score")
    expect(page.locator(button)).to_be_focused()
    # Pressed again from where the focus is, up to the top and beyond.
    page.keyboard.press("Enter")
    in_order(page, "The whole picture", "Welcome", "Score")
    expect(page.locator(button)).to_be_focused()
    expect(page.locator(".advice")).to_contain_text("nobody has scored before it")
    press(page, f"#remove-{button.rpartition('-')[2]}")
    in_order(page, "Welcome", "Score")
    expect(page.locator("#back")).to_be_focused()
    page.keyboard.press("Enter")
    in_order(page, "The whole picture", "Welcome", "Score")
    minutes = page.locator(".build input[name=minutes]").first
    minutes.fill("600")
    minutes.press("Enter")
    expect(page.locator("#refused-title")).to_have_text(
        "A step takes from 1 to 240 minutes, in whole numbers."
    )
    expect(page.locator(".build input[name=minutes]").first).to_have_value("600")
    page.locator(".build input[name=minutes]").first.fill("25")
    page.locator(".build input[name=minutes]").first.press("Enter")
    expect(page.locator(".sums dd").first).to_have_text("35")
    page.locator("#add").select_option("pause")
    press(page, "#add-step")
    in_order(page, "The whole picture", "Welcome", "Score", "Break")
    expect(page.locator("#add-step")).to_be_focused()
    if room.crowd.transport.scripts:
        expect(page.locator("#said")).to_have_text("“Break” is step 4 of 4. 40 minutes in all.")


@pytest.mark.parametrize("crowd", [True], indirect=True, ids=["once"])
def test_the_pages_before_the_day_are_for_everybody(room: Room) -> None:
    audit, page = Audit(), room.crowd.window(DESKTOP)
    room.crowd.expected.append(AWAITED)
    sign_in(page, OLU)
    here = f"/workshops/{room.workshop.code}/"
    page.goto(f"{here}agenda/")
    page.locator(
        "#remove-" + str(page.locator(".build li").first.get_attribute("id")).removeprefix("row-")
    ).click()
    expect(page.locator("#back")).to_be_visible()
    minutes = page.locator(".build input[name=minutes]").first
    minutes.fill("0")
    minutes.press("Enter")
    expect(page.locator("#refused-title")).to_be_visible()
    audit.look(page, "an agenda with a fault")
    page.locator("#keep-name").fill("Kept for the next time")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Kept for the next time")).to_be_visible()
    page.locator("summary").first.click()
    audit.look(page, "kept agendas")
    page.goto(f"{here}agenda/")
    page.locator(".build h2 a").first.click()
    page.get_by_label("Minutes").fill("0")
    page.get_by_role("button", name="Save the step").click()
    audit.look(page, "a step with a fault")
    for path in ("settings/", "run-sheet/", "again/", ""):
        page.goto(here + path)
        audit.look(page, path or "a workshop with its checklist")
    guest = room.crowd.window(PHONE)
    guest.goto(f"/invited/{invited(room)}/")
    audit.look(guest, "an invitation that is opened")
    assert audit.found == []


def invited(room: Room) -> str:
    """The token of an invitation, made past the page, which would mail it."""
    making = (
        "from workshops.models import Workshop; from workshops.actions.inviting import invite; "
        f"print(invite(Workshop.objects.get(code={room.workshop.code!r}), 'kim@example.org', None))"
    )
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", making]
    return subprocess.check_output(command, cwd=REPOSITORY, env=room.site.outside, text=True).strip()
