"""A report that is kept comes back as it was, whatever anybody typed into it."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.made import HOSTILE, empty, summary, without_rounds
from workshops.reports import json as report
from workshops.reports import markdown
from workshops.reports.frozen import frozen, summary_in, text_of, thawed
from workshops.reports.parts import Approval, Said, Words
from workshops.reports.summary import Summary

WORDS = Words("We know each other", date(2027, 5, 4), "The town hall", "Thank you")


def full(levels: int = 5, principles: int = 2, text: str = "") -> Summary:
    made = summary(levels, principles, text)
    parts = tuple(replace(part, told=f"{text}Time is short") for part in made.principles)
    return replace(made, words=replace(WORDS, closing=text), principles=parts)


MADE = [
    empty(),
    without_rounds(),
    *(full(k, 12) for k in range(2, 8)),
    *(full(text=text) for text in HOSTILE),
]


@pytest.mark.parametrize("made", MADE)
def test_a_report_comes_back_as_it_was(made: Summary) -> None:
    assert summary_in(text_of(made)) == made
    assert text_of(summary_in(text_of(made))) == text_of(made)


def test_every_format_is_the_same_of_what_came_back() -> None:
    made = full()
    back = summary_in(text_of(made))

    assert report.content_of(back) == report.content_of(made)
    assert markdown.content_of(back) == markdown.content_of(made)


def kinds(value: Any) -> set[type]:
    inside = [getattr(value, one.name) for one in fields(value)] if is_dataclass(value) else []
    inside += list(value) if isinstance(value, tuple | frozenset) else []
    return {type(value)}.union(*map(kinds, inside))


def test_the_report_that_is_tried_has_a_value_of_every_type() -> None:
    plain = {str, int, float, bool, Fraction, datetime, date, tuple, frozenset, type(None)}

    assert plain - kinds(full()) == set()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WHOLE = st.integers(0, 10**6)


@settings(max_examples=25, deadline=None)
@given(
    said=st.lists(st.builds(Said, TEXTS, WHOLE, TEXTS, WHOLE, TEXTS), max_size=3),
    words=st.builds(Words, TEXTS, st.none() | st.dates(), TEXTS, TEXTS),
    at=st.datetimes(timezones=st.just(UTC)),
    title=TEXTS,
)
def test_whatever_is_in_it_comes_back(said: list[Said], words: Words, at: datetime, title: str) -> None:
    approval = Approval(1, title, at)
    made = replace(
        BASE, title=title, ended=at, said_besides=tuple(said), words=words, approved=True, approval=approval
    )

    assert summary_in(text_of(made)) == made


BASE = summary()


def test_a_text_from_before_takes_what_is_usual_and_leaves_out_what_is_not_known() -> None:
    values = json.loads(text_of(full()))
    del values["summary"]["words"], values["summary"]["tables"]
    values["summary"]["weather"] = "rain"
    for part in values["summary"]["principles"]:
        del part["told"]
    made = full()
    older = tuple(replace(part, told="") for part in made.principles)

    assert summary_in(json.dumps(values)) == replace(made, words=Words(), tables=(), principles=older)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"form": 2, "summary": {}}', '{"form": 1, "summary": {}}', '{"form": 1, "summary": 7}'],
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are for us alone
        summary_in(text)


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError):
        thawed(int, "7")
    with pytest.raises(TypeError):
        frozen(object())
