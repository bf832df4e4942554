"""Which group scores and words are counted in, and what is said of it."""

import json
import re
from uuid import uuid4

import pytest
from django.template.loader import render_to_string

from tests.cast import GOALS, KEYS
from tests.workshops.reading import texts
from workshops.actions.pretending import bring_in
from workshops.domain.breakdown import By, Grouping
from workshops.domain.sectors import FAMILIES, choices_offered, label_of
from workshops.models import Comment, Participant, Score
from workshops.reports.json import written
from workshops.reports.rules import groups_rule
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db
NOBODY_YET = {"seen_too": 0, "seen_differently": 0, "theme": None}


def ask_for_sectors(room):
    room.made.asks_sectors = True
    room.made.save(update_fields=["asks_sectors"])


@pytest.mark.parametrize(("by_sector", "group"), [(False, "councils"), (True, "adult_social_care")])
def test_scores_and_words_are_counted_in_one_group(cast, by_sector, group):
    oak = cast.oak
    if by_sector:
        ask_for_sectors(oak)
    cas = oak.come_in("adult_social_care")
    oak.go_to("check_in")
    said = [oak.say(cas, "say", "Hopeful")]
    oak.go_to("score")
    oak.send(cas, "score", principle=GOALS, score="2", reason="Nobody asked us")
    said.append(Comment.objects.get(text="Nobody asked us"))
    oak.go_to("discuss")
    said.append(oak.say(cas, "comment", "We meet too late"))
    oak.go_to("check_out")
    oak.send(cas, "leave", text="", useful="4", form=str(uuid4()))
    said.append(Comment.objects.get(useful=4))

    assert Participant.objects.get(pk=cas).family == "councils"
    assert [score.family for score in Score.objects.filter(workshop=oak.made)] == [group]
    assert [words.family for words in said] == [group] * 4


def test_words_that_are_changed_stay_in_their_group(cast):
    cast.oak.go_to("score")
    for reason in ("Nobody asked us", "Nobody asked us twice"):
        cast.oak.send(cast.ben, "score", principle=GOALS, score="2", reason=reason)

    assert list(Comment.objects.values_list("text", "family")) == [("Nobody asked us twice", "councils")]


@pytest.mark.parametrize("by_sector", [False, True])
def test_pretend_people_give_answers_that_are_offered(cast, by_sector):
    oak, families = cast.oak, [family.key for family in FAMILIES]
    oak.made.asks_sectors = by_sector
    oak.made.save(update_fields=["asks_sectors"])
    answers = {person.sector for person in bring_in(oak.workshop, 60)}

    assert answers - set(choices_offered(families, by_sector=by_sector)) == set()
    assert {"people", "carer"} & answers == {"people", "carer"}


def scored(oak, **people):
    """So many more people from each sector, who score every principle in several ways; gives them by sector."""
    came = {sector: [oak.come_in(sector) for _ in range(count)] for sector, count in people.items()}
    oak.go_to("score")
    for seats in came.values():
        for key in KEYS:
            oak.score(seats, [1 + place % 3 for place in range(len(seats))], key)
    return came


def tagged(oak):
    """What is said, with the group that it is told to be from."""
    return {voice.text: voice.family for voice in oak.snapshot.voices}


def by_lines(page):
    """Under each voice of a page, whom it says that it comes from."""
    return re.findall(r'class="by">([^<]*)', page.content.decode())


def talked_about(cast, **people):
    """A room that has seen its first results, and a discussion in which councils and a carer have spoken."""
    oak = cast.oak
    oak.go_to("check_in")
    oak.say(cast.ben, "say", "Hopeful")
    came = scored(oak, **people)
    councillor, carer = came["adult_social_care"][0], came["carer"][0]
    for person, reason in ((councillor, "We were late"), (carer, "Nobody asked us")):
        assert oak.send(person, "score", principle=GOALS, score="2", reason=reason).ok
    return councillor, carer


def test_words_come_from_a_sector_only_once_it_is_shown(cast):
    oak = cast.oak
    councillor, carer = talked_about(cast, adult_social_care=6, gp=6, carer=3, other=2)
    oak.go_to("score", "closed")
    assert tagged(oak) == {"Hopeful": ""}
    oak.go_to("score", "revealed")
    assert oak.snapshot.grouping == Grouping(By.FAMILIES, ("councils", "primary_care"))
    assert tagged(oak) == {"Hopeful": "councils", "We were late": "councils", "Nobody asked us": ""}
    oak.go_to("discuss")
    oak.desk_sends("discuss", principle=GOALS)
    oak.say(carer, "comment", "We meet too late")
    oak.say(councillor, "comment", "We meet too early")

    assert by_lines(cast.get("fay", f"/desk/{oak.code}/")) == [
        "Councils",
        "A participant",
        *sorted(["A reason for a score. Councils", "A reason for a score"], key=in_order_of(oak)),
        "Check-in. Councils",
    ]
    assert sorted(by_lines(cast.get("ana", f"/w/{oak.code}/"))) == [
        "A participant",
        "A participant",
        "Councils",
        "Councils",
    ]


def test_a_comment_on_the_big_screen_comes_from_its_sector_too(cast):
    oak = cast.oak
    councillor, carer = talked_about(cast, adult_social_care=6, gp=6, carer=3, other=2)
    oak.go_to("discuss")
    found = []
    for person, text in ((councillor, "We meet too early"), (carer, "We meet too late")):
        oak.pressed("spotlight", comment=str(oak.say(person, "comment", text).pk))
        screen = cast.get("screen", f"/screen/{oak.made.screen_key}/").content.decode()
        found += texts(screen, "div", "mid-col")

    assert found == [
        "Somebody in this room says“We meet too early”Councils",
        "Somebody in this room says“We meet too late”",
    ]


