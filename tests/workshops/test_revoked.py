"""A seat that was given up opens nothing any more, on no device and by no way; what was answered with it stays."""

from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import GOALS, everything
from tests.rooms import heard, listening, polled
from workshops.access import WORDS
from workshops.actions.scoring import NO_SEAT
from workshops.actions.talking import NOBODY_HERE
from workshops.consumers import REFUSED
from workshops.domain.permissions import Verdict
from workshops.models import Participant
from workshops.room import seats
from workshops.room.ballot_box import Ballot, write
from workshops.room.hub import hub
from workshops.taking import do
from workshops.views.participant import values_of

pytestmark = pytest.mark.django_db
in_database = database_sync_to_async

ENDED = WORDS[Verdict.SEAT_ENDED]


@pytest.fixture
def leave(cast):
    """Ana leaves on purpose; gives the response."""
    return lambda: cast.post("ana", reverse("workshops:leave_workshop", args=[cast.oak.code]))


def test_leaving_is_asked_first(cast):
    before = everything()
    response = cast.get("ana", reverse("workshops:leave_workshop", args=[cast.oak.code]))

    assert (response.status_code, response.templates[0].name) == (200, "workshops/leave_workshop.html")
    assert everything() == before


def test_whoever_leaves_takes_the_cookie_along_and_nobody_elses_seat(cast, leave):
    version = cast.oak.workshop.version
    response = leave()

    assert (response.status_code, response.url) == (302, "/?left=1")
    assert (response.cookies[cast.oak.cookie].value, response.cookies[cast.oak.cookie]["max-age"]) == ("", 0)
    ended = Participant.objects.filter(revoked_at__isnull=False)
    assert list(ended.values_list("pk", flat=True)) == [cast.ana]
    assert cast.oak.workshop.version == version + 1
    assert cast.get("stranger", response.url).context["left"] is True


def test_what_was_answered_stays_counted(cast, leave):
    cast.oak.go_to("score")
    cast.oak.send(cast.ana, "score", principle=GOALS, score="4", reason="Seen it")
    leave()

    assert (cast.oak.levels_of(cast.ana), cast.oak.words_of(cast.ana)) == ({GOALS: 4}, ["Seen it"])


def test_every_address_is_closed_to_a_seat_that_has_ended(cast, leave):
    """Her other phone still has its cookie."""
    here = cast.oak.go_to("score")
    phone = seats.signed(cast.oak.seat(cast.ana))
    leave()
    before = everything()
    cast.browsers["ana"].cookies[cast.oak.cookie] = phone
    score = reverse("workshops:act", args=[cast.oak.code, here.pk, "score"])
    pages = [
        reverse(f"workshops:{name}", args=[cast.oak.code]) for name in ("take_part", "mine", "leave_workshop")
    ]
    answers = [cast.get("ana", page) for page in pages]
    answers += [cast.post("ana", pages[-1]), cast.post("ana", score, {"principle": GOALS, "score": "4"})]
    answers += [ask("ana", f"/back/{phone}/") for ask in (cast.get, cast.post)]
    answers += [ask("stranger", f"/back/{phone}/") for ask in (cast.get, cast.post)]

    join = reverse("workshops:join", args=[cast.oak.code])
    told = [(answer.status_code, answer.context["text"], answer.context["again"]) for answer in answers]
    assert told == [(410, ENDED, join)] * len(answers)
    assert [cast.oak.cookie in answer.cookies for answer in answers] == [False] * len(answers)
    assert everything() == before


def test_no_return_link_is_written_to_the_log(cast, leave, caplog):
    """A refusal's address is logged, and this one is a key to somebody's seat."""
    link = f"/back/{seats.signed(cast.oak.seat(cast.ana))}/"
    assert cast.get("ben", link).status_code == 409
    leave()
    assert cast.get("ben", link).status_code == 410
    assert cast.get("ana", "/w/222222/").status_code == 404

    assert [record.getMessage() for record in caplog.records] == ["Not Found: /w/222222/"]


def test_our_own_script_is_told_in_values(cast, leave):
    here = cast.oak.go_to("check_in")
    phone = seats.signed(cast.oak.seat(cast.ana))
    leave()
    cast.browsers["ana"].cookies[cast.oak.cookie] = phone
    address = reverse("workshops:act", args=[cast.oak.code, here.pk, "say"])
    response = cast.post("ana", address, {"text": "Still here"}, headers={"X-Live": "1"})

    assert (response.status_code, response.json()["words"]) == (410, ENDED)


