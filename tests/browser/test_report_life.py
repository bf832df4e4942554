"""A report from the last word in the room to somebody who was not in it: written by two, approved, read by others."""

import io
import re
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE
from tests.browser.people import Room, sign_in
from tests.browser.server import FAY, OLU

AGENDA = ["score", "discuss"]
CONFLICT = r"the server responded with a status of 409"
FROM_DISK = r"^another host: file:///"
A4 = (595, 842)  # points


def ended(room: Room) -> Page:
    """The room after its end, and the phone of somebody who was in it."""
    desk = room.desk()
    desk.open_doors()
    desk.pretend()
    phone = room.phone()
    desk.go_on("score")
    desk.go_on("score", "closed")
    desk.reveal()
    desk.page.goto(f"/desk/{room.workshop.code}/")
    desk.page.evaluate(
        """async (path) => {
          const token = document.cookie.split("; ").find((one) => one.startsWith("csrftoken=")).slice(10);
          const body = new URLSearchParams({sure: "1", csrfmiddlewaretoken: token});
          await fetch(path, {method: "POST", body});
        }""",
        f"/desk/{room.workshop.code}/end",
    )
    return phone.page


def rows_are_rows(page: Page) -> None:
    """A level that belongs to the pair which most chose is marked, and stays a row of its table."""
    row = page.locator(".sheet table tbody tr").first
    assert row.evaluate("e => (e.classList.add('pair'), getComputedStyle(e).display)") == "table-row"


def two_write(one: Page, other: Page, audit: Audit) -> None:
    # Saved while the caret stands in the middle of a word, and typed on from there.
    box = one.locator("#b-strengths")
    box.fill("We knw each other.")
    box.evaluate("e => e.setSelectionRange(5, 5)")
    expect(one.locator("#saved")).to_contain_text(re.compile("^ ?Saved"))
    one.keyboard.type("o")
    expect(box).to_have_value("We know each other.")
    expect(one.locator("#saved")).to_contain_text("Not saved yet")
    expect(one.locator("#saved")).to_contain_text(re.compile("^ ?Saved"))
    other.locator("#b-strengths").fill("Other words")
    expect(other.locator("#clash-title")).to_be_visible()
    expect(other.locator("#b-strengths")).to_be_focused()
    audit.look(other, "a clash")
    other.get_by_role("button", name="Take theirs “Our strengths”").click()
    expect(other.locator("#settled")).to_be_focused()
    expect(other.locator("#b-strengths")).to_have_value("We know each other.")
    expect(other.get_by_role("button", name="Approve the report")).to_have_count(0)


def test_whoever_approves_right_after_typing_approves_what_they_typed(room: Room) -> None:
    ended(room)
    page = room.crowd.window(DESKTOP)
    sign_in(page, OLU)
    page.goto(f"/workshops/{room.workshop.code}/report/")
    page.locator("#b-closing").fill("Thank you all")
    page.get_by_role("button", name="Approve the report").click()
    expect(page.locator("#status")).to_contain_text("Version 1, approved by Olu")
    expect(page.locator("#b-closing")).to_have_value("Thank you all")
    [kept] = room.site.rows(
        "select content from workshops_reportversion where workshop_id = ?", room.workshop.id
    )
    assert "Thank you all" in kept


def approved_and_shared(one: Page, audit: Audit) -> str:
    """The link to it, once one word more has made the draft of the next version."""
    one.get_by_role("button", name="Approve the report").click()
    expect(one.locator("#status")).to_contain_text("Version 1, approved by Olu")
    expect(one.get_by_role("button", name="Approve the report")).to_be_hidden()
    # One more word makes the next draft, without loading the page again.
    one.locator("#b-closing").fill("Thank you")
    expect(one.locator("#status")).to_contain_text("Draft of version 2.")
    expect(one.get_by_role("button", name="Approve the report")).to_be_visible()
    one.get_by_text("What others see").click()
    audit.look(one, "a draft after an approved version")
    one.get_by_role("button", name="Make a link").click()
    link = one.locator(".address").inner_text()
    audit.look(one, "a link", (PHONE,))
    return link


def has_words(page: pikepdf.Page) -> bool:
    return any(str(one.operator) in ("Tj", "TJ") for one in pikepdf.parse_content_stream(page))


def printed(page: Page) -> None:
    """Each section on A4 sheets of its own, and nothing that is only for the screen."""
    page.emulate_media(media="print")
    expect(page.locator(".sheet h1")).to_be_visible()
    assert page.locator("#main").evaluate("e => getComputedStyle(e).paddingInlineStart") == "0px"
    assert page.locator(".noprint:visible").count() == 0
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        sizes = {tuple(round(float(side)) for side in one.mediabox[2:]) for one in paper.pages}
        blank = [number for number, one in enumerate(paper.pages, 1) if not has_words(one)]
        assert len(paper.pages) >= page.locator(".sheet:visible").count()
    assert (sizes, blank) == ({A4}, [])
    page.emulate_media(media="screen")


def kept_as_one_file(page: Page, audit: Audit, folder: Path) -> None:
    """What the file shows without any server is what the page showed, and it prints alike."""
    shown = page.locator(".sheet.first").inner_text()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Web page, in one file").click()
    kept = folder / "report.html"
    coming.value.save_as(kept)
    page.goto(kept.as_uri())
    assert page.locator(".sheet.first").inner_text() == shown
    audit.look(page, "a report in one file")
    printed(page)


def test_a_report_on_its_way(room: Room, tmp_path: Path) -> None:
    room.crowd.expected += [CONFLICT, FROM_DISK]
    phone, audit = ended(room), Audit()
    here = f"/workshops/{room.workshop.code}/report/"
    one, other = (room.crowd.window(DESKTOP) for _each in range(2))
    for page, who in ((one, OLU), (other, FAY)):
        sign_in(page, who)
        page.goto(here)
    audit.look(one, "a draft")
    rows_are_rows(one)
    printed(one)
    two_write(one, other, audit)
    link = approved_and_shared(one, audit)
    stranger = room.crowd.window(PHONE)
    stranger.goto(link)
    expect(stranger.locator(".sheet.first")).to_contain_text("We know each other.")
    expect(stranger.locator("main")).not_to_contain_text("Thank you")
    audit.look(stranger, "a shared report")
    printed(stranger)
    kept_as_one_file(stranger, audit, tmp_path)
    phone.reload()
    phone.get_by_role("link", name="Read the approved report").click()
    expect(phone.locator(".notes").first).to_contain_text("Approved by Olu (pretend organiser) on")
    assert audit.found == [], "\n".join(audit.found)