def in_order_of(oak):
    """Reasons stand in an order of no meaning, on every page the same."""
    texts = [voice.family for voice in reversed(oak.snapshot.voices) if voice.source == "reason"]
    return lambda line: texts.index("councils" if "Councils" in line else "")


@pytest.mark.parametrize(
    ("people", "by", "tags"),
    [
        # No family is large enough, but two together are.
        (
            {"adult_social_care": 4, "care_provider": 4, "gp": 4, "acute": 4, "carer": 3, "housing": 3},
            "three_way",
            {
                "We were late": "care",
                "Nobody asked us": "public",
            },
        ),
        ({"adult_social_care": 4, "carer": 4}, "three_way", {"We were late": "", "Nobody asked us": ""}),
    ],
)
def test_words_come_from_one_of_three_where_families_are_too_small(cast, people, by, tags):
    talked_about(cast, **people)
    cast.oak.go_to("score", "revealed")
    grouping = cast.oak.snapshot.grouping

    assert grouping is not None
    assert grouping.by == by
    assert tagged(cast.oak) == {"Hopeful": tags["We were late"]} | tags


def test_words_come_from_a_single_sector_where_they_are_asked_for(cast):
    ask_for_sectors(cast.oak)
    cast.oak.made.nation = "northern_ireland"
    cast.oak.made.save(update_fields=["nation"])
    talked_about(cast, adult_social_care=6, carer=5)
    cast.oak.go_to("score", "revealed")

    assert tagged(cast.oak)["We were late"] == "adult_social_care"
    cast.oak.go_to("discuss")
    assert (
        by_lines(cast.get("fay", f"/desk/{cast.oak.code}/")).count(
            "A reason for a score. Adult social care (health and social care trust)"
        )
        == 1
    )


def test_what_was_said_keeps_no_group_that_may_not_be_shown_once_the_workshop_is_over(cast):
    talked_about(cast, adult_social_care=6, gp=6, carer=3, other=2)
    cast.oak.go_to("score", "revealed")
    kept = dict(Comment.objects.values_list("text", "family"))
    assert kept == {"Hopeful": "councils", "We were late": "councils", "Nobody asked us": "communities"}
    cast.oak.end()

    assert dict(Comment.objects.values_list("text", "family")) == kept | {"Nobody asked us": ""}


@pytest.mark.parametrize(("by_sector", "kept"), [(False, "Councils"), (True, "Adult social care (council)")])
def test_the_report_lists_what_was_said_with_the_same_words(cast, by_sector, kept):
    cast.oak.made.asks_sectors = by_sector
    cast.oak.made.save(update_fields=["asks_sectors"])
    talked_about(cast, adult_social_care=6, gp=6, carer=5, other=5)
    cast.oak.go_to("score", "revealed")
    summary = summary_of(cast.oak.workshop)
    said = summary.principles[0].said
    page = render_to_string("workshops/report/said.html", {"said": said, "r": summary})
    values = json.loads(written(summary))

    assert [(one["text"], one["sector"]) for one in values["principles"][0]["comments"]] == [
        ("Nobody asked us", label_of("carer") if by_sector else label_of("communities")),
        ("We were late", kept),
    ]
    assert texts(page, "p") == [one["sector"] for one in values["principles"][0]["comments"]]
    assert values["check_in"] == [{"text": "Hopeful", **NOBODY_YET, "sector": None if by_sector else kept}]


def test_the_report_says_a_participant_where_a_sector_has_no_line(cast):
    talked_about(cast, adult_social_care=6, gp=6, carer=3, other=2)
    cast.oak.go_to("score", "revealed")
    cast.oak.go_to("discuss")
    cast.oak.send(cast.ana, "see_too", comment=str(Comment.objects.get(text="Nobody asked us").pk))
    summary = summary_of(cast.oak.workshop)
    page = render_to_string("workshops/report/said.html", {"said": summary.principles[0].said, "r": summary})

    assert texts(page, "p") == ["A participant. 1 other person sees it too", "Councils"]


def test_the_rule_of_groups_is_in_the_report_with_its_number(cast, settings):
    assert groups_rule(7) == groups_rule(7, by_sector=True).replace(
        " People were asked for their single sector; results are told by it only if every sector that anybody "
        "scored from has at least 7 people, and by family otherwise.",
        "",
    )
    settings.SMALLEST_GROUP = 7
    found = [summary_of(cast.oak.workshop).groups_rule]
    ask_for_sectors(cast.oak)
    found.append(summary_of(cast.oak.workshop).groups_rule)

    assert found == [groups_rule(7), groups_rule(7, by_sector=True)]
    assert found[0] == (
        "A family of sectors has a line of its own, with the number of scores, the middle and the spread word, "
        "only if at least 7 of its people scored, at the principle that the fewest of them scored. Everyone else "
        "is told together as all other sectors, from 7 people on: below that, or where none of those left "
        "over could say, the smallest family with a line joins them. Where no family is large enough, "
        "three larger groups take their place. This is decided when the "
        "first round that is revealed was closed; later a group can drop out, and none is added. "
        "Where the scores of any group are all "
        "the same, or all but one, no group has a line for that principle: a single gap would tell which group is "
        "of one mind. A comment names its sector only where that sector has a line, 7 people who joined "
        "are from it, and 7 or nobody from sectors that are not named; it is from a participant otherwise. How "
        "people moved between rounds, and how useful they found it, are told only from 7 people on; a part with "
        "fewer is told together with its neighbour. Where others scored only one of the two rounds, the middle and "
        "the spread word of those who scored twice are told only if the others are at least 7 people, and neither's "
        "scores were all the same, or all but one."
    )
