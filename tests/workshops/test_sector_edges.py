"""Where there is little to tell by sector, or nothing: a sentence everywhere that is true, and no empty table."""

import json
from datetime import UTC, datetime

import pytest

from tests.cast import GOALS, KEYS
from tests.workshops import telling
from tests.workshops.held import hold
from tests.workshops.over_time import page as over_time
from tests.workshops.reading import texts
from workshops.models import Result

pytestmark = pytest.mark.django_db
LEVELS = [1, 2, 3, 4, 5, 3]
LABELS = ["NHS hospitals and community", "Councils", "People, communities and voluntary sector"]
ONE = "Everyone who scored this speaks from one part of the system: there is nothing to compare."
FEW = "Not shown by sector: fewer than {} people from some part of the system."
ALIKE = "Not shown by sector for this principle, so that nobody's score can be read off."
OTHERS = (
    "Not shown on their own: sectors with fewer than five people, or that would leave fewer than five beside them. "
    "Whoever named no sector is with them."
)


def scored(oak, came, levels=LEVELS, phase="revealed"):
    """So many from each sector score everything, in several ways."""
    people = [oak.come_in(sector) for sector, count in came.items() for _ in range(count)]
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, (levels * len(people))[: len(people)], key)
    oak.go_to("score", phase)
    return people


def notes(cast):
    """What each place says of sectors at the first principle, instead of lines or below them."""
    pages = telling.pages(cast)
    found = {name: note_on(page) for name, page in pages.items() if name != "screen"}
    results = telling.in_json(cast)[1, 1]
    found["json"] = results["sectors"]["note"]
    found["csv"] = telling.in_csv(cast)[1, 1].rpartition("; ")[2]
    return found


def note_on(page):
    """The sentence after the words "How sectors see it", or after the desk's "Sectors, round 1"."""
    part = page.partition("ectors see it")[2] or page.partition("Sectors, round")[2]
    return texts(part.partition("</section>")[0], "p", "small")[0]


def everywhere(note):
    return dict.fromkeys(("phone", "desk", "desk state", "report", "json", "csv"), note)


@pytest.mark.parametrize(
    ("came", "note"),
    [
        ({"acute": 8}, ONE),
        ({"acute": 12, "carer": 1}, FEW.format("five")),
        ({"acute": 4, "gp": 4}, ONE),
        ({"acute": 4, "adult_social_care": 4, "carer": 4}, FEW.format("five")),
        ({"prefer_not": 9}, FEW.format("five")),
    ],
)
def test_where_nothing_is_told_by_sector_every_place_says_why(cast, came, note):
    scored(cast.oak, came)

    assert notes(cast) == everywhere(note)
    assert [len(telling.tables(page)) for page in telling.pages(cast).values()] == [0] * 5
    assert telling.in_json(cast)[1, 1]["sectors"]["lines"] == []


def test_others_who_may_be_told_only_together_are_told_so(cast):
    scored(cast.oak, {"acute": 8, "adult_social_care": 4, "carer": 4})

    assert notes(cast) == everywhere(OTHERS)
    assert [len(telling.tables(page)) for page in telling.pages(cast).values()] == [5, 5, 5, 5, 0]


@pytest.mark.parametrize("levels", [[], [None], [3, 4, 4, 2, *[None] * 9]])
def test_of_fewer_than_five_scores_nothing_is_said_of_sectors_at_all(cast, levels):
    scored(cast.oak, {"acute": 8, "carer": 5} if levels else {}, levels)
    pages = telling.pages(cast)

    assert [page.count("ectors see it") + page.count("Sectors, round") for page in pages.values()] == [0] * 5
    assert (telling.in_json(cast), telling.in_csv(cast)) == ({}, {})


def test_the_site_asks_for_ten(cast, settings):
    settings.SMALLEST_GROUP = 10
    scored(cast.oak, {"acute": 9, "carer": 9})

    assert notes(cast) == everywhere(FEW.format("ten"))


@pytest.mark.parametrize("ended", [False, True])
def test_the_site_asks_for_ten_after_lines_were_told(cast, settings, ended):
    oak = cast.oak
    people = scored(oak, {"acute": 12, "carer": 6, "adult_social_care": 9})
    oak.go_to("discuss")
    oak.say(people[0], "comment", "From a hospital")
    oak.say(people[-1], "comment", "From a council")
    hospital, council, communities = LABELS
    assert telling.said(cast) == {"From a hospital": hospital, "From a council": council}
    told = [line.sector for line in telling.lines_in_json(telling.in_json(cast)[1, 1])]
    assert told == [hospital, council, communities]
    if ended:
        oak.end()
    settings.SMALLEST_GROUP = 10

    assert telling.tables(telling.pages(cast)["report"]) == {}
    assert telling.in_json(cast)[1, 1]["sectors"] == {"lines": [], "note": FEW.format("ten")}
    assert telling.in_csv(cast)[1, 1] == FEW.format("ten")
    # Twelve may have said the one, and seventeen the other.
    assert telling.said(cast) == {"From a hospital": hospital, "From a council": None}


