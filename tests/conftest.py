"""The fixtures that every test may ask for. Where Django is blocked, for the tests of the rules, there are none."""

import os
from collections.abc import AsyncIterator

import pytest

if os.environ.get("DJANGO_BLOCKED") != "1":
    from tests.cast import Cast, Room, gathered
    from tests.rooms import everybody_goes_home

    @pytest.fixture
    def cast(db: None) -> Cast:
        """Both rooms and everybody in them."""
        return gathered()

    @pytest.fixture
    def oak(cast: Cast) -> Room:
        return cast.oak

    @pytest.fixture
    def elm(cast: Cast) -> Room:
        return cast.elm

    @pytest.fixture
    async def live(transactional_db: None, cast: Cast) -> AsyncIterator[Cast]:
        """The same with real commits, for tests of the live room; closes the rooms and their threads afterwards."""
        yield cast
        await everybody_goes_home()
