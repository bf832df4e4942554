"""Leaving with everything that one gave: all of it goes, and nothing of anybody else."""

from pathlib import Path
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.db import connection
from django.urls import reverse

from tests.cast import GOALS, everything
from tests.rooms import heard
from tests.workshops.giving import walk
from workshops.access import WORDS
from workshops.actions.erasing import TOO_LATE
from workshops.actions.scoring import NO_SEAT
from workshops.actions.talking import NOBODY_HERE, keep_reasons
from workshops.consumers import REFUSED
from workshops.domain.ballots import ballot_key, comment_key, dot_key
from workshops.domain.permissions import Verdict
from workshops.models import Comment, Commitment, Confirmation, Dot, Idea, Participant, Result, Score, SeenToo
from workshops.room import seats
from workshops.room.ballot_box import Ballot, write
from workshops.room.hub import hub
from workshops.taking import do

pytestmark = pytest.mark.django_db
in_database = database_sync_to_async

# Once Ana has given something: in the steps that ask for nothing as well.
MOMENTS = [
    ("check_in", "open"),
    ("read", "open"),
    ("score", "open"),
    ("score", "closed"),
    ("score", "revealed"),
    ("overview", "open"),
    ("discuss", "open"),
    ("rescore", "open"),
    ("rescore", "closed"),
    ("rescore", "revealed"),
    ("dots", "open"),
    ("dots", "closed"),
    ("dots", "revealed"),
    ("commit", "open"),
    ("check_out", "open"),
]

EVERYTHING_GIVEN = (Score, Comment, SeenToo, Participant, Commitment, Confirmation, Idea, Dot)


def erase(cast, who="ana"):
    return cast.post(who, reverse("workshops:leave_workshop", args=[cast.oak.code]), {"erase": "1"})


def rows(model):
    return {row["id"]: row for row in model.objects.values()}


def without(kept, **gone):
    """The rows but those in which one of these fields has the value."""
    return {
        pk: row for pk, row in kept.items() if not any(row[name] == value for name, value in gone.items())
    }


@pytest.mark.parametrize(("kind", "phase"), MOMENTS)
def test_all_of_hers_goes_at_every_moment_and_nothing_of_anybody_else(cast, kind, phase):
    walk(cast, kind, phase)
    oak, elm = cast.oak, cast.elm
    elm.go_to("score")
    elm.send(cast.cas, "score", principle=GOALS, score="2", reason="In elm")
    ballot, author = ballot_key(oak.secret, cast.ana), comment_key(oak.secret, cast.ana)
    voter = dot_key(oak.secret, cast.ana)
    before = {model: rows(model) for model in EVERYTHING_GIVEN}
    shown, phases = oak.snapshot.results, list(oak.made.activities.values_list("pk", "phase", "grouping"))
    comments = without(before[Comment], author_key=author)
    # There is something to erase, and something to leave alone.
    assert len(before[Comment]) > len(comments) > 0
    response = erase(cast)

    assert (response.status_code, response.url) == (302, "/?left=erased")
    assert rows(Score) == without(before[Score], ballot_key=ballot)
    assert rows(Comment) == comments
    # Who saw too what she had said saw it with her.
    assert rows(SeenToo) == {
        pk: row
        for pk, row in without(before[SeenToo], author_key=author).items()
        if row["comment_id"] in comments
    }
    after = rows(Participant)
    ana = after.pop(cast.ana)
    assert (ana["sector"], ana["family"], ana["revoked_at"] is not None) == ("", "", True)
    assert after == without(before[Participant], id=cast.ana)
    assert rows(Commitment) == before[Commitment]
    assert rows(Confirmation) == without(before[Confirmation], author_key=author)
    ideas = without(before[Idea], author_key=author)
    assert rows(Idea) == ideas
    # Dots on what she had proposed go with it.
    dots = without(before[Dot], dot_key=voter)
    assert rows(Dot) == {pk: row for pk, row in dots.items() if row["idea_id"] in ideas}
    assert oak.snapshot.results == shown
    assert list(oak.made.activities.values_list("pk", "phase", "grouping")) == phases


def counts(oak, kind):
    return Result.objects.get(activity=oak.step(kind), principle=GOALS).counts


def test_what_the_room_has_seen_stays_as_it_was_counted(cast):
    walk(cast, "score", "revealed")
    assert counts(cast.oak, "score") == [1, 2, 2, 1, 2]
    erase(cast)

    assert counts(cast.oak, "score") == [1, 2, 2, 1, 2]
    assert cast.oak.snapshot.results[0].scores == 8


def test_a_round_that_nobody_has_seen_is_counted_again(cast):
    walk(cast, "score", "closed")
    assert counts(cast.oak, "score") == [1, 2, 2, 1, 2]
    before = cast.oak.now
    erase(cast)
    assert counts(cast.oak, "score") == [1, 2, 2, 1, 1]
    assert (cast.oak.now.phase, cast.oak.now.opened_at) == ("closed", before.opened_at)

    cast.oak.on()
    assert [result.scores for result in cast.oak.snapshot.results] == [7, 1, 1, 1, 1]


def test_an_open_round_has_fewer_answers(cast):
    walk(cast, "score", "open")
    before = cast.oak.snapshot.progress
    erase(cast)
    after = cast.oak.snapshot.progress

    assert [(count.answered) for count in before.counts] == [8, 2, 2, 2, 2]
    assert [(count.answered) for count in after.counts] == [7, 1, 1, 1, 1]
    assert (before.done, after.done) == (2, 1)


