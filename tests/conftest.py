"""The fixtures that every test may ask for. Where Django is blocked, for the tests of the rules, there are none."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings

# On a busy machine an example may take long, which says nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

if os.environ.get("DJANGO_BLOCKED") != "1":
    from pytest_django import DjangoDbBlocker

    from tests.cast import EVERYONE, Cast, Room
    from tests.rooms import everybody_goes_home
    from tests.standing import Standing, may_stand, walk_of

    STANDING = Standing()

    def pytest_configure(config: pytest.Config) -> None:
        config.addinivalue_line("markers", "stands_on(walk): where the cast was walked to before the test")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        """Those that stand on the same rows one after the other."""
        modules = {item.path: place for place, item in reversed(list(enumerate(items)))}
        walks = {walk_of(item): place for place, item in reversed(list(enumerate(items)))}
        items.sort(key=lambda item: (not may_stand(item), modules[item.path], walks[walk_of(item)]))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(item: pytest.Item) -> None:
        STANDING.stand(item)

    @pytest.fixture(scope="session")
    def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Standing]:
        STANDING.make_ready(django_db_blocker)
        yield STANDING
        STANDING.stand(None)

    @pytest.fixture
    def cast(standing: Standing, db: None) -> Cast:
        """Both rooms and everybody in them."""
        return standing.cast()

    @pytest.fixture
    def oak(cast: Cast) -> Room:
        return cast.oak

    @pytest.fixture
    def elm(cast: Cast) -> Room:
        return cast.elm

    @pytest.fixture
    def gathered_cast(transactional_db: None, cast: Cast) -> Cast:
        """The same with real commits; everybody has their browser open, which takes no async way to the database."""
        for who in EVERYONE:
            assert cast.browsers[who] is cast.browsers[who]
        return cast

    @pytest.fixture
    async def live(gathered_cast: Cast) -> AsyncIterator[Cast]:
        """For tests of the live room: closes the rooms and their threads afterwards."""
        yield gathered_cast
        await everybody_goes_home()
