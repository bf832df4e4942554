"""Co-facilitators: by invitation, in one workshop alone, and out when it is withdrawn."""

import hashlib
import re
from datetime import date
from smtplib import SMTPException

import pytest
from channels.db import database_sync_to_async
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.cast import everything
from tests.rooms import heard
from tests.workshops.test_gate import closed_within
from workshops import consumers
from workshops.consumers import REFUSED
from workshops.models import CoFacilitator
from workshops.views import inviting as views

pytestmark = pytest.mark.django_db
PASSWORD = "seven-kind-words-of-mine"


@pytest.fixture
def invited(cast):
    """Kim's invitation to oak; gives the path of its link."""
    return link_in(invite(cast))


def invite(cast, email="Kim@example.org", who="olu"):
    return cast.post(who, f"/workshops/{cast.oak.code}/invite", {"email": email})


def link_in(page):
    found = re.search(r"/invited/[\w-]+/", page.content.decode())
    assert found
    return found[0]


def accepted(invited):
    """The browser of Kim, with an account of their own."""
    browser = Client()
    response = browser.post(invited, {"name": "Kim", "password": PASSWORD})
    assert response.status_code == 302, response.context["form"].errors
    return browser


def test_an_invitation_is_shown_and_mailed_and_only_a_digest_is_kept(cast, invited):
    token = invited.split("/")[2]
    kept = CoFacilitator.objects.get()

    assert (kept.email, kept.token) == ("kim@example.org", hashlib.sha256(token.encode()).hexdigest())
    assert (mail.outbox[0].to, invited in mail.outbox[0].body) == (["kim@example.org"], True)
    assert token not in repr(everything())


def test_whoever_has_no_account_chooses_a_password_and_is_in(cast, invited):
    kim = accepted(invited)
    user = User.objects.get(email="kim@example.org")

    assert (user.name, user.check_password(PASSWORD), user.memberships.count()) == ("Kim", True, 0)
    page, desk = f"/workshops/{cast.oak.code}/", f"/desk/{cast.oak.code}/"
    assert [kim.get(address).status_code for address in (page, desk, f"{page}agenda/", f"{page}report/")] == [
        200
    ] * 4
    assert kim.post(f"{desk}lock", {"on": "1"}).status_code == 302
    assert cast.oak.workshop.locked is True


def test_a_co_facilitator_sees_that_workshop_and_nothing_else_of_the_team(cast, invited):
    kim = accepted(invited)
    listed = kim.get("/workshops/")

    assert ([one.code for one in listed.context["live"]], "form" in listed.context) == (
        [cast.oak.code],
        False,
    )
    assert kim.post("/workshops/", {"title": "Mine"}).status_code == 403
    assert [kim.get(f"/desk/{cast.elm.code}/").status_code, kim.get("/workshops/over-time/").status_code] == [
        404,
        403,
    ]
    page = kim.get(f"/workshops/{cast.oak.code}/").context
    of_the_team = ("series", "known_series", "turnouts", "co_facilitators")
    assert [name for name in of_the_team if name in page] == []


def test_what_concerns_the_team_is_not_for_a_co_facilitator(cast, invited):
    kim, before = accepted(invited), everything()
    page = f"/workshops/{cast.oak.code}/"
    told = [
        kim.post(f"{page}invite", {"email": "lee@example.org"}),
        kim.post(f"{page}withdraw", {"invitation": str(CoFacilitator.objects.get().pk)}),
        kim.post(f"{page}agenda/keep", {"title": "Ours"}),
        kim.post(f"{page}series", {"series": "Ours"}),
        kim.get(f"{page}again/"),
    ]

    assert ([one.status_code for one in told], everything() == before) == ([403] * 5, True)


def test_whoever_is_signed_in_accepts_with_their_own_account(cast, invited):
    page = cast.get("gus", invited)
    response = cast.post("gus", invited)

    assert (page.context["somebody_else"], response.url) == (True, f"/workshops/{cast.oak.code}/")
    assert CoFacilitator.objects.get().user == cast.elm.facilitator
    assert cast.get("gus", f"/desk/{cast.oak.code}/").status_code == 200
    assert [one.code for one in cast.get("gus", "/workshops/").context["live"]].count(cast.oak.code) == 1


def test_a_member_of_the_team_uses_up_nothing_that_they_have_already(cast, invited):
    assert cast.post("fay", invited).status_code == 302
    assert CoFacilitator.objects.exists() is False


def test_an_address_that_signs_in_here_is_asked_to_and_gets_no_second_account(cast):
    link = link_in(invite(cast, "gus@example.org"))
    page = Client().get(link)
    before = everything(), User.objects.count()

    assert (page.status_code, page.context["form"]) == (200, None)
    assert Client().post(link, {"name": "Gus", "password": PASSWORD}).status_code == 200
    assert (everything(), User.objects.count()) == before


