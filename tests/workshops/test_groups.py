"""Which group scores and words are counted in, and what is said of it."""

from uuid import uuid4

import pytest

from tests.cast import GOALS
from workshops.actions.pretending import bring_in
from workshops.domain.sectors import FAMILIES, choices_offered
from workshops.models import Comment, Participant, Score

pytestmark = pytest.mark.django_db


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
