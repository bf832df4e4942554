"""PostgreSQL, Valkey, and a site over several processes: servers that can be told apart, or one with workers."""

from collections.abc import Iterator

import pytest

from tests.browser.server import Site
from tests.faults import unhurried
from tests.faults.people import Crowd
from tests.services import Postgres, Valkey, postgres, valkey
from tests.settings_plugin import FOLDER
from tests.workers.spread import Spread

WORKERS = 3


@pytest.fixture(scope="session")
def cluster() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def layer() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


@pytest.fixture(scope="session")
def spread(cluster: Postgres, layer: Valkey, request: pytest.FixtureRequest) -> Spread:
    """A database with a workshop for each test."""
    spread = Spread(FOLDER / "spread", cluster.address, layer.address)
    spread.prepare([item.name for item in request.session.items])
    return spread


@pytest.fixture(scope="session")
def pair(spread: Spread) -> Iterator[tuple[Site, Site]]:
    """Two servers of one process each, for tests that must know which is which."""
    first, second = spread.site("first"), spread.site("second")
    with spread.running(first, second):
        yield first, second


@pytest.fixture(scope="session")
def whole(spread: Spread) -> Iterator[Site]:
    """One server with workers behind its port."""
    site = spread.site("whole", "--workers", str(WORKERS))
    site.program = unhurried.__name__
    with spread.running(site):
        yield site


@pytest.fixture
def crowd(spread: Spread, pair: tuple[Site, Site], request: pytest.FixtureRequest) -> Crowd:
    """The people of this test's workshop: every other one is at the second server; the desk is at the first."""
    return spread.crowd(request.node.name, *pair)
