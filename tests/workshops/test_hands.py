"""Hands that go up in order, and come down."""

import pytest

from tests.cast import everything
from tests.workshops.speaking import raised
from workshops.actions.erasing import erase_own
from workshops.actions.hands import DOWN_ALREADY
from workshops.actions.joining import leave_workshop
from workshops.mine import mine_of
from workshops.models import Hand, Participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(cast):
    cast.oak.go_to("discuss")
    return cast.oak


def place(oak, person):
    """What somebody is told of their own: their place in line, or 0 with the floor."""
    hand = mine_of(oak.workshop, person).hand
    return None if hand is None else 0 if hand.has_floor else hand.place


def test_hands_stand_in_line_as_they_went_up_and_twice_is_once(cast, oak):
    for person in (cast.ben, cast.ana, cast.ben):
        assert oak.send(person, "hand").ok

    assert [place(oak, person) for person in (cast.ben, cast.ana)] == [1, 2]
    assert [hand.place for hand in oak.snapshot.hands] == [1, 2]
    assert oak.send(cast.ben, "hand", off="1").ok
    assert oak.send(cast.ben, "hand", off="1").ok
    assert [place(oak, person) for person in (cast.ben, cast.ana)] == [None, 1]


def test_whoever_is_given_the_floor_has_it_until_the_next_one(cast, oak):
    ana, ben = raised(oak, cast.ana), raised(oak, cast.ben)
    oak.pressed("floor", hand=str(ben))
    assert [place(oak, person) for person in (cast.ana, cast.ben)] == [1, 0]
    oak.pressed("floor", hand=str(ben))
    oak.pressed("floor", hand=str(ana))
    assert [place(oak, person) for person in (cast.ana, cast.ben)] == [0, None]
    oak.pressed("hand_down", hand=str(ana))
    assert Hand.objects.count() == 0


def test_a_hand_that_is_down_is_given_nothing(cast, oak):
    ana = raised(oak, cast.ana)
    oak.send(cast.ana, "hand", off="1")
    before = everything()
    answers = [oak.press(act, hand=str(ana)) for act in ("floor", "hand_down")]

    assert [(answer.status, answer.words) for answer in answers] == [(409, DOWN_ALREADY)] * 2
    assert everything() == before


@pytest.mark.parametrize(
    "go",
    [
        lambda oak, _person: oak.on(),
        lambda oak, _person: oak.back(),
        lambda oak, _person: oak.end(),
        lambda oak, person: leave_workshop(oak.workshop, person),
        lambda oak, person: erase_own(oak.workshop, person),
    ],
    ids=["on", "back", "end", "leave", "erase"],
)
def test_a_hand_comes_down_with_the_step_and_with_its_person(cast, oak, go):
    raised(oak, cast.ana)
    go(oak, cast.ana)

    assert (Hand.objects.count(), oak.snapshot.hands) == (0, ())


def test_somebody_who_was_removed_is_in_no_line(cast, oak):
    raised(oak, cast.ana)
    raised(oak, cast.ben)
    Participant.objects.filter(pk=cast.ana).update(revoked_at=oak.workshop.starts_at)

    assert ([hand.place for hand in oak.snapshot.hands], place(oak, cast.ben)) == ([1], 1)


def test_a_desk_knows_a_name_only_where_names_are_asked_for(cast, oak):
    Participant.objects.filter(pk=cast.ana).update(name="Ana A")
    raised(oak, cast.ana)
    pages = {}
    for asked in (False, True):
        oak.made.names_asked = asked
        oak.made.save(update_fields=["names_asked"])
        addresses = {
            "fay": f"/desk/{oak.code}/",
            "ben": f"/w/{oak.code}/",
            "screen": f"/screen/{oak.made.screen_key}/",
        }
        pages[asked] = [
            who for who, address in addresses.items() if "Ana A" in cast.get(who, address).content.decode()
        ]

    assert pages == {False: [], True: ["fay"]}


def test_a_group_of_a_hand_is_told_only_once_groups_are_shown(cast, oak):
    raised(oak, cast.ana)

    assert [hand.group for hand in oak.snapshot.hands] == [""]
