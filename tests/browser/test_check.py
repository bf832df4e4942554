"""The check in a real browser: straight, through proxies that refuse or hold WebSocket, without cookies or scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.audit import Audit
from tests.browser.crowd import AWAY, DESKTOP, PHONE, REFUSED, SWALLOWED, Crowd, Transport
from tests.browser.server import Site
from tests.checks.proxies import instead, proxy, with_host, without
from workshops.domain.result_codes import decoded, spelt

SHOWN = """() => Object.fromEntries([...document.querySelectorAll("[data-check]")].map((row) =>
  [row.dataset.check, row.querySelector("[data-outcome]:not([hidden])").dataset.outcome]))"""
# What a computer with nothing in its way finds here, where the site is not encrypted.
WELL = {
    "cookies": "kept",
    "asking": "fine",
    "sending": "fine",
    "scripts": "on",
    "socket": "fine",
    "secure": "plain",
    "clock": "right",
    "screen": "desktop",
    "zoom": "none",
    "colours": "light",
}


@pytest.fixture
def crowds(browser: Browser) -> Iterator[list[Crowd]]:
    """Windows on other addresses than the site's own; closed at the end, without complaints."""
    opened: list[Crowd] = []
    yield opened
    complaints = [words for crowd in opened for words in crowd.complaints]
    for crowd in opened:
        crowd.leave()
    assert complaints == []


def found_on(page: Page) -> dict[str, str]:
    """What the page found, once it has; the delay is left out, which hangs on the machine."""
    page.goto("/check/")
    expect(page.locator("#told")).to_be_visible(timeout=30_000)
    found: dict[str, str] = page.evaluate(SHOWN)
    code = page.locator("#code").inner_text()
    assert decoded(code) == found
    assert page.locator("#spelt").inner_text() == spelt(code.replace(" ", ""))
    assert found.pop("delay") != "unknown"
    return found


def verdict(page: Page) -> str:
    return page.locator("[role=status] .title:visible").inner_text()


def test_a_device_that_is_ready(crowd: Crowd) -> None:
    page = crowd.window(DESKTOP)
    assert (found_on(page), verdict(page)) == (WELL, "You are ready")
    for check, unit in (("delay", " ms"), ("clock", " s"), ("zoom", " %")):
        value = page.locator(f"[data-check={check}] [data-value]").inner_text()
        assert (value.endswith(unit), float(value.removesuffix(unit)) >= 0) == (True, True), value
    assert page.locator("[data-check=screen] [data-value]").inner_text() == "1366 by 900"
    assert page.get_by_text("Testing", exact=True).locator("visible=true").count() == 0


def test_the_device_itself_is_told(crowd: Crowd) -> None:
    page = crowd.window((640, 800), color_scheme="dark")
    page.clock.set_system_time(2_000_000_000_000)
    found = found_on(page)
    assert (found["screen"], found["colours"], found["clock"]) == ("tablet", "dark", "ahead")
    assert verdict(page) == "You are ready"


def test_a_helper_sees_what_was_found(crowd: Crowd) -> None:
    code = code_on(crowd.window(PHONE))
    helper = crowd.window(DESKTOP)
    helper.goto("/check/")
    helper.get_by_label("Result code").fill(code.lower())
    helper.get_by_role("button", name="Show what it says").click()
    expect(helper.get_by_role("heading", level=1)).to_have_text("What the code says")
    found = helper.evaluate(SHOWN)
    assert found == decoded(code)
    assert found["screen"] == "phone"


def code_on(page: Page) -> str:
    found_on(page)
    return page.locator("#code").inner_text()


def through(crowds: list[Crowd], browser: Browser, address: str, transport: Transport | None = None) -> Page:
    crowd = Crowd(browser, address, transport or Transport(), expected=[*AWAY, "status of 4"])
    crowds.append(crowd)
    return crowd.window(PHONE)


def test_websocket_that_is_refused_scares_nobody(crowds: list[Crowd], browser: Browser, site: Site) -> None:
    with proxy(site.port, edit_request=without("Upgrade", "Connection")) as middle:
        page, audit = through(crowds, browser, middle.address), Audit()
        found = found_on(page)
        assert (found["socket"], found["asking"], found["sending"]) == ("refused", "fine", "fine")
        assert verdict(page) == "You can take part"
        expect(page.locator("[data-check=socket] .says:visible")).to_have_text(
            "WebSocket is refused here. You can still take part: your screen then asks every 2 to 3 seconds."
        )
        audit.look(page, "the check, WebSocket refused")
        page.get_by_role("link", name="Note for IT").click()
        expect(page.locator(".found dt")).to_have_text(["Live connection (WebSocket): Refused"])
        audit.look(page, "the note, WebSocket refused")
        assert audit.found == []