def test_nobody_waits_for_her_any_more(cast):
    walk(cast, "score", "open")
    before = cast.oak.snapshot
    erase(cast)
    after = cast.oak.snapshot

    assert (before.joined, before.progress.of) == (8, 8)
    assert (after.joined, after.progress.of) == (7, 7)


def test_the_next_round_is_paired_without_her(cast):
    walk(cast, "score", "revealed")
    erase(cast)
    oak = cast.oak
    oak.go_to("rescore")
    earlier = Score.objects.filter(principle=GOALS).values_list("ballot_key", flat=True)
    people = [p.pk for p in oak.made.participants.all() if ballot_key(oak.secret, p.pk) in set(earlier)]
    oak.score(people, [3] * 7)
    oak.on()

    movement = Result.objects.get(activity=oak.now, principle=GOALS).movement
    assert movement
    assert movement["pairs"] == 7


def test_it_is_asked_first(cast):
    walk(cast, "score", "open")
    before = everything()
    response = cast.get("ana", reverse("workshops:leave_workshop", args=[cast.oak.code]))

    assert response.content.decode().count('name="erase"') == 1
    assert everything() == before


def test_her_device_and_her_link_open_nothing_any_more(cast):
    walk(cast, "score", "open")
    phone = seats.signed(cast.oak.seat(cast.ana))
    response = erase(cast)
    assert response.cookies[cast.oak.cookie].value == ""
    assert cast.get("ana", response.url).context["erased"] is True
    cast.browsers["ana"].cookies[cast.oak.cookie] = phone
    before = everything()
    answers = [cast.get("ana", f"/w/{cast.oak.code}/"), cast.get("ana", f"/back/{phone}/"), erase(cast)]

    assert [(a.status_code, a.context["text"]) for a in answers] == [(410, WORDS[Verdict.SEAT_ENDED])] * 3
    assert everything() == before


def test_a_ballot_that_comes_late_is_refused(cast):
    walk(cast, "score", "open")
    oak = cast.oak
    entered = oak.ready(cast.ana, "score", principle=GOALS, score="1", reason="Still on its way")
    erase(cast)
    before = everything()
    late = do(entered)

    assert (late.status, late.words) == (410, NO_SEAT)
    assert write([Ballot(oak.made.pk, oak.now.pk, cast.ana, GOALS, 1)]) == [False]
    # Through the socket the reason comes after the score, in a transaction of its own.
    assert keep_reasons([entered.doing]) == [False]
    assert Comment.objects.filter(text="Still on its way").count() == 0
    # All but the version of the workshop, which says that somebody has looked.
    assert everything()[2:] == before[2:]


@pytest.mark.parametrize(
    ("kind", "act", "fields"),
    [
        ("check_in", "say", {"text": "Still on its way", "form": str(uuid4())}),
        ("discuss", "comment", {"text": "Still on its way", "form": str(uuid4())}),
        ("discuss", "see_too", {}),
        ("check_out", "leave", {"text": "", "useful": "1", "form": str(uuid4())}),
    ],
)
def test_words_that_come_late_are_refused(cast, kind, act, fields):
    walk(cast, kind, "open")
    by_ben = Comment.objects.filter(author_key=comment_key(cast.oak.secret, cast.ben)).latest("written_at")
    more = {"comment": str(by_ben.pk)} if act == "see_too" else {}
    entered = cast.oak.ready(cast.ana, act, **fields, **more)
    erase(cast)
    before = everything()
    late = do(entered)

    assert (late.status, late.words) == (410, NOBODY_HERE)
    assert everything() == before


def test_after_the_end_it_is_too_late_and_it_says_why(cast):
    walk(cast, "check_out", "open")
    cast.oak.end()
    before = everything()
    page = cast.get("ana", reverse("workshops:leave_workshop", args=[cast.oak.code])).content.decode()
    response = erase(cast)

    assert (page.count('name="erase"'), page.count("The secret that tied people")) == (0, 1)
    assert (response.status_code, response.context["text"]) == (409, TOO_LATE)
    assert everything() == before
    # Leaving alone is possible still.
    assert cast.post("ana", reverse("workshops:leave_workshop", args=[cast.oak.code])).status_code == 302


async def test_everybody_sees_her_words_go_and_her_other_phone_is_closed(live):
    oak = live.oak
    await in_database(walk)(live, "discuss", "open")
    words = f", {live.ana}"
    ana = await heard(oak.code, "participant", live.browsers["ana"])
    screen = await heard(oak.code, "screen", live.browsers["screen"])
    ben = await heard(oak.code, "participant", live.browsers["ben"])
    assert (screen.regions["screen_stage"].count(words), ben.regions["flow"].count(words)) == (1, 2)
    await in_database(erase)(live)
    version = (await in_database(lambda: oak.workshop)()).version
    for socket in (screen, ben):
        await socket.hear_of(version)

    assert (screen.regions["screen_stage"].count(words), ben.regions["flow"].count(words)) == (0, 0)
    assert hub().rooms[oak.code].revoked == {live.ana}
    while (message := await ana.socket.receive())["type"] != "websocket.close":
        pass
    assert message["code"] == REFUSED


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")
def test_nothing_of_hers_can_be_read_off_the_disk(cast):
    walk(cast, "discuss", "open")
    oak = cast.oak
    needles = [
        ballot_key(oak.secret, cast.ana).encode(),
        comment_key(oak.secret, cast.ana).encode(),
        f", {cast.ana}".encode(),
    ]
    database = Path(str(connection.settings_dict["NAME"]))

    def found():
        raw = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
        return [needle in raw for needle in needles]

    assert found() == [True] * 3
    erase(cast)
    assert found() == [False] * 3
