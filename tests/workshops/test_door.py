"""The door of a locked room, and seats that a facilitator ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import GOALS, everything
from workshops.access import REMOVED
from workshops.actions.door import ASK_FIRST, CROWDED, MOST_WAITING, NO_SEAT, NOBODY_THERE, NOT_ENDED_HERE
from workshops.actions.joining import NOT_OPEN
from workshops.domain.ballots import seat_behind
from workshops.models import Knock, Participant, Score

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    return reverse("workshops:join", args=[cast.oak.code])


@pytest.fixture
def knocking(cast, address):
    """The stranger stands at the locked door."""
    cast.oak.pressed("lock", on="1")
    ticket = cast.get("stranger", address).context["ticket"]
    response = cast.post("stranger", address, {"sector": "people", "ticket": ticket})
    assert (response.status_code, response.url) == (302, address)
    return Knock.objects.get()


def test_whoever_knocks_waits_and_the_desk_sees_it(cast, address, knocking):
    before = everything()
    page = cast.get("stranger", address)
    desk = cast.get("fay", reverse("workshops:desk", args=[cast.oak.code])).content.decode()

    assert (page.status_code, page["X-Knock"], page.context["state"]) == (200, "waiting", "waiting")
    assert [(one.id, one.sector) for one in cast.oak.snapshot.knocks] == [(str(knocking.pk), "people")]
    assert desk.count(f'value="{knocking.pk}"') == 2
    assert everything() == before


def test_whoever_is_let_in_sits_at_their_next_look_and_once(cast, address, knocking):
    seats = Participant.objects.filter(workshop=cast.oak.made).count()
    cast.oak.pressed("let_in", knock=str(knocking.pk))
    assert cast.oak.snapshot.knocks == ()
    looks = [cast.get("stranger", address) for _ in range(2)]

    assert [(look.status_code, look.url) for look in looks] == [(302, f"/w/{cast.oak.code}/")] * 2
    assert cast.get("stranger", f"/w/{cast.oak.code}/").status_code == 200
    assert Participant.objects.filter(workshop=cast.oak.made).count() == seats + 1
    newest = Participant.objects.get(pk=seat_behind(cast.oak.secret, knocking.pk))
    # The desk has seen the knock's key: it leads to no participant.
    assert (newest.sector, newest.pk == knocking.pk) == ("people", False)
    assert (Knock.objects.count(), cast.oak.workshop.locked) == (0, True)


def test_a_no_is_told_and_may_be_thought_over(cast, address, knocking):
    cast.oak.pressed("turn_away", knock=str(knocking.pk))
    page = cast.get("stranger", address)
    assert (page.status_code, page["X-Knock"], cast.oak.snapshot.knocks) == (200, "no", ())
    people = cast.get("fay", reverse("workshops:desk_people", args=[cast.oak.code]))
    assert [knock.id for knock in people.context["turned_away"]] == [str(knocking.pk)]
    cast.oak.pressed("let_in", knock=str(knocking.pk))

    assert cast.get("stranger", address).status_code == 302


def test_a_room_that_is_unlocked_takes_in_whoever_waits(cast, address, knocking):
    cast.oak.pressed("lock")

    assert cast.get("stranger", address).url == f"/w/{cast.oak.code}/"
    assert Participant.objects.filter(pk=seat_behind(cast.oak.secret, knocking.pk)).exists()


def test_a_form_sent_twice_is_one_knock(cast, address):
    cast.oak.pressed("lock", on="1")
    ticket = cast.get("stranger", address).context["ticket"]
    for _ in range(2):
        cast.post("stranger", address, {"sector": "people", "ticket": ticket})
        del cast.browsers["stranger"].cookies[f"knock-{cast.oak.code}"]

    assert Knock.objects.count() == 1


def test_the_door_is_crowded_at_some_point(cast, address):
    cast.oak.pressed("lock", on="1")
    Knock.objects.bulk_create(Knock(workshop=cast.oak.made, sector="people") for _ in range(MOST_WAITING))
    response = cast.post("stranger", address, {"sector": "people"})

    assert (response.status_code, response.context["text"]) == (409, CROWDED)
    assert Knock.objects.count() == MOST_WAITING


@pytest.mark.parametrize("token", ["", "made up", "a:b:c", "é"])
def test_a_forged_knock_is_none(cast, address, knocking, token):
    cast.browsers["stranger"].cookies[f"knock-{cast.oak.code}"] = token

    assert cast.get("stranger", address).context["form"].is_bound is False


def test_a_knock_is_forgotten_with_the_end(cast, address, knocking):
    cast.oak.end()

    assert (Knock.objects.count(), cast.get("stranger", address).status_code) == (0, 409)


def test_nobody_knocks_at_a_room_that_is_not_open(cast, address):
    cast.oak.made.stage, cast.oak.made.locked = "planned", True
    cast.oak.made.save(update_fields=["stage", "locked"])
    response = cast.post("stranger", address, {"sector": "people"})

    assert (response.status_code, response.context["text"]) == (409, NOT_OPEN)


@pytest.mark.parametrize("act", ["let_in", "turn_away"])
def test_a_knock_at_another_door_is_none_here(cast, knocking, act):
    theirs = Knock.objects.create(workshop=cast.elm.made, sector="people")
    before = everything()
    answer = cast.oak.press(act, knock=str(theirs.pk))

    assert (answer.status, answer.words, everything()) == (409, NOBODY_THERE, before)


def test_a_removed_seat_is_told_so_and_what_it_answered_counts(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.send(cast.ana, "score", principle=GOALS, score="4")
    asked = oak.press("remove", seat=cast.oak.mark(cast.ana))
    assert (asked.status, asked.words) == (409, ASK_FIRST)
    oak.pressed("remove", seat=cast.oak.mark(cast.ana), sure="1")
    typed = cast.post("ana", f"/w/{oak.code}/{oak.now.pk}/score", {"principle": GOALS, "reason": "Half said"})
    page = cast.get("ana", f"/w/{oak.code}/")

    assert (typed.status_code, typed.context["text"]) == (410, REMOVED)
    assert ("reason", "Half said") in typed.context["kept"]
    assert (page.status_code, page.context["text"], page.context["again"]) == (410, REMOVED, "")
    assert page.content.decode().count("js/drafts.js") == 1
    assert Score.objects.filter(workshop=oak.made).count() == 1


def test_a_seat_is_given_back(cast):
    cast.oak.pressed("remove", seat=cast.oak.mark(cast.ana), sure="1")
    assert cast.get("ana", f"/w/{cast.oak.code}/")["Cache-Control"] == "no-store"
    cast.oak.pressed("give_back", seat=cast.oak.mark(cast.ana))

    assert cast.get("ana", f"/w/{cast.oak.code}/").status_code == 200


def test_who_left_by_themselves_is_not_brought_back(cast):
    cast.post("ana", f"/w/{cast.oak.code}/leave")
    before = everything()
    again = cast.oak.press("give_back", seat=cast.oak.mark(cast.ana))
    removed = cast.oak.press("remove", seat=cast.oak.mark(cast.ana), sure="1")

    assert (again.words, removed.words, everything()) == (NOT_ENDED_HERE, NO_SEAT, before)


def test_another_workshops_seat_stays(cast):
    before = everything()

    assert cast.oak.press("remove", seat=cast.oak.mark(cast.cas), sure="1").words == NO_SEAT
    assert everything() == before


def test_the_people_are_listed_in_the_order_of_joining(cast, django_assert_num_queries):
    late = cast.oak.come_in("carer")
    Participant.objects.filter(pk=late).update(joined_at=timezone.now() + timedelta(minutes=1))
    cast.oak.pressed("remove", seat=cast.oak.mark(cast.ben), sure="1")
    address = reverse("workshops:desk_people", args=[cast.oak.code])
    rows = cast.get("fay", address).context["rows"]
    assert [(row.number, str(row.mark), row.where) for row in rows] == [
        (1, cast.oak.mark(cast.ana), "gone"),
        (2, cast.oak.mark(cast.ben), "removed"),
        (3, cast.oak.mark(late), "gone"),
    ]

    with django_assert_num_queries(6):
        cast.get("fay", address)
    cast.oak.crowd(60)
    with django_assert_num_queries(6):
        cast.get("fay", address)


def test_names_are_listed_where_they_were_asked_for(cast):
    Participant.objects.filter(pk=cast.ana).update(name="Ana of the north")
    address = reverse("workshops:desk_people", args=[cast.oak.code])
    assert [row.name for row in cast.get("fay", address).context["rows"]] == ["", ""]
    cast.oak.made.names_asked = True
    cast.oak.made.save(update_fields=["names_asked"])

    assert [row.name for row in cast.get("fay", address).context["rows"]] == ["Ana of the north", ""]
