"""Tokens that were lost, and links that nobody gave."""

from uuid import uuid4

import pytest
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import reverse

from tests.cast import everything
from tests.workshops.reading import texts
from workshops.models import Comment
from workshops.room import seats

pytestmark = pytest.mark.django_db

FORM = str(uuid4())


@pytest.fixture
def strict(cast):
    """Ana's browser, where forms without their token are refused as they are outside of tests."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[cast.oak.cookie] = seats.signed(cast.oak.seat(cast.ana))
    return browser


def test_a_lost_token_is_refused_in_words_and_the_text_is_given_back(cast, strict):
    here = cast.oak.go_to("discuss")
    before = everything()
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "comment"])
    response = strict.post(address, {"text": "It took me a while", "form": FORM})

    assert (response.status_code, texts(response.content.decode(), "textarea")) == (
        403,
        ["It took me a while"],
    )
    assert response.context["text"] == (
        "This page was open for too long, or cookies are switched off. Go back, load it again and send it once more."
    )
    assert everything() == before


def test_with_its_token_the_same_form_is_taken(cast, strict):
    here = cast.oak.go_to("discuss")
    page = strict.get(f"/w/{cast.oak.code}/")
    token = get_token(page.wsgi_request)
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "comment"])
    response = strict.post(address, {"text": "In time", "form": FORM, "csrfmiddlewaretoken": token})

    assert (response.status_code, response.url) == (302, f"/w/{cast.oak.code}/?saved=1")
    assert Comment.objects.get().text == "In time"


def test_every_form_of_a_live_page_has_its_token(cast):
    """The regions hold none, being the same for everybody; the page adds one for each form by its id."""
    for kind in ("check_in", "score", "discuss", "commit", "check_out"):
        cast.oak.go_to(kind)
        for who, address in (("ana", f"/w/{cast.oak.code}/"), ("fay", f"/desk/{cast.oak.code}/")):
            page = cast.get(who, address).content.decode()
            assert (kind, who, forms_without_token(page)) == (kind, who, [])


def forms_without_token(page):
    missing = []
    for form in page.split("<form ")[1:]:
        head, _, body = form.partition(">")
        name = head.split('id="', 1)[1].split('"', 1)[0] if 'id="' in head else ""
        own = 'name="csrfmiddlewaretoken"' in body.split("</form>", 1)[0]
        by_name = f'form="{name}" name="csrfmiddlewaretoken"' in page
        if 'method="post"' in head and not own and not by_name:
            missing.append(name or head)
    return missing


def test_a_lost_token_on_the_way_in(cast):
    browser = Client(enforce_csrf_checks=True)
    before = everything()
    response = browser.post(reverse("workshops:join", args=[cast.oak.code]), {"sector": "people"})

    assert response.status_code == 403
    assert response.templates[0].name == "workshops/refused.html"
    assert everything() == before


@pytest.mark.parametrize("token", ["x", "a:b:c", "9" * 3000, "%00", "a%2Fb"])
def test_a_forged_return_link(cast, token):
    response = cast.get("stranger", f"/back/{token}/")

    assert response.status_code == 404
    assert cast.oak.cookie not in response.cookies


def test_a_return_link_with_another_name_in_it(cast):
    """The signature is over the whole seat."""
    ana, ben = (seats.signed(cast.oak.seat(person)) for person in (cast.ana, cast.ben))
    mixed = ":".join([ben.split(":")[0], *ana.split(":")[1:]])

    assert [cast.post("stranger", f"/back/{token}/").status_code for token in (ana, mixed)] == [302, 404]


def test_a_screens_seat_is_no_return_link(cast):
    screen = cast.browsers["screen"].cookies[f"screen-{cast.oak.code}"].value

    assert [ask("stranger", f"/back/{screen}/").status_code for ask in (cast.get, cast.post)] == [404, 404]
