"""One door: every address, for everybody, at every moment."""

import asyncio
import threading
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.urls import reverse

from tests.cast import EVERYONE, GOALS, OAK, OUTSIDE, everything
from tests.kinds.sent import IN_STEP, SENT, as_ready, put_on_the_agenda, ready
from tests.rooms import Listening, heard, listening, polled
from tests.standing import stands_on
from tests.workshops import seated, speaking, stepped
from workshops import consumers, urls
from workshops.actions.inviting import invite
from workshops.actions.registry import DESK_TAKES, TAKES
from workshops.consumers import REFUSED
from workshops.domain.activities import KINDS
from workshops.domain.activities.kind import DESK
from workshops.domain.acts import WORKSHOP_ACTS
from workshops.domain.permissions import workshop_act
from workshops.fragments import REGIONS, Audience
from workshops.models import Comment, Commitment, Workshop
from workshops.room import seats
from workshops.room.hub import hub

pytestmark = pytest.mark.django_db
in_database = database_sync_to_async

DESKS, SEATED = ("fay", "olu"), ("ana", "ben")
# What each person is answered; whoever is not named gets what stands under "else".
FOR_ALL = {"else": 200}
FOR_SEATS = dict.fromkeys(SEATED, 200) | dict.fromkeys((*DESKS, "screen"), 403) | {"else": 404}
FOR_DESKS = dict.fromkeys(DESKS, 200) | dict.fromkeys((*SEATED, "screen"), 403) | {"else": 404}
JOINING = dict.fromkeys(SEATED, 302) | {"else": 200}
POSTED_ONLY = {"else": 405}

PAGES = {
    "landing": FOR_ALL,
    "help": FOR_ALL,
    "privacy": FOR_ALL,
    "healthy": FOR_ALL,
    "schema": FOR_ALL,
    "check": FOR_ALL,
    "check_ask": FOR_ALL,
    "check_it": FOR_ALL,
    # It takes an upgrade; whoever comes without is told so.
    "check_socket": {"else": 426},
    "join": JOINING,
    "join_short": JOINING,
    "qr": FOR_ALL,
    # Ana's link: everybody else is asked first. Ben has a seat of his own here, and keeps it.
    "come_back": {"ana": 302, "ben": 409, "else": 200},
    "take_part": FOR_SEATS,
    # A choice for this browser alone, kept in its cookie.
    "language": {"else": 302},
    "leave_workshop": FOR_SEATS,
    "mine": FOR_SEATS,
    "my_part": FOR_SEATS,
    # The workshop has not ended, or its report is not approved.
    "own_report": FOR_SEATS | dict.fromkeys(SEATED, 409),
    "own_report_file": FOR_SEATS | dict.fromkeys(SEATED, 409),
    # Nobody has a link yet.
    "shared": {"else": 404},
    "shared_file": {"else": 404},
    "my_table": FOR_SEATS,
    "table_act": POSTED_ONLY,
    "act": POSTED_ONLY,
    "desk": FOR_DESKS,
    "desk_state": FOR_DESKS,
    "desk_people": FOR_DESKS,
    "tables": FOR_DESKS,
    "tables_act": POSTED_ONLY,
    # Before any step scores: the sheets wait, and everybody else is told what they are told of any step.
    "tally": dict.fromkeys(DESKS, 409) | dict.fromkeys((*SEATED, "screen"), 403) | {"else": 404},
    "desk_act": POSTED_ONLY,
    "voices": FOR_DESKS,
    "voices_act": POSTED_ONLY,
    "screen": FOR_ALL,
    "workshops": dict.fromkeys((*DESKS, "gus"), 200) | {"else": 302},
    "over_time": dict.fromkeys((*DESKS, "gus"), 200) | {"else": 302},
    "over_time_series": dict.fromkeys(DESKS, 200) | {"gus": 404, "else": 302},
    "over_time_file": dict.fromkeys(DESKS, 200) | {"gus": 404, "else": 302},
    "commitments": dict.fromkeys((*DESKS, "gus"), 200) | {"else": 302},
    "agendas": dict.fromkeys((*DESKS, "gus"), 200) | {"else": 302},
    # Somebody's own; and what a team's organisers alone decide.
    "programs": dict.fromkeys((*DESKS, "gus"), 200) | {"else": 302},
    "team_webhook": {"olu": 200, "fay": 403, "gus": 404, "else": 302},
    "workshop": FOR_DESKS,
    "agenda": FOR_DESKS,
    "agenda_step": FOR_DESKS,
    "keep_agenda": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "again": FOR_DESKS,
    "take_edition": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "run_sheet": FOR_DESKS,
    "tick_off": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "settings": FOR_DESKS,
    "invite": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "withdraw": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "invited": FOR_ALL,
    "rehearse": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "wipe_rehearsal": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "series": FOR_DESKS | dict.fromkeys(DESKS, 405),
    "follow_up": POSTED_ONLY,
    "commitments_sheet": FOR_DESKS,
    "sheets": FOR_DESKS,
    "report": FOR_DESKS,
    # Before the day there is nothing to write about.
    "report_words": FOR_DESKS | dict.fromkeys(DESKS, 405),
    # Once the workshop has ended, and for organisers alone.
    "report_approve": FOR_DESKS | {"fay": 403, "olu": 409},
    "report_share": FOR_DESKS | {"fay": 403, "olu": 409},
    "report_files": FOR_DESKS,
    "report_file": FOR_DESKS,
    # Nothing is revealed, so there is no picture.
    "report_picture": FOR_DESKS | dict.fromkeys(DESKS, 404),
    "report_template": FOR_DESKS,
    "report_csv": FOR_DESKS,
    "report_outcomes": FOR_DESKS,
    "report_json": FOR_DESKS,
}
# Buttons of the desk.
PRESSED = {
    "open_doors": {},
    "lock": {"on": "1"},
    "end": {"sure": "1"},
    "pretend": {},
    "step": {"towards": "on", "seen": "lobby"},
    "talk": {"principle": GOALS},
    "score_again": {},
    "not_again": {},
    "hide": {},
    "spotlight": {},
    "hold": {},
    "hold_new": {"on": "1"},
    "redact": {"reason": "It names somebody", "sure": "1"},
    "spotlight_next": {},
    "theme": {"title": "Time"},
    "rename_theme": {"title": "Time"},
    "drop_theme": {},
    "tag": {},
    "gather": {},
    "spotlight_theme": {},
    "park": {},
    "park_text": {"text": "Who pays", "form": str(uuid4())},
    "unpark": {},
    "floor": {},
    "hand_down": {},
    "deal": {"tables": "1"},
    "seat": {"table": "1"},
    "swap": {},
    "clear_tables": {},
    "report_back": {"table": "1"},
    "notice": {"text": "Please come back"},
    "extend": {"minutes": "2"},
    **stepped.SENT,
    "follow_up": {"status": "done"},
}

