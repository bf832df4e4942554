"""Choosing what to talk about, and writing down who will do what."""

from datetime import date
from uuid import uuid4

import pytest

from tests.cast import KEYS, everything
from workshops.actions.deciding import NO_ROOM, NOT_A_PRINCIPLE, NOT_LISTED
from workshops.actions.talking import SENT_BEFORE
from workshops.models import Commitment

pytestmark = pytest.mark.django_db


def chosen(oak):
    return [step.principles for step in oak.made.activities.filter(picks="choose")]


def test_each_choice_takes_the_next_free_discussion(cast):
    oak = cast.oak
    oak.go_to("overview")

    def after(**given):
        assert oak.desk_sends("choose", **given).status == 200
        return chosen(oak)

    assert after(principle=KEYS[3]) == [[KEYS[3]], []]
    assert after(principle=KEYS[3]) == [[KEYS[3]], []]
    assert after(principle=KEYS[1]) == [[KEYS[3]], [KEYS[1]]]
    assert after(off_principle=KEYS[3]) == [[], [KEYS[1]]]
    assert after(principle=KEYS[0]) == [[KEYS[0]], [KEYS[1]]]
    before = everything()
    full = oak.desk_sends("choose", principle=KEYS[2])
    assert (full.status, full.words) == (409, NO_ROOM)
    assert everything() == before


@pytest.mark.parametrize("act", ["choose", "discuss"])
@pytest.mark.parametrize("principle", ["no-such-principle", "9" * 60])
def test_a_principle_of_another_set_is_refused(cast, act, principle):
    cast.oak.go_to("overview" if act == "choose" else "discuss")
    before = everything()
    answer = cast.oak.desk_sends(act, principle=principle)

    assert (answer.status, answer.words) == (422, NOT_A_PRINCIPLE)
    assert everything() == before


def test_the_open_discussion_turns_to_another_principle(cast):
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=KEYS[4]).status == 200

    assert chosen(cast.oak) == [[KEYS[4]], []]


def test_what_was_discussed_is_scored_again(cast):
    cast.oak.go_to("overview")
    for key in (KEYS[3], KEYS[1]):
        cast.oak.desk_sends("choose", principle=key)

    assert cast.oak.go_to("rescore").principles == [KEYS[3], KEYS[1]]


def test_where_nothing_was_discussed_everything_is(cast):
    assert cast.oak.go_to("rescore").principles == KEYS


def test_a_commitment_is_written_down_once(cast):
    cast.oak.go_to("commit")
    fields = {
        "what": "One page on who decides",
        "owner": "Programme office",
        "by": "2027-01-15",
        "first_step": "List the ten decisions",
        "principle": KEYS[3],
        "form": str(uuid4()),
    }
    answers = [cast.oak.desk_sends("promise", **fields) for _ in range(2)]
    row = Commitment.objects.get()

    assert [answer.status for answer in answers] == [200, 200]
    assert (row.workshop, row.what, row.owner, row.by, row.first_step, row.principle) == (
        cast.oak.made,
        "One page on who decides",
        "Programme office",
        date(2027, 1, 15),
        "List the ten decisions",
        KEYS[3],
    )


@pytest.mark.parametrize(
    "changed", [{"what": "Other"}, {"owner": "Others"}, {"by": "2027-02-01"}, {"by": ""}]
)
def test_the_same_form_with_other_words_is_not_said_to_be_kept(cast, changed):
    cast.oak.go_to("commit")
    fields = {"what": "One page", "owner": "Programme office", "by": "2027-01-15", "form": str(uuid4())}
    assert cast.oak.desk_sends("promise", **fields).ok
    before = everything()
    again = cast.oak.desk_sends("promise", **fields | changed)

    assert (again.status, again.words, everything()) == (409, SENT_BEFORE, before)


@pytest.mark.parametrize("left_out", ["first_step", "by", "principle"])
def test_what_is_optional_may_be_empty_or_missing(cast, left_out):
    cast.oak.go_to("commit")
    fields = {"what": "Meet", "owner": "The board", "by": "", "first_step": "", "principle": ""}
    for sent in (fields, {name: text for name, text in fields.items() if name != left_out}):
        assert cast.oak.desk_sends("promise", form=str(uuid4()), **sent).status == 200

    rows = Commitment.objects.values_list("what", "owner", "by", "first_step", "principle")
    assert list(rows) == [("Meet", "The board", None, "", "")] * 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("what", ""),
        ("what", "x" * 301),
        ("owner", ""),
        ("owner", "x" * 161),
        ("by", "next week"),
        ("by", "2027-02-30"),
        ("first_step", "x" * 301),
        ("first_step", "a\x00b"),
        ("principle", "No such principle!"),
        ("form", "x"),
    ],
)
def test_a_commitment_that_cannot_be_kept_is_refused(cast, name, text):
    cast.oak.go_to("commit")
    before = everything()
    fields = {"what": "Meet", "owner": "The board", "first_step": "", "form": str(uuid4())}
    answer = cast.oak.desk_sends("promise", **fields | {name: text})

    assert (answer.status, list(answer.errors)) == (422, [name])
    assert everything() == before


def test_a_commitment_is_dropped_once(cast):
    cast.oak.go_to("commit")
    kept, dropped = cast.oak.promise("Keep"), cast.oak.promise("Drop")
    answers = [cast.oak.desk_sends("drop", commitment=str(dropped.pk)) for _ in range(2)]

    assert [(answer.status, answer.words) for answer in answers] == [(200, ""), (422, NOT_LISTED)]
    assert list(Commitment.objects.all()) == [kept]