def test_a_link_works_once(cast, invited):
    accepted(invited)

    assert [cast.get(who, invited).status_code for who in ("gus", "stranger")] == [404, 404]
    assert cast.post("gus", invited).status_code == 404
    assert (
        cast.get("gus", "/invited/made-up/").context["text"].startswith("This invitation was used, withdrawn")
    )


def test_a_newer_link_takes_the_place_of_the_older(cast, invited):
    newer = link_in(invite(cast, "kim@EXAMPLE.org"))

    assert CoFacilitator.objects.count() == 1
    assert [cast.get("stranger", link).status_code for link in (invited, newer)] == [404, 200]


def test_whoever_is_withdrawn_is_out(cast, invited):
    kim = accepted(invited)
    invitation = str(CoFacilitator.objects.get().pk)
    assert (
        cast.post("olu", f"/workshops/{cast.oak.code}/withdraw", {"invitation": invitation}).status_code
        == 302
    )

    assert [kim.get(f"/{there}/{cast.oak.code}/").status_code for there in ("desk", "workshops")] == [
        404,
        404,
    ]
    assert kim.get("/workshops/").status_code == 403


def test_whoever_was_invited_under_two_addresses_is_out_at_one_press(cast, invited):
    kim = accepted(invited)
    second = link_in(invite(cast, "kim.at.work@example.org"))
    assert kim.post(second).status_code == 302
    (only,) = CoFacilitator.objects.all()
    cast.post("olu", f"/workshops/{cast.oak.code}/withdraw", {"invitation": str(only.pk)})

    assert kim.get(f"/desk/{cast.oak.code}/").status_code == 404


def test_when_it_is_deleted_is_for_the_team_to_say(cast, invited):
    kim, day = accepted(invited), date(2090, 1, 1)
    cast.oak.end()
    address, given = f"/workshops/{cast.oak.code}/settings/", {"delete_on": day.isoformat()}
    assert kim.post(address, given).status_code == 302
    assert cast.oak.workshop.delete_on is None
    cast.post("olu", address, given)

    assert cast.oak.workshop.delete_on == day


def test_a_withdrawn_link_is_dead_and_another_workshops_stays(cast, invited):
    address = f"/workshops/{cast.elm.code}/withdraw"
    known = str(CoFacilitator.objects.get().pk)
    assert cast.post("gus", address, {"invitation": known}).status_code == 302
    assert cast.get("stranger", invited).status_code == 200
    for nonsense in ("x", "", str(10**30)):
        assert (
            cast.post("olu", f"/workshops/{cast.oak.code}/withdraw", {"invitation": nonsense}).status_code
            == 302
        )
    cast.post("olu", f"/workshops/{cast.oak.code}/withdraw", {"invitation": known})

    assert cast.get("stranger", invited).status_code == 404


@pytest.mark.parametrize(
    ("email", "status"), [("x", 422), ("", 422), ("fay@example.org", 422), ("a\x00@b.org", 422)]
)
def test_an_address_that_cannot_be_invited_is_refused(cast, email, status):
    before = everything()

    assert (invite(cast, email).status_code, everything() == before, mail.outbox) == (status, True, [])


def test_nobody_is_invited_twice_or_to_what_is_over(cast, invited):
    accepted(invited)
    assert invite(cast).status_code == 422
    later = link_in(invite(cast, "lee@example.org"))
    cast.oak.end()

    assert [invite(cast, "may@example.org").status_code, cast.post("gus", later).status_code] == [409, 409]


@pytest.mark.parametrize(
    "given", [{"name": ""}, {"password": ""}, {"password": "short"}, {"password": "password1234"}]
)
def test_a_password_that_is_none_is_asked_again(cast, invited, given):
    before = everything(), User.objects.count()
    response = Client().post(invited, {"name": "Kim", "password": PASSWORD} | given)

    assert (response.status_code, list(response.context["form"].errors)) == (422, list(given))
    assert (everything(), User.objects.count()) == before


def test_signing_up_stays_closed(cast):
    before = User.objects.count()
    Client().post("/accounts/signup/", {"email": "kim@example.org", "password1": PASSWORD})

    assert User.objects.count() == before


def test_where_mail_cannot_be_sent_the_link_is_there_all_the_same(cast, monkeypatch):
    def broken(*_args, **_more):
        raise SMTPException

    monkeypatch.setattr(views, "send_mail", broken)
    page = invite(cast)

    assert (page.status_code, page.context["mailed"]) == (200, False)
    assert cast.get("stranger", link_in(page)).status_code == 200


def test_without_a_mail_server_nobody_is_told_that_it_was_mailed(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert invite(cast).context["mailed"] is False


async def test_a_desk_does_not_outlive_an_invitation(live, monkeypatch):
    monkeypatch.setattr(consumers, "ASKED_AGAIN_AFTER", 0.1)
    in_database = database_sync_to_async
    kim = await in_database(lambda: accepted(link_in(invite(live))))()
    desk = await heard(live.oak.code, "desk", kim)
    await in_database(CoFacilitator.objects.all().delete)()

    assert await closed_within(desk) == REFUSED
