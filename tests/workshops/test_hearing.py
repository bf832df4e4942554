"""What a desk does with what people say: who hears what, and what stays of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import GOALS, everything
from tests.workshops.speaking import say_all
from workshops.actions.curating import NOT_PARKED, NOT_SURE, NOT_TO_READ, NOTHING_NEXT, PARKED_BEFORE
from workshops.actions.talking import SENT_BEFORE
from workshops.fragments import Audience, draw
from workshops.mine import mine_of
from workshops.models import Comment, Parked, SeenToo
from workshops.queries import snapshot_of
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db
FORM = "5b0e0f1c-8f5a-4c39-9b93-0d4c4b1c8a11"


@pytest.fixture
def oak(cast):
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    return cast.oak


def heard(oak):
    """What everybody may read: on phones and in the report."""
    phones = [voice.text for voice in oak.snapshot.voices_now if voice.text]
    report = [one.text for part in summary_of(oak.workshop).principles for one in part.said]
    assert sorted(report) == sorted(phones)
    return phones


def phone(cast):
    return cast.get("ben", f"/w/{cast.oak.code}/").content.decode()


def test_what_is_held_waits_for_the_facilitator_and_its_writer_is_told(cast, oak):
    oak.pressed("hold_new", on="1")
    address = reverse("workshops:act", args=[oak.code, oak.now.pk, "comment"])
    answer = cast.post(
        "ana", address, {"text": "We meet too late", "form": FORM}, headers={"X-Live": "1"}
    ).json()
    said = Comment.objects.get(text="We meet too late")

    assert answer["words"] == "Saved. Others see it once the facilitator has let it through."
    assert "Waits for the facilitator" in answer["mine"]
    assert (heard(oak), "We meet too late" in phone(cast)) == ([], False)
    assert summary_of(oak.workshop).held == 1
    oak.pressed("hold", off_comment=str(said.pk))
    assert heard(oak) == ["We meet too late"]
    assert mine_of(oak.workshop, cast.ana).said[0].held is False
    oak.pressed("hold", comment=str(said.pk))
    assert heard(oak) == []


def test_nothing_is_held_that_was_said_before_and_nothing_let_through_by_no_longer_holding(cast, oak):
    oak.say(cast.ana, "comment", "Before")
    oak.pressed("hold_new", on="1")
    oak.say(cast.ana, "comment", "Meanwhile")
    oak.pressed("hold_new")
    oak.say(cast.ana, "comment", "After")

    assert heard(oak) == ["Before", "After"]


def test_check_ins_and_reasons_are_held_as_well(cast):
    oak = cast.oak
    oak.pressed("hold_new", on="1")
    people = oak.crowd(5)
    oak.go_to("check_in")
    oak.say(cast.ana, "say", "Hopeful")
    assert oak.snapshot.voices_now == ()
    oak.go_to("score")
    oak.score(people, [1, 2, 3, 4, 5])
    for text in ("Nobody asked", "Nobody asked us"):
        assert oak.send(cast.ana, "score", principle=GOALS, score="2", reason=text).ok
        Comment.objects.filter(text=text).update(held=text == "Nobody asked us")
    oak.on(2)
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    assert heard(oak) == []
    oak.pressed("hold", off_comment=str(Comment.objects.get(source="reason").pk))
    assert heard(oak) == ["Nobody asked us"]


def test_words_that_are_taken_out_are_gone_for_good_and_everybody_reads_why(cast, oak):
    oak.send(cast.ana, "comment", text="Dr Name is lazy", form=FORM)
    said = Comment.objects.get(text="Dr Name is lazy")
    oak.pressed("park", comment=str(said.pk))
    oak.pressed("spotlight", comment=str(said.pk))
    oak.pressed("redact", comment=str(said.pk), reason="It names somebody", sure="1")

    assert not any("Dr Name" in str(rows) for rows in everything())
    assert "Taken out by the facilitator: It names somebody" in phone(cast)
    assert (
        "Taken out by the facilitator: It names somebody"
        in cast.get("ana", f"/w/{oak.code}/mine").content.decode()
    )
    assert (
        "Taken out by the facilitator: It names somebody"
        in cast.get("fay", f"/desk/{oak.code}/").content.decode()
    )
    assert (heard(oak), oak.snapshot.spotlight, Parked.objects.count()) == ([], None, 0)
    assert summary_of(oak.workshop).redacted == 1
    # The form that it came with brings it back no more.
    again = oak.send(cast.ana, "comment", text="Dr Name is lazy", form=FORM)
    assert (again.status, again.words) == (409, SENT_BEFORE)
    assert heard(oak) == []


def test_taking_out_is_asked_once_and_takes_a_reason(cast, oak):
    said = str(oak.say(cast.ana, "comment", "We meet too late").pk)
    before = everything()
    unsure = oak.press("redact", comment=said, reason="It names somebody")
    why = oak.press("redact", comment=said, reason="  ", sure="1")

    assert (unsure.status, unsure.words) == (409, NOT_SURE)
    assert (why.status, why.errors) == (422, {"reason": "Write a few words first."})
    assert everything() == before


@pytest.mark.parametrize("act", ["hold", "redact"])
def test_what_has_no_words_to_read_is_not_put_on_the_screen(cast, oak, act):
    said = str(oak.say(cast.ana, "comment", "We meet too late").pk)
    oak.pressed(act, comment=said, **({"reason": "A name", "sure": "1"} if act == "redact" else {}))
    before = everything()
    answer = oak.press("spotlight", comment=said)

    assert (answer.status, answer.words) == (409, NOT_TO_READ)
    assert everything() == before


def test_the_next_comment_on_the_screen_is_the_one_below(cast, oak):
    none = oak.press("spotlight_next")
    assert (none.status, none.words) == (409, NOTHING_NEXT)
    for text in ("First", "Second", "Hidden", "Third"):
        oak.say(cast.ana, "comment", text)
    oak.pressed("hide", comment=str(Comment.objects.get(text="Hidden").pk))
    seen = []
    for _ in range(4):
        lit = oak.snapshot.spotlight
        oak.pressed("spotlight_next", **({"after": lit.id} if lit else {}))
        seen.append(oak.snapshot.spotlight.text)

    assert seen == ["Third", "Second", "First", "Third"]


def test_two_desks_that_press_next_at_once_move_on_by_one(cast, oak):
    for text in ("First", "Second", "Third"):
        oak.say(cast.ana, "comment", text)
    oak.pressed("spotlight_next")
    lit = oak.snapshot.spotlight.id
    answers = [oak.press("spotlight_next", after=lit).status for _ in range(2)]

    assert (answers, oak.snapshot.spotlight.text) == ([200, 409], "Second")


def test_one_of_too_and_differently_for_each_person(cast, oak):
    said = str(oak.say(cast.ana, "comment", "We meet too late").pk)

    def counts_after(person, act, **given):
        assert oak.send(person, act, **given).status == 200
        (voice,) = oak.snapshot.voices
        return voice.seen, voice.differs

    assert counts_after(cast.ben, "see_too", comment=said) == (1, 0)
    assert counts_after(cast.ben, "see_differently", comment=said) == (0, 1)
    assert counts_after(cast.ben, "see_differently", comment=said) == (0, 1)
    assert mine_of(oak.workshop, cast.ben).differs == (said,)
    # Taking back what one did not say takes nothing back.
    assert counts_after(cast.ben, "see_too", off_comment=said) == (0, 1)
    assert counts_after(cast.ana, "see_too", comment=said) == (1, 1)
    assert counts_after(cast.ben, "see_differently", off_comment=said) == (1, 0)
    assert SeenToo.objects.count() == 1


def test_an_issue_is_parked_once_and_taken_off_again(cast, oak):
    said = str(oak.say(cast.ana, "comment", "Who pays for it?").pk)
    for _ in range(2):
        oak.pressed("park", comment=said)
        oak.pressed("park_text", text="The budget", form=FORM)
    other = oak.press("park_text", text="Another", form=FORM)

    assert (other.status, other.words) == (409, PARKED_BEFORE)
    assert summary_of(oak.workshop).parked == ("Who pays for it?", "The budget")
    oak.pressed("unpark", parked=str(Parked.objects.get(text="The budget").pk))
    oak.pressed("park", off_comment=said)
    gone = oak.press("unpark", parked="0")
    assert (gone.status, gone.words) == (422, NOT_PARKED)
    assert summary_of(oak.workshop).parked == ()


# Bytes of a region, and what five hundred comments of the longest kind may add to one.
LONG = "We meet too late in the day, and nobody from the wards can come. " * 4


def grown(oak, many):
    """Comments with marks on some of them, so that every view has its ten."""
    rows = say_all(oak, [f"{number}. {LONG}" for number in range(many)])
    marks = [
        SeenToo(comment=row, author_key=f"{number}-{differs}", differs=differs)
        for row in rows[: max(many // 10, 1)]
        for number in range(2)
        for differs in (True, False)
    ]
    SeenToo.objects.bulk_create(marks)


def sizes(oak):
    room = oak.snapshot
    return {name: len(draw(name, room)) for name in ("desk_voices", "flow", "screen_stage")}


def test_no_region_grows_with_what_is_said(oak):
    grown(oak, 100)
    hundred = sizes(oak)
    grown(oak, 400)
    many = sizes(oak)

    # The number in all may have a digit more.
    assert {name: abs(many[name] - size) < 200 for name, size in hundred.items()} == dict.fromkeys(
        hundred, True
    )
    assert (many["desk_voices"] < 130_000, many["flow"] < 90_000) == (True, True)


@pytest.mark.parametrize("audience", list(Audience))
def test_as_many_queries_for_five_hundred_comments_as_for_one(cast, oak, audience):
    page = {
        Audience.DESK: ("fay", f"/desk/{oak.code}/voices/"),
        Audience.PARTICIPANT: ("ben", f"/w/{oak.code}/"),
        Audience.SCREEN: ("screen", f"/screen/{oak.made.screen_key}/"),
    }[audience]

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert cast.get(*page).status_code == 200
        with CaptureQueriesContext(connection) as look:
            assert snapshot_of(oak.code)
        return len(queries), len(look)

    grown(oak, 1)
    asked()  # the first time somebody is let in there is more to look up
    one = asked()
    grown(oak, 499)
    assert asked() == one


@pytest.mark.parametrize("act", ["hold", "hide"])
def test_an_issue_of_words_that_not_everybody_may_read_is_in_no_report(oak, act):
    say_all(oak, ["It was Dr Example"])
    said = str(Comment.objects.get().pk)
    oak.pressed("park_text", text="The budget", form=FORM)
    oak.pressed("park", comment=said)
    oak.pressed(act, comment=said)
    kept = [summary_of(oak.workshop).parked]
    oak.pressed(act, off_comment=said)
    kept.append(summary_of(oak.workshop).parked)

    assert kept == [("The budget",), ("The budget", "It was Dr Example")]
