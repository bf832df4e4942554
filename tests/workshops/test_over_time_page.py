"""What the page that puts a series side by side says, draws and counts."""

import re
from dataclasses import replace
from html import unescape

import pytest

from principles.document import wording_of
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish
from tests.workshops.held import counted, hold
from tests.workshops.over_time import GOALS, TRUST, card, day, notes, page, rows, said, three_dates
from tests.workshops.reading import texts

pytestmark = pytest.mark.django_db


def test_the_page_says_what_it_shows(cast):
    three_dates(cast.oak.team)
    html = page(cast)

    assert texts(html, "h1") == ["The same group, three times"]
    assert texts(html, "p", "lead") == [
        (
            "First-round scores from 12 March, 12 July and 12 November 2026. Each dot is one score; the diamond is the "
            "middle of the group."
        )
    ]
    assert notes(html) == [
        "Wording. Principle 3 was worded differently on 12 March and on 12 July. Its line is broken there.",
        "Who came. Care providers were not here on 12 March. They were on 12 July and 12 November.",
    ]
    assert said(card(html, 1)) == ["Middle 2, then 3, then 3. Together each time."]
    assert said(card(html, 2)) == [
        "12 March and 12 July: middle between 2 and 3, then 3. Split both times.",
        "Not shown on 12 November: fewer than five scores.",
    ]
    assert said(card(html, 3)) == [
        "12 March: middle 3. Together.",
        "Changed after 12 March: the wording (the title and the signs). What follows stands apart.",
        "12 July and 12 November: middle 3 both times. Spread both times.",
    ]


@pytest.mark.parametrize(
    ("nations", "councils"),
    [
        (("scotland", "scotland"), "Councils and public health"),
        (("scotland", "england"), "Councils"),
        (("", "scotland"), "Councils"),
    ],
)
def test_sectors_are_named_as_the_nation_names_them_that_all_dates_share(cast, nations, councils):
    for month, nation, sector in zip((3, 7), nations, ("children", "acute"), strict=True):
        came = ["gp", sector]
        hold(cast.oak.team, day(month), {GOALS: counted(0, 2, 2, 1, 0)}, nation=nation, sectors=came)

    assert [note for note in notes(page(cast)) if "12 July. They were on 12 March." in note] == [
        f"Who came. {councils} were not here on 12 July. They were on 12 March."
    ]


def test_the_table_has_every_number_of_the_picture(cast):
    three_dates(cast.oak.team)
    html = page(cast)

    assert rows(card(html, 1)) == [
        ["12 March", "2", "5", "4", "1", "0", "12", "0", "2", "Together"],
        ["12 July", "0", "5", "5", "3", "0", "13", "0", "3", "Together"],
        ["12 November", "0", "3", "6", "5", "0", "14", "0", "3", "Together"],
    ]
    assert rows(card(html, 2)) == [
        ["12 March", "1", "4", "1", "3", "1", "10", "1", "between 2 and 3", "Split"],
        ["12 July", "1", "5", "2", "4", "1", "13", "0", "3", "Split"],
        ["12 November", "Fewer than five scores"],
    ]
    assert [row[0] for row in rows(card(html, 3))] == ["12 March", "12 July (wording changed)", "12 November"]


def test_the_picture_has_a_title_and_everything_in_words(cast):
    three_dates(cast.oak.team)
    html = page(cast)
    described = [
        (unescape(title), unescape(told))
        for title, told in re.findall(r"<title id=[^>]*>([^<]*)</title><desc[^>]*>([^<]*)</desc>", html)
    ]

    assert described[1] == (
        "Principle 2 at 3 workshops",
        "12 March: middle between 2 and 3, Split; 12 July: middle 3, Split; 12 November: fewer than five scores.",
    )
    assert described[2] == (
        "Principle 3 at 3 workshops",
        "12 March: middle 3, Together; wording changed; 12 July: middle 3, Spread; 12 November: middle 3, Spread.",
    )
    drawn = [card(html, number) for number in (1, 2, 3)]
    assert [part.count('class="md"') for part in drawn] == [3, 2, 3]
    assert [part.count('class="ml"') for part in drawn] == [2, 1, 1]
    assert [part.count('class="brk"') for part in drawn] == [0, 0, 1]
    # Five numbers of levels, and a dot for each score that may be shown.
    assert [part.count('<circle class="dot"') - 5 for part in drawn] == [39, 23, 37]


def test_nothing_says_better_or_worse(cast):
    three_dates(cast.oak.team)
    main = page(cast).split("<main")[1].split("</main>")[0]
    words = unescape(re.sub(r"<[^>]+>", " ", main))

    assert (
        re.findall(
            r"%|\b(?:better|worse|improved|rose|fell|best|worst|rank\w*|average|mean)\b|[↑↓→▲▼]", words
        )
        == []
    )


def test_another_scale_and_a_principle_that_is_gone(cast):
    first = newest_edition(FIVE_PRINCIPLES)
    words = wording_of(first.wording)
    hold(cast.oak.team, day(3), {GOALS: counted(0, 2, 2, 1, 0), TRUST: counted(0, 5, 0, 0, 0)})
    four = [replace(one, levels=one.levels[:4]) for one in words.principles[1:]]
    shorter = publish(first.principle_set, replace(words, levels=words.levels[:4], principles=tuple(four)))
    hold(cast.oak.team, day(7), {TRUST: counted(0, 0, 5, 0)}, edition=shorter)
    html = page(cast)
    trust, goals = card(html, 1), card(html.split("Develop shared")[1], 1)

    assert (
        notes(html)[0] == "The scale. Another scale from 12 July: from 5 levels to 4. Lines are broken there."
    )
    assert said(trust) == [
        "12 March: middle 2. Together.",
        (
            "Changed after 12 March: the scale (from 5 levels to 4) and the wording (the statements). What follows "
            "stands apart."
        ),
        "12 July: middle 3. Together.",
    ]
    assert rows(trust)[1] == [
        "12 July (scale changed)",
        *("0", "0", "5", "0", "–not on its scale"),
        *("5", "0", "3", "Together"),
    ]
    assert said(goals) == ["12 March: middle 3. Together.", "Not among the principles on 12 July."]
    assert rows(goals)[1] == ["12 July", "Not among the principles"]
    assert [text for text in texts(html, "p", "muted") if text.startswith("Levels")] == [
        "Levels on 12 March: 1 Not yet, 2 Starting, 3 Partly in place, 4 Mostly in place, 5 Embedded",
        "Levels on 12 July: 1 Not yet, 2 Starting, 3 Partly in place, 4 Mostly in place",
    ]