# Buttons that are there at other moments than while the workshop is open.
MOMENTS = dict.fromkeys(speaking.WHEN_EVERYBODY_HAS_GONE_HOME, "open ended")


def names():
    return [pattern.name for pattern in urls.urlpatterns]


def address_of(name, oak, ana):
    arguments = {
        "come_back": [seats.signed(oak.seat(ana))],
        "schema": ["report-1"],
        "language": [oak.code, "en-GB"],
        "act": [oak.code, oak.step("score").pk, "score"],
        "desk_act": [oak.code, "lock"],
        "voices_act": [oak.code, "hide"],
        "tables_act": [oak.code, "deal"],
        "table_act": [oak.code, "scribe"],
        "tally": [oak.code, oak.step("score").pk],
        "screen": [oak.made.screen_key],
        "report_file": [oak.code, "pdf"],
        "report_picture": [oak.code, "whole", "svg"],
        "own_report_file": [oak.code, "pdf"],
        "shared": ["no-such-link"],
        "shared_file": ["no-such-link", "pdf"],
        "agenda_step": [oak.code, oak.step("read").pk],
        "invited": [invite(oak.made, "guest@example.org", None)] if name == "invited" else [],
        "team_webhook": [oak.team.pk],
        "over_time_series": [oak.team.series.get_or_create(title="Coming home")[0].pk],
        "over_time_file": [oak.team.series.get_or_create(title="Coming home")[0].pk, "csv"],
    }
    pattern = next(found for found in urls.urlpatterns if found.name == name)
    codes = [oak.code] if "<str:code>" in str(pattern.pattern) else []
    return reverse(f"workshops:{name}", args=arguments.get(name, codes))


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_every_view_has_its_gate(pattern):
    gate = getattr(pattern.callback, "gate", "none")

    assert gate in {"open_to_all", "by_itself"} or workshop_act(gate) is not None


def test_every_address_is_in_the_table_here():
    assert list(PAGES) == names()


