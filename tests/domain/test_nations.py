"""Every nation's own names for the same keys."""

import re

import pytest

from workshops.domain.nations import NATIONS, nation_named
from workshops.domain.sectors import FAMILIES, THREE_WAY, UNGROUPED, hint_of, label_of

SECTORS = [sector.key for family in FAMILIES for sector in family.sectors]
KEYS = [family.key for family in FAMILIES] + SECTORS + [sector.key for sector in UNGROUPED]
NAMES = [nation.key for nation in NATIONS]
# Each body, and the nations whose words may name it; the whole UK names bodies of several.
BODIES = {
    "ICB": ["", "england"],
    "integrated care board": ["england"],
    "Healthwatch": ["", "england"],
    "integration joint board": ["scotland"],
    "health and social care partnership": ["scotland"],
    "Healthcare Improvement Scotland": ["scotland"],
    "NHS 24": ["scotland"],
    "Public Health Scotland": ["scotland"],
    "health board": ["", "scotland", "wales"],
    "regional partnership board": ["wales"],
    "Public Health Wales": ["wales"],
    "Llais": ["", "wales"],
    "HSC": ["northern_ireland"],
    "health and social care trust": ["northern_ireland"],
    "Patient and Client Council": ["", "northern_ireland"],
    "Public Health Agency": ["northern_ireland"],
    "NHS": ["", "england", "scotland", "wales"],
    "111": ["", "england", "wales"],
    "probation": ["", "england", "wales", "northern_ireland"],
}


def words_of(nation: str) -> str:
    """Everything that the join question says in a nation's words."""
    hints = [hint_of(family.key, nation) for family in FAMILIES]
    return "\n".join([label_of(key, nation) for key in [*KEYS, *THREE_WAY]] + hints)


def test_a_nation_is_chosen_by_its_key_and_an_unknown_one_is_the_whole_uk() -> None:
    assert NAMES == ["", "england", "scotland", "wales", "northern_ireland"]
    assert [nation_named(key).key for key in NAMES] == NAMES
    assert nation_named("no such nation") == nation_named("")
    assert max(map(len, NAMES)) <= 20


@pytest.mark.parametrize("nation", NAMES)
def test_every_nation_labels_every_key_and_no_two_alike(nation: str) -> None:
    labels = [label_of(key, nation) for key in KEYS]

    assert [key for key, label in zip(KEYS, labels, strict=True) if label in {"", key}] == []
    assert len(set(labels)) == len(KEYS)
    assert [family.key for family in FAMILIES if not hint_of(family.key, nation)] == []
    assert hint_of("no such family", nation) == ""


@pytest.mark.parametrize("nation", NATIONS, ids=lambda nation: nation.key or "uk")
def test_a_nation_names_no_key_that_there_is_not(nation) -> None:
    assert sorted(set(nation.labels) - {*KEYS, *THREE_WAY}) == []
    assert sorted(set(nation.hints) - {family.key for family in FAMILIES}) == []


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_named_where_it_is_and_nowhere_else(body: str) -> None:
    found = [nation for nation in NAMES if re.search(rf"\b{body}\b", words_of(nation), re.IGNORECASE)]

    assert found == BODIES[body]


def test_social_care_is_in_the_trusts_of_northern_ireland_and_in_the_councils_elsewhere() -> None:
    assert [label_of("adult_social_care", nation) for nation in NAMES] == [
        "Adult social care (council)",
        "Adult social care (council)",
        "Adult social care (council, health and social care partnership)",
        "Adult social care (council)",
        "Adult social care (health and social care trust)",
    ]
    assert [label_of("councils", nation) for nation in NAMES] == [
        "Councils",
        "Councils",
        "Councils and public health",
        "Councils and public health",
        "Social care, public health and councils",
    ]


def test_the_whole_uk_says_what_was_shipped_first() -> None:
    assert label_of("planning") == "Health planning and funding (ICB, health board, trust headquarters)"
    assert hint_of("councils") == "Adult social care, children's services, public health, elected members"