def test_whoever_has_left_may_join_again_as_somebody_new(cast, leave):
    join = reverse("workshops:join", args=[cast.oak.code])
    cookie = seats.signed(cast.oak.seat(cast.ana))
    ticket = cast.get("stranger", join).context["ticket"]
    cast.post("ana", join, {"sector": "people", "ticket": ticket})
    leave()
    cast.browsers["ana"].cookies[cast.oak.cookie] = cookie
    before = set(Participant.objects.values_list("pk", flat=True))

    assert cast.get("ana", join).status_code == 200
    response = cast.post("ana", join, {"sector": "carer"})
    assert (response.status_code, response.url) == (302, f"/w/{cast.oak.code}/")
    (made,) = Participant.objects.exclude(pk__in=before)
    assert (made.sector, made.revoked_at) == ("carer", None)
    assert seats.read(response.cookies[cast.oak.cookie].value) == cast.oak.seat(made.pk)


def test_a_form_of_before_makes_somebody_new_and_not_the_one_who_left(cast):
    join = reverse("workshops:join", args=[cast.oak.code])
    sent = {"sector": "people", "ticket": cast.get("stranger", join).context["ticket"]}
    first = seats.read(cast.post("stranger", join, sent).cookies[cast.oak.cookie].value)
    cast.post("stranger", reverse("workshops:leave_workshop", args=[cast.oak.code]))
    second = seats.read(cast.post("stranger", join, sent).cookies[cast.oak.cookie].value)

    assert None not in (first, second)
    assert first != second
    assert cast.get("stranger", f"/w/{cast.oak.code}/").status_code == 200


def test_anybodys_return_link_may_be_taken_where_the_seat_has_ended(cast, leave):
    phone = seats.signed(cast.oak.seat(cast.ana))
    leave()
    cast.browsers["ana"].cookies[cast.oak.cookie] = phone
    ben = seats.signed(cast.oak.seat(cast.ben))

    assert cast.post("ana", f"/back/{ben}/").status_code == 302


def test_a_desk_is_told_what_it_is_and_not_that_it_has_left(cast, leave):
    """Fay takes part on the laptop that runs the workshop, and leaves there."""
    phone = seats.signed(cast.oak.seat(cast.ana))
    leave()
    cast.browsers["fay"].cookies[cast.oak.cookie] = phone

    assert cast.get("fay", f"/desk/{cast.oak.code}/").status_code == 200
    assert cast.get("fay", f"/w/{cast.oak.code}/").status_code == 410


def test_the_ballot_box_asks_in_its_transaction(cast, leave):
    here = cast.oak.go_to("score")
    ballot = Ballot(cast.oak.made.pk, here.pk, cast.ana, GOALS, 4)
    assert write([ballot]) == [True]
    leave()

    assert write([ballot]) == [False]


def leave_by_any_way(cast):
    cast.post("ana", reverse("workshops:leave_workshop", args=[cast.oak.code]))


async def closed_with(socket):
    while (message := await socket.socket.receive())["type"] != "websocket.close":
        pass
    return message["code"]


async def test_every_open_socket_of_the_seat_is_closed_and_nobody_elses(live):
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    phone = Client()
    phone.cookies[oak.cookie] = seats.signed(oak.seat(live.ana))
    sockets = [await heard(oak.code, "participant", phone) for _ in range(2)]
    ben = await heard(oak.code, "participant", live.browsers["ben"])
    assert (await polled(f"/w/{oak.code}/state", phone))[0] == 200
    await in_database(leave_by_any_way)(live)

    assert [await closed_with(socket) for socket in sockets] == [REFUSED] * 2
    assert await listening(oak.code, "participant", phone) == REFUSED
    assert (await polled(f"/w/{oak.code}/state", phone))[0] == 404
    assert (await ben.send(here.pk, "score", principle=GOALS, score="2"))["status"] == 200
    assert hub().rooms[oak.code].revoked == {live.ana}


async def test_a_score_that_overtakes_the_news_is_refused_by_the_ballot_box(live):
    """The room has not been drawn since she left; the transaction asks for itself."""
    oak = live.oak
    here = await in_database(oak.go_to)("score")
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    assert (await socket.send(here.pk, "score", principle=GOALS, score="4"))["status"] == 200
    ended = Participant.objects.filter(pk=live.ana)
    await in_database(ended.update)(revoked_at=timezone.now())
    answer = await socket.send(here.pk, "score", principle=GOALS, score="1")

    # And nothing of her own is told to whoever sits at that device now.
    assert {name: answer[name] for name in answer if name not in {"id", "errors"}} == {
        "status": 410,
        "words": NO_SEAT,
    }
    assert await in_database(oak.levels_of)(live.ana) == {GOALS: 4}


def test_whoever_is_removed_while_their_words_are_on_their_way_is_not_shown_the_desk(cast):
    cast.oak.go_to("discuss")
    on_its_way = cast.oak.ready(cast.ana, "comment", text="Typed until the last moment", form=str(uuid4()))
    cast.oak.pressed("remove", seat=cast.oak.mark(cast.ana), sure="1")
    answer = do(on_its_way)

    assert (answer.status, values_of(answer)) == (410, {"status": 410, "words": NOBODY_HERE, "errors": {}})
