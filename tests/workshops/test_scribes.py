"""Whoever writes for a table: by pressing, and never over somebody else's words."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.workshops.seated import at_two_tables, from_seat, writes
from workshops.actions.tables import CHANGED, NOT_SCRIBE
from workshops.readings.tables import own_table

pytestmark = pytest.mark.django_db


def test_anybody_at_the_table_becomes_scribe_by_pressing(cast: Cast) -> None:
    oak, both = cast.oak, at_two_tables(cast)
    oak.pressed("seat", person=both["other"], table="1")
    assert writes(oak, cast.ana, "Mine").words == NOT_SCRIBE
    assert from_seat(oak, cast.ana, "scribe").ok
    assert writes(oak, cast.ana, "Falls first").ok
    edition = own_table(oak.workshop, cast.ana).edition
    assert from_seat(oak, cast.ben, "scribe").ok
    # Ana was writing on: her words stay with her, and Ben's table is as it was.
    late = writes(oak, cast.ana, "Falls first, then homes", edition)
    assert (late.status, late.words) == (409, NOT_SCRIBE)
    assert own_table(oak.workshop, cast.ben).notes == "Falls first"
    assert own_table(oak.workshop, cast.ben).writes
    assert from_seat(oak, cast.ben, "scribe", off="1").ok
    assert not own_table(oak.workshop, cast.ana).has_scribe


def test_two_devices_of_one_scribe_do_not_lose_each_others_words(cast: Cast) -> None:
    oak = cast.oak
    at_two_tables(cast)
    assert from_seat(oak, cast.ana, "scribe").ok
    seen = own_table(oak.workshop, cast.ana).edition
    assert writes(oak, cast.ana, "On the phone", seen).ok
    late = writes(oak, cast.ana, "On the laptop", seen)
    assert (late.status, late.words) == (409, CHANGED)
    assert own_table(oak.workshop, cast.ana).notes == "On the phone"
    # Sent twice, it is one change.
    assert writes(oak, cast.ana, "On the phone", seen).ok


def test_without_scripts_a_refusal_shows_both_texts(cast: Cast) -> None:
    oak = cast.oak
    at_two_tables(cast)
    assert from_seat(oak, cast.ana, "scribe").ok
    address = reverse("workshops:table_act", args=[oak.code, "notes"])
    edition = own_table(oak.workshop, cast.ana).edition
    sent = cast.post("ana", address, {"text": "Falls first", "edition": str(edition)})
    assert (sent.status_code, sent.url) == (302, f"/w/{oak.code}/?saved=1")
    late = cast.post("ana", address, {"text": "Homes first", "edition": str(edition)})
    assert late.status_code == 409
    assert late.content.decode().count("Homes first") == 1
    assert (
        cast.get("ana", late.wsgi_request.path.replace("/table/notes", "/"))
        .content.decode()
        .count("Falls first")
        == 1
    )
