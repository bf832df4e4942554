"""The rules as they are printed for everybody are the rules that are followed."""

import re

import pytest
from django.urls import reverse

from tests.workshops.reading import table_rows, texts
from workshops.domain.disclosure import shown_groups
from workshops.domain.sectors import THREE_WAY, label_of
from workshops.domain.spread import is_split, is_together
from workshops.domain.talking_next import MOST_SUGGESTED, WIDE_GAP

pytestmark = pytest.mark.django_db


def help_page(cast):
    return cast.get("stranger", reverse("workshops:help")).content.decode()


def section(page, name):
    start = page.index(f'<section aria-labelledby="{name}">')
    return page[start : page.index("</section>", start)]


@pytest.mark.parametrize("k", [5, 7])
def test_the_number_is_the_sites_own(cast, settings, k):
    settings.SMALLEST_GROUP = k
    page = help_page(cast)
    numbers = {
        name: re.findall(r"\d+", " ".join(texts(section(page, name), "p")))
        for name in ("fewer", "again", "sectors")
    }

    assert numbers == {
        "fewer": [str(k)],
        "again": [str(k), str(k), "9", str(k)],
        "sectors": [*[str(k)] * 7, "8", "6", "5", "3", "1", "8", "6", "3", "1"],
    }


def test_the_three_larger_groups_are_named(cast):
    named = "; ".join(label_of(key).lower() for key in THREE_WAY)

    assert named == "health; councils and care; people, communities and wider partners"
    assert section(help_page(cast), "sectors").count(f"by the same rule: {named}.") == 1


def test_rounds_and_groups_are_told_as_they_are_shown(cast):
    page = help_page(cast)

    assert texts(section(page, "again"), "p")[0].startswith(
        "A hollow dot is the round before, a filled dot the newest. "
    )
    assert texts(section(page, "sectors"), "li")[3].startswith(
        "Decided onceThe groups are decided when the first round that is revealed was closed, and hold for"
    )
    assert texts(section(page, "sectors"), "p")[-2].startswith(
        "Where something is not shown, the page says so and says why."
    )


def test_the_example_of_groups_is_what_the_rule_says(cast):
    (example,) = texts(section(help_page(cast), "sectors"), "p", "note")
    found = shown_groups({"a": 8, "b": 6, "c": 5, "d": 3, "e": 1})

    assert (found.shown, found.other) == (("a", "b"), 9)
    assert example.startswith(
        "An example, where five people are needed: from families of 8, 6, 5, 3 and 1, the two of 8 and 6 are shown, "
        "and the other nine people together."
    )


def test_the_table_of_the_spread_word_is_what_the_rule_says(cast):
    rows = [[int(cell) for cell in row] for row in table_rows(section(help_page(cast), "spread"), "data")]

    assert [row[0] for row in rows] == [5, 8, 12, 14, 20, 40]
    for n, outside, side in rows:
        assert [is_together([0, 0, n - out, 0, out]) for out in (outside, outside + 1)] == [True, False]
        camps = [[(least + 1) // 2, least // 2, 0, 0, n - least] for least in (side, side - 1)]
        assert [is_split(counts) for counts in camps] == [True, False]


def test_where_to_talk_next_is_as_it_is_offered(cast):
    assert (MOST_SUGGESTED, WIDE_GAP) == (3, 1)
    assert texts(section(help_page(cast), "next"), "p")[0].startswith(
        "After the reveal the facilitator is offered up to three principles, always by the same rule: first those "
        "that sectors see most differently, by at least one level"
    )
