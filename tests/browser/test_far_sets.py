"""Twelve principles on seven levels, from the right and in two languages: nothing scrolls sideways or is cut off."""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.audit import STICKS_OUT, Audit
from tests.browser.crowd import DESKTOP, PHONE, WALL
from tests.browser.people import Desk, Phone, Room, Screen
from tests.browser.server import REPOSITORY

AGENDA = ["score", "check_out"]
PIN = """
from tests.principles.from_the_right import far_wording
from tests.workshops.tongues import in_two, pinned
from workshops.models import Workshop
made = Workshop.objects.get(pk={pk})
pinned(made, far_wording())
in_two(Workshop.objects.get(pk={pk}), screen="in_turns")
"""
# What a screen shows and its edge cuts off.
CUT_OFF = """() => {
  const box = document.querySelector("main").getBoundingClientRect();
  return [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && e.getClientRects().length
    && !e.closest(".vh") && !e.closest("svg"))
    .filter((e) => { const r = e.getBoundingClientRect(); return r.bottom > box.bottom + 1 || r.top < box.top - 1
      || r.right > innerWidth + 1 || r.left < -1; })
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
}"""


def picture(page: Page, name: str) -> None:
    """For a person to look at, where they say in which folder."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page="screen" not in name)


def looked(audit: Audit, page: Page, name: str) -> None:
    audit.look(page, name, (PHONE,))
    picture(page, f"{name}-phone")


def cut_off(page: Page, name: str) -> list[str]:
    picture(page, name)
    return page.evaluate(CUT_OFF) + page.evaluate(STICKS_OUT)


def scored(room: Room, phone: Phone) -> None:
    """Two answers and half a reason; then another language, in which all of it is where it was."""
    phone.score(11, 7, "نص قيل هنا")
    phone.score(10, 1)
    form = phone.page.locator("form.one.here")
    form.locator("details.why summary").click()
    form.locator("textarea").fill("نصف جملة")
    phone.page.locator("#languages summary").click()
    phone.page.get_by_role("link", name="Cymraeg").click()
    form = phone.page.locator("form.one.here")
    expect(form).to_have_attribute("data-principle", "p11")
    expect(form.locator("input[value='1']")).to_be_checked()
    expect(form.locator("textarea")).to_have_value("نصف جملة")
    expect(phone.stage.locator("fieldset").first).to_have_attribute("lang", "cy")
    picture(phone.page, "scoring-other-language")
    assert {row[1:] for row in room.scores_kept(phone)} == {("p12", 7), ("p11", 1)}
    phone.page.locator("a[data-language=ar]").evaluate("link => link.click()")
    expect(phone.stage.locator("fieldset").first).to_have_attribute("dir", "rtl")


def revealed(audit: Audit, desk: Desk, screen: Screen) -> None:
    screen.at("score", "revealed")
    expect(screen.page.locator(".spoken:not([hidden]) table.ov")).to_be_visible()
    assert [*cut_off(screen.page, "screen-revealed"), *desk.page.evaluate(STICKS_OUT)] == []
    screen.page.set_viewport_size({"width": 1366, "height": 768})
    assert cut_off(screen.page, "screen-small") == []
    audit.look(screen.page, "the screen", (WALL,), small=False)
    audit.look(desk.page, "the desk", (PHONE, DESKTOP), small=False)
    picture(desk.page, "desk-revealed")


def test_a_far_set_fits_everywhere(room: Room) -> None:
    audit, code = Audit(), room.workshop.code
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PIN.format(pk=room.workshop.id)]
    subprocess.check_call(command, cwd=REPOSITORY, env=room.site.outside)
    desk, screen = room.desk(), room.screen(WALL)
    desk.open_doors()
    desk.pretend()
    phone = room.phone()
    desk.go_on("score")
    phone.at("score")
    looked(audit, phone.page, "scoring")
    scored(room, phone)
    desk.pretend()
    desk.go_on("score", "closed")
    desk.reveal()
    phone.at("score", "revealed")
    looked(audit, phone.page, "revealed")
    revealed(audit, desk, screen)
    page = desk.page.context.new_page()
    for name in ("report", "sheets"):
        page.goto(f"/workshops/{code}/{name}/")
        looked(audit, page, name)
    assert audit.found == [], "\n".join(audit.found)
