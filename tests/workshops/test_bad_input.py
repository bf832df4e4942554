"""Whatever comes in: the right status, plain words, what was typed is kept, nothing changes, never a fault of ours."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import GOALS, everything
from tests.workshops.reading import texts
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

LONG = "I have thought about this for a long time. " * 120
FORM = str(uuid4())


def typed(response):
    """What the page gives back of what somebody typed."""
    return texts(response.content.decode(), "textarea")


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("222222", 404, "No workshop has that code. Check it on the screen in the room and try again."),
        ("FQ7M2", 404, "No workshop has that code. Check it on the screen in the room and try again."),
        ("FQ7M2O", 404, "No workshop has that code. Check it on the screen in the room and try again."),
        ("<script>", 404, "No workshop has that code. Check it on the screen in the room and try again."),
        ("", 422, "Type the code first: six letters and numbers, on the screen in the room."),
        ("   ", 422, "Type the code first: six letters and numbers, on the screen in the room."),
        ("FQ7\x002X", 404, "No workshop has that code. Check it on the screen in the room and try again."),
        ("x" * 65, 404, "No workshop has that code. Check it on the screen in the room and try again."),
        ("é" * 6, 404, "No workshop has that code. Check it on the screen in the room and try again."),
    ],
)
def test_a_code_that_opens_nothing_stays_in_its_box(cast, code, status, words):
    for response in (
        cast.get("stranger", "/", data={"code": code}),
        cast.post("stranger", "/", {"code": code}),
    ):
        assert (response.status_code, response.context["form"].errors) == (status, {"code": [words]})
        assert response.context["form"]["code"].value() == code


NOWHERE = ["222222", "nonsense", "%00", "FQ7%00M2", "9" * 300, "é", "..", "a%0Ab", "%FF%FE"]


@pytest.mark.parametrize(
    "address",
    [
        "/join/{}/",
        "/j/{}",
        "/join/{}/qr.svg",
        "/w/{}/",
        "/w/{}/mine",
        "/desk/{}/",
        "/desk/{}/state",
        "/screen/{}/",
        "/back/{}/",
        "/workshops/{}/",
        "/workshops/{}/report/",
        "/workshops/{}/report.csv",
    ],
)
def test_an_address_that_leads_nowhere(cast, address):
    responses = {code: cast.get("fay", address.format(code)) for code in NOWHERE}

    assert {code: response.status_code for code, response in responses.items()} == dict.fromkeys(NOWHERE, 404)
    assert {response.content.decode().count("<h1>") for response in responses.values()} == {1}


@pytest.mark.parametrize("number", ["0", str(2**31), str(2**63), str(10**30), "9" * 5000])
@pytest.mark.parametrize("act", ["score", "no_such_act"])
def test_a_step_that_never_was(cast, number, act):
    before = everything()
    response = cast.post("ana", f"/w/{cast.oak.code}/{number}/{act}", {"principle": GOALS, "score": "4"})

    assert response.status_code == 404
    assert everything() == before


@pytest.mark.parametrize(
    "query",
    ["?%00=%00", "?since=%00", "?since=" + "9" * 5000, "?since=-1", "?since=٣", "?a[]=b&a[]=c", "?%FF"],
)
def test_nonsense_in_a_query_is_not_read(cast, query):
    for who, address in (
        ("ana", f"/w/{cast.oak.code}/"),
        ("fay", f"/desk/{cast.oak.code}/state"),
        ("stranger", "/"),
    ):
        assert cast.get(who, address + query).status_code == 200


@pytest.mark.parametrize(
    ("kind", "act", "fields", "kept"),
    [
        ("check_in", "say", {"text": LONG}, [LONG.strip()]),
        ("check_in", "say", {"text": "a\x00b"}, ["a\x00b"]),
        ("discuss", "comment", {"text": LONG}, [LONG.strip()]),
        ("discuss", "comment", {"text": "Fine", "form": "no id"}, ["Fine"]),
        ("check_out", "leave", {"text": "Fine", "useful": "9"}, ["Fine", "9"]),
        ("score", "score", {"principle": GOALS, "reason": "Fine"}, [GOALS, "Fine"]),
        ("score", "score", {"principle": GOALS, "score": "6", "reason": "Fine"}, [GOALS, "6", "Fine"]),
        ("commit", "promise", {"what": "Meet", "owner": "", "by": "soon"}, ["Meet", "soon"]),
    ],
)
def test_what_was_typed_is_given_back(cast, kind, act, fields, kept):
    here = cast.oak.go_to(kind)
    before = everything()
    who = "fay" if act == "promise" else "ana"
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, act])
    response = cast.post(who, address, {"form": FORM} | fields)

    assert (response.status_code, response.templates[0].name) == (422, "workshops/refused.html")
    assert typed(response) == kept
    assert everything() == before
    # Where "go back" leads, there is something for whoever is sent there.
    assert cast.get(who, response.context["back"]).status_code == 200


@pytest.mark.parametrize("moment", ["closed", "ended"])
def test_what_comes_too_late_is_given_back(cast, moment):
    here = cast.oak.go_to("discuss")
    cast.oak.on() if moment == "closed" else cast.oak.end()
    before = everything()
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "comment"])
    response = cast.post("ana", address, {"text": "It took me a while", "form": FORM})

    assert (response.status_code, typed(response)) == (409, ["It took me a while"])
    assert (
        response.context["text"] == "This is not open now. The room has moved on, or has not got there yet."
    )
    assert response.context["back"] == f"/w/{cast.oak.code}/"
    assert everything() == before


def test_html_is_shown_and_not_obeyed(cast):
    sharp = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&"
    cast.oak.go_to("discuss")
    cast.oak.say(cast.ana, "comment", sharp)
    pages = [
        cast.get(who, address).content.decode()
        for who, address in (
            ("ana", f"/w/{cast.oak.code}/"),
            ("ben", f"/w/{cast.oak.code}/"),
            ("fay", f"/desk/{cast.oak.code}/"),
            ("fay", f"/workshops/{cast.oak.code}/report/"),
        )
    ]

    assert [page.count("<script>alert") + page.count("<img src=x") for page in pages] == [0] * 4
    assert [min(page.count("&lt;script&gt;alert(1)&lt;/script&gt;"), 1) for page in pages] == [1] * 4


@pytest.mark.parametrize("address", ["act", "desk_act"])
def test_a_form_that_is_opened_like_a_page_says_so(cast, address):
    """A phone that comes back to a refused form asks for its address without the form."""
    here = cast.oak.go_to("discuss")
    known = {"act": [cast.oak.code, here.pk, "comment"], "desk_act": [cast.oak.code, "step"]}
    response = cast.get(
        "ana" if address == "act" else "fay", reverse(f"workshops:{address}", args=known[address])
    )

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert (
        response.context["text"]
        == "This address takes what a form sends. Go back to the page and use its button."
    )
    assert response.context["back"] == (
        f"/w/{cast.oak.code}/" if address == "act" else f"/desk/{cast.oak.code}/"
    )


@pytest.mark.parametrize("act", ["step", "open_doors", "hide"])
def test_the_desk_is_sent_back_to_the_desk(cast, act):
    response = cast.post("fay", reverse("workshops:desk_act", args=[cast.oak.code, act]))

    assert response.status_code in (409, 422)
    assert response.context["back"] == f"/desk/{cast.oak.code}/"


def test_the_desk_is_sent_back_to_the_desk_from_a_step_as_well(cast):
    here = cast.oak.step("overview")
    response = cast.post("fay", reverse("workshops:act", args=[cast.oak.code, here.pk, "choose"]))

    assert (response.status_code, response.context["back"]) == (409, f"/desk/{cast.oak.code}/")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"text": "x"}'),
        ("multipart/form-data", b"no boundary"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf',
        ),
        ("application/x-www-form-urlencoded", b"text=%ED%A0%80&form=%00"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(1200))),
        ("application/x-www-form-urlencoded", b"text=" + b"x" * 3_000_000),
        ("text/plain; charset=nonsense", b"\xff\xfe"),
    ],
)
def test_a_body_that_no_form_sends(cast, content_type, body):
    here = cast.oak.go_to("discuss")
    before = everything()
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "comment"])
    for browser in (cast.browsers["ana"], Client(enforce_csrf_checks=True)):
        response = browser.generic("POST", address, body, content_type=content_type)
        assert response.status_code in (400, 403, 404, 413, 422)
        assert response.content.decode().count("<h1>") == 1
    assert everything() == before


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_taken(cast, method):
    here = cast.oak.go_to("discuss")
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "comment"])

    assert getattr(cast.browsers["ana"], method)(address).status_code == 405


@pytest.mark.parametrize("host", ["a b", "x" * 300, "é.test", "oak.test:port", "[::1"])
def test_a_host_that_is_none(cast, host):
    cast.oak.made.stage = "planned"
    cast.oak.made.save(update_fields=["stage"])
    address = reverse("workshops:desk_act", args=[cast.oak.code, "open_doors"])

    assert cast.post("fay", address, headers={"host": host}).status_code in (400, 422)
    assert Workshop.objects.get(pk=cast.oak.made.pk).stage == "planned"


def test_the_address_of_the_site_is_not_for_a_form_to_say(cast):
    cast.oak.made.stage = "planned"
    cast.oak.made.save(update_fields=["stage"])
    address = reverse("workshops:desk_act", args=[cast.oak.code, "open_doors"])
    lies = {"address": "http://elsewhere.test", "off_address": "http://elsewhere.test"}

    assert cast.post("fay", address, lies).status_code == 302
    assert cast.oak.workshop.address == "http://testserver"