def test_every_act_has_its_action_and_is_in_the_tables_here():
    acts = {(kind, act.name) for kind in KINDS for act in KINDS[kind].acts}

    assert acts == SENT.keys()
    assert {name for _kind, name in acts} == TAKES.keys()
    assert {act.name for act in WORKSHOP_ACTS if act.by == DESK} - {
        "plan",
        "run",
        "report",
        "compare",
        "write_report",
    } == PRESSED.keys()
    assert DESK_TAKES.keys() == PRESSED.keys()


@pytest.mark.parametrize("name", PAGES)
def test_who_may_see_a_page(cast, name):
    address = address_of(name, cast.oak, cast.ana)
    statuses = {who: cast.get(who, address).status_code for who in EVERYONE}

    assert statuses == {who: PAGES[name].get(who, PAGES[name]["else"]) for who in EVERYONE}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("stage", ["planned", "ended"])
def test_the_same_may_see_it_before_and_after(cast, name, stage):
    address = address_of(name, cast.oak, cast.ana)
    if stage == "ended":
        cast.oak.end()
    else:
        cast.oak.made.stage = "planned"
        cast.oak.made.save(update_fields=["stage"])
    expected = {who: PAGES[name].get(who, PAGES[name]["else"]) for who in EVERYONE}
    if name == "report_words" and stage == "planned":
        expected |= dict.fromkeys(DESKS, 409)
    if name in ("report_approve", "report_share") and stage == "ended":
        expected |= {"olu": 405}
    if name in ("join", "join_short") and stage == "ended":
        expected = {who: 302 if who in SEATED else 409 for who in EVERYONE}

    assert {who: cast.get(who, address).status_code for who in EVERYONE} == expected


def whose(kind, act):
    (found,) = [found for found in KINDS[kind].acts if found.name == act]
    return DESKS if found.by == DESK else SEATED


@pytest.mark.parametrize(("kind", "act"), [pytest.param(*one, marks=IN_STEP[one[0]]) for one in SENT])
def test_who_may_do_what_in_a_step(cast, kind, act):
    here, more = as_ready(kind)
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, act])
    fields = SENT[kind, act] | more.get(act, {})
    by = whose(kind, act)
    before = everything()
    refused = {who: cast.post(who, address, fields).status_code for who in EVERYONE if who not in by}

    assert refused == {who: 404 if who in OUTSIDE else 403 for who in EVERYONE if who not in by}
    assert everything() == before
    # What is dropped is gone for the second.
    second = 422 if act == "drop" else 302
    assert [cast.post(who, address, fields).status_code for who in by] == [302, second]
    assert everything() != before


@pytest.mark.parametrize("kind", sorted({kind for kind, _act in SENT}))
def test_at_another_moment_nobody_may(cast, kind):
    """Before the step, after it, and after the end, each act with everything else right."""
    made_up = {name: str(uuid4()) for name in ("comment", "idea", "into", "one")}
    made_up |= {"commitment": "1", "going": "1"}
    acts = {act: fields | made_up for (where, act), fields in SENT.items() if where == kind}
    put_on_the_agenda(cast.oak, kind)
    nobody = {}
    for act in acts:
        by = whose(kind, act)
        nobody[act] = {who: 404 if who in OUTSIDE else 409 if who in by else 403 for who in EVERYONE}, True

    def refused():
        return {act: refused_of(act, fields) for act, fields in acts.items()}

    def refused_of(act, fields):
        address = reverse("workshops:act", args=[cast.oak.code, cast.oak.step(kind).pk, act])
        before = everything()
        statuses = {who: cast.post(who, address, fields).status_code for who in EVERYONE}
        return statuses, everything() == before

    assert refused() == nobody
    _here, more = ready(cast, kind)
    acts |= {act: fields | more.get(act, {}) for act, fields in acts.items()}
    cast.oak.on()
    assert refused() == nobody
    if not KINDS[kind].with_result:
        assert cast.oak.back().status == 200
    cast.oak.end()
    assert refused() == nobody


def to_a_discussion(cast):
    cast.oak.go_to("check_in")
    cast.oak.say(cast.ana, "say", "Tired")
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok


