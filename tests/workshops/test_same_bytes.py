"""One fragment, many uses: page, push, polling reply and `render` give the same bytes."""

import json
from dataclasses import replace
from functools import partial

import pytest
from channels.db import database_sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import GOALS
from tests.kinds.sent import propose
from tests.rooms import heard, polled, split
from tests.standing import stands_on
from workshops.fragments import OF_COUNTS, REGIONS, Audience, draw, render
from workshops.models import Comment, SeenToo
from workshops.queries import snapshot_of
from workshops.shown import Presence

KINDS = [
    "welcome",
    "check_in",
    "read",
    "score",
    "overview",
    "discuss",
    "rescore",
    "ideas",
    "commit",
    "check_out",
]
PHASES = [
    ("score", "closed"),
    ("score", "revealed"),
    ("rescore", "revealed"),
    ("dots", "closed"),
    ("dots", "revealed"),
]
MOMENTS = [(kind, "open") for kind in KINDS] + PHASES
EVERY_REGION = [name for names in REGIONS.values() for name in names]


def busy(cast, kind, phase, people=6):
    """Oak with something in every region: scores, reasons, comments, choices, commitments."""
    oak = cast.oak
    crowd = oak.crowd(people)
    oak.go_to("score")
    if (kind, phase) in (("welcome", "open"), ("check_in", "open"), ("read", "open")):
        return
    oak.score(crowd, [1 + number % 5 for number in range(people)])
    oak.send(cast.ana, "score", principle=GOALS, score="2", reason="A reason & a <tag>")
    if kind == "score":
        oak.go_to("score", phase)
        return
    oak.go_to("overview")
    oak.desk_sends("choose", principle=GOALS)
    if kind == "overview":
        return
    oak.go_to("discuss")
    oak.say(cast.ana, "comment", "Said in the discussion")
    if kind == "discuss":
        return
    oak.go_to("rescore")
    oak.score(crowd, [3] * people)
    if kind == "rescore":
        oak.go_to("rescore", phase)
        return
    later(cast, crowd, kind, phase)


def later(cast, crowd, kind, phase):
    """On from the second round, with ideas, dots and a commitment on the way."""
    oak = cast.oak
    ideas = propose(cast, "A bus", "A call")
    if kind == "ideas":
        return
    oak.go_to("dots")
    assert [oak.send(person, "dot", one=idea).status for person in crowd for idea in ideas] == [200] * 12
    if kind == "dots":
        oak.go_to("dots", phase)
        return
    oak.go_to("commit")
    oak.promise("Promised")
    oak.go_to(kind)


def at(cast, kind, phase):
    if kind in ("welcome", "check_in", "read"):
        cast.oak.go_to(kind)
        if kind == "check_in":
            cast.oak.say(cast.ana, "say", "Hopeful")
    else:
        busy(cast, kind, phase)
    assert (cast.oak.now.kind, cast.oak.now.phase) == (kind, phase)


def walk_to(kind, phase, cast):
    at(cast, kind, phase)


# The marks of the tests that begin at a moment: a room is walked there once for all of them.
AT = {moment: stands_on(partial(walk_to, *moment)) for moment in MOMENTS}


def marked(moments):
    return [pytest.param(*moment, marks=AT[moment]) for moment in moments]


@pytest.mark.parametrize(("kind", "phase"), MOMENTS)
async def test_page_push_poll_and_render_are_the_same(live, kind, phase):
    oak = live.oak
    await database_sync_to_async(at)(live, kind, phase)
    # The desk first: its gauge counts participants who listen or poll, and nobody does yet.
    watching = {
        Audience.DESK: ("fay", f"/desk/{oak.code}/"),
        Audience.SCREEN: ("screen", f"/screen/{oak.made.screen_key}/"),
        Audience.PARTICIPANT: ("ana", f"/w/{oak.code}/"),
    }
    snapshot = await database_sync_to_async(snapshot_of)(oak.code)
    for audience, (who, address) in watching.items():
        drawn = {name: render(name, snapshot) for name in REGIONS[audience]}
        page = (await database_sync_to_async(live.get)(who, address)).content.decode()
        frame = await first_frame(oak, audience, live.browsers[who])

        assert split(frame) == drawn
        assert {name: page.count(region) for name, region in drawn.items()} == dict.fromkeys(drawn, 1)
        if audience == Audience.DESK:
            reply = await database_sync_to_async(live.get)(who, f"{address}state")
            told = split(reply.json()["html"])
        else:
            status, body = await polled(f"/w/{oak.code}/state?as={audience}", live.browsers[who])
            assert status == 200
            told = split(json.loads(body)["html"])
        assert told == drawn


