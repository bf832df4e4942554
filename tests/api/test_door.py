"""Who is told what by the API: the same as in the browser, at each request anew, and nothing by a cookie."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from principles.models import PrincipleSet
from principles.owning import begin_set
from tests.api.asking import BASE, Program
from tests.cast import GOALS
from tests.standing import stands_on
from workshops.actions.programs import revoke_token
from workshops.api.described import PLACES
from workshops.api.limits import AT_ONCE, Limits, limits
from workshops.models import ApiToken, Commitment

pytestmark = pytest.mark.django_db
OLD, NEW = "an old one for tests", "another one for tests"
NO_TOKEN = {"none": 401}
OF_TEAM = {"olu": 200, "fay": 403, "gus": 404} | NO_TOKEN
# Gus organises no team either.
LISTS = {"olu": 200, "fay": 403, "gus": 403} | NO_TOKEN
FOR_ALL = dict.fromkeys(("olu", "fay", "gus"), 200) | NO_TOKEN
# Written out by hand, like the tables of tests/workshops/test_gate.py.
TABLE = {
    "openapi": FOR_ALL | {"none": 200},
    "workshops": LISTS,
    "workshop": OF_TEAM,
    "summary": OF_TEAM,
    "workshop_commitments": OF_TEAM,
    "commitments": LISTS,
    "sets": FOR_ALL,
    "set": FOR_ALL,
    "edition": FOR_ALL,
}


def address_of(name, cast):
    edition = cast.oak.made.edition
    given = {
        "workshop": [cast.oak.code],
        "summary": [cast.oak.code],
        "workshop_commitments": [cast.oak.code],
        "set": [edition.principle_set_id],
        "edition": [edition.principle_set_id, edition.number],
    }
    return reverse(f"api:{name}", args=given.get(name, []))


@pytest.fixture
def programs(cast):
    return {who: Program(cast.browsers.users[who]) for who in ("olu", "fay", "gus")}


def to_a_result(cast):
    cast.oak.go_to("score")
    cast.oak.score(cast.oak.crowd(6), [1, 2, 3, 4, 5, 5])
    cast.oak.on(2)
    cast.oak.go_to("commit")
    cast.oak.promise("Meet every week")


def test_every_address_is_in_the_table_here():
    assert list(TABLE) == [place.name for place in PLACES]


def test_who_may_read_what(cast, programs):
    answers = {}
    for name in TABLE:
        address = address_of(name, cast)
        answers[name] = {who: program.status(address) for who, program in programs.items()}
        answers[name]["none"] = Client().get(address).status_code

    assert answers == TABLE


def test_nothing_but_reading_and_nothing_by_a_cookie(cast, programs):
    """Olu's browser is signed in, and a page of another site could make it ask."""
    addresses = [address_of(name, cast) for name in TABLE] + [f"{BASE}/nowhere"]
    methods = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
    answers = {programs["olu"].status(address, method) for address in addresses for method in methods}
    by_cookie = cast.get("olu", address_of("workshops", cast))

    assert answers == {405}
    assert programs["olu"].ask("workshops", "POST")["Allow"] == "GET, HEAD"
    assert (by_cookie.status_code, by_cookie["WWW-Authenticate"]) == (401, 'Bearer realm="Common Ground"')
    assert programs["olu"].status(address_of("workshops", cast), "HEAD") == 200


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", "Basic b2x1", "Bearer ground_", "Bearer \u00e9", "Bearer x" * 90]
)
def test_without_a_good_token_nobody_is_told_anything(cast, sent):
    response = Client().get(address_of("workshop", cast), headers={"Authorization": sent})

    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response["WWW-Authenticate"].startswith("Bearer ")
    assert set(response.json()) == {"type", "title", "status", "detail"}


