"""A set from the right is read, turned over, talked about in a meeting and taken away; axe finds nothing on the way."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.audit import Audit
from tests.browser.crowd import DESKTOP, PHONE
from tests.browser.people import Room
from tests.browser.server import REPOSITORY

AGENDA = ["check_out"]
PUBLISH = """
from principles.document import digest_of, values_of
from principles.models import PrincipleSet
from principles.publishing import publish
from tests.principles.from_the_right import far_wording, put
far = PrincipleSet.objects.create(key="to-be-read", title=far_wording().title, language="ar")
other = put(far_wording(), "cy", "Cy")
publish(far, far_wording()).translations.create(
    language="cy", wording=values_of(other), digest=digest_of(other)
)
print(far.pk)
"""


def test_a_set_is_read_and_taken_away(room: Room, browser: Browser, tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PUBLISH]
    number = int(subprocess.check_output(command, cwd=REPOSITORY, env=room.site.outside))
    audit, page = Audit(), room.crowd.window(PHONE)
    page.goto(f"/principles/s/{number}/")
    audit.look(page, "a set from the right", (PHONE,))
    page.locator(".fives a").first.click()
    audit.look(page, "a principle from the right", (DESKTOP,))
    page.get_by_role("link", name="Talk about it in a team meeting").click()
    audit.look(page, "a principle in a meeting", (PHONE,))
    page.locator(".how summary").press("Enter")
    expect(page.get_by_text("Nothing is sent, counted or kept.")).to_be_visible()
    page.locator(".turn a[rel=next]").click()
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("h1")).to_contain_text("Cy ")
    assert page.locator(".read").get_attribute("lang") == "cy"

    page.goto(f"/principles/s/{number}/?lang=cy")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Web page, one file").click()
    assert taken.value.suggested_filename == "to-be-read-edition-1.cy.html"
    file = tmp_path / "taken.html"
    taken.value.save_as(file)
    asked: list[str] = []
    alone = browser.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    audit.look(alone, "the file that was taken away", (PHONE,))
    alone.close()
    assert (asked, audit.found) == ([file.as_uri()], [])
