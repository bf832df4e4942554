"""A word to every phone and the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Room, everything
from workshops.actions.notice import NOTHING
from workshops.fragments import draw
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def test_it_is_on_every_phone_and_the_screen_until_its_time_is_over(oak: Room) -> None:
    oak.pressed("notice", text="Two minutes left")
    said = oak.snapshot
    assert said.notice_at
    assert said.notice_until == said.notice_at + timedelta(minutes=3)
    assert draw("notice", said).count("Two minutes left") == 1
    assert draw("notice", said).count(f'data-until="{said.notice_until.isoformat()}"') == 1


def test_whoever_comes_after_its_time_is_told_nothing(oak: Room) -> None:
    oak.pressed("notice", text="Two minutes left")
    Workshop.objects.filter(pk=oak.made.pk).update(notice_at=timezone.now() - timedelta(minutes=3, seconds=1))
    assert (oak.snapshot.notice, oak.snapshot.notice_until) == ("", None)
    assert "Two minutes" not in draw("notice", oak.snapshot)


def test_another_stands_in_its_place_and_it_is_taken_off(oak: Room) -> None:
    oak.pressed("notice", text="Two minutes left")
    oak.pressed("notice", text="Bring <b>your</b> cup")
    assert oak.snapshot.notice == "Bring <b>your</b> cup"
    assert draw("notice", oak.snapshot).count("Bring &lt;b&gt;your&lt;/b&gt; cup") == 1
    oak.pressed("notice", off="1")
    assert (oak.snapshot.notice, oak.snapshot.notice_at) == ("", None)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_it_has_words_and_not_too_many(oak: Room, text: str) -> None:
    before = everything()
    answer = oak.press("notice", text=text)
    assert answer.status == 422
    assert (answer.words == NOTHING) == (len(text) < 200)
    assert everything() == before


def test_the_journal_says_what_was_said(oak: Room) -> None:
    oak.pressed("notice", text="Please come back")
    oak.pressed("notice", off="1")
    assert list(oak.made.journal.order_by("pk").values_list("act", "about"))[-2:] == [
        ("notice", "Please come back"),
        ("notice_back", ""),
    ]


def test_it_goes_when_the_room_goes_on_and_stays_while_a_step_is_closed(oak: Room) -> None:
    oak.go_to("score")
    oak.pressed("notice", text="Two minutes left")
    oak.on()
    assert (oak.now.phase, oak.snapshot.notice) == ("closed", "Two minutes left")
    oak.on(2)
    assert (oak.snapshot.notice, oak.snapshot.notice_at) == ("", None)
