"""The pages for reading: the five principles, every set that somebody may read, and each of its editions."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, Team, User
from principles.checking import UNSHOWABLE
from principles.document import Wording, digest_of, read, values_of, wording_of
from principles.models import Edition, PrincipleSet
from principles.publishing import newest_edition, publish, publish_shipped
from tests.principles.from_the_right import far_wording, put
from tests.principles.hostile import ALLOWED, ATTRIBUTES, PAYLOADS, SCHEMES
from tests.principles.small import DOCUMENT, SECOND

KEYS = ["scope-goals", "relationships-trust", "diverse-expertise", "shared-leadership", "improvement-mindset"]
# What long texts may hold, and what only a meeting's page and a whole set's have.
OF_LONG_TEXTS = {(tag, "") for tag in ALLOWED} | ATTRIBUTES
OF_OTHER_PAGES = {("details", ""), ("details", "class"), ("summary", ""), ("h3", ""), ("a", "download")}


@pytest.fixture
def shipped(db: None) -> None:
    publish_shipped()


def a_set(key: str = "small", *, team: Team | None = None, shared: bool = False) -> PrincipleSet:
    found = PrincipleSet.objects.create(key=key, title=f"The {key} set", team=team, shared=shared)
    publish(found, read(DOCUMENT + SECOND))
    return found


def translated(edition: Edition, wording: Wording) -> None:
    edition.translations.create(
        language=wording.language, wording=values_of(wording), digest=digest_of(wording)
    )


def signed_in(name: str, team: Team | None = None) -> Client:
    user = User.objects.create_user(f"{name}@example.org", name=name.title())
    if team:
        Membership.objects.create(team=team, user=user, role="facilitator")
    client = Client()
    client.force_login(user)
    return client


class Page(HTMLParser):
    """Which elements a page has, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def shapes(self) -> set[tuple[str, str]]:
        """Every element with each of its attributes, and with none."""
        return {(tag, name) for tag, attributes in self.elements for name in ("", *attributes)}

    @property
    def addresses(self) -> list[str]:
        names = ("href", "src", "action", "formaction")
        return [value for _tag, found in self.elements for name, value in found.items() if name in names]

    def of(self, tag: str, attribute: str, **wanted: str) -> list[str]:
        return [
            attributes[attribute]
            for name, attributes in self.elements
            if name == tag and attribute in attributes and wanted.items() <= attributes.items()
        ]


def page_at(client: Client, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.content.decode())


def test_the_addresses() -> None:
    assert reverse("principles:principles") == "/principles/"
    assert reverse("principles:principle", args=["scope-goals"]) == "/principles/scope-goals/"
    assert reverse("principles:meeting", args=["scope-goals"]) == "/principles/scope-goals/meeting/"
    assert reverse("principles:principles", kwargs={"pk": 3, "number": 2}) == "/principles/s/3/e/2/"
    assert reverse("principles:principle", kwargs={"pk": 3, "key": "a"}) == "/principles/s/3/a/"


@pytest.mark.usefixtures("shipped")
def test_the_list_takes_as_many_queries_for_one_set_as_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        page = client.get("/principles/")
    assert page.templates[0].name == "principles/principles.html"
    assert [(one["number"], one["key"]) for one in page.context["principles"]] == [*enumerate(KEYS, start=1)]
    assert (page.context["edition"], page.context["others"]) == (newest_edition("five-principles"), [])

    for number in range(6):
        translated(a_set(f"set-{number}").editions.get(), put(read(DOCUMENT + SECOND), "cy", "Cy"))
    with django_assert_num_queries(3):
        page = client.get("/principles/")
    assert [one["title"] for one in page.context["others"]] == [
        f"The set-{number} set" for number in range(6)
    ]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("more", ["", "meeting/"])
def test_one_principle_takes_two_queries_and_a_translation_a_third(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, more: str
) -> None:
    with django_assert_num_queries(2):
        page = client.get(f"/principles/shared-leadership/{more}")
    assert page.templates[0].name == f"principles/{'meeting' if more else 'principle'}.html"
    assert [page.context[side]["key"] for side in ("previous", "next")] == [KEYS[2], KEYS[4]]

    wording = read(DOCUMENT + SECOND)
    small = a_set()
    translated(small.editions.get(), put(wording, "cy", "Cy"))
    with django_assert_num_queries(3):
        page = client.get(f"/principles/s/{small.pk}/walk/{more}?lang=CY")
    assert page.context["principle"]["title"] == "Cy Walk before you run"
    assert page.context["next"]["address"] == f"/principles/s/{small.pk}/run/?lang=cy"