@pytest.mark.parametrize(
    ("manners", "outcome"),
    [
        ({"hold": True}, "late"),
        ({"late": 2.5}, "late"),
        ({"drop": True}, "silent"),
        ({"idle": 0.0001}, "cut"),
        ({"answer": instead(b"/live/", "200 OK", "<p>no</p>")}, "refused"),
    ],
    ids=str,
)
def test_what_else_may_happen_to_websocket(
    crowds: list[Crowd], browser: Browser, site: Site, manners: dict, outcome: str
) -> None:
    with proxy(site.port, **manners) as middle:
        page = through(crowds, browser, middle.address)
        assert found_on(page)["socket"] == outcome
        assert verdict(page) == "You can take part"


@pytest.mark.parametrize("wire", [REFUSED, SWALLOWED], ids=["refused", "swallowed"])
def test_websocket_that_is_refused_in_the_browser(
    crowds: list[Crowd], browser: Browser, site: Site, wire: str
) -> None:
    page = through(crowds, browser, site.address, Transport(instead=wire))
    assert found_on(page)["socket"] == "refused"


def test_a_host_that_is_rewritten_is_for_it_to_mend(
    crowds: list[Crowd], browser: Browser, site: Site
) -> None:
    with proxy(site.port, edit_request=with_host("backend:8000")) as middle:
        page = through(crowds, browser, middle.address)
        found = found_on(page)
        assert (found["sending"], found["socket"]) == ("origin", "refused")
        assert verdict(page) == "Something to put right first"


def test_old_answers_and_none(crowds: list[Crowd], browser: Browser, site: Site) -> None:
    old = '{"n": "1", "t": 1, "cookie": true, "host": true, "secure": false}'
    for status, body, outcome in (("200 OK", old, "stale"), ("429 Too Many", "", "failed")):
        with proxy(site.port, answer=instead(b"/check/ask", status, body)) as middle:
            page = through(crowds, browser, middle.address)
            page.goto("/check/")
            expect(page.locator("#told")).to_be_visible(timeout=30_000)
            found = page.evaluate(SHOWN)
            assert (found["asking"], found["delay"]) == (outcome, "unknown")
            expect(page.locator("[data-check=delay] .label:visible")).to_have_text("Not tested")
            assert verdict(page) == "Something to put right first"


def test_without_cookies(crowds: list[Crowd], browser: Browser, site: Site) -> None:
    with proxy(site.port, edit_request=without("Cookie")) as middle:
        page = through(crowds, browser, middle.address)
        found = found_on(page)
        assert (found["cookies"], found["sending"]) == ("refused", "cookie")
        assert verdict(page) == "Something to put right first"


def test_without_scripts(crowds: list[Crowd], browser: Browser, site: Site) -> None:
    page = through(crowds, browser, site.address, Transport(scripts=False))
    page.goto("/check/")
    expect(page.locator(".without .title")).to_have_text("Scripts do not run here")
    assert page.locator("[data-check]:visible, #running:visible, #told:visible").count() == 0
    page.get_by_role("button", name="Test cookies and sending").click()
    code = page.locator("#code").inner_text()
    assert {key: found for key, found in (decoded(code) or {}).items() if found != "unknown"} == {
        "cookies": "kept",
        "sending": "fine",
        "scripts": "off",
        "secure": "plain",
    }
    expect(page.locator(".verdict .title:visible")).to_have_text("You can take part")


def test_axe_finds_nothing_and_keys_are_enough(crowd: Crowd) -> None:
    crowd.expected.append("status of 422")
    page, audit = crowd.window(PHONE), Audit()
    found_on(page)
    audit.look(page, "the check")
    page.goto("/check/?code=86WJ7V6X")
    audit.look(page, "a code that was read out")
    page.goto("/check/?code=86WJ7V6W")
    audit.look(page, "a code that was misheard")
    assert page.evaluate("document.activeElement.id") == "typed"
    page.keyboard.press("Control+A")
    page.keyboard.type("86wj 7v6x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the code says")
    page.goto("/check/it/")
    audit.look(page, "the note for IT")
    assert audit.found == []


def test_the_note_is_one_printed_page(crowd: Crowd) -> None:
    page = crowd.window(DESKTOP)
    for address in ("/check/it/", "/check/it/?code=86WJ7V6X"):
        page.goto(address)
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") == 1