def test_a_round_that_too_few_scored_takes_nothing_away_from_the_next(cast):
    oak = cast.oak
    scored(oak, {"acute": 3})
    came = [oak.come_in(sector) for sector in ["acute"] * 6 + ["adult_social_care"] * 6]
    oak.go_to("rescore")
    for key in KEYS:
        oak.score(came, LEVELS * 2, key)
    oak.go_to("rescore", "revealed")

    assert [line.n for line in telling.lines_in_json(telling.in_json(cast)[1, 2])] == [6, 6]


def test_a_principle_that_too_few_scored_takes_nothing_away_from_the_others(cast):
    oak = cast.oak
    people = [oak.come_in(sector) for sector in ["acute"] * 6 + ["adult_social_care"] * 6]
    oak.go_to("score")
    oak.score(people, LEVELS * 2)
    oak.score(people[:4], LEVELS[:4], KEYS[1])
    oak.go_to("score", "revealed")

    assert [line.n for line in telling.lines_in_json(telling.in_json(cast)[1, 1])] == [6, 6]
    assert list(telling.in_json(cast)) == [(1, 1)]


def test_somebody_who_came_late_and_speaks_for_nobody_else_is_not_known_by_it(cast):
    oak = cast.oak
    people = scored(oak, {"acute": 8, "adult_social_care": 9, "people": 5})
    oak.go_to("discuss")
    oak.say(people[-1], "comment", "From a person")
    assert telling.said(cast) == {"From a person": LABELS[2]}
    late = oak.come_in("housing")
    speakers = {"From a hospital": people[0], "From a council": people[8], "From housing": late}
    for words, person in speakers.items():
        oak.say(person, "comment", words)

    # Seven may have said what nobody is named for: those from housing and from communities together.
    assert telling.said(cast) == {
        "From a hospital": LABELS[0],
        "From a council": LABELS[1],
        "From a person": None,
        "From housing": None,
    }


def test_words_from_one_of_three_groups_stay_so_after_the_end(cast):
    oak = cast.oak
    came = {"acute": 4, "gp": 4, "adult_social_care": 4, "care_provider": 4, "housing": 3, "carer": 4}
    people = scored(oak, came)
    oak.go_to("discuss")
    oak.say(people[0], "comment", "From a hospital")
    before = telling.said(cast)
    oak.end()

    assert before == {"From a hospital": "Health"}
    assert telling.said(cast) == before


def test_over_time_tells_nothing_by_sector(cast):
    for month in (3, 7):
        hold(
            cast.oak.team,
            datetime(2026, month, 12, 10, tzinfo=UTC),
            dict.fromkeys(KEYS, LEVELS * 2),
            sectors=["acute"] * 6 + ["adult_social_care"] * 6,
        )
    kept = Result.objects.filter(activity__workshop__series__title="Coming home").values_list(
        "lines", flat=True
    )
    assert [len(lines or ()) for lines in kept] == [2] * 10
    page = over_time(cast)

    assert page.count("12 scores") > 0
    assert (len(telling.tables(page)), page.count("Councils")) == (0, 0)


def test_nothing_is_read_of_a_principle_that_is_not_of_one_mind_alone(cast):
    """One of the two sectors is of one mind on the first principle: neither has a line there, and both elsewhere."""
    oak = cast.oak
    people = [oak.come_in(sector) for sector in ["acute"] * 6 + ["adult_social_care"] * 6]
    oak.go_to("score")
    oak.score(people, [*LEVELS, 4, 4, 4, 4, 4, 2], GOALS)
    for key in KEYS[1:]:
        oak.score(people, LEVELS * 2, key)
    oak.go_to("score", "revealed")

    assert notes(cast) == everywhere(ALIKE)
    sectors = [result["sectors"] for result in telling.in_json(cast).values()]
    assert [len(one["lines"]) for one in sectors] == [0, 2, 2, 2, 2]
    assert json.dumps(sectors[0]) == json.dumps({"lines": [], "note": ALIKE})
