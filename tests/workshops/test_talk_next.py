"""Where to talk next: what the desk is told, and the one tap that leads there."""

import re

import pytest

from tests.cast import GOALS, KEYS, everything
from workshops.actions.agenda import SOMEBODY_ELSE
from workshops.actions.deciding import NO_ROOM, NOT_A_PRINCIPLE
from workshops.fragments import REGIONS, Audience, draw

pytestmark = pytest.mark.django_db

TRUST, EXPERTISE = KEYS[1], KEYS[2]
SPLIT, SPREAD, TOGETHER = [1, 1, 1, 5, 5, 5], [1, 2, 3, 3, 4, 5], [3, 3, 3, 3, 3, 4]


def chosen(oak):
    return [(step.principles, step.phase) for step in oak.made.activities.filter(picks="choose")]


def talk(oak, key, seen=None):
    return oak.press("talk", principle=key, seen=oak.standing if seen is None else seen)


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def told(oak):
    """The sentences at the desk, each with its button or mark; or the one sentence where there are none."""
    drawn = draw("desk_flow", oak.snapshot)
    part = drawn.partition("Where to talk next")[2].partition("</section>")[0]
    rows = re.findall(r"<li>(.*?)</li>", part)
    return [text(row) for row in rows] or text(part)


def scored(cast, *levels):
    """The room has seen scores of the first principles; nobody scored the others."""
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    for key, row in zip(KEYS, levels, strict=False):
        oak.score(people, row, key)
    oak.go_to("score", "revealed")
    return oak


def test_the_desk_is_told_after_the_reveal_and_in_the_whole_picture(cast):
    oak = scored(cast, TOGETHER, SPLIT, SPREAD, SPLIT, TOGETHER)
    after = [
        "2 The room is split on principle 2. Discuss this : Build relationships and trust",
        "4 The room is split on principle 4. Discuss this : Develop shared system leadership",
        "3 Views are spread on principle 3. Discuss this : See diverse expertise as an asset",
    ]
    assert told(oak) == after
    oak.on()
    assert told(oak) == [row.replace("Discuss this", "Discuss this now") for row in after]


def test_where_nothing_stands_out_it_says_so(cast):
    oak = scored(cast, TOGETHER, [2] * 6, TOGETHER)

    assert told(oak) == [
        "2 Nothing stands out; principle 2 is the lowest. Discuss this : Build relationships and trust"
    ]


def test_where_too_few_have_scored_nothing_is_made_up(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.score(oak.crowd(4), [1, 1, 5, 5])
    oak.go_to("score", "revealed")

    assert told(oak) == "No principle has enough scores to say."


@pytest.mark.parametrize(
    ("hospitals", "others", "sentence"),
    [
        ([1, 1, 2, 2, 3, 3], [3, 3, 4, 4, 4, 5], "Sectors see principle 1 differently (gap 2)."),
        ([1, 1, 2, 3, 3, 4], [3, 3, 3, 4, 4, 5], "Sectors see principle 1 differently (gap 1)."),
        ([1, 1, 1, 5, 5, 5], [1, 1, 2, 5, 5, 5], "Everyone is split on principle 1, whichever sector."),
        # One of the lines may not be told, so none is: nobody knows whether sectors are split as well.
        ([1, 1, 1, 1, 1, 2], [5, 5, 5, 5, 5, 4], "The room is split on principle 1."),
    ],
)
def test_sectors_that_are_shown_have_their_say(cast, hospitals, others, sentence):
    oak = cast.oak
    people = [oak.come_in(sector) for sector in ["acute"] * 6 + ["carer"] * 6]
    oak.go_to("score")
    oak.score(people, [*hospitals, *others])
    for key in KEYS[1:]:
        oak.score(people, [3, 3, 3, 3, 4, 4] * 2, key)
    oak.go_to("overview")

    assert told(oak) == [f"1 {sentence} Discuss this now : Define scope and goals together"]


def test_before_the_reveal_nothing_is_told_to_anybody(cast):
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    oak.score(people, SPLIT)
    for phase in ("open", "closed"):
        oak.go_to("score", phase)
        assert told(oak) == ""
    oak.go_to("score", "revealed")
    assert told(oak) == ["1 The room is split on principle 1. Discuss this : Define scope and goals together"]


def test_it_is_the_desks_alone(cast):
    oak = scored(cast, SPLIT)
    snapshot = oak.snapshot
    having = {
        name
        for audience in Audience
        for name in REGIONS[audience]
        if "The room is split" in draw(name, snapshot)
    }
    assert having == {"desk_flow"}


def test_one_tap_opens_the_discussion_that_comes_next(cast):
    oak = scored(cast, SPLIT)
    oak.on()
    version = oak.workshop.version
    assert talk(oak, TRUST).status == 200

    assert (oak.now.kind, oak.now.principles) == ("discuss", [TRUST])
    assert chosen(oak) == [([TRUST], "open"), ([], "waiting")]
    assert oak.step("overview").phase == "done"
    assert oak.workshop.version == version + 1


def test_where_another_step_comes_first_it_is_only_chosen(cast):
    oak = scored(cast, SPLIT)
    assert [talk(oak, key).status for key in (TRUST, TRUST)] == [200, 200]

    assert (oak.now.kind, oak.now.phase) == ("score", "revealed")
    assert chosen(oak) == [([TRUST], "waiting"), ([], "waiting")]
    oak.on()
    # The first discussion has its principle: another one is for later, and this one can be opened.
    assert talk(oak, GOALS).status == 200
    assert chosen(oak) == [([TRUST], "waiting"), ([GOALS], "waiting")]
    assert oak.now.kind == "overview"
    assert talk(oak, TRUST).status == 200
    assert (oak.now.kind, oak.now.principles) == ("discuss", [TRUST])


def test_what_is_chosen_already_is_marked(cast):
    oak = scored(cast, SPLIT, SPLIT, SPLIT)
    for key in (TRUST, EXPERTISE):
        assert talk(oak, key).status == 200
    assert told(oak) == [
        "1 The room is split on principle 1.",
        "2 The room is split on principle 2. Chosen",
        "3 The room is split on principle 3. Chosen",
    ]
    oak.on()
    assert told(oak)[1] == (
        "2 The room is split on principle 2. Discuss this now : Build relationships and trust"
    )


def test_two_desks_that_tap_at_once_open_one_discussion(cast):
    oak = scored(cast, SPLIT)
    oak.on()
    seen = oak.standing
    assert talk(oak, TRUST, seen).status == 200
    before = everything()
    answers = [talk(oak, key, seen) for key in (GOALS, TRUST)]

    assert [(answer.status, answer.words) for answer in answers] == [(409, SOMEBODY_ELSE)] * 2
    assert everything() == before


def test_where_no_discussion_is_free_it_is_refused(cast):
    oak = scored(cast, SPLIT)
    for key in (TRUST, EXPERTISE):
        assert talk(oak, key).status == 200
    before = everything()
    full, unknown = talk(oak, GOALS), talk(oak, "no-such-principle")

    assert (full.status, full.words) == (409, NO_ROOM)
    assert (unknown.status, unknown.words) == (422, NOT_A_PRINCIPLE)
    assert everything() == before


def test_an_agenda_without_discussions_has_the_sentences_alone(cast):
    oak = scored(cast, SPLIT)
    oak.made.activities.filter(kind="discuss").delete()

    assert told(oak) == ["1 The room is split on principle 1."]
