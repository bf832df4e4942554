"""Votes with dots: changed until the close, counted once, and nothing told before the reveal, or of fewer than five."""

import re
from uuid import UUID

import pytest
from channels.db import database_sync_to_async
from django.db import transaction

from tests.cast import Cast, everything
from tests.kinds.sent import propose
from tests.rooms import heard
from workshops.actions.dots import ALL_PUT, TOO_LATE
from workshops.actions.erasing import erase_own
from workshops.domain.ballots import ballot_key, comment_key, dot_key
from workshops.fragments import REGIONS, draw
from workshops.models import Dot, DotTotal
from workshops.readings.own import OwnDots, own_choices
from workshops.reports import json, outcomes_csv
from workshops.reports.summary import summary_of
from workshops.taking import Answer, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def ideas(cast: Cast) -> list[str]:
    """The room in the vote, with three ideas."""
    found = propose(cast, "A bus", "A call", "A page")
    cast.oak.go_to("dots")
    return found


def put(cast: Cast, person: UUID, **given: str) -> Answer:
    return cast.oak.send(person, "dot", None, **given)


def own(cast: Cast, person: UUID) -> tuple[OwnDots, ...]:
    return own_choices(cast.oak.workshop, cast.oak.secret, person).dots


def totals(cast: Cast) -> dict[str, int]:
    rows = DotTotal.objects.filter(activity__workshop=cast.oak.made)
    return {row.idea.text: row.dots for row in rows.select_related("idea")}


def test_dots_are_put_and_moved_and_pressed_twice_they_are_the_same(cast: Cast, ideas: list[str]) -> None:
    bus, call, page = ideas
    assert [put(cast, cast.ana, two=bus).status for _ in range(2)] == [200, 200]
    assert own(cast, cast.ana) == (OwnDots(bus, "A bus", 2),)
    before = everything()
    third = put(cast, cast.ana, one=call)
    assert (third.status, third.words) == (409, ALL_PUT)
    assert everything() == before
    assert put(cast, cast.ana, one=bus).ok
    assert put(cast, cast.ana, one=page).ok
    assert own(cast, cast.ana) == (OwnDots(bus, "A bus", 1), OwnDots(page, "A page", 1))
    assert [put(cast, cast.ana, none=bus).status for _ in range(2)] == [200, 200]
    assert own(cast, cast.ana) == (OwnDots(page, "A page", 1),)


@pytest.mark.parametrize("pressed", [(), ("one", "two"), ("none", "one")])
def test_one_press_is_about_one_idea(cast: Cast, ideas: list[str], pressed: tuple[str, ...]) -> None:
    assert put(cast, cast.ana, **dict.fromkeys(pressed, ideas[0])).status == 422
    assert Dot.objects.count() == 0


def test_a_row_of_dots_is_under_a_key_of_its_own_purpose(cast: Cast, ideas: list[str]) -> None:
    put(cast, cast.ana, one=ideas[0])
    key = Dot.objects.get().dot_key

    assert key == dot_key(cast.oak.secret, cast.ana)
    assert key not in (ballot_key(cast.oak.secret, cast.ana), comment_key(cast.oak.secret, cast.ana))


def told(cast: Cast) -> list[str]:
    """All that any screen is sent, and every file of the report; without the time of day."""
    snapshot, summary = cast.oak.snapshot, summary_of(cast.oak.workshop)
    regions = [draw(name, snapshot) for names in REGIONS.values() for name in names]
    files = [json.written(summary), outcomes_csv.written(summary), repr(summary)]
    return [re.sub(r"\d\d:\d\d[^ ]*", "", text) for text in (*regions, *files)]


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_nothing_that_anybody_is_sent_tells_a_total_before_the_reveal(
    cast: Cast, ideas: list[str], phase: str
) -> None:
    """Whichever idea has the dots, everything is the same to the last byte."""
    people, found = cast.oak.crowd(6), []
    for idea in ideas[:2]:
        with transaction.atomic():
            assert [put(cast, person, two=idea).status for person in people] == [200] * 6
            if phase == "closed":
                cast.oak.on()
                assert sorted(totals(cast).values()) == [0, 0, 12]
            found.append(told(cast))
            transaction.set_rollback(True)

    assert found[0] == found[1]


def test_the_reveal_ranks_them_and_names_ties(cast: Cast, ideas: list[str]) -> None:
    for person in cast.oak.crowd(5):
        put(cast, person, one=ideas[2])
        put(cast, person, one=ideas[1])
    cast.oak.on(2)
    vote = cast.oak.snapshot.vote_now
    assert vote
    assert [(one.place, one.what.text, one.dots, one.tied) for one in vote.ranked] == [
        (1, "A call", 5, True),
        (1, "A page", 5, True),
        (3, "A bus", 0, False),
    ]
    page = cast.get("ana", f"/w/{cast.oak.code}/").content.decode()
    assert (page.count("shares place 1"), page.count("5 people voted.")) == (2, 1)


def test_of_four_voters_nothing_is_told(cast: Cast, ideas: list[str]) -> None:
    for person in cast.oak.crowd(4):
        put(cast, person, two=ideas[0])
    cast.oak.on(2)
    vote = cast.oak.snapshot.vote_now
    assert vote
    assert (vote.voters, vote.ranked) == (4, ())
    for who, address in (("ana", f"/w/{cast.oak.code}/"), ("fay", f"/desk/{cast.oak.code}/")):
        page = cast.get(who, address).content.decode()
        assert page.count("so that nobody can be singled out") == 1
        assert page.count("8 dots") == 0