@pytest.mark.usefixtures("shipped")
def test_a_principle_shows_all_that_is_said_about_it(client: Client) -> None:
    context = client.get("/principles/shared-leadership/").context
    shown = context["principle"]
    assert shown["levels"][1] == {
        "number": 2,
        "label": "Starting",
        "text": "Some leaders work together when they are asked to. Roles are unclear, and power sits with a few.",
    }
    assert [len(shown[part]) for part in ("levels", "signs", "prompts", "watch_outs")] == [5, 5, 4, 3]
    assert context["source"] == "Developing principles for working across local systems (Q community blog)"
    assert context["written"].split(".")[0] == (
        "<p>Based on five principles published by the Q community, NHS Confederation and the Health Foundation"
    )
    assert context["not_endorsed"].split(" has ")[1] == (
        "not endorsed this wording, this software or anybody who uses them."
    )


@pytest.mark.usefixtures("shipped")
def test_what_is_not_there_is_not_found(client: Client) -> None:
    small = a_set()
    one = f"/principles/s/{small.pk}"
    assert [client.get(f"{one}/e/1/{tail}").status_code for tail in ("", "walk/", "walk/meeting/")] == [
        200
    ] * 3
    lost = ["/principles/lost/", f"{one}/lost/", f"{one}/e/2/", f"{one}/e/1/download/exe", "/principles/s/0/"]
    lost += [f"{one}/e/1/download/pdf?lang=cy", f"/principles/s/{10**30}/", f"{one}/e/{10**30}/"]
    assert [client.get(address).status_code for address in lost] == [404] * len(lost)
    assert client.post("/principles/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/principles/", "/principles/scope-goals/"])
