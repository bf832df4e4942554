"""Who is in a room, and how the processes tell each other without counting anybody twice."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.room import presence
from workshops.room.presence import Attendance, Present, mark_of, packed, present_in, together, unpacked
from workshops.shown import Presence

ANA, BEN, EVE = (uuid4() for _ in range(3))


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(presence, "time", clock)
    return clock


def marks(*people: UUID) -> frozenset[bytes]:
    return frozenset(map(mark_of, people))


def test_a_phone_and_a_laptop_of_one_seat_are_one_person():
    here = Attendance()
    here.enter(ANA)
    here.enter(ANA)
    here.enter(BEN)
    both = here.presence()
    here.leave(ANA)

    assert (both, here.presence()) == (Presence(live=2), Presence(live=2))


def test_whoever_leaves_is_asleep_and_after_long_gone(clock):
    here = Attendance()
    here.enter(ANA)
    here.leave(ANA)
    asleep = here.presence()
    clock.now += presence.GONE_AFTER + 1

    assert (asleep, here.presence()) == (Presence(asleep=1), Presence())
    assert (here.left, here.sockets) == ({}, {})


def test_whoever_comes_back_is_live_again(clock):
    here = Attendance()
    here.enter(ANA)
    here.leave(ANA)
    here.enter(ANA)

    assert here.presence() == Presence(live=1)


def test_a_poller_is_heard_of_every_few_seconds_or_asleep_and_after_long_gone(clock):
    here = Attendance()
    here.poll(ANA)
    seen = [here.presence()]
    clock.now += presence.POLLER_IS_AWAY_AFTER
    seen.append(here.presence())
    clock.now += presence.GONE_AFTER
    seen.append(here.presence())

    assert seen == [Presence(polling=1), Presence(asleep=1), Presence()]
    assert here.polled == {}


def test_only_a_poller_who_was_away_is_news(clock):
    here = Attendance()
    news = [here.poll(ANA)]
    clock.now += 3
    news.append(here.poll(ANA))
    clock.now += presence.POLLER_IS_AWAY_AFTER
    news.append(here.poll(ANA))

    assert news == [True, False, True]


def test_whoever_polls_before_their_socket_opens_is_live():
    here = Attendance()
    here.poll(ANA)
    here.enter(ANA)

    assert here.presence() == Presence(live=1)


def test_whoever_took_their_leave_is_not_waited_for():
    here = Attendance()
    here.enter(ANA)
    here.leave(ANA)
    here.poll(ANA)
    here.forget(ANA)

    assert here.presence() == Presence()


def test_somebody_counts_once_over_all_processes_where_they_are_most_awake():
    one = Present(live=marks(ANA), polling=marks(BEN), asleep=marks(EVE))
    other = Present(live=marks(BEN), polling=marks(EVE), asleep=marks(ANA))

    assert together([one, other]) == Presence(live=2, polling=1, asleep=0)


def test_a_process_that_tells_nothing_any_more_is_forgotten(clock):
    here = Attendance()
    here.enter(ANA)
    here.hear("other", Present(live=marks(BEN)))
    both = here.presence()
    clock.now += presence.OTHERS_FORGOTTEN_AFTER

    assert (both, here.presence()) == (Presence(live=2), Presence(live=1))
    assert here.elsewhere == {}


@given(st.frozensets(st.uuids(), max_size=30))
def test_what_is_told_is_what_is_heard(people: frozenset[UUID]):
    seats = marks(*people)

    assert unpacked(packed(seats)) == seats
    assert present_in(Present(live=seats).told()) == Present(live=seats)
