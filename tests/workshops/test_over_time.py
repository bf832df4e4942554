"""What a series puts side by side, and what it keeps apart."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from principles.document import wording_of
from principles.models import PrincipleSet
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish
from tests.workshops.fourteen import KEYS, whole_workshop
from tests.workshops.held import Past, counted, hold, reworded
from workshops.actions.joining import join
from workshops.actions.planning import put_in_series
from workshops.domain.trend import Change
from workshops.models import Series, Workshop
from workshops.reports.summary import summary_of
from workshops.trends.reading import series_listed, trend_of
from workshops.trends.values import MOST_DRAWN, Standing

pytestmark = pytest.mark.django_db
GOALS, TRUST = KEYS[:2]
FIVE = {GOALS: counted(0, 2, 2, 1, 0)}


def day(month, year=2026, at=10):
    return datetime(year, month, 12, at, tzinfo=UTC)


@pytest.fixture
def team(oak):
    return oak.team


def series(team, title="Coming home"):
    return Series.objects.get(team=team, title=title)


def standings(one):
    return [point.standing for point in one.points]


def test_each_date_has_what_the_report_of_its_workshop_has():
    room = whole_workshop()
    put_in_series(room.fresh, "Coming home")
    trend = trend_of(series(room.workshop.team))
    picture = summary_of(room.fresh).picture
    shown = [one.points[0].result for one in trend.principles]

    assert len(picture) == 5
    # Everything but how sectors see it, which is not put side by side.
    assert shown == [replace(one.latest, sectors=None) for one in picture]
    assert [result.round for result in shown if result] == [1] * 5


def test_dates_are_in_order_whenever_they_were_planned(team):
    held = [hold(team, day(month), FIVE) for month in (7, 3, 11)]
    Workshop.objects.filter(pk=held[0].pk).update(starts_at=day(1, 2020))
    trend = trend_of(series(team))

    assert [found.at for found in trend.held] == [day(3), day(7), day(11)]
    assert [found.code for found in trend.held] == [held[1].code, held[0].code, held[2].code]


def test_only_ended_workshops_of_this_series_count(team, elm):
    mine = hold(team, day(3), FIVE)
    hold(team, day(4), FIVE, series="Another")
    hold(elm.team, day(5), FIVE)
    under_way = Past(team, day(6))
    under_way.score(FIVE, ["other"] * 5)
    trend = trend_of(series(team))

    assert [found.code for found in trend.held] == [mine.code]
    assert trend.to_come == 1
    assert under_way.end().series == series(team)
    assert len(trend_of(series(team)).held) == 2


def test_below_five_scores_there_is_a_gap_and_no_number(team):
    hold(team, day(3), {GOALS: counted(0, 2, 2, 1, 0), TRUST: counted(0, 2, 2, 0, 0)})
    goals, trust, *_others = trend_of(series(team)).principles

    assert (standings(goals), goals.points[0].counts) == ([Standing.SHOWN], (0, 2, 2, 1, 0))
    assert (standings(trust), trust.points[0].counts, trust.points[0].result) == ([Standing.FEW], (), None)


def test_what_was_never_revealed_is_not_there(team):
    past = Past(team, day(3))
    past.score(FIVE, ["other"] * 5)
    closed = past.made.activities.get(kind="score")
    past.end()
    assert standings(trend_of(series(team)).principles[0]) == [Standing.SHOWN]
    closed.phase = "closed"
    closed.save(update_fields=["phase"])

    assert standings(trend_of(series(team)).principles[0]) == [Standing.UNSCORED]


def test_the_same_words_in_another_edition_are_the_same(team):
    first = newest_edition(FIVE_PRINCIPLES)
    hold(team, day(3), FIVE)
    second = reworded(first, TRUST, title="Trust one another")
    hold(team, day(4), FIVE, edition=second)
    goals, trust, *_others = trend_of(series(team)).principles

    assert second.number == first.number + 1
    assert (goals.breaks, goals.joined) == ((), (0,))
    assert [(one.changes, one.parts) for one in trust.breaks] == [((Change.WORDING,), ("title",))]


def test_the_same_words_in_another_set_are_of_another_set(team):
    first = newest_edition(FIVE_PRINCIPLES)
    hold(team, day(3), FIVE)
    own = publish(PrincipleSet.objects.create(key="own", title="Own", team=team), wording_of(first.wording))
    hold(team, day(4), FIVE, edition=own)
    goals = trend_of(series(team)).principles[0]

    assert own.digest == first.digest
    assert ([one.changes for one in goals.breaks], goals.joined) == ([(Change.SET,)], ())


def test_another_question_breaks_every_line_and_another_credit_none(team):
    first = newest_edition(FIVE_PRINCIPLES)
    hold(team, day(3), FIVE)
    hold(team, day(4), FIVE, edition=reworded(first, credit="Written by others."))
    hold(team, day(5), FIVE, edition=reworded(first, question="How often is this so?"))
    breaks = [
        [(one.before, one.parts) for one in principle.breaks]
        for principle in trend_of(series(team)).principles
    ]

    assert breaks == [[(1, ("question",))]] * 5


def test_a_principle_of_some_editions_is_shown_where_it_is(team):
    first = newest_edition(FIVE_PRINCIPLES)
    wording = wording_of(first.wording)
    hold(team, day(3), FIVE)
    without = publish(first.principle_set, replace(wording, principles=wording.principles[1:]))
    hold(team, day(4), {TRUST: counted(0, 2, 2, 1, 0)}, edition=without)
    found = trend_of(series(team)).principles

    # Those of the newest edition with their numbers there, then what only an earlier one had.
    assert [(one.principle.key, one.principle.number) for one in found] == [
        *((key, number) for number, key in enumerate(KEYS[1:], 1)),
        (GOALS, 1),
    ]
    assert standings(found[-1]) == [Standing.SHOWN, Standing.ABSENT]
    assert standings(found[0]) == [Standing.FEW, Standing.SHOWN]


def test_who_came_is_told_by_presence_alone(team):
    hold(team, day(3), FIVE, sectors=["acute", "carer"])
    hold(team, day(4), FIVE, sectors=["acute", "care_provider"], families=["nhs_provider", "care_providers"])
    mix = trend_of(series(team)).mix

    assert [(one.family, one.here, one.away, one.not_offered) for one in mix] == [
        ("care_providers", (1,), (0,), ()),
        ("communities", (0,), (), (1,)),
    ]


def test_pretend_people_compare_with_nobody_real(team):
    real = hold(team, day(3), FIVE)
    rehearsed = hold(team, day(4), FIVE, practice=True)
    played = Past(team, day(5))
    join(played.made, "other", pretend=True)
    played.score(FIVE, ["other"] * 5)
    played.end()
    trend, practice = trend_of(series(team)), trend_of(series(team), practice=True)

    assert ([found.code for found in trend.held], trend.practice, trend.others) == ([real.code], False, 2)
    assert ([found.code for found in practice.held], practice.practice, practice.others) == (
        [rehearsed.code, played.made.code],
        True,
        1,
    )


def test_where_there_is_only_practice_it_is_shown_as_that(team):
    hold(team, day(3), FIVE, practice=True)
    trend = trend_of(series(team))

    assert (len(trend.held), trend.practice, trend.others) == (1, True, 0)


def test_practice_that_is_not_there_is_not_asked_for(team):
    hold(team, day(3), FIVE)
    trend = trend_of(series(team), practice=True)

    assert (len(trend.held), trend.practice) == (1, False)


def test_a_picture_has_the_newest_dates_and_its_principle_has_all(team):
    for month in range(1, 9):
        hold(team, day(month), {GOALS: counted(0, month, 2, 3, 0)})
    trend = trend_of(series(team))
    goals = trend.principles[0]

    assert (len(trend.held), len(trend.drawn), MOST_DRAWN) == (8, 6, 6)
    assert [point.counts[1] for point in goals.points] == list(range(1, 9))
    assert [point.counts[1] for point in goals.drawn.points] == list(range(3, 9))
    assert (trend.most, trend.most_scores) == (8, 13)


def test_the_list_counts_what_ended_and_what_is_to_come(team, elm):
    for month in (3, 4):
        hold(team, day(month), FIVE)
    Past(team, day(5))
    Past(team, day(6), series="Nothing yet")
    hold(elm.team, day(3), FIVE, series="Of another team")
    Series.objects.create(team=team, title="Nobody is in it")
    found = series_listed([team]).order_by("title")
    counts = [tuple(vars(one)[name] for name in ("title", "ended", "to_come")) for one in found]

    assert counts == [("Coming home", 2, 1), ("Nothing yet", 0, 1)]


@pytest.mark.parametrize("many", [1, 5])
def test_a_series_is_read_in_as_many_queries_for_many_as_for_one(team, django_assert_num_queries, many):
    edition = newest_edition(FIVE_PRINCIPLES)
    for month in range(1, many + 1):
        hold(team, day(month), FIVE, ["Meet", "Meet again"], edition=edition, sectors=["acute", "carer"])
        edition = reworded(edition, TRUST, title=f"Trust, {month}")
    found = series(team)
    assert found.team == team

    with django_assert_num_queries(6):
        trend = trend_of(found)
        assert len(trend.principles) == 5
    assert len(trend.held) == many
