import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.pace import Coming, lengthened, proposed, shortened


def coming(*minutes: int) -> list[Coming]:
    """Steps with the ids 1, 2, 3 and so on."""
    return [Coming(number, each) for number, each in enumerate(minutes, 1)]


@pytest.mark.parametrize(
    ("behind", "minutes", "expected"),
    [
        (6, (15, 15, 5, 7), {1: 13, 2: 13, 3: 4, 4: 6}),
        (3, (15, 15), {1: 13, 2: 14}),
        (1, (4, 15), {2: 14}),
        # As far as it goes: half of each, rounded up, and a minute at the least.
        (60, (15, 4, 3, 2, 1), {1: 8, 2: 2, 3: 2, 4: 1}),
        (5, (1, 1), {}),
        (5, (), {}),
        (0, (15, 15), {}),
    ],
)
def test_minutes_are_taken_in_proportion(
    behind: int, minutes: tuple[int, ...], expected: dict[int, int]
) -> None:
    assert shortened(behind, coming(*minutes)) == expected


@pytest.mark.parametrize(
    ("ahead", "minutes", "expected"),
    [
        (6, (15, 15, 5), {1: 18, 2: 17, 3: 6}),
        (60, (15, 4, 1), {1: 22, 2: 6}),
        (3, (), {}),
    ],
)
def test_minutes_are_given_in_proportion(
    ahead: int, minutes: tuple[int, ...], expected: dict[int, int]
) -> None:
    assert lengthened(ahead, coming(*minutes)) == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [(2, {}), (-2, {}), (0, {}), (3, {1: 7}), (-3, {1: 13})],
)
def test_a_room_that_is_about_on_time_is_left_in_peace(behind: int, expected: dict[int, int]) -> None:
    assert proposed(behind, coming(10)) == expected


@given(st.integers(0, 600), st.lists(st.integers(1, 240), max_size=12))
def test_nothing_is_cut_below_half_nor_below_a_minute_and_no_more_than_needed(
    behind: int, minutes: list[int]
) -> None:
    steps = coming(*minutes)
    found = shortened(behind, steps)
    saved = sum(step.minutes - found.get(step.id, step.minutes) for step in steps)
    spare = sum(each - max(1, -(-each // 2)) for each in minutes)

    assert saved == min(behind, spare)
    assert all(max(1, step.minutes / 2) <= found.get(step.id, step.minutes) for step in steps)
