"""A rehearsal against a server of its own: every acknowledged score counts once, and one that did not would be told."""

import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from principles.publishing import publish_shipped
from workshops.demonstration import make_cast, make_ready
from workshops.domain.ballots import ballot_key
from workshops.models import Comment, Dot, Idea, Participant, Score, Workshop
from workshops.rehearsal.counted import verdict_on
from workshops.rehearsal.page import Page, Stage, read
from workshops.rehearsal.record import Fault, Kind, Place, Record, Row, faults_in, miscounted

ROOT = Path(__file__).parents[2]
LONGEST = 240.0


def test_database() -> str:
    """The address of the database that this test writes to, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


test_database.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def outside(transactional_db) -> dict[str, str]:
    """The environment of a process that shares the test's database."""
    return {**os.environ, "DATABASE_URL": test_database(), "DATA_DIR": str(settings.DATA_DIR)}


@pytest.fixture
def workshop(transactional_db) -> Workshop:
    publish_shipped()
    cast = make_cast("a password for tests")
    return make_ready(cast.team, cast.organiser)


@pytest.fixture
def server(outside: dict[str, str]) -> Iterator[str]:
    """A real server on a free port; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port)]
    protocol = ["--ws", "workshops.room.protocol:LendingProtocol", "--log-level", "warning"]
    with subprocess.Popen([*command, *protocol], env=outside, cwd=ROOT) as process:
        try:
            until(lambda: answers(f"http://127.0.0.1:{port}/healthy/"))
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
            return answer.status == 200
    except (URLError, OSError):
        return False


def until(came: Callable[[], bool], longest: float = 60.0) -> None:
    end = time.monotonic() + longest
    while not came():
        assert time.monotonic() < end
        time.sleep(0.05)


def rehearsal(outside: dict[str, str], code: str, server: str, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "manage.py", "rehearse", code, "--url", server, "--drive", "--json", *options]
    return subprocess.Popen(command, env=outside, cwd=ROOT, stdout=-1, stderr=-1, text=True)


def test_every_score_of_a_whole_workshop_counts_once(outside, workshop, server):
    with rehearsal(outside, workshop.code, server, "--people", "20", "--pace", "0.2") as process:
        told, progress = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, told + progress
    summary = json.loads(told)
    workshop.refresh_from_db()

    # Five principles for each of twenty, and two of them again.
    assert (summary["people"], summary["joined"], summary["scores"]) == (20, 20, 140)
    assert (summary["exact"], summary["faults"], summary["left_behind"], summary["refused"]) == (
        True,
        [],
        0,
        0,
    )
    assert Score.objects.count() == 140
    assert Participant.objects.filter(pretend=True).count() == Participant.objects.count() == 20
    said = Comment.objects.exclude(source="reason").count() + Idea.objects.count()
    assert said == summary["words_kept"] >= 40
    # All who voted put every dot they had; the end has wiped out who put which, and kept the totals.
    (vote,) = workshop.activities.filter(kind="dots")
    assert (vote.voters, Dot.objects.count()) == (20, 0)
    assert sum(total.dots for total in vote.dot_totals.all()) == summary["dots"] == 20 * vote.dots_each
    assert (workshop.stage, workshop.ballot_secret) == ("ended", None)
    # It was a rehearsal of what goes wrong, and not of a fine day.
    kinds = ("changed_minds", "double_taps", "cut_off", "reloads", "naps", "pushes", "polls")
    assert [name for name in kinds if not summary[name]] == []
    assert 0 < summary["ack_p50_ms"] <= summary["ack_p99_ms"]
    # The key to the desk is handed back.
    assert Session.objects.count() == 0


def test_a_lost_and_a_changed_score_are_told(outside, workshop, server):
    with rehearsal(outside, workshop.code, server, "--people", "6", "--pace", "0.2") as process:
        until(lambda: workshop.activities.filter(kind="score", phase="done").exists(), LONGEST)
        first, second = Score.objects.filter(activity__kind="score", principle="diverse-expertise").exclude(
            level=None
        )[:2]
        first.delete()
        second.level = 1 if second.level == 5 else 5
        second.save()
        told, progress = process.communicate(timeout=LONGEST)
    summary = json.loads(told)

    assert process.returncode == 1, progress
    assert sorted(fault["kind"] for fault in summary["faults"]) == ["different", "missing"]
    assert {fault["place"]["principle"] for fault in summary["faults"]} == {"diverse-expertise"}
    assert summary["miscounted"] == [[workshop.activities.get(kind="score").pk, "diverse-expertise"]]
    assert summary["exact"] is False


@pytest.mark.django_db
def test_a_real_workshop_is_left_alone_unless_that_is_meant(workshop):
    Workshop.objects.update(practice=False)
    with pytest.raises(CommandError, match="This workshop is real"):
        call_command("rehearse", workshop.code)


@pytest.mark.django_db
def test_a_code_that_nobody_has_is_told():
    with pytest.raises(CommandError, match="No workshop has the code"):
        call_command("rehearse", "222222")


HERE = Place(0, 7, "walk")


def recorded(*levels: int | None) -> Record:
    """Person 0 is told yes to each of the levels in turn."""
    record = Record()
    for level in levels:
        record.sends(HERE, level)
        record.hears_yes(HERE, level)
    return record


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([Row("ana", 7, "walk", 3)], []),
        ([], [Fault(Kind.MISSING, HERE, 3)]),
        ([Row("ana", 7, "walk", 2)], [Fault(Kind.DIFFERENT, HERE, 3, (2,))]),
        ([Row("ana", 7, "walk", None)], [Fault(Kind.DIFFERENT, HERE, 3, (None,))]),
        ([Row("ana", 7, "walk", 3)] * 2, [Fault(Kind.DOUBLED, HERE, 3, (3, 3))]),
        (
            [Row("ana", 7, "walk", 3), Row("ana", 8, "walk", 3)],
            [Fault(Kind.UNSENT, Place(0, 8, "walk"), None, (3,))],
        ),
        (
            [Row("ana", 7, "walk", 3), Row("who?", 7, "walk", 3)],
            [Fault(Kind.STRAY, Place(-1, 7, "walk"), None, (3,))],
        ),
        # Somebody else in the room, who is none of ours.
        ([Row("ana", 7, "walk", 3), Row("ben", 7, "walk", 1)], []),
    ],
)
def test_whatever_is_not_counted_once_is_a_fault(rows, faults):
    assert faults_in(recorded(2, 3), rows, {0: "ana"}, {"ana", "ben"}) == faults


def test_what_was_never_answered_may_count_or_not_until_the_next_answer():
    record = recorded(2)
    record.sends(HERE, 4)
    found = [faults_in(record, [Row("ana", 7, "walk", level)], {0: "ana"}, {"ana"}) for level in (2, 4, 5)]
    assert found == [[], [], [Fault(Kind.DIFFERENT, HERE, 2, (5,))]]

    record.sends(HERE, 5)
    record.hears_yes(HERE, 5)
    assert record.allowed(HERE) == {5}


def test_a_refused_choice_leaves_the_one_before():
    record = recorded(2)
    record.sends(HERE, 4)
    record.hears_no(HERE)
    assert record.allowed(HERE) == {2}


def test_a_result_that_is_not_the_count_of_its_scores_is_told():
    rows = [Row("ana", 7, "walk", 3), Row("ben", 7, "walk", None), Row("ana", 9, "walk", 1)]
    right: dict = {(7, "walk"): Counter({3: 1, None: 1})}
    assert miscounted(rows, right) == []
    assert miscounted(rows, {(7, "walk"): Counter({3: 1})}) == [(7, "walk")]
    assert miscounted(rows, {**right, (8, "walk"): Counter({1: 1})}) == [(8, "walk")]


def test_words_that_got_lost_and_people_who_became_two_are_told(workshop):
    known: dict[int, set[UUID]] = {0: {uuid4()}, 1: {uuid4(), uuid4()}}
    verdict = verdict_on(workshop, Record(), known, [uuid4()])
    assert (verdict.lost_words, verdict.seated_twice, verdict.exact) == (1, (1,), False)


def test_a_score_is_tied_to_its_person_by_the_key(workshop):
    ana = Participant.objects.create(workshop=workshop, sector="people", family="communities")
    activity = workshop.activities.get(kind="score")
    key = ballot_key(bytes(workshop.ballot_secret), ana.pk)
    Score.objects.create(
        workshop=workshop, activity=activity, principle="walk", ballot_key=key, family="communities", level=2
    )
    place = Place(0, activity.pk, "walk")
    record = Record({place: 3})
    verdict = verdict_on(workshop, record, {0: {ana.pk}}, [])

    assert verdict.faults == (Fault(Kind.DIFFERENT, place, 3, (2,)),)
    assert verdict_on(workshop, Record({place: 2}), {0: {ana.pk}}, []).exact is True


def test_a_page_tells_where_the_room_is_and_what_there_is_to_do():
    html = """<body data-version="41"><section id="stage" data-v="40" data-step="12" data-kind="score"
    data-phase="open"><form id="f-12-score-walk"><input name="score" value="1"><input name="score" value="5">
    <input name="score" value="cant_say"></form><form id="f-12-score-run"></form></section>
    <section id="flow" data-v="39"><button name="comment" value="a"></button></section></body>"""
    assert read(html) == Page(41, Stage(12, "score", "open", ("walk", "run"), 5), ("a",), "", (), ())
    html = """<section id="stage" data-v="7" data-step="3" data-kind="dots" data-phase="open"><p data-each="3"></p>
    <button name="none" value="x"></button><button name="two" value="x"></button></section>"""
    assert read(html).stage == Stage(3, "dots", "open", (), 0, ("x",), 3)
    promised = '<section id="flow"><button name="commitment" value="8"></button></section>'
    assert read(promised).promises == ("8",)
    assert read('<p id="progress" data-v="42">3</p>') == Page(42, None, None, "", ())
    assert read('<section id="stage" data-v="1"></section>').stage == Stage()