def test_nothing_is_found_before_anything_is_published(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("shipped")
def test_a_team_reads_its_own_set_and_strangers_find_nothing(client: Client) -> None:
    team, other = Team.objects.create(name="Oak"), Team.objects.create(name="Elm")
    private = a_set(team=team)
    shared = a_set("shared", team=team, shared=True)
    fay, gus = signed_in("fay", team), signed_in("gus", other)
    pages = ["", "walk/", "walk/meeting/", "e/1/", "e/1/walk/", "e/1/download/toml", "?lang=cy"]

    def seen(by: Client, of: PrincipleSet) -> set[int]:
        return {by.get(f"/principles/s/{of.pk}/{page}").status_code for page in pages}

    assert [seen(who, private) for who in (fay, gus, client)] == [{200}, {404}, {404}]
    assert [seen(who, shared) for who in (fay, gus, client)] == [{200}, {200}, {404}]
    listed = [
        [one["title"] for one in who.get("/principles/").context["others"]] for who in (fay, gus, client)
    ]
    assert listed == [["The shared set", "The small set"], ["The shared set"], []]

    answer = fay.get(f"/principles/s/{private.pk}/walk/")
    page = Page(answer.content.decode())
    assert (answer["Cache-Control"], page.of("meta", "content", name="robots")) == (
        "private, no-cache",
        ["noindex"],
    )
    assert page.of("meta", "property") == []


@pytest.mark.usefixtures("shipped")
def test_an_edition_stays_and_says_that_there_is_a_newer_one(client: Client) -> None:
    small = a_set()
    publish(small, read(DOCUMENT.replace("Walk before", "Crawl before") + SECOND))
    old, new = (client.get(f"/principles/s/{small.pk}/{page}") for page in ("e/1/walk/", "walk/"))
    assert [page.context["principle"]["title"] for page in (old, new)] == [
        "Walk before you run",
        "Crawl before you run",
    ]
    assert [page.context["newest"] for page in (old, new)] == [f"/principles/s/{small.pk}/", ""]
    assert old.context["next"]["address"] == f"/principles/s/{small.pk}/e/1/run/"


@pytest.mark.usefixtures("shipped")
def test_a_page_tells_previews_about_itself_with_addresses_of_this_site(client: Client) -> None:
    page = page_at(client, "/principles/scope-goals/")
    told = {name: page.of("meta", "content", property=name) for name in page.of("meta", "property")}
    wording = wording_of(newest_edition("five-principles").wording)
    assert told == {
        "og:type": ["article"],
        "og:site_name": ["Common Ground"],
        "og:title": ["Define scope and goals together"],
        "og:description": [wording.principles[0].summary],
        "og:url": ["http://testserver/principles/scope-goals/"],
        "og:image": ["http://testserver/static/img/preview.png"],
        "og:image:alt": ["Common Ground"],
    }
    assert page.of("link", "href", rel="canonical") == told["og:url"]


@pytest.mark.usefixtures("shipped")
def test_a_browser_keeps_a_page_until_its_words_change(client: Client) -> None:
    small = a_set()
    pages = ["", "walk/", "walk/meeting/", "e/1/download/markdown"]
    for address in (f"/principles/s/{small.pk}/{page}" for page in pages):
        first = client.get(address)
        assert first["Cache-Control"] == "public, no-cache"
        assert first["ETag"].startswith(f'W/"{small.editions.first().digest[:16]}')  # type: ignore[union-attr]
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    before = client.get(f"/principles/s/{small.pk}/")["ETag"]
    publish(small, read(DOCUMENT))
    changed = client.get(f"/principles/s/{small.pk}/", headers={"if-none-match": before})
    assert changed.status_code == 200


@pytest.mark.usefixtures("shipped")
def test_a_set_from_the_right_says_so_and_what_is_ours_among_it_too(client: Client) -> None:
    far = PrincipleSet.objects.create(key="far", title="Far", language="ar")
    translated(publish(far, far_wording()), put(far_wording(), "he", "He"))
    page = page_at(client, f"/principles/s/{far.pk}/p3/")
    assert page.of("div", "dir", lang="ar") == ["rtl", "rtl"]
    assert set(page.of("h2", "lang")) == {"en-gb"}
    assert [klass for klass in page.of("li", "class") if klass.startswith("l")] == [
        f"l{shade}" for shade in "1263745"
    ]
    switch = [
        (link["hreflang"], link["dir"], link["href"], link.get("aria-current"))
        for tag, link in page.elements
        if tag == "a" and "hreflang" in link
    ]
    here = f"/principles/s/{far.pk}/p3/"
    assert switch == [("ar", "rtl", here, "true"), ("he", "rtl", f"{here}?lang=he", None)]
    missing = client.get(f"{here}?lang=cy").context
    assert (missing["missing"], missing["wording"].language) == ("Cymraeg", "ar")
    assert client.get(f"{here}?lang=%3Cscript%3E").context["missing"] == ""


@pytest.mark.usefixtures("shipped")
def test_hostile_words_do_nothing_in_a_page(client: Client) -> None:
    """Every text of a principle tries; the page has the elements that it has with kind words, but for long texts."""
    payloads = [UNSHOWABLE.sub("", payload) for payload in PAYLOADS]
    lines = [" ".join(payload.split())[:115].strip() for payload in payloads]
    kind = far_wording(12, 5, "en-GB")
    rude = values_of(kind)
    rude["credit"] = "\n\n".join(payloads[:10])
    for place, principle in enumerate(rude["principles"]):
        some = iter((lines * 3)[place * 5 :])
        principle |= {name: next(some) for name in ("title", "summary")}
        principle["meaning"] = "\n\n".join(payloads[place * 5 : place * 5 + 6])
        principle |= {name: [next(some)] for name in ("signs", "prompts", "watch_outs")}
        principle["levels"] = [next(some) for _level in range(5)]
    far = PrincipleSet.objects.create(key="far", title=lines[0])
    for number, values in enumerate((values_of(kind), rude), start=1):
        far.editions.create(number=number, wording=values, digest=str(number))

    shapes = page_at(client, f"/principles/s/{far.pk}/e/1/p2/").shapes
    for page in ("p1/", "p2/", "p11/", "p12/", "p12/meeting/", ""):
        shown = page_at(client, f"/principles/s/{far.pk}/{page}")
        assert [shape for shape in shown.shapes if shape not in shapes | OF_LONG_TEXTS | OF_OTHER_PAGES] == []
        assert {urlsplit(address).scheme for address in shown.addresses} <= {"", *SCHEMES}
