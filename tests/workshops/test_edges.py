"""Rooms with hardly anybody in them: a sentence everywhere, never an empty chart or a number that is wrong."""

import csv
import io
import json

import pytest
from django.urls import reverse

from tests.cast import GOALS, KEYS
from tests.workshops.reading import texts
from workshops.fragments import draw

pytestmark = pytest.mark.django_db

TRUST = KEYS[1]
FOUR: list[int | None] = [1, 2, 4, 5]
NOBODY: list[int | None] = []
SCORED = {
    "nobody": NOBODY,
    "nobody can say": [*NOBODY, *[None] * 14],
    "four": FOUR,
    "four of fourteen": [*FOUR, *[None] * 10],
}
SENTENCE = "Waiting for at least five scores, so that nobody can be singled out; {} so far."
REGIONS = ("stage", "desk_flow", "screen_stage")


@pytest.fixture(params=SCORED)
def few(cast, request):
    """Everything was scored like this, and revealed; with how many scores there are of each principle."""
    oak, levels = cast.oak, SCORED[request.param]
    people = oak.crowd(len(levels))
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, levels, key)
    oak.go_to("score", "revealed")
    return cast, sum(level is not None for level in levels)


def report(cast, name="report"):
    return cast.get("olu", reverse(f"workshops:{name}", args=[cast.oak.code])).content.decode()


def charts(page):
    return page.count('class="dots') + page.count("rowchart") + page.count('class="spread')


@pytest.mark.parametrize("kind", ["score", "overview"])
@pytest.mark.parametrize("name", REGIONS)
def test_too_few_scores_are_a_sentence_for_each_principle_everywhere(few, kind, name):
    cast, scores = few
    if kind == "overview":
        cast.oak.on()
    region = draw(name, cast.oak.snapshot)

    assert region.count(SENTENCE.format(scores)) == len(KEYS)
    assert charts(region) == 0
    assert "Middle of the group" not in region


@pytest.mark.parametrize("name", REGIONS)
def test_and_where_one_of_them_is_talked_about(few, name):
    cast, scores = few
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    region = draw(name, cast.oak.snapshot)

    assert region.count(SENTENCE.format(scores)) == (1 if name != "stage" else 0)
    assert charts(region) == 0
    assert region.count("Define scope and goals together") > 0


def test_a_report_says_that_nothing_is_shown(few):
    cast, scores = few
    page = report(cast)
    told = json.loads(report(cast, "report_json"))["principles"]
    rows = list(csv.DictReader(io.StringIO(report(cast, "report_csv").lstrip("\ufeff"))))

    assert charts(page) == 0
    assert page.count("Round 1 is not shown: fewer than five people scored.") == len(KEYS)
    assert page.count("Not shown: fewer than five scores") == len(KEYS)
    assert [one["rounds"] for one in told] == [[{"round": 1, "n": scores, "results": None}]] * len(KEYS)
    numbers = [[row["n"], row["cant_say"], row["median"], row["level_1"], row["spread"]] for row in rows]
    assert numbers == [[str(scores), "", "", "", ""]] * len(KEYS)


def test_before_anything_is_shown_every_place_says_so(cast):
    oak = cast.oak
    oak.made.activities.filter(kind="score").delete()
    oak.go_to("overview")
    pages = [draw(name, oak.snapshot) for name in REGIONS] + [report(cast)]

    assert [charts(page) for page in pages] == [0] * 4
    said = [
        "Nothing has been scored and shown yet.",
        "No results have been revealed, so there are none here.",
    ]
    assert [[page.count(words) for words in said] for page in pages] == [[1, 0], [1, 0], [1, 0], [0, 2]]


def test_of_fewer_than_five_pairs_no_movement_is_told_anywhere(cast):
    oak = cast.oak
    people = oak.crowd(9)
    oak.go_to("score")
    oak.score(people[:6], [2] * 5 + [3])
    oak.go_to("rescore")
    oak.score(people[2:], [3] * 6 + [4])
    oak.go_to("rescore", "revealed")
    pages = [draw(name, oak.snapshot) for name in ("stage", "desk_flow")] + [report(cast)]

    # Both rounds are shown, side by side; where the four went who scored both times is nobody's.
    assert [page.count('class="dots two"') for page in pages] == [1] * 3
    assert [page.count("moved up") + page.count(" scored both times.") for page in pages] == [0] * 3
    assert [page.count("Too few people scored both times to say how they moved.") for page in pages] == [
        1
    ] * 3
    (told, *_others) = json.loads(report(cast, "report_json"))["principles"]
    assert [one["results"]["movement"] for one in told["rounds"]] == [None, None]