async def first_frame(oak, audience, browser):
    """What a socket is sent at once, drawn while nobody was here."""
    socket = await heard(oak.code, audience, browser)
    frame = json.loads(socket.frames[0])["html"]
    await socket.socket.leave()
    return frame


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "phase"), marked(MOMENTS))
def test_a_fragment_makes_no_query(cast, django_assert_num_queries, kind, phase):
    assert (cast.oak.now.kind, cast.oak.now.phase) == (kind, phase)
    snapshot = cast.oak.snapshot
    with django_assert_num_queries(0):
        drawn = [draw(name, snapshot) for name in EVERY_REGION]

    assert [draw(name, snapshot) for name in EVERY_REGION] == drawn


@pytest.mark.django_db
def test_file_name_and_id_and_key_are_one_at_every_step(cast):
    walked = 0
    while True:
        snapshot = cast.oak.snapshot
        for name in EVERY_REGION:
            drawn = draw(name, snapshot)
            assert list(split(drawn)) == [name]
            # Its number is written in once, at the root, when it leaves.
            assert drawn.count('data-v=""') == 1
            assert drawn.index('data-v=""') < drawn.index(">")
        walked += 1
        if not snapshot.on:
            break
        cast.oak.on()

    assert walked == 20


@pytest.mark.django_db
def test_a_region_does_not_know_who_is_looking(cast):
    """The gauge apart, a region is a function of the snapshot: presence changes nothing else."""
    busy(cast, "discuss", "open")
    alone = cast.oak.snapshot
    crowded = replace(alone, presence=Presence(live=40, polling=3))
    differing = [name for name in EVERY_REGION if draw(name, alone) != draw(name, crowded)]

    assert differing == ["desk_gauge"]


def differing(one, other):
    return {name for name in EVERY_REGION if draw(name, one) != draw(name, other)}


CHANGED: dict[tuple[str, str], set[str]] = {}


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "phase"), marked(MOMENTS))
def test_what_changes_as_people_answer_is_named(cast, kind, phase):
    """At every moment these regions and no others."""
    before = cast.oak.snapshot
    counts = tuple(replace(count, answered=count.answered + 1) for count in before.progress.counts)
    progress = replace(before.progress, done=before.progress.done + 1, counts=counts)
    after = replace(before, answered_now=before.answered_now + 1, progress=progress)
    CHANGED[kind, phase] = differing(before, after)
    assert CHANGED[kind, phase] <= set(OF_COUNTS)


@pytest.mark.django_db
def test_each_of_what_changes_does_so_at_some_moment():
    """Or it is drawn for nothing."""
    if CHANGED.keys() != set(MOMENTS):
        pytest.skip("only some moments were looked at")
    assert set().union(*CHANGED.values()) == set(OF_COUNTS)


def queries(work):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work()
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "phase"), marked([("score", "open"), ("score", "revealed"), ("discuss", "open")])
)
def test_a_snapshot_takes_as_many_queries_for_two_hundred(cast, kind, phase):
    assert (cast.oak.now.kind, cast.oak.now.phase) == (kind, phase)
    snapshot_of(cast.oak.code)
    few = queries(lambda: snapshot_of(cast.oak.code))
    many_of_everything(cast)

    assert queries(lambda: snapshot_of(cast.oak.code)) == few
    assert few <= 14


def many_of_everything(cast):
    oak = cast.oak
    people = oak.crowd(200)
    here = oak.now
    comments = [
        Comment(
            workshop=oak.made,
            activity=here,
            source="comment",
            author_key="k",
            form=person,
            text=f"Comment {n}",
        )
        for n, person in enumerate(people)
    ]
    Comment.objects.bulk_create(comments)
    SeenToo.objects.bulk_create(SeenToo(comment=comment, author_key="k") for comment in comments)
    for n in range(20):
        oak.made.commitments.create(form=people[n], what=f"Promise {n}", owner="A team")


@AT["discuss", "open"]
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "name", "at_most"),
    [
        ("ana", "take_part", 23),
        ("ana", "mine", 12),
        ("fay", "desk", 20),
        ("fay", "desk_state", 20),
        ("screen", "screen", 14),
        ("fay", "workshop", 13),
        ("fay", "report", 24),
        ("fay", "workshops", 11),
        ("stranger", "join", 4),
    ],
)
def test_a_page_takes_as_many_queries_for_two_hundred(cast, who, name, at_most):
    known = {"screen": [cast.oak.made.screen_key], "workshops": []}
    address = reverse(f"workshops:{name}", args=known.get(name, [cast.oak.code]))
    assert cast.get(who, address).status_code == 200
    few = queries(lambda: cast.get(who, address))
    many_of_everything(cast)

    assert queries(lambda: cast.get(who, address)) == few
    assert few <= at_most
