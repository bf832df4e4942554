"""The fixtures that every test may ask for. Where Django is blocked, for the tests of the rules, there are none."""

import os
from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

# On a busy machine an example may take long, which says nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

if os.environ.get("DJANGO_BLOCKED") != "1":
    from tests.cast import EVERYONE, Cast, Room, gathered
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
