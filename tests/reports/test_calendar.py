"""Commitments in a calendar, read by the grammar of RFC 5545."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.made import HOSTILE, empty, summary
from tests.reports.rfc5545 import read, unfolded
from workshops.reports.calendar import UNSEEN, content_of, folds
from workshops.reports.review import uid_of

TYPED = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=120))


def test_commitments_are_whole_days_and_the_next_workshop_is_a_moment() -> None:
    one, review = read(content_of(summary())).inside

    assert (one.values["DTSTART"], one.parameters["DTSTART"]) == ("20270115", ";VALUE=DATE")
    assert (one.values["SUMMARY"], one.values["TRANSP"]) == ("The board: One page", "TRANSPARENT")
    assert one.values["DESCRIPTION"] == (
        "One page\nFirst step: Meet\nPromised at “Coming home”.\nDraft: not yet approved."
    )
    assert [review.values[name] for name in ("DTSTART", "DTEND", "SUMMARY")] == [
        *("20270301T090000Z", "20270301T103000Z", "Again"),
    ]
    assert [each.values["UID"] for each in (one, review)] == ["urn:uuid:1", "urn:uuid:2"]
    assert {each.values["DTSTAMP"] for each in (one, review)} == {"20261119T113000Z"}


@settings(max_examples=60)
@given(TYPED)
def test_whatever_people_type_is_one_value_and_comes_back(text: str) -> None:
    one, _review = read(content_of(summary(text=text))).inside
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(UNSEEN)

    assert one.values["SUMMARY"] == f"{plain}The board: {plain}One page"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_a_line_is_folded_and_unfolded(line: str) -> None:
    pieces = list(folds(line))

    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert unfolded("".join(f"{piece}\r\n" for piece in pieces).encode()) == [line]


@pytest.mark.parametrize("by", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_has_four_digits_of_its_year(by: date) -> None:
    whole = summary()
    pledges = (replace(whole.pledges[0], by=by),)

    assert read(content_of(replace(whole, pledges=pledges))).inside[0].values[
        "DTSTART"
    ] == f"{by:%Y%m%d}".zfill(8)


def test_a_name_stays_and_tells_nothing() -> None:
    assert uid_of("commitment", 7) == uid_of("commitment", 7)
    assert len({uid_of("commitment", 7), uid_of("commitment", 8), uid_of("review", 7)}) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a;b\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" + b"x" * 80 + b"\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_reader_refuses_what_the_grammar_does(wrong: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any refusal will do
        read(wrong)


def test_where_nothing_was_promised_it_has_the_workshop_itself() -> None:
    (itself,) = read(content_of(empty())).inside

    assert (itself.values["SUMMARY"], itself.values["DTSTART"]) == ("Coming home", "20261119T100000Z")
    assert (itself.values["UID"], "DTEND" in itself.values) == ("urn:uuid:0", False)