def test_a_token_is_worth_what_its_user_is_now(cast, programs):
    olu, address = programs["olu"], address_of("workshop", cast)
    user = cast.browsers.users["olu"]
    member = Membership.objects.get(user=user)
    statuses = [olu.status(address)]
    Membership.objects.filter(pk=member.pk).update(role="facilitator")
    statuses.append(olu.status(address))
    member.delete()
    statuses.append(olu.status(address))
    user.is_active = False
    user.save()
    statuses.append(olu.status(address))

    assert statuses == [200, 403, 404, 401]


def test_a_revoked_token_is_none_and_only_its_hash_was_ever_kept(cast, programs):
    olu, user = programs["olu"], cast.browsers.users["olu"]
    row = ApiToken.objects.get(user=user)
    assert (olu.status("sets"), row.used_at) == (200, None)
    row.refresh_from_db()
    assert row.used_at is not None
    assert [
        str(value) for value in ApiToken.objects.values_list().get(pk=row.pk) if olu.token in str(value)
    ] == []
    assert revoke_token(cast.oak.facilitator, row.pk) == ""
    assert (revoke_token(user, row.pk), olu.status("sets")) == ("A program", 401)


def changed(cast):
    """Olu signs in with a password, and gives another."""
    fields = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    return cast.post("olu", reverse("account_change_password"), fields)


def sent_for(cast):
    """Somebody has forgotten it, and follows the link in the e-mail."""
    browser = cast.browsers["stranger"]
    browser.post(reverse("account_reset_password"), {"email": "olu@example.org"})
    (link,) = re.findall(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    asked = browser.get(link, follow=True)
    return browser.post(asked.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})


def given(cast):
    """The owner of the site gives a new one."""
    User.objects.filter(email="fay@example.org").update(is_staff=True, is_superuser=True)
    page = reverse("admin:auth_user_password_change", args=[cast.browsers.users["olu"].pk])
    return cast.post("fay", page, {"password1": NEW, "password2": NEW, "usable_password": "true"})


@pytest.mark.parametrize("way", [changed, sent_for, given])
def test_a_new_password_ends_every_token_of_its_user_and_nobody_else_s(cast, programs, way):
    user = cast.browsers.users["olu"]
    User.objects.filter(pk=user.pk).update(password=make_password(OLD))
    cast.browsers["olu"].force_login(User.objects.get(pk=user.pk))
    assert [programs[who].status("sets") for who in ("olu", "fay")] == [200, 200]

    assert way(cast).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert [programs[who].status("sets") for who in ("olu", "fay")] == [401, 200]


@stands_on(to_a_result)
def test_the_summary_is_the_reports_own_file_while_the_workshop_runs(cast, programs):
    page = reverse("workshops:report_file", args=[cast.oak.code, "json"])
    downloaded = cast.get("olu", page).json()
    read = programs["olu"].read(address_of("summary", cast))

    assert read == downloaded
    assert [one["rounds"][0]["n"] for one in read["principles"] if one["key"] == GOALS and one["rounds"]] == [
        6
    ]
    assert programs["olu"].read(address_of("workshop_commitments", cast)) == {"items": read["commitments"]}
    assert [one["what"] for one in read["commitments"]] == ["Meet every week"]


@stands_on(to_a_result)
def test_only_ones_own_teams_are_in_the_lists(cast, programs):
    cast.oak.end()
    cast.elm.go_to("commit")
    cast.elm.promise("Only in elm")
    cast.elm.end()
    Commitment.objects.filter(what="Meet every week").update(status="stuck", status_note="Nobody came")
    olu, theirs = programs["olu"], begin_set(cast.elm.team, "Only elm's", "en-GB", 5, None)

    assert [one["code"] for one in olu.read("workshops?stage=ended")["items"]] == [cast.oak.code]
    assert olu.read("workshops?stage=open")["items"] == []
    (promised,) = olu.read("commitments")["items"]
    told = (promised["workshop"]["code"], promised["what"], promised["status"], promised["note"])
    assert told == (cast.oak.code, "Meet every week", "stuck", "Nobody came")
    assert olu.status(f"sets/{theirs.pk}") == 404
    assert theirs.pk not in [one["id"] for one in olu.read("sets")["items"]]
    assert programs["gus"].read(f"sets/{theirs.pk}")["editions"] == []


