"""Real servers for these tests, and a room full of people who write down what they are told."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.services import Postgres, postgres
from tests.settings_plugin import FOLDER

# What is asserted beside the tests says why it failed, too.
pytest.register_assert_rewrite("tests.faults.people", "tests.faults.scenes", "tests.faults.waiting")

from tests.faults.scenes import PEOPLE, Scenes  # noqa: E402
from tests.faults.waiting import sat_idle  # noqa: E402


@pytest.fixture(scope="session")
def cluster() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def scenes(request: pytest.FixtureRequest) -> Scenes:
    folder = FOLDER / "faults"
    folder.mkdir()
    return Scenes(folder, lambda: request.getfixturevalue("cluster"))


@pytest.fixture(scope="session", autouse=True)
def quiet_for_long(request: pytest.FixtureRequest, scenes: Scenes) -> "Iterator[Future[None] | None]":
    """What only waits begins before the first test, and runs beside them all."""
    wanted = [item for item in request.session.items if "quiet_room" in item.name]
    if not wanted:
        yield None
        return
    scenes.prepare("sqlite", PEOPLE)
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(asyncio.run, sat_idle(scenes))
