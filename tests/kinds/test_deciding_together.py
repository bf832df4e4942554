"""What a room agrees, what became of what it promised, and who owns what it promises now."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cast import GOALS, Cast
from tests.kinds.sent import promised_before, put_on_the_agenda
from workshops.actions.reviewing import NOT_IN_REHEARSAL
from workshops.models import Commitment, Confirmation, Participant, Position, Workshop

pytestmark = pytest.mark.django_db
NONE_BEFORE = "This is the first workshop of its series"


def at(cast: Cast, kind: str) -> None:
    put_on_the_agenda(cast.oak, kind)
    cast.oak.go_to(kind)


def everywhere(cast: Cast, words: str) -> list[bool]:
    """Whether phone, screen and desk say so."""
    pages = (f"/w/{cast.oak.code}/", f"/screen/{cast.oak.made.screen_key}/", f"/desk/{cast.oak.code}/")
    found = zip(("ana", "screen", "fay"), pages, strict=True)
    return [words in cast.get(who, page).content.decode() for who, page in found]


def test_what_is_agreed_is_on_every_screen_for_what_was_discussed(cast: Cast) -> None:
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    at(cast, "agree")
    assert [position.principle.key for position in cast.oak.snapshot.positions] == [GOALS]
    assert cast.oak.desk_sends("settle", principle=GOALS, agreed="Begin with falls", edition="0").ok

    assert everywhere(cast, "Begin with falls") == [True, True, True]


def test_where_nothing_was_discussed_all_may_be_written_on(cast: Cast) -> None:
    put_on_the_agenda(cast.oak, "agree")
    assert len(cast.oak.snapshot.positions) == 5


def test_of_two_desks_the_later_is_told_what_the_first_wrote_and_loses_nothing(cast: Cast) -> None:
    at(cast, "agree")
    olu = {"principle": GOALS, "agreed": "By Olu", "edition": "0"}
    assert cast.oak.desk_sends("settle", principle=GOALS, agreed="By Fay", edition="0").ok
    address = f"/w/{cast.oak.code}/{cast.oak.now.pk}/settle"
    refused = cast.post("olu", address, olu)
    page = refused.content.decode()

    assert refused.status_code == 409
    assert (page.count("By Fay"), page.count("By Olu")) == (1, 1)
    assert Position.objects.get().agreed == "By Fay"
    assert cast.post("olu", address, olu | {"edition": "1", "agreed": "By both"}).status_code == 302
    assert (Position.objects.get().agreed, Position.objects.get().edition) == ("By both", 2)


def test_pressed_twice_it_is_one_change_and_what_was_not_sent_stays(cast: Cast) -> None:
    at(cast, "agree")
    send = cast.oak.desk_sends
    for _ in range(2):
        assert send("settle", principle=GOALS, agreed="Yes", one_point="A date", edition="0").ok
    assert send("settle", principle=GOALS, seen_differently="No", edition="1").ok
    row = Position.objects.get()

    assert (row.agreed, row.seen_differently, row.one_point, row.edition) == ("Yes", "No", "A date", 2)


def test_what_was_promised_is_shown_and_marked_everywhere(cast: Cast) -> None:
    made = promised_before(cast.oak, "A rota")
    at(cast, "review")
    assert everywhere(cast, "A rota") == [True, True, True]
    assert cast.oak.desk_sends("mark", stuck=str(made.pk)).ok
    made.refresh_from_db()
    assert made.status == "stuck"
    assert cast.oak.desk_sends("mark", unsaid=str(made.pk)).ok
    made.refresh_from_db()
    assert made.status == ""


def test_where_there_was_nothing_before_it_is_said_in_words(cast: Cast) -> None:
    at(cast, "review")
    assert everywhere(cast, NONE_BEFORE) == [True, True, True]
    made = promised_before(cast.oak)
    made.delete()
    assert everywhere(cast, "Nothing was promised at") == [True, True, True]


@pytest.mark.parametrize("other", ["practice", "rehearsal", "not ended", "later"])
def test_some_workshops_of_the_series_are_not_the_one_before(cast: Cast, other: str) -> None:
    made = promised_before(cast.oak)
    fields: dict[str, Any] = {
        "practice": {"practice": True},
        "rehearsal": {"rehearsal_of": cast.elm.made},
        "not ended": {"stage": "open"},
        "later": {"ended_at": timezone.now() + timedelta(days=1)},
    }
    Workshop.objects.filter(pk=made.workshop_id).update(**fields[other])
    at(cast, "review")

    assert cast.oak.snapshot.before is None
    assert cast.oak.desk_sends("mark", done=str(made.pk)).status == 422


def test_a_rehearsal_changes_nothing_that_was_promised_for_real(cast: Cast) -> None:
    made = promised_before(cast.oak)
    Workshop.objects.filter(pk=cast.oak.made.pk).update(rehearsal_of=cast.elm.made, practice=True)
    at(cast, "review")
    answer = cast.oak.desk_sends("mark", done=str(made.pk))

    assert (answer.status, answer.words) == (409, NOT_IN_REHEARSAL)
    made.refresh_from_db()
    assert made.status == ""


@pytest.mark.parametrize(
    ("names", "rule", "told"),
    [(True, False, "Confirmed by Ana"), (True, True, ""), (False, False, ""), (False, True, "")],
)
def test_somebody_says_that_is_me_and_is_named_only_where_names_may_be_told(
    cast: Cast, names: bool, rule: bool, told: str
) -> None:
    Workshop.objects.filter(pk=cast.oak.made.pk).update(names_asked=names, chatham_house=rule)
    Participant.objects.filter(pk=cast.ana).update(name="Ana")
    cast.oak.go_to("commit")
    made = cast.oak.promise("Meet again")
    for _ in range(2):
        assert cast.oak.send(cast.ana, "confirm", commitment=str(made.pk)).ok

    assert Confirmation.objects.count() == 1
    assert everywhere(cast, told or "Confirmed by somebody in the room")[::2] == [True, True]
    assert everywhere(cast, "Confirmed by Ana")[::2] == [bool(told)] * 2
    assert cast.oak.send(cast.ana, "confirm", off_commitment=str(made.pk)).ok
    assert Confirmation.objects.count() == 0


def test_after_the_end_no_key_leads_from_an_owner_to_a_person(cast: Cast) -> None:
    cast.oak.go_to("commit")
    made = cast.oak.promise("Meet again")
    assert cast.oak.send(cast.ana, "confirm", commitment=str(made.pk)).ok
    before = Confirmation.objects.get().author_key
    cast.oak.end()

    assert Confirmation.objects.get().author_key != before
    assert [promise.confirmed for promise in cast.oak.snapshot.promises] == [1]


def test_a_dropped_commitment_cannot_be_owned(cast: Cast) -> None:
    cast.oak.go_to("commit")
    made = Commitment.objects.create(workshop=cast.elm.made, form=uuid4(), what="Elm's", owner="A team")

    assert cast.oak.send(cast.ana, "confirm", commitment=str(made.pk)).status == 422


def test_whoever_gives_a_name_is_told_at_the_door_where_it_may_be_shown(cast: Cast) -> None:
    Workshop.objects.filter(pk=cast.oak.made.pk).update(names_asked=True, chatham_house=False)
    door = cast.get("stranger", f"/join/{cast.oak.code}/").content.decode()

    assert door.count("Only if you say “That is me” of a commitment") == 1
