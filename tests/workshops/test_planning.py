"""An organiser's own workshops, and the form for a new one."""

import pytest
from django.urls import reverse

from tests.cast import everything
from workshops.domain.agendas import AGENDAS
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

PLAN = {
    "title": "Coming home from hospital",
    "purpose": "",
    "date": "2027-01-31",
    "time": "10:00",
    "agenda": AGENDAS[0].key,
    "sectors": "councils",
}


@pytest.fixture
def plan(cast):
    """Fay sends the form for a new workshop; gives the response."""
    edition = str(cast.oak.made.edition_id)

    def sent(**given):
        return cast.post("fay", "/workshops/", PLAN | {"edition": edition} | given)

    return sent


def test_five_answers_make_a_workshop(cast, plan):
    response = plan()
    made = Workshop.objects.get(title="Coming home from hospital")

    assert (response.status_code, response.url) == (302, f"/workshops/{made.code}/")
    assert (made.team, made.families, made.stage, made.practice) == (
        cast.oak.team,
        ["councils"],
        "planned",
        False,
    )
    assert [step.kind for step in made.activities.all()] == [step.kind for step in AGENDAS[0].steps]
    assert cast.get("fay", response.url).status_code == 200
    assert cast.get("fay", f"/desk/{made.code}/").status_code == 200


def test_a_plan_says_whether_single_sectors_are_asked_for_and_in_which_nations_words(plan):
    plan()
    plan(title="In Wales", nation="wales", asks_sectors="on")

    assert list(Workshop.objects.filter(families=["councils"]).values_list("asks_sectors", "nation")) == [
        (False, ""),
        (True, "wales"),
    ]


def test_the_page_of_a_workshop_names_the_sectors_as_its_nation_does(cast, plan):
    page = cast.get("fay", plan(nation="northern_ireland").url)

    assert page.context["sectors"] == ["Social care, public health and councils"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("title", "a\x00b"),
        ("purpose", "x" * 401),
        ("purpose", "a\x00b"),
        ("date", ""),
        ("date", "soon"),
        ("date", "2027-02-30"),
        ("date", "9999-12-31"),
        ("date", "0001-01-01"),
        ("date", "\x00"),
        ("time", "25:00"),
        ("time", "\x00"),
        ("agenda", ""),
        ("agenda", "no such agenda"),
        ("agenda", "\x00"),
        ("edition", "0"),
        ("edition", "x"),
        ("edition", "\x00"),
        ("edition", str(10**30)),
        ("sectors", "no such family"),
        ("sectors", "\x00"),
        ("nation", "france"),
        ("nation", "\x00"),
        ("team", "0"),
        ("team", str(10**30)),
        ("team", "\x00"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_asked_again_with_all_its_answers(plan, name, text):
    before = everything()
    response = plan(**{name: text})
    form = response.context["form"]

    assert (response.status_code, list(form.errors)) == (422, [name])
    assert {field: form.data[field] for field in PLAN} == PLAN | ({name: text} if name in PLAN else {})
    assert everything() == before


def test_nobody_plans_for_another_team(cast, plan):
    response = plan(team=str(cast.elm.team.pk))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["team"])


def test_the_list_has_the_workshops_of_ones_own_teams_alone(cast):
    listed = {
        who: [found.code for found in cast.get(who, reverse("workshops:workshops")).context["live"]]
        for who in ("fay", "olu", "gus")
    }

    assert listed == {"fay": [cast.oak.code], "olu": [cast.oak.code], "gus": [cast.elm.code]}


def test_whoever_has_no_team_is_told_so(cast):
    cast.oak.team.memberships.all().delete()
    page = cast.get("olu", reverse("workshops:workshops"))

    assert page.status_code == 403
    assert page.context["text"] == "You are not in a team yet. Ask the owner of this site to add you to one."