@stands_on(to_a_discussion)
@pytest.mark.parametrize("act", PRESSED)
@pytest.mark.parametrize("stage", ["planned", "open", "ended"])
def test_who_may_press_what_at_the_desk(cast, act, stage):
    said = Comment.objects.get(text="Tired")
    more = {"comment": str(said.pk), "activity": str(cast.oak.now.pk), "seen": cast.oak.standing}
    if act == "not_again":
        cast.oak.pressed("score_again", seen=cast.oak.standing)
        more["activity"] = str(cast.oak.made.activities.get(picks="again").pk)
    if act == "follow_up":
        promised = Commitment(workshop=cast.oak.made, form=uuid4(), what="Meet", owner="The board")
        promised.save()
        more["commitment"] = str(promised.pk)
    more |= seated.ready_for(cast, act)
    more |= speaking.something_said(cast, act) | stepped.ready_for(cast, act)
    if stage == "ended":
        cast.oak.end()
    elif stage == "planned":
        cast.oak.made.stage = "planned"
        cast.oak.made.save(update_fields=["stage"])
    address = reverse("workshops:desk_act", args=[cast.oak.code, act])
    before = everything()
    refused = {
        who: cast.post(who, address, PRESSED[act] | more).status_code for who in EVERYONE if who not in DESKS
    }

    assert refused == {who: 404 if who in OUTSIDE else 403 for who in EVERYONE if who not in DESKS}
    assert everything() == before
    when = MOMENTS | {"open_doors": "planned", "follow_up": "ended"}
    right = stage in when.get(act, "open").split()
    # Oak is no practice workshop, and takes no pretend people at any moment.
    expected = 302 if right and act != "pretend" else 409
    assert cast.post("olu", address, PRESSED[act] | more).status_code == expected
    assert (everything() == before) == (expected == 409)


@pytest.mark.parametrize(
    "act", ["join", "look_in", "take_part", "watch", "run", "plan", "report", "compare", "no_such_act"]
)
def test_what_is_no_button_is_not_pressed(cast, act):
    described = workshop_act(act)
    before = everything()
    address = reverse("workshops:desk_act", args=[cast.oak.code, act])
    statuses = {who: cast.post(who, address).status_code for who in OAK}

    # The door first: what is not for them is refused as that, and for the others there is nothing to do.
    roles = {"fay": "facilitator", "olu": "organiser", "screen": "screen"}
    roles |= dict.fromkeys(SEATED, "participant")
    assert statuses == {who: 403 if described and roles[who] not in described.by else 404 for who in OAK}
    assert everything() == before


@pytest.mark.parametrize("who", ["ana", "fay"])
def test_another_workshops_step_is_unknown_here(cast, who):
    cast.oak.go_to("score")
    theirs = cast.elm.go_to("score")
    before = everything()
    address = reverse("workshops:act", args=[cast.oak.code, theirs.pk, "score"])

    assert cast.post(who, address, {"principle": GOALS, "score": "4"}).status_code == 404
    assert everything() == before


def test_another_workshops_comment_is_unknown_here(cast):
    cast.elm.go_to("discuss")
    theirs = cast.elm.say(cast.cas, "comment", "Only for elm")
    here = cast.oak.go_to("discuss")
    before = everything()
    act = reverse("workshops:act", args=[cast.oak.code, here.pk, "see_too"])
    buttons = [reverse("workshops:desk_act", args=[cast.oak.code, name]) for name in ("hide", "spotlight")]
    fields = {"comment": str(theirs.pk)}

    assert cast.post("ana", act, fields).status_code == 422
    assert [cast.post("fay", button, fields).status_code for button in buttons] == [422, 422]
    assert everything() == before
    assert Comment.objects.get(pk=theirs.pk).hidden is False


def test_another_workshops_commitment_stays(cast):
    cast.elm.go_to("commit")
    theirs = cast.elm.promise("Only in elm")
    here = cast.oak.go_to("commit")
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "drop"])
    before = everything()

    assert cast.post("fay", address, {"commitment": str(theirs.pk)}).status_code == 422
    assert everything() == before


def test_a_seat_of_one_workshop_is_none_in_another(cast):
    cast.browsers["cas"].cookies[cast.oak.cookie] = seats.signed(cast.elm.seat(cast.cas))

    assert cast.get("cas", reverse("workshops:take_part", args=[cast.elm.code])).status_code == 200
    assert cast.get("cas", reverse("workshops:take_part", args=[cast.oak.code])).status_code == 404


def test_a_screen_takes_part_in_nothing(cast):
    screen = cast.browsers["screen"].cookies[f"screen-{cast.oak.code}"].value
    cast.browsers["stranger"].cookies[cast.oak.cookie] = screen

    assert cast.get("stranger", reverse("workshops:take_part", args=[cast.oak.code])).status_code == 404


def test_whoever_leaves_the_team_is_out(cast):
    desk = reverse("workshops:desk", args=[cast.oak.code])
    assert cast.get("fay", desk).status_code == 200
    cast.oak.team.memberships.filter(user=cast.oak.facilitator).delete()

    assert cast.get("fay", desk).status_code == 404


