"""The pages of comparison over time: axe, small screens, and a commitment followed up."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE, Crowd
from tests.browser.people import sign_in
from tests.browser.series import BEGUN, FULL, MANY
from tests.browser.server import OLU, REPOSITORY, Site


@pytest.fixture(scope="session")
def series(site: Site, workshops: object) -> None:
    """Made in the site once; the team is there with the first workshops."""
    making = [
        sys.executable,
        "manage.py",
        "shell",
        "--no-imports",
        "-c",
        "from tests.browser.series import make; make()",
    ]
    subprocess.check_call(making, cwd=REPOSITORY, env=site.outside)


@pytest.mark.usefixtures("series")
def test_series_are_for_everyone_to_read(crowd: Crowd) -> None:
    audit = Audit()
    page = crowd.window(DESKTOP)
    sign_in(page, OLU)
    page.get_by_role("link", name="Over time", exact=True).click()
    audit.look(page, "every series")
    for title in (FULL, MANY, BEGUN):
        page.goto("/workshops/over-time/")
        page.get_by_role("link", name=title).click()
        expect(page.locator("h1")).to_be_visible()
        for summary in page.locator("summary").all():
            summary.click()
        audit.look(page, title)

    assert audit.found == []


@pytest.mark.usefixtures("series")
def test_on_paper_it_has_its_numbers_and_two_principles_side_by_side(crowd: Crowd) -> None:
    page = crowd.window(DESKTOP)
    sign_in(page, OLU)
    page.goto("/workshops/over-time/")
    page.get_by_role("link", name=FULL).click()
    shut = page.locator(".tnum:visible").count()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 inside its margins
    first, second = page.locator(".tcard").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().top)"
    )[:2]

    assert (shut, page.locator(".tcard").count()) == (0, page.locator(".tnum:visible").count())
    assert first == second


@pytest.mark.usefixtures("series")
def test_what_became_of_a_commitment_is_said_without_losing_the_place(crowd: Crowd) -> None:
    page = crowd.window(PHONE)
    sign_in(page, OLU)
    page.goto("/workshops/over-time/")
    page.get_by_role("link", name=FULL).click()
    first = page.locator("[id^=commitment-]").first
    first.get_by_role("button", name="Under way").click()
    expect(first.get_by_role("button", name="Under way")).to_have_attribute("aria-pressed", "true")

    expect(first).to_be_in_viewport()
    expect(first.locator("[aria-pressed=true]")).to_have_count(1)


@pytest.mark.usefixtures("series")
def test_a_note_is_kept_without_a_word_on_what_became_of_it(crowd: Crowd) -> None:
    """Enter in the field of the note keeps it alone; the page and the sheet of one workshop can be read by all."""
    audit, page = Audit(), crowd.window(PHONE)
    sign_in(page, OLU)
    page.goto("/workshops/commitments/")
    name = page.locator("[id^=commitment-]").last.get_attribute("id")
    one = page.locator(f"#{name}")
    was = one.locator("[aria-pressed=true]").inner_text()
    one.get_by_label("Note").fill("No room is free")
    one.get_by_label("Note").press("Enter")
    expect(one.get_by_text("No room is free")).to_be_visible()
    expect(one.locator("[aria-pressed=true]")).to_have_text(was)
    audit.look(page, "commitments")
    report = page.locator("li.card").last.get_by_role("link").get_attribute("href")
    page.goto(f"{report}".replace("/report/", "/commitments/"))
    audit.look(page, "one sheet")

    assert audit.found == []