def test_a_page_at_a_time_and_nonsense_is_refused_in_words(cast, programs):
    olu = programs["olu"]
    sets = PrincipleSet.objects.filter(team=None).count()
    begin_set(cast.oak.team, "A set of our own", "en-GB", 5, None)
    first = olu.read("sets?per_page=1")
    seen, following = [first["items"][0]["id"]], first["next"]
    while following:
        page = olu.read(following)
        seen.append(page["items"][0]["id"])
        following = page["next"]

    assert (len(set(seen)), first["count"], first["pages"]) == (sets + 1,) * 3
    nonsense = ["page=0", "page=x", "page=1e3", "per_page=101", "page=99999999", "per_page=", "page=%00"]
    assert [olu.status(f"sets?{words}") for words in nonsense] == [422] * 7
    assert [olu.status(f"workshops?{words}") for words in ("stage=past", "stages=open")] == [422] * 2
    far = olu.ask("sets?page=99")
    assert (far.status_code, far.json()["detail"]) == (404, "There is no page 99: the last one is 1.")


def test_more_behind_the_question_mark_than_can_be_read_is_refused_in_words(cast, programs, caplog):
    many = "&".join(f"page{number}=1" for number in range(1001))
    refused = [programs["olu"].ask(f"{name}?{many}") for name in ("workshops", "sets")]
    told = refused[0].json()

    assert [(one.status_code, one["Content-Type"]) for one in refused] == [
        (400, "application/problem+json")
    ] * 2
    assert (told["status"], told["title"]) == (400, "Not to be read")
    assert told["detail"] == "This cannot be read as a request. Is there too much behind its question mark?"
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
    assert Client().get(f"{BASE}/workshops?{many}").status_code == 401


def test_whoever_has_it_already_is_told_so(cast, programs):
    olu, address = programs["olu"], address_of("workshop", cast)
    mark = olu.ask(address)["ETag"]
    again = olu.ask(address, **{"If-None-Match": f"W/{mark}"})

    assert (again.status_code, again.content) == (304, b"")
    cast.oak.come_in()
    assert olu.status(address, **{"If-None-Match": mark}) == 200


def test_who_asks_too_often_is_told_when_to_ask_again(cast, programs, monkeypatch):
    monkeypatch.setattr(limits, "clock", lambda: 0.0)
    olu = programs["olu"]
    statuses = [olu.status("sets/1") for _ in range(AT_ONCE + 1)]
    refused = olu.ask("sets/1")

    assert {*statuses[:AT_ONCE]} <= {200, 404}
    assert (statuses[AT_ONCE], refused.status_code, int(refused["Retry-After"])) == (429, 429, 1)
    assert programs["fay"].status("sets") == 200


def test_limits_come_back_with_time():
    now = [0.0]
    counted = Limits(lambda: now[0])
    assert [counted.wait_of("one") for _ in range(AT_ONCE + 1)] == [0] * AT_ONCE + [1]
    now[0] = 2.0
    assert [counted.wait_of("one") for _ in range(3)] == [0, 0, 1]
    assert counted.wait_of("two") == 0


def test_questions_are_as_many_for_one_workshop_as_for_many(cast, programs, django_assert_num_queries):
    olu = programs["olu"]
    olu.read("workshops")
    with django_assert_num_queries(4):
        olu.read("workshops?per_page=1")
    for _ in range(5):
        row = cast.oak.workshop
        row.pk, row.code, row.screen_key = None, f"{len(ApiToken.objects.all())}{_}ABCD"[:6], f"key-{_}"
        row.save()
    with django_assert_num_queries(4):
        assert len(olu.read("workshops")["items"]) == 6
