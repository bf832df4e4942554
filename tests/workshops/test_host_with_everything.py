"""Whoever hosts the site holds every table. While a workshop runs its secret ties people to scores; then nothing does.

Each attack is made on a workshop that runs as well, where it finds what it looks for: so it could find it afterwards.
"""

from pathlib import Path

import pytest
from django.db import connection

from tests.cast import GOALS, KEYS
from tests.workshops.hosting import Host, places
from tests.workshops.walking import Walk, close, walked
from workshops.actions.erasing import erase_own
from workshops.domain.ballots import ballot_key, comment_key
from workshops.models import Result, Score, SeenToo

pytestmark = pytest.mark.django_db
LEVELS = [1, 2, 3, 4, 5, 3]


def people_of(oak, **came):
    return {sector: [oak.come_in(sector) for _ in range(count)] for sector, count in came.items()}


def everybody_scores(oak, people, keys=KEYS):
    for key in keys:
        oak.score(people, (LEVELS * len(people))[: len(people)], key)


@pytest.fixture
def spoken(cast):
    """A room in which everybody has scored and spoken, and one has seen too what another said."""
    oak = cast.oak
    people = [person for came in people_of(oak, acute=6, adult_social_care=6).values() for person in came]
    oak.go_to("score")
    everybody_scores(oak, people)
    for number, person in enumerate(people):
        sent = {"principle": GOALS, "score": "3", "reason": f"As {number}"}
        assert oak.send(person, "score", **sent).ok
    oak.go_to("discuss")
    said = [oak.say(person, "comment", f"Said {n}") for n, person in enumerate(people)]
    assert oak.send(people[0], "see_too", comment=str(said[1].pk)).ok
    return oak, people


def test_while_a_workshop_runs_its_secret_ties_everybody_to_theirs_and_nothing_else_does(spoken):
    oak, people = spoken
    host, secret = Host(), oak.secret
    tied = {(person, key(secret, person)) for person in people for key in (ballot_key, comment_key)}
    assert host.ties() == tied
    for row in host.of("Workshop", id=oak.made.pk):
        row["ballot_secret"] = None
    assert host.ties() == set()


def test_after_the_end_not_even_the_secret_does(spoken):
    """A copy of it from before may be anywhere."""
    oak, _people = spoken
    secret = oak.secret
    oak.end()
    host = Host()

    assert (len(host.of("Score")), len(host.of("Comment"))) == (60, 24)
    assert host.ties(secret) == set()


def test_no_two_scores_or_words_are_known_to_be_of_one_person(spoken):
    oak, _people = spoken
    before = [len({row[key] for row in Host().of(name)}) for name, key in KEPT]
    assert before == [12, 12, 1]
    kept = {row[key] for name, key in KEPT for row in Host().of(name)}
    oak.end()
    host = Host()
    keys = [row[key] for name, key in KEPT for row in host.of(name)]

    assert (len(keys), len(set(keys)), set(keys) & kept) == (60 + 24 + 1, 60 + 24 + 1, set())
    # Nor by anything else of a score's row than what it is about.
    known = [{row[name] for row in host.of("Score")} for name in ("turn", "workshop_id")]
    assert known == [{0}, {oak.made.pk}]


KEPT = (("Score", "ballot_key"), ("Comment", "author_key"), ("SeenToo", "author_key"))


def test_the_order_of_rows_ties_neither_to_seats_nor_one_round_to_another(cast):
    oak = cast.oak
    people = oak.crowd(120)
    oak.go_to("score")
    levels = [1 + place % 5 for place in range(120)]
    for key in KEYS[:2]:
        oak.score(people, levels, key)
    oak.on(2)

    def guessed(host):
        """The share of rows with the level of whoever sat down in their place, and of those that go together."""
        first, second = ([row["level"] for row in host.of("Score", principle=key)] for key in KEYS[:2])
        right = [was == now for was, now in zip(first, levels, strict=True)]
        alike = [one == other for one, other in zip(first, second, strict=True)]
        return sum(right) / 120, sum(alike) / 120

    assert guessed(Host()) == (1, 1)
    oak.end()
    # By chance a fifth of them.
    assert max(guessed(Host())) < 0.5


def test_nothing_of_a_score_has_a_time():
    timed = [
        field.name
        for model in (Score, Result, SeenToo)
        for field in model._meta.concrete_fields
        if field.get_internal_type() in ("DateTimeField", "DateField", "TimeField")
    ]
    assert timed == []


ENDED: dict[int, tuple[Walk, Host]] = {}


@pytest.fixture(params=range(100, 120))
def ended(request):
    """A workshop is walked once, however many look for something in what is left of it."""
    if request.param not in ENDED:
        ENDED[request.param] = walked_to_the_end(request.getfixturevalue("cast"), request.param)
    return ENDED[request.param]


def walked_to_the_end(cast, seed):
    """To somewhere in its second or third round, and ended there."""
    walk = walked(cast, seed)
    oak = walk.oak
    if seed % 3:
        oak.pressed("score_again", seen=oak.standing)
        oak.on()
        walk.leave()
        close(walk) if seed % 2 else walk.score()
        if seed % 4 == 1:
            assert oak.back().ok
            walk.score()
    oak.end()
    return walk, Host()


