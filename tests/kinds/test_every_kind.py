"""What every kind of activity must do, whichever it is: a new one is asked all of this as soon as its file is there."""

from dataclasses import replace
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cast import Cast, everything
from tests.kinds.entries import ENTRIES
from tests.kinds.markup import Markup
from tests.kinds.sent import IN_STEP, SENT, as_ready, put_on_the_agenda, ready
from workshops.actions.pretending import BEHAVIOURS
from workshops.domain.activities import KINDS
from workshops.domain.activities.kind import DESK, Act, Field, Kind
from workshops.domain.moves import IllegalMove, Move, Phase, after
from workshops.fragments import REGIONS, Audience, draw
from workshops.models import Comment, Confirmation, Dot, Idea, Score, SeenToo, Workshop
from workshops.reports import json
from workshops.reports.summary import summary_of

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
EVERY_STEP = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=IN_STEP[name]) for name, kind in KINDS.items()], ids=KINDS
)
ACTS = [(kind.name, act) for kind in KINDS.values() for act in kind.acts]
WITH_RESULT = [Phase.OPEN, Phase.CLOSED, Phase.REVEALED]
# Where each page is, and who looks at it.
PAGES = {
    Audience.DESK: ("fay", lambda oak: f"/desk/{oak.code}/"),
    Audience.PARTICIPANT: ("ana", lambda oak: f"/w/{oak.code}/"),
    Audience.SCREEN: ("screen", lambda oak: f"/screen/{oak.made.screen_key}/"),
}


def phases_of(kind: Kind) -> list[Phase]:
    return WITH_RESULT if kind.with_result else [Phase.OPEN]


def test_every_kind_and_every_act_has_its_entry() -> None:
    assert ENTRIES.keys() == KINDS.keys()
    assert {(name, act.name) for name, act in ACTS} == SENT.keys()


@EVERY_STEP
def test_it_is_walked_on_and_back(cast: Cast, kind: Kind) -> None:
    """Through every phase, and from each but the revealed one back to where it came from."""
    oak = cast.oak
    here, _more = as_ready(kind.name)
    for phase in phases_of(kind):
        here.refresh_from_db()
        assert here.phase == phase
        before = oak.standing
        answer = oak.back()
        assert answer.status == (409 if phase == Phase.REVEALED else 200)
        if answer.ok:
            assert oak.standing != before
            oak.on()
        assert oak.standing == before
        oak.on()
    here.refresh_from_db()
    assert (here.phase, here.done_at is not None) == (Phase.DONE, True)


@EVERY
def test_every_other_move_is_refused(kind: Kind) -> None:
    legal = {(start, move) for start, move in product(Phase, Move) if _goes(kind, start, move)}
    on = [(Phase.WAITING, Move.OPEN), (phases_of(kind)[-1], Move.FINISH), (Phase.DONE, Move.RESUME)]
    middle = [(Phase.OPEN, Move.CLOSE), (Phase.CLOSED, Move.REVEAL), (Phase.CLOSED, Move.REOPEN)]

    assert set(on) <= legal
    assert (set(middle) <= legal) is kind.with_result
    # What a room has seen it cannot unsee.
    assert {move for start, move in legal if start == Phase.REVEALED} <= {Move.FINISH}


def _goes(kind: Kind, start: Phase, move: Move) -> bool:
    try:
        after(start, move, with_result=kind.with_result)
    except IllegalMove:
        return False
    return True


def bad(field: Field) -> dict[str, list[str]]:
    """For each shape what may not pass: too long, with a null, another shape, unknown. `most` is what fits."""
    long = "x" * (field.most + 1)
    empty = [""] if field.required else []
    return {
        "level": ["9", "x", *empty],
        "principle": ["nothing", *empty],
        "words": [long, "a\0b", *empty, *([" \n"] if field.required else [])],
        "rating": ["0", str(field.most + 1), "x"],
        "ref": ["not-an-id", "\0", *empty],
        "number": ["x", "-1", "9" * 30, *empty],
        "flag": [],
        "date": ["2027-13-45", "x"],
        "token": ["NO!", "a\0", "x" * 61, *empty],
    }


ABOUT = {"comment", "idea", "into", "none", "one", "two", "commitment", "done", "going", "stuck", "unsaid"}


def refused_fields(act: Act, good: dict[str, str]) -> list[dict[str, str]]:
    """The good fields with one of them bad, for each way of being bad; and with one left out that must be there."""
    found: list[dict[str, str]] = []
    for field in act.fields:
        found += [good | {field.name: value} for value in bad(field).get(field.shape, [])]
        if field.name in good and field.required:
            found.append({name: value for name, value in good.items() if name != field.name})
        if field.name in good and field.name in ABOUT:
            found.append(good | {field.name: str(uuid4()) if field.shape == "ref" else str(2**31 - 1)})
    return found


