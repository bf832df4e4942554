"""A name is asked where the workshop says so, never needed, and goes no further than the desk."""

import pytest
from django.test import Client

from tests.cast import GOALS
from workshops.actions.erasing import erase_own
from workshops.models import Knock, Participant, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(cast):
    Workshop.objects.filter(pk=cast.oak.made.pk).update(names_asked=True)
    return cast.oak


def join(oak, **given):
    return Client().post(f"/join/{oak.code}/", {"sector": "carer", "ticket": ""} | given)


def names(oak):
    return sorted(
        Participant.objects.filter(workshop=oak.made).exclude(name="").values_list("name", flat=True)
    )


def test_a_name_is_asked_only_where_the_workshop_says_so(cast):
    first = Client().get(f"/join/{cast.oak.code}/").context["form"]
    Workshop.objects.filter(pk=cast.oak.made.pk).update(names_asked=True)
    second = Client().get(f"/join/{cast.oak.code}/").context["form"]

    assert (list(first.fields), list(second.fields)) == (["heads", "sector"], ["name", "heads", "sector"])


def test_whoever_gives_none_comes_in_all_the_same(asking):
    assert [join(asking, name=name).status_code for name in ("", "  ", "Ada B.")] == [302, 302, 302]
    assert names(asking) == ["Ada B."]


def test_what_was_not_asked_is_not_kept(cast):
    assert join(cast.oak, name="Ada B.").status_code == 302
    assert names(cast.oak) == []


@pytest.mark.parametrize("name", ["x" * 61, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_asked_again_and_stays_in_sight(asking, name):
    page = join(asking, name=name)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["name"])
    assert page.context["form"]["name"].value() == name
    assert 'value="carer" checked' in page.content.decode()


def test_a_name_is_on_no_page_of_the_room_and_in_no_report(cast, asking):
    assert join(asking, name="Ada-of-the-wards").status_code == 302
    asking.go_to("score")
    asking.score(asking.crowd(6), [3] * 6, GOALS)
    asking.on(2)
    pages = {
        "ana": [f"/w/{asking.code}/"],
        "screen": [f"/screen/{asking.made.screen_key}/"],
        "fay": [f"/workshops/{asking.code}/report{kind}" for kind in ("/", ".csv", ".json")],
    }

    assert [
        address
        for who, addresses in pages.items()
        for address in addresses
        if b"Ada-of" in cast.get(who, address).content
    ] == []


def test_names_are_gone_once_the_workshop_has_ended(asking):
    assert join(asking, name="Ada B.").status_code == 302
    Knock.objects.create(workshop=asking.made, sector="carer", name="Too late")
    asking.end()

    assert (names(asking), Knock.objects.exists()) == ([], False)


def test_whoever_erases_what_they_gave_erases_their_name(asking):
    assert join(asking, name="Ada B.").status_code == 302
    erase_own(asking.workshop, Participant.objects.get(name="Ada B.").pk)

    assert names(asking) == []


@pytest.mark.parametrize("rule", [True, False])
def test_the_rule_is_printed_where_it_holds(cast, rule):
    Workshop.objects.filter(pk=cast.oak.made.pk).update(chatham_house=rule)

    assert ("Chatham House Rule" in Client().get(f"/join/{cast.oak.code}/").content.decode()) is rule
