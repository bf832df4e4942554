"""Who puts a workshop into a series, who sees one, and who says what became of a commitment."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.models import Membership
from tests.cast import EVERYONE, OUTSIDE, everything
from tests.workshops.held import counted, hold
from tests.workshops.test_planning import PLAN
from workshops.models import Commitment, Series, Workshop

pytestmark = pytest.mark.django_db
DESKS = ("fay", "olu")
FIVE = {"scope-goals": counted(0, 2, 2, 1, 0)}


@pytest.fixture
def held(oak):
    return hold(oak.team, datetime(2026, 3, 12, tzinfo=UTC), FIVE, ["Meet", "Write it down"])


def statuses(workshop):
    return list(Commitment.objects.filter(workshop=workshop).values_list("status", flat=True))


def page_of(workshop):
    return reverse("workshops:over_time_series", args=[workshop.series_id])


def planned(cast, who="fay", **given):
    fields = PLAN | {"edition": str(cast.oak.made.edition_id)} | given
    response = cast.post(who, "/workshops/", fields)
    assert response.status_code == 302
    return Workshop.objects.latest("pk")


def test_the_same_words_find_the_same_series(cast):
    made = [
        planned(cast, series=title) for title in ("Coming  home ", "coming home", " COMING\tHOME", "Home")
    ]

    assert [one.series.title for one in made if one.series] == ["Coming home"] * 3 + ["Home"]
    assert Series.objects.count() == 2


def test_no_words_are_no_series(cast):
    assert [planned(cast).series, planned(cast, series="  ").series] == [None, None]
    assert Series.objects.count() == 0


def test_another_teams_series_is_not_found(cast, held):
    theirs = planned(cast, "gus", series="Coming home")

    assert (theirs.team, held.series.team) == (cast.elm.team, cast.oak.team)
    assert theirs.series != held.series


def test_the_form_offers_the_series_of_ones_own_teams(cast, held):
    hold(cast.elm.team, datetime(2026, 3, 12, tzinfo=UTC), FIVE, series="Only for elm")
    Series.objects.create(team=cast.oak.team, title="Nobody is in it")
    offered = {who: cast.get(who, "/workshops/").context["form"].known_series for who in (*DESKS, "gus")}

    assert offered == {
        "fay": [("Coming home", "")],
        "olu": [("Coming home", "")],
        "gus": [("Only for elm", "")],
    }


def test_whoever_is_in_several_teams_sees_whose_series_it_is(cast, held):
    hold(cast.elm.team, datetime(2026, 3, 12, tzinfo=UTC), FIVE, series="Only for elm")
    Membership.objects.create(user=cast.oak.facilitator, team=cast.elm.team, role="facilitator")
    page = cast.get("fay", "/workshops/").content.decode()

    assert re.findall(r'<option value="(\w[^"]*)" label="([^"]*)">', page) == [
        ("Coming home", cast.oak.team.name),
        ("Only for elm", cast.elm.team.name),
    ]


def test_a_series_that_is_too_long_is_asked_again(cast):
    fields = PLAN | {"edition": str(cast.oak.made.edition_id), "series": "x" * 121}
    response = cast.post("fay", "/workshops/", fields)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["series"])


@pytest.mark.parametrize("who", DESKS)
@pytest.mark.parametrize("stage", ["planned", "open", "ended"])
def test_the_team_puts_a_workshop_into_a_series_at_any_time_and_takes_it_out(cast, who, stage):
    Workshop.objects.filter(pk=cast.oak.made.pk).update(stage=stage)
    address = reverse("workshops:series", args=[cast.oak.code])
    response = cast.post(who, address, {"series": "Coming home"})

    assert (response.status_code, response.url) == (302, f"/workshops/{cast.oak.code}/#series")
    assert cast.oak.workshop.series.title == "Coming home"
    assert cast.get(who, f"/workshops/{cast.oak.code}/").context["series"]["series"].value() == "Coming home"
    cast.post(who, address, {"series": ""})
    assert cast.oak.workshop.series is None


def test_nobody_else_puts_it_anywhere(cast):
    address = reverse("workshops:series", args=[cast.oak.code])
    others = [who for who in EVERYONE if who not in DESKS]
    found = {who: cast.post(who, address, {"series": "Mine"}).status_code for who in others}

    assert found == {who: 404 if who in OUTSIDE else 403 for who in others}
    assert (cast.oak.workshop.series, Series.objects.count()) == (None, 0)


@pytest.mark.parametrize("title", ["x" * 121, "a\x00b"])
def test_a_title_that_cannot_be_kept_is_refused_with_what_was_typed(cast, title):
    response = cast.post("fay", reverse("workshops:series", args=[cast.oak.code]), {"series": title})

    assert (response.status_code, response.context["kept"]) == (422, [("series", title)])
    assert cast.oak.workshop.series is None


def test_only_members_of_the_team_see_a_series(cast, held):
    statuses = {who: cast.get(who, page_of(held)).status_code for who in EVERYONE}
    unknown = {who: cast.get(who, "/workshops/over-time/999999/").status_code for who in EVERYONE}
    signed_out = {who: 302 for who in EVERYONE if who not in (*DESKS, "gus")}

    assert statuses == signed_out | {"fay": 200, "olu": 200, "gus": 404}
    # What there is not, and what is not theirs, are the same to a stranger.
    assert unknown == signed_out | {"fay": 404, "olu": 404, "gus": 404}
    assert cast.get("stranger", page_of(held)).url == f"/accounts/login/?next={page_of(held)}"


def test_the_list_has_the_series_of_ones_own_teams_alone(cast, held):
    hold(cast.elm.team, datetime(2026, 3, 12, tzinfo=UTC), FIVE, series="Only for elm")
    listed = {
        who: [one.title for one in cast.get(who, reverse("workshops:over_time")).context["series"]]
        for who in (*DESKS, "gus")
    }

    assert listed == {"fay": ["Coming home"], "olu": ["Coming home"], "gus": ["Only for elm"]}


def test_whoever_has_no_team_is_told_so(cast):
    cast.oak.team.memberships.all().delete()

    assert cast.get("olu", reverse("workshops:over_time")).status_code == 403


@pytest.mark.parametrize("address", [f"/workshops/over-time/{10**30}/", "/workshops/over-time/0/"])
def test_a_number_that_no_series_can_have_is_unknown(cast, address):
    assert cast.get("fay", address).status_code == 404


@pytest.mark.parametrize("who", DESKS)
@pytest.mark.parametrize("status", ["done", "going", "stuck"])
def test_the_team_says_what_became_of_a_commitment_and_takes_it_back(cast, held, who, status):
    first = held.commitments.first()
    address = reverse("workshops:follow_up", args=[held.code])
    response = cast.post(who, address, {"commitment": str(first.pk), "status": status})

    assert (response.status_code, response.url) == (302, f"{page_of(held)}#commitment-{first.pk}")
    assert statuses(held) == [status, ""]
    cast.post(who, address, {"commitment": str(first.pk), "status": ""})
    assert statuses(held) == ["", ""]
    # The room is over: nobody has to be told.
    assert Workshop.objects.get(pk=held.pk).version == held.version


def test_nobody_else_says_it(cast, held):
    address = reverse("workshops:follow_up", args=[held.code])
    fields = {"commitment": str(held.commitments.first().pk), "status": "done"}
    found = {who: cast.post(who, address, fields).status_code for who in EVERYONE if who not in DESKS}

    # Ana, Ben and the screen have a seat in another workshop of this team, and none in this one.
    assert found == {who: 404 for who in EVERYONE if who not in DESKS}
    assert statuses(held) == ["", ""]


@pytest.mark.parametrize(
    "sent",
    [
        {"status": "won"},
        {"status": "done\x00"},
        {"status": "x" * 100},
        {"commitment": "0"},
        {"commitment": "x"},
        {"commitment": ""},
        {"commitment": str(10**30)},
    ],
)
def test_what_cannot_be_said_is_refused_and_changes_nothing(cast, held, sent):
    before = everything()
    fields = {"commitment": str(held.commitments.first().pk), "status": "done"} | sent

    assert cast.post("fay", reverse("workshops:follow_up", args=[held.code]), fields).status_code == 422
    assert everything() == before


def test_another_workshops_commitment_is_unknown_here(cast, held):
    theirs = hold(cast.elm.team, datetime(2026, 3, 12, tzinfo=UTC), FIVE, ["Only for elm"])
    fields = {"commitment": str(theirs.commitments.get().pk), "status": "done"}

    assert cast.post("fay", reverse("workshops:follow_up", args=[held.code]), fields).status_code == 422
    assert cast.post("fay", reverse("workshops:follow_up", args=[theirs.code]), fields).status_code == 404
    assert statuses(theirs) == [""]


def test_nothing_became_of_it_before_the_end(cast):
    cast.oak.go_to("commit")
    made = cast.oak.promise("Meet")
    address = reverse("workshops:follow_up", args=[cast.oak.code])
    fields = {"commitment": str(made.pk), "status": "done"}
    found = {who: cast.post(who, address, fields).status_code for who in ("fay", "ana", "screen", "gus")}

    assert found == {"fay": 409, "ana": 403, "screen": 403, "gus": 404}
    assert statuses(cast.oak.made) == [""]


def test_whoever_says_it_is_led_back_to_where_the_workshop_stands(cast, held):
    practice = hold(cast.oak.team, held.starts_at, FIVE, ["Rehearse"], practice=True)
    alone = hold(cast.oak.team, held.starts_at, FIVE, ["Meet"], series="")
    led = []
    for workshop in (practice, alone):
        fields = {"commitment": str(workshop.commitments.get().pk), "status": "done"}
        led.append(cast.post("fay", reverse("workshops:follow_up", args=[workshop.code]), fields).url)

    assert [address.split("#")[0] for address in led] == [
        f"{page_of(practice)}?practice=1",
        f"/workshops/{alone.code}/",
    ]
