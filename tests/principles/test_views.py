"""The public pages of the shipped principles."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from principles.publishing import newest_edition, publish_shipped

KEYS = ["scope-goals", "relationships-trust", "diverse-expertise", "shared-leadership", "improvement-mindset"]


@pytest.fixture
def shipped(db: None) -> None:
    publish_shipped()


def principle_page(key: str) -> str:
    return reverse("principles:principle", args=[key])


def test_the_addresses() -> None:
    assert reverse("principles:principles") == "/principles/"
    assert principle_page("scope-goals") == "/principles/scope-goals/"


@pytest.mark.usefixtures("shipped")
def test_the_list_takes_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        page = client.get(reverse("principles:principles"))

    assert page.status_code == 200
    assert page.templates[0].name == "principles/principles.html"
    assert [(one["number"], one["key"]) for one in page.context["principles"]] == list(
        enumerate(KEYS, start=1)
    )
    assert sorted(page.context["principles"][0]) == ["key", "number", "summary", "title"]
    assert page.context["wording"].title == "Five principles for system-wide improvement"
    assert page.context["title"] == page.context["wording"].title
    assert page.context["edition"] == newest_edition("five-principles")


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("key", KEYS)
def test_each_principle_takes_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, key: str
) -> None:
    with django_assert_num_queries(1):
        page = client.get(principle_page(key))

    assert page.status_code == 200
    assert page.templates[0].name == "principles/principle.html"
    assert page.context["principle"]["key"] == key
    assert page.context["principle"]["number"] == KEYS.index(key) + 1


@pytest.mark.usefixtures("shipped")
def test_a_principle_shows_all_that_is_said_about_it(client: Client) -> None:
    context = client.get(principle_page("shared-leadership")).context

    shown = context["principle"]
    assert sorted(shown) == [
        "key",
        "levels",
        "meaning",
        "number",
        "prompts",
        "signs",
        "summary",
        "title",
        "watch_outs",
    ]
    assert shown["levels"][1] == {
        "number": 2,
        "label": "Starting",
        "text": "Some leaders work together when they are asked to. "
        "Roles are unclear, and power sits with a few.",
    }
    assert [len(shown[part]) for part in ("levels", "signs", "prompts", "watch_outs")] == [5, 5, 4, 3]
    assert context["source"] == "Developing principles for working across local systems (Q community blog)"
    assert context["credit"].split(".")[0] == (
        "Based on five principles published by the Q community, NHS Confederation and the Health Foundation"
    )


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("key", "previous", "following"),
    [
        ("scope-goals", None, "relationships-trust"),
        ("diverse-expertise", "relationships-trust", "shared-leadership"),
        ("improvement-mindset", "shared-leadership", None),
    ],
)
def test_one_principle_leads_to_the_next(
    client: Client, key: str, previous: str | None, following: str | None
) -> None:
    context = client.get(principle_page(key)).context

    around = [context[side] and context[side]["key"] for side in ("previous", "next")]
    assert around == [previous, following]


@pytest.mark.usefixtures("shipped")
def test_an_unknown_principle_is_not_found(client: Client) -> None:
    assert client.get(principle_page("scope-goals")).status_code == 200
    assert client.get(principle_page("no-such-thing")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/principles/", "/principles/scope-goals/"])
def test_nothing_is_found_before_anything_is_published(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/principles/", "/principles/scope-goals/"])
def test_the_pages_are_for_reading(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
