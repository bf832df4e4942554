"""One real server for all of these tests, with nothing before it; each test puts its own proxy there."""

from collections.abc import Iterator

import pytest

from tests.browser.server import Site
from tests.settings_plugin import FOLDER
from workshops.checks import pages, sockets

AT_LEISURE = 60.0  # seconds
WHAT_IS_SLOW = {pages: ("SLOW", "NEAR"), sockets: ("LATE", "COMES_WITHIN", "OPENS_WITHIN")}


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    site = Site(FOLDER / "checked")
    site.start()
    yield site
    site.stop()
    assert site.complaints() == ""


@pytest.fixture(autouse=True)
def at_leisure(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a real server nothing is slow but what a test makes so: the machine may be busy with something else."""
    if "site" in request.fixturenames:
        for module, names in WHAT_IS_SLOW.items():
            for name in names:
                monkeypatch.setattr(module, name, AT_LEISURE)