def test_people_are_paired_with_the_round_that_stands_beside_theirs(cast):
    """Too few scored the second time, which is shown to nobody."""
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    oak.score(people, [2] * 5 + [3])
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    for levels in ([1] * 4, [4] * 6):
        oak.pressed("score_again", seen=oak.standing)
        oak.go_to("rescore")
        oak.score(people[: len(levels)], levels)
        oak.go_to("rescore", "revealed")
    (now,) = oak.snapshot.results_now

    assert (now.before.round, now.latest.round, now.latest.movement.pairs) == (1, 3, 6)


def test_with_five_pairs_it_is(cast):
    oak = cast.oak
    people = oak.crowd(9)
    oak.go_to("score")
    oak.score(people[:7], [2] * 6 + [3])
    oak.go_to("rescore")
    oak.score(people[2:], [3] * 6 + [4])
    oak.go_to("rescore", "revealed")

    assert draw("stage", oak.snapshot).count("5 scored both times.") == 1


def test_a_principle_that_is_off_the_agenda_keeps_its_result_and_the_name_of_its_step(cast):
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, [1, 2, 2, 3, 4, 5], key)
    step = oak.now
    oak.go_to("overview")
    # Chosen and then not: nobody talks about it any more.
    for given in ({"principle": GOALS}, {"off_principle": GOALS}):
        assert oak.desk_sends("choose", **given).ok
    # And out of the step it was scored in, by somebody who changed the agenda.
    step.refresh_from_db()
    step.principles.remove(GOALS)
    step.save()
    snapshot, page = oak.snapshot, report(cast)

    assert [(one.latest.principle.key, one.latest.round) for one in snapshot.latest_results] == [
        (key, 1) for key in KEYS
    ]
    assert [draw(name, snapshot).count("rowchart") for name in REGIONS] == [len(KEYS)] * 3
    assert page.count('class="dots"') == len(KEYS)
    assert [step.title in text for text in (draw("desk_agenda", snapshot), page)] == [True, True]
    assert len(json.loads(report(cast, "report_json"))["principles"][0]["rounds"]) == 1


def test_what_may_be_scored_again_stands_at_the_desk(cast):
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, [1, 2, 2, 3, 4, 5], key)
    oak.go_to("score", "revealed")

    def offered():
        part = draw("desk_flow", oak.snapshot).partition("Another round")[2].partition("</section>")[0]
        return texts(part, "button"), texts(part, "p")

    every = ["1. Define scope and goals together", "2. Build relationships and trust"]
    assert (offered()[0][:2], offered()[0][5:], offered()[1]) == (every, ["All of them"], [])
    oak.pressed("score_again", principle=TRUST, seen=oak.standing)
    assert len(offered()[0]) == 6
    assert offered()[1] == ["The next step scores again: 2 2. Build relationships and trust Take it off"]
    oak.pressed("score_again", seen=oak.standing)
    assert offered()[0] == ["Take it off"]
    oak.pressed("not_again", activity=str(oak.made.activities.get(picks="again").pk))
    oak.go_to("discuss")
    assert draw("desk_flow", oak.snapshot).count("Another round") == 0
    assert oak.desk_sends("discuss", principle=TRUST).ok
    assert offered() == (["Score it again next: Build relationships and trust"], [])
    oak.on()
    assert oak.desk_sends("discuss", principle=GOALS).ok
    # The next step on the agenda scores what was chosen, this among it.
    assert offered() == ([], ["The next step scores again: 1 1. Define scope and goals together"])


@pytest.mark.parametrize("kind", ["score", "overview", "discuss"])
def test_every_form_of_the_desk_has_its_token_on_the_page(cast, kind):
    """Without scripts the browser sends it itself."""
    oak = cast.oak
    people = oak.crowd(6)
    oak.go_to("score")
    for key in KEYS:
        oak.score(people, [1, 2, 2, 3, 4, 5], key)
    oak.go_to(kind, "revealed" if kind == "score" else "open")
    if kind == "discuss":
        assert oak.desk_sends("discuss", principle=GOALS).ok
    page = cast.get("fay", f"/desk/{oak.code}/").content.decode()
    forms = [part.partition('id="')[2].partition('"')[0] for part in page.split("<form")[1:]]
    mine = [form for form in forms if form in ("f-talk", "f-score_again")]

    assert (
        mine
        == {"score": ["f-talk", "f-score_again"], "overview": ["f-talk"], "discuss": ["f-score_again"]}[kind]
    )
    assert [page.count(f'form="{form}" name="csrfmiddlewaretoken"') for form in mine] == [1] * len(mine)
