"""A rehearsal: the same workshop with pretend people, wiped afterwards, and nothing of it in anything that counts."""

import subprocess
import sys

import pytest
from django.urls import reverse

from tests.cast import everything
from workshops.actions.changing import Refused
from workshops.actions.pretending import bring_in
from workshops.actions.rehearsing import make_rehearsal, wipe
from workshops.domain.activities.kind import Role
from workshops.models import Activity, CoFacilitator, Participant, Preparation, Workshop
from workshops.rehearsal import sending_in
from workshops.rehearsal.sending_in import MOST_CROWDS
from workshops.room import seats
from workshops.turnout import last_turnouts

PLANNED = ("position", "kind", "title", "minutes", "picks", "script", "notes", "task")


def planned(workshop):
    return list(workshop.activities.values_list(*PLANNED))


@pytest.fixture
def copy(oak):
    oak.made.activities.filter(position=2).update(script="Say it so", notes="Bring chalk")
    oak.go_to("score", "revealed")
    return make_rehearsal(oak.workshop, oak.facilitator)


def test_it_has_every_step_as_planned_and_nothing_that_happened(oak, copy):
    assert planned(copy) == planned(oak.made)
    assert set(copy.activities.values_list("phase", "opened_at")) == {("waiting", None)}
    assert (copy.stage, copy.participants.count(), copy.scores.count()) == ("planned", 0, 0)
    assert (copy.title, copy.families, copy.team) == (oak.made.title, oak.made.families, oak.team)
    assert copy.practice
    assert copy.series is None
    secrets = {bytes(each.ballot_secret) for each in (copy, oak.workshop)}
    assert len(secrets) == len({copy.code, oak.code}) == len({copy.screen_key, oak.made.screen_key}) == 2


def test_it_is_marked_on_desk_and_screen(cast, copy):
    words = {
        who: '<span class="pill on">Rehearsal</span>' in cast.get(who, address).content.decode()
        for who, address in {
            "fay": reverse("workshops:desk", args=[copy.code]),
            "stranger": reverse("workshops:screen", args=[copy.screen_key]),
        }.items()
    }
    assert words == {"fay": True, "stranger": True}


def test_wiped_it_leaves_everything_as_it_was_before(oak):
    before = everything()
    copy = make_rehearsal(oak.workshop, oak.facilitator)
    Workshop.objects.filter(pk=copy.pk).update(stage="open")
    bring_in(copy, 10)
    assert Participant.objects.filter(workshop=copy).count() == 10
    wipe(copy)
    # All that stays is that it was rehearsed, for the checklist.
    assert oak.made.preparation.rehearsed_at
    Preparation.objects.all().delete()
    assert everything() == before


def test_a_workshop_that_is_real_is_not_wiped(cast, oak):
    before = everything()
    with pytest.raises(Refused):
        wipe(oak.workshop)
    assert cast.post("fay", reverse("workshops:wipe_rehearsal", args=[oak.code])).status_code == 409
    assert everything() == before


def test_there_is_one_of_each_workshop_and_none_of_a_rehearsal(oak, copy):
    another = make_rehearsal(oak.workshop, oak.facilitator)
    assert list(oak.made.rehearsals.all()) == [another]
    assert not Workshop.objects.filter(pk=copy.pk).exists()
    with pytest.raises(Refused):
        make_rehearsal(another, oak.facilitator)


def test_it_goes_with_the_workshop_that_it_was_one_of(oak, copy):
    Activity.objects.filter(workshop=oak.made).delete()
    oak.workshop.delete()
    assert not Workshop.objects.filter(pk=copy.pk).exists()


def test_whoever_may_run_the_workshop_may_run_its_rehearsal(cast, oak):
    guest = cast.elm.facilitator
    for user, token in ((guest, "a" * 64), (None, "b" * 64)):
        email = user.email if user else "nobody@example.org"
        CoFacilitator.objects.create(workshop=oak.made, email=email, user=user, token=token)
    copy = make_rehearsal(oak.workshop, guest)
    assert list(copy.co_facilitators.values_list("user", flat=True)) == [guest.pk]


def test_nothing_of_it_is_in_what_is_told_of_past_workshops(oak, copy):
    Workshop.objects.filter(pk=copy.pk).update(stage="open")
    bring_in(copy, 10)
    Workshop.objects.filter(pk=copy.pk).update(stage="ended", ended_at=oak.made.opened_at)
    assert last_turnouts([oak.team]) == []


@pytest.mark.parametrize("people", ["", "9", "61", "many", "10.5", "-20"])
def test_a_number_of_people_that_makes_no_sense_is_told_so_and_makes_nothing(cast, people):
    before = everything()
    answer = cast.post("fay", reverse("workshops:rehearse", args=[cast.oak.code]), {"people": people})
    assert answer.status_code == 422
    assert "Choose a whole number of pretend people, from 10 to 60." in answer.content.decode()
    assert everything() == before


def test_more_crowds_than_the_machine_bears_are_not_sent_in(cast):
    """Each would stay for hours, beside rooms that are real."""
    waits = [sys.executable, "-c", "input()"]
    crowds = {str(n): subprocess.Popen(waits, stdin=subprocess.PIPE) for n in range(MOST_CROWDS)}
    before = everything()
    sending_in._crowds.update(crowds)
    try:
        response = cast.post("fay", reverse("workshops:rehearse", args=[cast.oak.code]), {"people": "10"})
    finally:
        for crowd in crowds.values():
            crowd.communicate(b"\n")
    assert (response.status_code, everything()) == (409, before)
    assert sending_in.has_room()


@pytest.mark.parametrize("name", ["rehearse", "wipe_rehearsal"])
def test_only_the_desk_may(cast, name, copy):
    before = everything()
    address = reverse(f"workshops:{name}", args=[copy.code])
    seat = seats.Seat(copy.code, Role.PARTICIPANT, bring_in_one(copy))
    cast.browsers["ana"].cookies[seats.cookie_name(copy.code, Role.PARTICIPANT)] = seats.signed(seat)
    statuses = {
        who: cast.post(who, address, {"people": "10"}).status_code for who in ("ana", "gus", "stranger")
    }
    assert statuses == {"ana": 403, "gus": 404, "stranger": 404}
    assert len(everything()) == len(before)
    assert Workshop.objects.filter(pk=copy.pk).exists()


def bring_in_one(copy):
    return Participant.objects.create(workshop=copy, sector="other", family="other").pk
