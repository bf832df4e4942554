from workshops.domain.sectors import (
    ALWAYS,
    FAMILIES,
    FAMILY_PREFIX,
    THREE_WAY,
    UNGROUPED,
    answers_of,
    choices_offered,
    family_of,
    label_of,
    offered,
)

SECTORS = [sector for family in FAMILIES for sector in family.sectors]


def test_no_key_means_two_things() -> None:
    keys = [family.key for family in FAMILIES] + [sector.key for sector in (*SECTORS, *UNGROUPED)]
    assert len(keys) == len(set(keys))
    assert max(map(len, keys)) <= 40 - len(FAMILY_PREFIX)


def test_every_sector_belongs_to_its_family() -> None:
    assert {sector.key: family_of(sector.key) for sector in SECTORS} == {
        sector.key: family.key for family in FAMILIES for sector in family.sectors
    }
    assert [family_of(FAMILY_PREFIX + family.key) for family in FAMILIES] == [
        family.key for family in FAMILIES
    ]


def test_an_ungrouped_answer_is_a_family_of_its_own() -> None:
    assert [family_of(sector.key) for sector in UNGROUPED] == ["other", "prefer_not"]


def test_four_answers_are_always_offered_and_a_family_only_where_it_was_chosen() -> None:
    assert choices_offered([]) == ("people", "carer", "other", "prefer_not")
    assert choices_offered(["wider", "councils", "no such family"]) == (
        "people",
        "carer",
        "family-councils",
        "family-wider",
        "other",
        "prefer_not",
    )
    assert [family_of(key) for key in ALWAYS] == ["communities", "communities"]


def test_a_workshop_that_asks_for_sectors_offers_those_of_its_families() -> None:
    assert choices_offered([], by_sector=True) == ("people", "carer", "other", "prefer_not")
    assert choices_offered(["wider", "primary_care"], by_sector=True) == (
        "people",
        "carer",
        "gp",
        "pharmacy_dental_eye",
        "housing",
        "justice",
        "university",
        "employer",
        "data_digital",
        "other",
        "prefer_not",
    )


def test_sectors_are_listed_under_their_families_and_people_first() -> None:
    assert offered(["communities", "primary_care"]) == {
        "": ("people", "carer", "family-primary_care", "family-communities")
    }
    assert list(offered(["communities", "primary_care"], by_sector=True).items()) == [
        ("communities", ("people", "carer", "public_voice", "vcse", "hospice", "faith")),
        ("primary_care", ("gp", "pharmacy_dental_eye")),
    ]
    assert offered([], by_sector=True) == {"communities": ("people", "carer")}


def test_a_family_answers_by_its_own_name_or_by_its_sectors() -> None:
    communities = next(family for family in FAMILIES if family.key == "communities")

    assert answers_of(communities) == ("family-communities", "people", "carer")
    assert answers_of(communities, by_sector=True) == (
        "people",
        "carer",
        "public_voice",
        "vcse",
        "hospice",
        "faith",
    )


def test_the_three_ways_cover_every_family_once() -> None:
    assert sorted(key for keys in THREE_WAY.values() for key in keys) == sorted(
        family.key for family in FAMILIES
    )


def test_every_key_has_words_and_an_unknown_one_stands_for_itself() -> None:
    assert label_of("acute") == "Hospital services"
    assert label_of("councils") == "Councils"
    assert label_of("prefer_not") == "I'd rather not say"
    assert label_of("no such key") == "no such key"
