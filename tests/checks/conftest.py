"""One real server for all of these tests, with nothing before it; each test puts its own proxy there."""

from collections.abc import Iterator

import pytest

from tests.browser.server import Site
from tests.settings_plugin import FOLDER


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    site = Site(FOLDER / "checked")
    site.start()
    yield site
    site.stop()
    assert site.complaints() == ""
