"""What a close costs: as many queries for many people as for a few, by index, and hardly a row of all the scores."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import KEYS, Room
from workshops.actions.counting import count_results
from workshops.domain.ballots import ballot_key
from workshops.domain.sectors import family_of
from workshops.models import Activity, Participant, Score
from workshops.queries import snapshot_of

pytestmark = pytest.mark.django_db
SECTORS = ("acute", "adult_social_care", "care_provider", "carer")
FEW, MANY = 10, 400
LEVELS = 5
# In the words of SQLite and of PostgreSQL.
WITHOUT_INDEX = ("SCAN", "Seq Scan")
# For each group the levels, and those who could not say; for movement, from which level to which.
MOST_GROUPED, MOST_PAIRS = len(KEYS) * len(SECTORS) * (LEVELS + 1), len(KEYS) * LEVELS * LEVELS


def sit_down(room: Room, people: int) -> None:
    Participant.objects.bulk_create(
        Participant(workshop=room.made, sector=sector, family=family_of(sector))
        for sector, _ in zip(SECTORS * people, range(people), strict=False)
    )


def score(room: Room) -> None:
    """Everybody who sits here scores every principle of the step, each group in ways of its own."""
    here, secret = room.now, room.secret
    seats = list(Participant.objects.filter(workshop=room.made).order_by("pk").values_list("pk", "family"))
    Score.objects.bulk_create(
        [
            Score(
                workshop=room.made,
                activity=here,
                principle=key,
                ballot_key=ballot_key(secret, person),
                family=family,
                level=(place * 7 + len(key) + here.pk) % (LEVELS + 1) or None,
            )
            for key in KEYS
            for place, (person, family) in enumerate(seats)
        ],
        batch_size=2000,
    )


def scored(room: Room, people: int, kind: str) -> Activity:
    """The step of this kind, open, with everybody's scores; in the second round, after a first that was shown."""
    sit_down(room, people)
    for each in ("score", "rescore"):
        room.go_to(each)
        score(room)
        if each == kind:
            return room.now
        room.go_to(each, "revealed")
    raise AssertionError(f"there is no {kind}")


def asked(activity: Activity) -> list[str]:
    """What is asked of the database when the activity is closed."""
    with CaptureQueriesContext(connection) as queries:
        count_results(Activity.objects.get(pk=activity.pk))
    return [query["sql"] for query in queries.captured_queries]


def of_scores(queries: list[str]) -> list[str]:
    return [query for query in queries if query.startswith("SELECT") and "workshops_score" in query]


@pytest.mark.parametrize("kind", ["score", "rescore"])
def test_a_close_asks_as_often_for_many_as_for_a_few(cast, kind):
    few, many = (asked(scored(room, people, kind)) for room, people in ((cast.oak, FEW), (cast.elm, MANY)))

    assert len(few) == len(many)
    # The scores and what they moved by, or how alike the principles were put in order.
    assert len(of_scores(many)) == 2


def test_hardly_a_row_of_the_scores_comes_back(cast):
    queries = of_scores(asked(scored(cast.oak, MANY, "rescore")))
    numbers = [len(answered(query)) for query in queries]

    assert numbers[0] <= MOST_GROUPED
    assert numbers[1] <= MOST_PAIRS
    # There is something to bring back: two thousand rows, of all of which the counts are made.
    assert (
        sum(row[-1] for row in answered(queries[0]))
        == Score.objects.filter(activity=cast.oak.now).count()
        > 2000
    )


def test_only_the_order_of_the_principles_takes_a_row_a_person(cast):
    grouped, raters = of_scores(asked(scored(cast.oak, MANY, "score")))

    assert len(answered(grouped)) <= MOST_GROUPED
    assert len(answered(raters)) <= Participant.objects.filter(workshop=cast.oak.made).count()


def answered(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


@pytest.mark.parametrize("kind", ["score", "rescore"])
def test_scores_are_found_by_index_among_those_of_other_workshops(cast, kind):
    scored(cast.elm, MANY, "rescore")
    queries = of_scores(asked(scored(cast.oak, 4 * FEW, kind)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    ways = [way for query in queries for way in ways_to(query)]

    assert len(ways) >= len(queries) == 2
    assert [way for way in ways if way.startswith(WITHOUT_INDEX)] == []


def test_a_way_without_an_index_is_seen(cast):
    """Or what stands above would hold of any query."""
    scored(cast.elm, MANY, "rescore")
    (way,) = ways_to("SELECT COUNT(*) FROM workshops_score WHERE turn = 7")

    assert way.startswith(WITHOUT_INDEX)


def ways_to(query: str) -> list[str]:
    """How the database finds the rows of scores for a query, once for each time that it looks for some."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            steps = [row[-1] for row in cursor.fetchall()]
            return [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
        (plan,) = cursor.fetchone()
    found = json.loads(plan) if isinstance(plan, str) else plan
    return list(scans(found[0]["Plan"]))


def scans(node: dict) -> Iterator[str]:
    if node.get("Relation Name") == "workshops_score":
        yield node["Node Type"]
    for inner in node.get("Plans", ()):
        yield from scans(inner)


def test_what_was_counted_is_read_without_a_score(cast):
    """The rows of scores may be gone: what is shown of results stays, byte for byte."""
    scored(cast.oak, MANY, "rescore")
    cast.oak.go_to("rescore", "revealed")
    before = snapshot_of(cast.oak.code)
    assert before
    Score.objects.all().delete()
    after = snapshot_of(cast.oak.code)

    assert after
    assert len(before.results) == 2 * len(KEYS)
    assert after.results == before.results
    assert (before.grouping, [one.sectors is not None for one in after.results]) == (
        after.grouping,
        [True] * 10,
    )


def test_a_snapshot_asks_for_no_row_of_a_score_but_only_how_many(cast):
    scored(cast.oak, MANY, "rescore")
    cast.oak.go_to("rescore", "revealed")
    with CaptureQueriesContext(connection) as queries:
        snapshot_of(cast.oak.code)
    found = of_scores([query["sql"] for query in queries.captured_queries])

    assert [len(answered(query)) <= len(KEYS) for query in found] == [True] * len(found)
    assert [query for query in found if '"level"' in query or '"family"' in query] == []
