"""The check's pages: what the server says of itself, and what it makes of a result code."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from workshops.domain.checks import CHECKS, VERDICTS, Tone
from workshops.domain.result_codes import coded, decoded

pytestmark = pytest.mark.django_db

REFUSED = {"cookies": "kept", "asking": "fine", "sending": "fine", "scripts": "on", "socket": "refused"}
STOPPED = REFUSED | {"sending": "origin"}


class Shown(HTMLParser):
    """What a page shows of the checks: every outcome that is not hidden, and the order of all."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.checks: dict[str, list[str]] = {}
        self.shown: dict[str, str] = {}
        self.values: dict[str, dict[str, str | None]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.values[str(found["id"])] = found
        if found.get("data-check"):
            self.checks[str(found["data-check"])] = []
        if found.get("data-outcome"):
            check, outcome = list(self.checks)[-1], str(found["data-outcome"])
            self.checks[check].append(outcome)
            if "hidden" not in found:
                self.shown[check] = outcome


@pytest.fixture
def browser() -> Client:
    """One whose forms are judged as strictly as outside of tests, and that has been at the page."""
    browser = Client(enforce_csrf_checks=True)
    browser.get("/check/")
    return browser


def page_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_address_may_be_typed_without_its_slash(client: Client) -> None:
    answer = client.get("/check")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/check/")


@pytest.mark.parametrize(
    ("address", "status"),
    [("/check/", 200), ("/check/ask?n=1", 200), ("/check/it/?code=86WJ7V6X", 200), ("/live/check/", 426)],
)
def test_no_database_is_asked(
    client: Client, django_assert_num_queries: Any, address: str, status: int
) -> None:
    client.get("/check/")
    with django_assert_num_queries(0):
        assert client.get(address).status_code == status


def test_the_page_holds_every_outcome_in_the_order_of_the_code(client: Client) -> None:
    found = Shown(page_of(client.get("/check/")))
    assert found.checks == {check.key: [each.key for each in check.outcomes] for check in CHECKS}
    assert list(found.checks) == [check.key for check in CHECKS]
    assert set(found.shown.values()) == {"unknown"}
    assert found.values["progress"]["max"] == str(len(CHECKS))


def test_asking_tells_what_the_site_knows_of_the_asker(browser: Client) -> None:
    values = browser.get("/check/ask", {"n": "77", "at": "http://testserver"}).json()
    assert values | {"t": 0} == {"n": "77", "t": 0, "cookie": True, "host": True, "secure": False}
    assert values["t"] > 1_700_000_000_000
    elsewhere = browser.get("/check/ask", {"n": "78", "at": "https://ground.example.org"}, secure=True).json()
    assert (elsewhere["host"], elsewhere["secure"]) == (False, True)
    assert Client().get("/check/ask").json()["cookie"] is False


def test_what_is_asked_is_never_kept(browser: Client) -> None:
    for address in ("/check/", "/check/ask"):
        assert "no-store" in browser.get(address).headers["Cache-Control"].split(", ")


def sent(browser: Client, **headers: str) -> dict[str, Any]:
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value if browser.cookies else ""
    answer = browser.post("/check/", {"csrfmiddlewaretoken": token}, headers={"X-Live": "1", **headers})
    found: dict[str, Any] = answer.json()
    assert (answer.status_code, found.pop("bytes") > 0) == (200, True)
    return found


def test_sending_is_judged_as_every_other_form_is(browser: Client) -> None:
    assert sent(browser) == {"sending": "fine"}
    assert sent(browser, Origin="http://testserver") == {"sending": "fine"}
    assert sent(browser, Origin="https://testserver") == {"sending": "origin"}
    assert sent(browser, Origin="http://elsewhere.example") == {"sending": "origin"}
    assert sent(Client(enforce_csrf_checks=True)) == {"sending": "cookie"}
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    assert browser.post("/check/", {"csrfmiddlewaretoken": "y" * 32}, headers={"X-Live": "1"}).json()[
        "sending"
    ] == ("refused")


def test_a_site_with_an_address_takes_forms_from_it(browser: Client, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://ground.example.org"]
    assert sent(browser, Origin="https://ground.example.org") == {"sending": "fine"}


@pytest.mark.parametrize(("cookies", "outcome"), [(True, ("kept", "fine")), (False, ("refused", "cookie"))])
def test_without_scripts_a_form_finds_out_what_it_can(cookies: bool, outcome: tuple[str, str]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get("/check/")
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    if not cookies:
        browser.cookies.clear()
    answer = browser.post("/check/", {"csrfmiddlewaretoken": token})
    page = page_of(answer)
    expected = {"scripts": "off", "secure": "plain", "cookies": outcome[0], "sending": outcome[1]}
    assert answer.status_code == 200
    assert Shown(page).shown == expected
    assert {
        key: found for key, found in (decoded(answer.context["code"]) or {}).items() if found != "unknown"
    } == (expected)
    assert answer.context["verdict"] == VERDICTS[Tone.DETOUR if cookies else Tone.STOP]


def test_a_code_that_is_read_out_shows_what_was_found(client: Client) -> None:
    answer = client.get("/check/", {"code": coded(REFUSED).lower()})
    assert (answer.status_code, Shown(page_of(answer)).shown) == (200, REFUSED)
    assert answer.context["verdict"] == VERDICTS[Tone.DETOUR]


def test_a_code_that_was_misheard_is_asked_for_again(client: Client) -> None:
    answer = client.get("/check/", {"code": '86WJ 7V6W"><script>'})
    assert (answer.status_code, Shown(page_of(answer)).shown) == (422, {})
    field = Shown(page_of(answer)).values["typed"]
    assert (field["value"], field["aria-invalid"]) == ('86WJ 7V6W"><script>', "true")


def test_the_note_names_host_port_and_socket(client: Client, settings: Any) -> None:
    seen = [client.get("/check/it/").context[name] for name in ("host", "port", "address", "socket")]
    assert seen == ["testserver", 80, "http://testserver", "ws://testserver"]
    settings.SITE_ADDRESS = "https://ground.example.org"
    seen = [client.get("/check/it/").context[name] for name in ("host", "port", "address", "socket")]
    assert seen == ["ground.example.org", 443, "https://ground.example.org", "wss://ground.example.org"]
    settings.SITE_ADDRESS = "http://192.168.1.7:8000"
    assert client.get("/check/it/").context["port"] == 8000


@pytest.mark.parametrize(
    ("results", "troubles"), [(STOPPED, ["sending", "socket"]), (REFUSED | {"socket": "fine"}, [])]
)
def test_the_note_says_what_was_found_on_a_device(
    client: Client, results: dict[str, str], troubles: list[str]
) -> None:
    context = client.get("/check/it/", {"code": coded(results)}).context
    assert ([row["check"].key for row in context["troubles"]], context["heard"]) == (troubles, True)


def test_the_note_prints_no_address_that_a_proxy_made_up(client: Client) -> None:
    pages = [
        page_of(client.get("/check/it/", {"code": coded(results)}, headers={"Host": "backend"}))
        for results in (REFUSED, STOPPED)
    ]
    assert [page.count("backend") for page in pages] == [4, 0]


def test_the_note_without_a_code_says_nothing_of_a_device(client: Client) -> None:
    for query in ({}, {"code": "no code"}):
        answer = client.get("/check/it/", query)
        assert (answer.status_code, answer.context["heard"], answer.context["troubles"]) == (200, False, [])


def test_an_upgrade_that_lost_its_way_is_told_so(client: Client) -> None:
    answer = client.get("/live/check/")
    assert (answer.status_code, answer.headers["Upgrade"]) == (426, "websocket")


def test_it_is_linked_from_where_people_come_in(cast: Any) -> None:
    cast.oak.made.stage = "planned"
    cast.oak.made.save(update_fields=["stage"])
    pages = [
        page_of(cast.get(*where))
        for where in (
            ("stranger", "/"),
            ("stranger", f"/join/{cast.oak.code}/"),
            ("olu", f"/workshops/{cast.oak.code}/"),
        )
    ]
    assert [page.count('href="/check/"') for page in pages] == [1, 1, 3]