def test_every_score_may_be_of_as_many_as_its_group_must_have(ended):
    walk, host = ended
    k = walk.oak.made.k
    for place in places(host, walk.oak.made.pk):
        for row in place.rows:
            may_have = place.may_have_given(row)
            assert len(may_have) >= (k if place.is_told else len(place.rows))
        for group, levels in place.cells.items() if place.is_told else ():
            scores = levels.total() - levels[None]
            assert scores >= k, group
            # Nobody is known by what all of their group said.
            assert max(count for level, count in levels.items() if level) < scores - 1


def test_nothing_is_left_that_the_counts_and_the_rows_differ_by(ended):
    walk, host = ended
    taken_back = {
        place for place, given in walk.given.items() if any(person in walk.erased for person in given)
    }
    for place in places(host, walk.oak.made.pk):
        here = (place.step["id"], next(row["principle"] for row in (*place.rows, place.result) if row))
        if place.result is None:
            assert place.step["phase"] in ("open", "closed")
            assert (place.step["grouping"], place.step["order"], place.is_told) == (None, None, False)
            continue
        levels = [row["level"] for row in place.rows]
        counted = [levels.count(level) for level in range(1, 6)], levels.count(None)
        if here in taken_back:
            assert place.rows == []
        else:
            assert counted == (place.result["counts"], place.result["cant_say"])


def test_words_may_be_of_as_many_as_their_group_must_have(ended):
    walk, host = ended
    tags = {row["family"] for row in host.of("Comment", workshop_id=walk.oak.made.pk)}
    groups = {walk.group(person) for person in walk.people}
    told = {row["text"]: row["family"] for row in host.of("Comment", workshop_id=walk.oak.made.pk)}
    sources: dict[str, set[str]] = {tag: set() for tag in tags}
    for person in walk.people:
        if f"Said by {person}" in told:
            sources[told[f"Said by {person}"]].add(walk.group(person))
    stayed = [walk.group(person) for person in walk.people if person not in walk.erased]
    sizes = {tag: sum(group in theirs for group in stayed) for tag, theirs in sources.items()}

    assert groups
    assert len(tags) == 1 or min(sizes.values()) >= walk.oak.made.k


def test_one_who_alone_could_not_say_is_in_no_line_and_no_row(cast):
    """Eight and eight scored, one of another sector could not say: that one is known to be here."""
    oak = cast.oak
    came = people_of(oak, acute=8, adult_social_care=8, housing=1)
    oak.go_to("score")
    everybody_scores(oak, came["acute"] + came["adult_social_care"])
    for key in KEYS:
        oak.score(came["housing"], [None], key)
    oak.go_to("score", "revealed")
    assert oak.now.grouping == {"by": "families", "shown": ["councils"]}
    oak.end()

    rows = [(place, row) for place in places(Host(), oak.made.pk) for row in place.rows if not row["level"]]
    assert len(rows) == len(KEYS)
    assert {(row["family"], len(place.may_have_given(row))) for place, row in rows} == {("", 10)}


def test_what_somebody_took_back_is_not_the_difference(cast):
    oak = cast.oak
    came = people_of(oak, acute=8, adult_social_care=8)
    oak.go_to("score")
    everybody_scores(oak, came["acute"] + came["adult_social_care"], KEYS[:2])
    oak.score(came["acute"][1:], [1, 2, 3, 4, 5, 1, 2], KEYS[2])
    oak.go_to("score", "revealed")
    erase_own(oak.workshop, came["acute"][0])
    kept = [result.counts for result in Result.objects.order_by("principle")]
    oak.end()

    assert [result.counts for result in Result.objects.order_by("principle")] == kept
    # It would stand between the sixteen that were counted and fifteen rows.
    assert [Score.objects.filter(principle=key).count() for key in KEYS] == [0, 0, 7, 0, 0]


def test_a_count_that_nobody_saw_is_not_the_difference_either(cast):
    """A round is closed, opened again for one who came late, and the workshop ends."""
    oak = cast.oak
    came = people_of(oak, acute=8, adult_social_care=8)
    oak.go_to("score")
    everybody_scores(oak, came["acute"] + came["adult_social_care"])
    oak.on()
    assert oak.back().ok
    late = oak.come_in("housing")
    oak.score([late], [5])
    assert sum(Result.objects.get(principle=GOALS).counts) == 16
    oak.end()

    assert Result.objects.count() == 0
    assert {row["family"] for row in Host().of("Score")} == {""}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")
@pytest.mark.django_db(transaction=True)
def test_no_key_of_anybody_is_on_the_disk(spoken):
    oak, people = spoken
    secret = oak.secret
    keys = [key(secret, person).encode() for person in people for key in (ballot_key, comment_key)]
    assert on_disk(secret, *keys) == {secret, *keys}
    oak.end()

    assert on_disk(secret, *keys) == set()
    kept = {row["ballot_key"].encode() for row in Host().of("Score")}
    assert on_disk(*kept) == kept


def on_disk(*needles):
    """Which of the needles stand in the database's files."""
    database = Path(str(connection.settings_dict["NAME"]))
    raw = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    return {needle for needle in needles if needle in raw}
