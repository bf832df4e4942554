"""Score sheets: typed in, counted beside the phones, and told apart everywhere."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cast import GOALS, KEYS, Cast, Room, everything
from workshops.actions.erasing import erase_own
from workshops.actions.paper import ANOTHER_DESK
from workshops.domain.paper import seen_of, written
from workshops.fragments import draw
from workshops.models import Result, Score
from workshops.readings.numbers import tally_of
from workshops.reports import csv, json
from workshops.reports.summary import summary_of
from workshops.shown import RoundResult
from workshops.taking import Answer

pytestmark = pytest.mark.django_db

FIVE = (1, 1, 2, 0, 1, 0)


def typed(room: Room, *sheets: int, key: str = GOALS, seen: str | None = None) -> Answer:
    here = room.now
    kept = tally_of(here.pk, here.principles, 5)
    return room.desk_sends(
        "tally", seen=seen_of(kept) if seen is None else seen, sheets=written({key: sheets})
    )


def scored(room: Room, levels: list[int | None], sector: str = "people", key: str = GOALS) -> None:
    room.score([room.come_in(sector) for _ in levels], levels, key)


def told(room: Room, key: str = GOALS) -> RoundResult:
    return next(result for result in room.snapshot.results if result.principle.key == key)


def test_sheets_count_when_scoring_closes(oak: Room) -> None:
    oak.go_to("score")
    scored(oak, [1, 2, 3, 4, 5, None])
    assert typed(oak, *FIVE).ok
    oak.on(2)
    result = told(oak)
    assert result.distribution
    assert (result.distribution.counts, result.distribution.cant_say) == ((2, 2, 3, 1, 2), 1)
    assert (result.on_paper, result.by_phone) == (5, 6)


def test_typed_in_again_they_are_replaced_and_never_added(oak: Room) -> None:
    here = oak.go_to("score")
    for _ in range(2):
        assert typed(oak, *FIVE).ok
    assert tally_of(here.pk, [GOALS], 5) == {GOALS: FIVE}
    assert typed(oak, 0, 0, 0, 0, 0, 2).ok
    assert tally_of(here.pk, [GOALS], 5) == {GOALS: (0, 0, 0, 0, 0, 2)}
    assert typed(oak, 0, 0, 0, 0, 0, 0).ok
    assert Score.objects.filter(on_paper=True).count() == 0


def test_of_two_desks_the_second_is_told_and_nothing_is_added_twice(oak: Room) -> None:
    oak.go_to("score")
    seen = seen_of({})
    assert typed(oak, *FIVE, seen=seen).ok
    late = typed(oak, 1, 0, 0, 0, 0, 0, seen=seen)
    assert (late.status, late.words) == (409, ANOTHER_DESK)
    # The same numbers, sent twice, are right.
    assert typed(oak, *FIVE, seen=seen).ok
    assert Score.objects.filter(on_paper=True).count() == 5


@pytest.mark.parametrize(
    "sheets",
    [
        "",
        GOALS,
        f"{GOALS} 1 2 3",
        f"{GOALS} 1 0 0 0 0 -1",
        f"{GOALS} 201 0 0 0 0 0",
        f"{GOALS} 200 0 0 0 0 1",
        "made-up 1 0 0 0 0 0",
        f"{GOALS} 1 0 0 0 0 0\n{GOALS} 1 0 0 0 0 0",
        f"{GOALS} ² 0 0 0 0 0",
    ],
)
def test_what_no_sheets_say_is_refused_whole(oak: Room, sheets: str) -> None:
    oak.go_to("score")
    before = everything()
    assert oak.desk_sends("tally", seen=seen_of({}), sheets=sheets).status == 422
    assert everything() == before


@pytest.mark.parametrize(
    ("phones", "shown"),
    [([], True), ([3], False), ([None], False), ([1, 2, 3, 4], False), ([1, 2, 3, 4, 5], True)],
)
def test_beside_sheets_phones_stand_alone_or_nothing_is_shown(
    oak: Room, phones: list[int | None], shown: bool
) -> None:
    oak.go_to("score")
    scored(oak, phones)
    assert typed(oak, 3, 2, 1, 0, 0, 0).ok
    oak.on(2)
    result = told(oak)
    assert result.enough is shown
    words = "Not shown: too few answered by phone beside the score sheets."
    assert draw("screen_stage", oak.snapshot).count(words) == (0 if shown else 1)
    # Without the sheets six scores would have been enough.
    assert result.scores >= 6


def test_lines_are_of_phones_only_and_leave_no_few_sheets_over(oak: Room) -> None:
    oak.go_to("score")
    scored(oak, [1, 1, 2, 3, 3], "people", KEYS[0])
    scored(oak, [3, 4, 4, 5, 5], "family-councils", KEYS[0])
    scored(oak, [1, 1, 2, 3, 3], "people", KEYS[1])
    scored(oak, [3, 4, 4, 5, 5], "family-councils", KEYS[1])
    here = oak.now
    both = {KEYS[0]: (9, 5, 1, 0, 0, 0), KEYS[1]: (1, 2, 0, 0, 0, 0)}
    assert oak.desk_sends("tally", seen=seen_of({}), sheets=written(both)).ok
    assert tally_of(here.pk, list(both), 5) == both
    oak.on(2)
    many, few = (told(oak, key).sectors for key in KEYS[:2])
    assert many
    assert few
    assert [(line.group, line.n) for line in many.lines] == [("communities", 5), ("councils", 5)]
    assert few.lines == ()


def test_those_who_moved_came_by_phone(oak: Room) -> None:
    people = [oak.come_in("people") for _ in range(6)]
    oak.go_to("score")
    oak.score(people, [1, 1, 2, 2, 3, 3])
    assert typed(oak, 5, 5, 5, 0, 0, 0).ok
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    oak.go_to("rescore")
    oak.score(people, [2, 2, 3, 3, 4, 4])
    assert typed(oak, 0, 5, 5, 5, 0, 0).ok
    oak.on(2)
    movement = [result for result in oak.snapshot.results if result.principle.key == GOALS][-1].movement
    assert movement
    assert movement.pairs == 6
    assert sum(people for _, people in movement.parts) == 6


def test_how_they_scored_is_not_told_where_few_sheets_stand_beside_them(oak: Room) -> None:
    people = [oak.come_in("people") for _ in range(6)]
    oak.go_to("score")
    oak.score(people, [1, 1, 2, 2, 3, 3])
    assert typed(oak, 1, 0, 0, 0, 0, 0).ok
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    oak.go_to("rescore")
    oak.score(people, [2, 2, 3, 3, 4, 4])
    oak.on(2)
    movement = [result for result in oak.snapshot.results if result.principle.key == GOALS][-1].movement
    assert movement
    assert (movement.pairs, movement.before, movement.after) == (6, None, None)


def test_progress_tells_paper_apart(oak: Room) -> None:
    oak.go_to("score")
    assert typed(oak, *FIVE).ok
    progress = oak.snapshot.progress
    assert (progress.done, progress.of, progress.paper) == (0, 2, 5)
    assert draw("desk_flow", oak.snapshot).count("and 5 sheets on paper") == 1
    assert draw("screen_stage", oak.snapshot).count("and 5 on paper") == 1


def test_everywhere_a_count_is_told_the_mix_is(cast: Cast) -> None:
    oak = cast.oak
    oak.go_to("score")
    scored(oak, [1, 2, 3, 4, 5, 5])
    assert typed(oak, *FIVE).ok
    oak.on(2)
    mix = "6 by phone, 5 on paper"
    assert [draw(name, oak.snapshot).count(mix) for name in ("stage", "desk_flow")] == [1, 1]
    report = cast.get("fay", reverse("workshops:report", args=[oak.code])).content.decode()
    assert report.count(mix) >= 1
    summary = summary_of(oak.workshop)
    rows = csv.written(summary).splitlines()
    assert rows[0].split(",")[rows[0].split(",").index("cant_say") + 1] == "on_paper"
    results = json.values_of(summary)["principles"][0]["rounds"][0]["results"]
    assert (results["on_paper"], results["cant_say"]) == (5, 0)


def test_the_end_leaves_nothing_that_tells_sheets_from_phones(oak: Room) -> None:
    oak.go_to("score")
    scored(oak, [1, 2, 3, 4, 5, 5])
    assert typed(oak, *FIVE).ok
    oak.on(2)
    assert Score.objects.filter(workshop=oak.made, on_paper=True).count() == 5
    oak.end()
    rows = Score.objects.filter(workshop=oak.made)
    assert rows.count() == 11
    assert set(rows.values_list("on_paper", "family")) == {(False, "")}
    assert Result.objects.get(activity__workshop=oak.made, principle=GOALS).on_paper == 5
    assert told(oak).enough


def test_somebody_who_takes_their_score_back_leaves_the_sheets(oak: Room) -> None:
    here = oak.go_to("score")
    scored(oak, [1, 2, 3, 4, 5])
    assert typed(oak, *FIVE).ok
    oak.on()
    person = oak.made.participants.order_by("joined_at").last()
    assert person
    erase_own(oak.workshop, person.pk)
    oak.on()
    assert tally_of(here.pk, [GOALS], 5) == {GOALS: FIVE}
    # Four phones are left beside sheets that somebody knows.
    assert not told(oak).enough


def test_two_sheets_of_one_person_are_not_tied(oak: Room) -> None:
    oak.go_to("score")
    both = {KEYS[0]: FIVE, KEYS[1]: FIVE}
    assert oak.desk_sends("tally", seen=seen_of({}), sheets=written(both)).ok
    keys = list(Score.objects.filter(on_paper=True).values_list("ballot_key", flat=True))
    assert len(set(keys)) == len(keys) == 10
    assert str(uuid4()) not in keys