def test_dots_that_come_after_the_close_are_refused_and_the_others_count(
    cast: Cast, ideas: list[str]
) -> None:
    put(cast, cast.ana, one=ideas[0])
    late = cast.oak.ready(cast.ana, "dot", two=ideas[1])
    cast.oak.on()
    answer = do(late)

    assert (answer.status, answer.words) == (409, TOO_LATE)
    assert totals(cast) == {"A bus": 1, "A call": 0, "A page": 0}


def test_re_opened_it_is_counted_again(cast: Cast, ideas: list[str]) -> None:
    put(cast, cast.ana, two=ideas[0])
    cast.oak.on()
    assert cast.oak.back().ok
    put(cast, cast.ana, none=ideas[0])
    cast.oak.on()

    assert (totals(cast)["A bus"], cast.oak.now.voters) == (0, 0)


def test_what_is_merged_or_hidden_meanwhile_leaves_its_dots_free(cast: Cast, ideas: list[str]) -> None:
    bus, call, page = ideas
    put(cast, cast.ana, one=bus)
    put(cast, cast.ana, one=call)
    assert cast.oak.back().ok
    assert cast.oak.desk_sends("merge", idea=bus, into=page).ok
    assert cast.oak.desk_sends("hide_idea", idea=call).ok
    cast.oak.on()
    assert own(cast, cast.ana) == ()
    assert put(cast, cast.ana, one=bus).status == 422
    assert put(cast, cast.ana, two=page).ok
    cast.oak.on()
    assert totals(cast) == {"A page": 2}


def test_nobody_loses_dots_because_an_idea_was_hidden(cast: Cast) -> None:
    found = propose(cast, *(f"Idea {n}" for n in range(10)))
    found += [str(pk) for pk in add(cast, 2)]
    cast.oak.go_to("dots")
    assert cast.oak.now.dots_each == 3
    put(cast, cast.ana, two=found[0])
    put(cast, cast.ana, one=found[1])
    assert cast.oak.back().ok
    assert cast.oak.desk_sends("hide_idea", idea=found[5]).ok
    cast.oak.on()

    assert (cast.oak.now.dots_each, sum(row.count for row in own(cast, cast.ana))) == (3, 3)


def add(cast: Cast, many: int) -> list[UUID]:
    for number in range(many):
        form = str(UUID(int=number))
        assert cast.oak.desk_sends("add_idea", text=f"Said in the room {number}", form=form).ok
    return [UUID(idea.id) for idea in cast.oak.snapshot.ideas_now[-many:]]


def test_the_end_keeps_totals_and_wipes_out_who_put_what(cast: Cast, ideas: list[str]) -> None:
    for person in cast.oak.crowd(5):
        put(cast, person, two=ideas[0])
    cast.oak.on(2)
    cast.oak.end()

    assert (Dot.objects.count(), totals(cast)["A bus"]) == (0, 10)
    assert [vote.voters for vote in cast.oak.snapshot.votes] == [5]


def test_of_a_vote_that_nobody_was_shown_nothing_stays(cast: Cast, ideas: list[str]) -> None:
    put(cast, cast.ana, two=ideas[0])
    cast.oak.on()
    here = cast.oak.now
    cast.oak.end()
    here.refresh_from_db()

    assert (Dot.objects.count(), DotTotal.objects.count(), here.voters) == (0, 0, None)


def test_whoever_erases_everything_takes_their_dots_ideas_and_names_with_them(
    cast: Cast, ideas: list[str]
) -> None:
    put(cast, cast.ana, two=ideas[0])
    put(cast, cast.ben, one=ideas[1])
    cast.oak.on()
    assert totals(cast) == {"A bus": 2, "A call": 1, "A page": 0}
    erase_own(cast.oak.workshop, cast.ana)
    assert (totals(cast)["A bus"], cast.oak.now.voters) == (0, 1)
    # The ideas were Ben's.
    erase_own(cast.oak.workshop, cast.ben)
    assert (totals(cast), Dot.objects.count(), cast.oak.snapshot.ideas) == ({}, 0, ())


async def test_dots_by_socket_and_who_is_told_what(live: Cast) -> None:
    first, *_others = await database_sync_to_async(propose)(live, "A bus", "A call")
    here = await database_sync_to_async(live.oak.go_to)("dots")
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    ben = await heard(live.oak.code, "participant", live.browsers["ben"])
    answer = await ana.send(here.pk, "dot", two=first)
    await ben.hear_of(ana.version + 1)

    assert answer["status"] == 200
    assert answer["mine"].count(f'data-dots="2" data-on="{first}"') == 1
    assert ben.regions["progress"].count("1 of 2 have put dots") == 1
    assert [frame for frame in ben.frames if "data-dots" in frame] == []


def test_an_idea_that_is_hidden_on_the_way_does_not_tell_whose_dots_it_had(
    cast: Cast, ideas: list[str]
) -> None:
    """Else a desk could take one idea after the other out of the vote, and look who is counted no more."""
    put(cast, cast.ana, two=ideas[0])
    put(cast, cast.ben, one=ideas[1])
    assert cast.oak.back().ok
    assert cast.oak.desk_sends("hide_idea", idea=ideas[0]).ok
    voters = []
    for _ in ("open", "closed", "revealed"):
        cast.oak.on()
        vote = cast.oak.snapshot.vote_now
        voters.append(vote and vote.voters)

    assert voters == [2, 2, 2]


def test_four_whose_dots_count_are_too_few_though_five_put_some(cast: Cast, ideas: list[str]) -> None:
    *four, last = cast.oak.crowd(5)
    assert [put(cast, person, one=ideas[1]).status for person in four] == [200] * 4
    put(cast, last, one=ideas[0])
    assert cast.oak.back().ok
    assert cast.oak.desk_sends("hide_idea", idea=ideas[0]).ok
    cast.oak.on(3)
    vote = cast.oak.snapshot.vote_now

    assert vote
    assert (vote.voters, vote.enough, vote.ranked) == (4, False, ())