@pytest.mark.parametrize(
    ("name", "act"),
    [pytest.param(name, act, id=f"{name}-{act.name}", marks=IN_STEP[name]) for name, act in ACTS],
)
def test_bad_input_is_refused_in_words_and_changes_nothing(cast: Cast, name: str, act: Act) -> None:
    theirs = another_workshops(cast, name, act)
    here, more = as_ready(name)
    good = SENT[name, act.name] | more.get(act.name, {})
    who = cast.oak.facilitator if act.by == DESK else cast.ana
    before = everything()
    for fields in refused_fields(act, good) + ([good | theirs] if theirs else []):
        answer = _send(cast, who, act.name, here.pk, fields)
        assert (answer.status, bool(answer.words)) == (422, True), fields
    assert everything() == before
    assert _send(cast, who, act.name, here.pk, good).ok


def another_workshops(cast: Cast, name: str, act: Act) -> dict[str, str]:
    """What the act could be about in elm, and must not be about here."""
    if not any(field.name in ABOUT for field in act.fields):
        return {}
    there = replace(cast, oak=cast.elm, elm=cast.oak, ana=cast.cas, ben=cast.cas)
    return ready(there, name)[1].get(act.name, {})


def _send(cast: Cast, who: Any, act: str, activity: int, fields: dict[str, str]) -> Any:
    if who == cast.oak.facilitator:
        return cast.oak.desk_sends(act, activity, **fields)
    return cast.oak.send(who, act, activity, **fields)


@EVERY_STEP
def test_its_pages_are_sound_in_every_phase_and_offer_every_act(
    cast: Cast, kind: Kind, django_assert_num_queries: Any
) -> None:
    """Drawn without a query; tags in order; every form has its token, so that it can be sent without scripts."""
    for phase in phases_of(kind):
        snapshot = cast.oak.snapshot
        assert snapshot.now
        assert snapshot.now.phase == phase
        with django_assert_num_queries(0):
            drawn = [draw(name, snapshot) for names in REGIONS.values() for name in names]
        assert [fault for region in drawn for fault in Markup(region).faults if "names" not in fault] == []
        for audience, (who, address) in PAGES.items():
            page = Markup(cast.get(who, address(cast.oak)).content.decode())
            assert page.faults == [], (audience, phase)
            sending = {form for form in page.forms if form.startswith("f-")}
            assert sending <= page.tokens, (audience, phase)
            if phase == Phase.OPEN:
                assert _acts_of(kind, audience) <= _offered(cast, kind, page.addresses), audience
        if phase != phases_of(kind)[-1]:
            cast.oak.on()


def _acts_of(kind: Kind, audience: Audience) -> set[str]:
    """What somebody can do there, but for what has a page of its own."""
    if audience == Audience.SCREEN:
        return set()
    at_desk = audience == Audience.DESK
    return {act.name for act in kind.acts if (act.by == DESK) is at_desk} - ENTRIES[kind.name].elsewhere


def _offered(cast: Cast, kind: Kind, addresses: set[str]) -> set[str]:
    here = cast.oak.now.pk
    acts = {act.name for act in kind.acts}
    return {act for act in acts if reverse("workshops:act", args=[cast.oak.code, here, act]) in addresses}


@EVERY
def test_pretend_people_know_what_to_do(cast: Cast, kind: Kind) -> None:
    assert (kind.name in BEHAVIOURS) is kind.asks_participants
    Workshop.objects.filter(pk=cast.oak.made.pk).update(practice=True)
    ready(cast, kind.name)
    assert cast.oak.press("pretend").ok
    came = given()

    answers = [cast.oak.press("pretend").status for _ in range(2)]
    assert answers == ([200, 200] if kind.asks_participants else [409, 409])
    # Pressed again, the same people say the same, and choose the same.
    assert given() == came
    assert any(came.values()) is kind.asks_participants


def given() -> dict[str, int]:
    rows = (Score, Comment, SeenToo, Idea, Dot, Confirmation)
    return {model.__name__: model._default_manager.count() for model in rows}


@EVERY
def test_the_report_has_what_it_leaves(cast: Cast, kind: Kind) -> None:
    put_on_the_agenda(cast.oak, kind.name)
    if kind.name == "dots":
        ready(cast, kind.name)
    cast.oak.go_to(kind.name)
    left = ENTRIES[kind.name].leaves(cast)
    title = cast.oak.now.title
    cast.oak.end()
    page = cast.get("fay", reverse("workshops:report", args=[cast.oak.code])).content.decode()
    told = json.values_of(summary_of(cast.oak.workshop))

    assert [words for words in [*left, title] if words not in page] == []
    assert kind.name in [step["kind"] for step in told["agenda"]["steps"]]
    assert Markup(page).faults == []
