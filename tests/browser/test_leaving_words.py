"""What somebody leaves with at check-out stays in their own sight, and in nobody else's."""

from playwright.sync_api import expect

from tests.browser.audit import Audit
from tests.browser.people import Room

AGENDA = ["check_out"]
WORDS = "We should meet sooner"


def test_what_was_left_at_check_out_stays_in_ones_own_sight(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("check_out")
    ana, ben = room.phone(), room.phone()
    left = ana.page.get_by_role("region", name="What you have sent")
    expect(left).to_be_hidden()
    ana.page.locator("#useful-4").check()
    ana.say(WORDS)
    expect(left.get_by_role("listitem")).to_have_text(
        ["You gave 4: how useful this workshop was for you.", WORDS]
    )
    audit = Audit()
    audit.look(ana.page, "what was left")
    ana.page.locator("#useful-2").check()
    ana.stage.get_by_role("button", name="Send without my name").click()
    # The newer mark stands in the place of the one before.
    expect(left.get_by_role("listitem")).to_have_text(
        [WORDS, "You gave 2: how useful this workshop was for you."]
    )
    ana.page.reload()
    expect(left).to_contain_text("You gave 2")
    ana.page.locator("details.way-back summary").click()
    ana.page.get_by_role("link", name="What I said, what we agreed").first.click()
    expect(ana.page.locator("#mine")).to_contain_text("You gave 2")
    expect(ben.page.get_by_role("region", name="What you have sent")).to_be_hidden()
    assert audit.found == []
