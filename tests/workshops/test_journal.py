"""The journal of the desks: who did what, by the same commit; never a person in the room, nor their words."""

import pytest
from django.urls import reverse

from tests.cast import everything
from workshops.domain.activities import KINDS
from workshops.domain.activities.kind import DESK
from workshops.domain.acts import WORKSHOP_ACTS
from workshops.domain.journal import OTHERWISE, SHOWN, WORDS, words_of
from workshops.models import JournalEntry

pytestmark = pytest.mark.django_db


def told(oak):
    return [(deed.by, deed.words) for deed in oak.snapshot.journal]


def test_both_desks_see_each_others_moves_the_newest_first(cast):
    oak = cast.oak
    oak.on()
    seen = oak.snapshot.standing
    cast.post("olu", reverse("workshops:desk_act", args=[oak.code, "step"]), {"towards": "on", "seen": seen})
    assert oak.now.kind == "check_in"

    assert told(oak) == [
        ("Olu", "went on to “Check-in in pairs”"),
        ("Fay", "went on to “Welcome, purpose, ground rules, join”"),
        ("Fay", "opened the doors"),
    ]


def test_closing_and_revealing_are_told_apart(cast):
    oak = cast.oak
    oak.go_to("score")
    title = oak.now.title
    oak.on(2)
    assert oak.back().status == 409

    assert told(oak)[:2] == [("Fay", f"revealed “{title}”"), ("Fay", f"closed “{title}”")]


def test_what_was_refused_is_not_in_it(cast):
    cast.oak.go_to("score", "closed")
    before = everything()
    assert cast.oak.press("step", towards="on", seen=cast.oak.standing).status == 409

    assert everything() == before


def test_nobodys_words_and_nobodys_seat_are_in_it(cast):
    oak = cast.oak
    oak.go_to("check_in")
    said = oak.say(cast.ana, "say", "Unmistakable")
    oak.pressed("hide", comment=str(said.pk))
    oak.pressed("hide", off_comment=str(said.pk))
    oak.pressed("remove", seat=cast.oak.mark(cast.ben), sure="1")
    rows = list(JournalEntry.objects.order_by("-pk").values_list("act", "about")[:3])

    assert rows == [("remove", ""), ("hide_back", ""), ("hide", "")]


def test_participants_and_the_report_see_nothing_of_it(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.on()
    pages = [cast.get("ana", f"/w/{oak.code}/"), cast.get("screen", f"/screen/{oak.made.screen_key}/")]
    pages.append(cast.get("fay", reverse("workshops:report", args=[oak.code])))
    words = oak.snapshot.journal[0].words

    assert [page.content.decode().count(words.split("“")[0] + "“") for page in pages] == [0, 0, 0]


def test_a_desk_shows_the_last_of_them(cast):
    for _ in range(SHOWN):
        cast.oak.pressed("lock", on="1")

    assert told(cast.oak) == [("Fay", "locked the room")] * SHOWN


def test_it_is_forgotten_with_the_workshop(cast):
    cast.oak.on()
    cast.oak.made.delete()

    assert set(JournalEntry.objects.values_list("workshop", flat=True)) == {cast.elm.made.pk}


def test_somebody_who_has_no_account_any_more_was_somebody(cast):
    cast.oak.on()
    cast.oak.facilitator.delete()

    assert told(cast.oak)[0][0] == "Somebody"


def test_every_act_of_a_desk_has_words():
    looking = {"plan", "run", "report", "compare", "follow_up"}
    acts = {act.name for act in WORKSHOP_ACTS if act.by == DESK} - looking
    acts |= {act.name for kind in KINDS.values() for act in kind.acts if act.by == DESK}

    assert {act for act in acts if words_of(act) == OTHERWISE} <= {"step"}
    assert words_of("no such act") == OTHERWISE
    assert all(words.count("{about}") <= 1 for words in WORDS.values())
