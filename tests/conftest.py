"""The fixtures that every test may ask for. Where Django is blocked, for the tests of the rules, there are none."""

import os

import pytest

if os.environ.get("DJANGO_BLOCKED") != "1":
    from tests.cast import Cast, Room, gathered

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