@pytest.fixture
async def database_asleep(live):
    """A way to let the threads that ask the database for sockets hang for a while, once the room is drawn."""

    @asynccontextmanager
    async def asleep():
        wake = threading.Event()
        for backstage in (hub().door, hub().backstage):
            backstage.thread.submit(wake.wait, 10)
        try:
            yield
        finally:
            wake.set()

    return asleep


async def test_a_seat_comes_in_without_the_database(live, database_asleep):
    """Two thousand come back at once after a restart; so do the screens."""
    oak = live.oak
    first = [
        await heard(oak.code, who, live.browsers[by])
        for who, by in (("participant", "ana"), ("screen", "screen"))
    ]
    async with database_asleep():
        again = [
            await heard(oak.code, who, live.browsers[by])
            for who, by in (("participant", "ana"), ("participant", "ben"), ("screen", "screen"))
        ]
        refused = await listening(oak.code, "participant", live.browsers["cas"])

    assert [list(socket.regions) for socket in again] == [list(REGIONS[a]) for a in AS_THEY_CAME]
    assert (len(first), refused) == (2, REFUSED)


AS_THEY_CAME = (Audience.PARTICIPANT, Audience.PARTICIPANT, Audience.SCREEN)


async def test_whoever_is_up_to_date_hears_something_all_the_same(live):
    """A socket on which nothing comes looks to a page like one that a proxy holds up."""
    first = await heard(live.oak.code, "participant", live.browsers["ana"])
    second = await listening(live.oak.code, "participant", live.browsers["ben"], str(first.version))

    assert isinstance(second, Listening)
    assert await second.hear() == {"v": first.version}


async def test_a_room_that_scores_at_once_asks_the_door_once(live, database_asleep):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    ana = await heard(oak.code, "participant", live.browsers["ana"])
    ben = await heard(oak.code, "participant", live.browsers["ben"])
    assert (await ana.send(here.pk, "score", principle=GOALS, score="4"))["status"] == 200
    async with database_asleep():
        assert (await ben.send(here.pk, "score", principle=GOALS, score="2"))["status"] == 200

    assert (oak.code in hub().rooms, await in_database(oak.levels_of)(live.ben)) == (True, {GOALS: 2})


async def test_a_seat_whose_person_was_taken_out_is_let_in_and_counts_for_nothing(live):
    """Its signature is good, and nobody asks the database; the ballot box does."""
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    ana = await heard(oak.code, "participant", live.browsers["ana"])
    await in_database(oak.made.participants.filter(pk=live.ana).delete)()
    answer = await ana.send(here.pk, "score", principle=GOALS, score="4")

    assert (answer["status"], await in_database(oak.levels_of)(live.ana)) == (410, {})


async def closed_within(socket, patience=5):
    async with asyncio.timeout(patience):
        while (message := await socket.socket.receive())["type"] != "websocket.close":
            pass
    return message["code"]


@pytest.mark.parametrize("ending", ["signed out", "taken out of the team"])
async def test_a_desk_does_not_outlive_its_right(live, monkeypatch, ending):
    monkeypatch.setattr(consumers, "ASKED_AGAIN_AFTER", 0.1)
    fay = await heard(live.oak.code, "desk", live.browsers["fay"])
    olu = await heard(live.oak.code, "desk", live.browsers["olu"])
    if ending == "signed out":
        await in_database(live.browsers["fay"].logout)()
    else:
        await in_database(live.oak.team.memberships.filter(user=live.oak.facilitator).delete)()

    assert await closed_within(fay) == REFUSED
    version = olu.version
    lock = reverse("workshops:desk_act", args=[live.oak.code, "lock"])
    await in_database(live.post)("olu", lock, {"on": "1"})
    await olu.hear_of(version + 1)
    assert olu.version == version + 1


async def test_a_screen_shows_nothing_more_once_its_address_has_changed(live, monkeypatch):
    monkeypatch.setattr(consumers, "ASKED_AGAIN_AFTER", 0.1)
    oak, screen = live.oak, live.browsers["screen"]
    socket = await heard(oak.code, "screen", screen)
    address = f"/w/{oak.code}/state?as=screen"
    assert (await polled(address, screen))[0] == 200

    def change():
        Workshop.objects.filter(pk=oak.made.pk).update(screen_key="another")
        oak.pressed("lock", on="1")

    await in_database(change)()
    assert await closed_within(socket) == REFUSED
    assert await listening(oak.code, "screen", screen) == REFUSED
    assert (await polled(address, screen))[0] == 404
    await in_database(live.get)("screen", "/screen/another/")
    assert isinstance(await listening(oak.code, "screen", screen), Listening)
