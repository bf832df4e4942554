"""One browser and one site for all of these tests; a workshop of its own for each."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.crowd import Crowd, Transport
from tests.browser.people import Room
from tests.browser.server import Planned, Site
from tests.settings_plugin import FOLDER

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Two of the browser's own pages would be made with each window, for an address bar that nobody sees: they take as much
# time as all the rest. The others are those that Playwright leaves out, since the last list alone counts.
UNWANTED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(UNWANTED)}",
]
expect.set_options(timeout=12_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    site = Site(FOLDER / "browsers")
    site.start()
    yield site
    site.stop()
    assert site.complaints() == ""


@pytest.fixture(scope="session")
def workshops(site: Site, request: pytest.FixtureRequest) -> dict[str, Planned]:
    """A workshop for each test, named after it, made all at once; a module may set the kinds of its AGENDA."""
    return site.plan(
        {
            title_of(item): getattr(getattr(item, "module", None), "AGENDA", [])
            for item in request.session.items
        }
    )


def title_of(test: pytest.Item) -> str:
    return test.name.replace("_", " ").removeprefix("test ").capitalize()


@pytest.fixture
def transport() -> Transport:
    return Transport()


@pytest.fixture
def crowd(browser: Browser, site: Site, transport: Transport) -> Iterator[Crowd]:
    """Windows that must have had nothing to complain of when the test is over."""
    crowd = Crowd(browser, site.address, transport)
    yield crowd
    complaints = crowd.complaints
    crowd.leave()
    assert complaints == []


@pytest.fixture
def room(site: Site, crowd: Crowd, workshops: dict[str, Planned], request: pytest.FixtureRequest) -> Room:
    return Room(site, crowd, workshops[title_of(request.node)])
