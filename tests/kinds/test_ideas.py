"""Ideas: kept once, without a name; merged, reworded and hidden by the desk, each of it taken back."""

from uuid import uuid4

import pytest
from channels.db import database_sync_to_async

from tests.cast import Cast, everything
from tests.kinds.sent import propose
from tests.rooms import heard
from workshops.actions.ideas import CHANGED, ITSELF, PROPOSED_ENOUGH
from workshops.actions.talking import NOBODY_HERE, SENT_BEFORE
from workshops.domain.ballots import comment_key
from workshops.fragments import REGIONS, Audience, draw
from workshops.models import Idea, Workshop
from workshops.taking import do

pytestmark = pytest.mark.django_db


def shown(cast: Cast) -> list[tuple[str, tuple[str, ...]]]:
    ideas = cast.oak.snapshot.ideas_now
    return [(idea.text, tuple(one.text for one in idea.merged)) for idea in ideas]


def drawn(cast: Cast, audience: Audience) -> str:
    return "".join(draw(name, cast.oak.snapshot) for name in REGIONS[audience])


def test_an_idea_is_kept_once_and_stands_without_a_name(cast: Cast) -> None:
    cast.oak.go_to("ideas")
    form = str(uuid4())
    answers = [cast.oak.send(cast.ana, "propose", text="A bus", form=form).status for _ in range(2)]
    other = cast.oak.send(cast.ana, "propose", text="A train", form=form)

    assert answers == [200, 200]
    assert (other.status, other.words) == (409, SENT_BEFORE)
    idea = Idea.objects.get()
    assert (idea.text, idea.author_key) == ("A bus", comment_key(cast.oak.secret, cast.ana))
    for audience in Audience:
        assert drawn(cast, audience).count("A bus") >= 1
        assert drawn(cast, audience).count(idea.author_key) == 0


def test_each_may_propose_ten_and_the_eleventh_is_refused(cast: Cast) -> None:
    cast.oak.go_to("ideas")
    answers = [cast.oak.send(cast.ana, "propose", text=f"Idea {n}", form=str(uuid4())) for n in range(11)]

    assert [answer.status for answer in answers] == [200] * 10 + [409]
    assert answers[-1].words == PROPOSED_ENOUGH
    assert cast.oak.send(cast.ben, "propose", text="Another's", form=str(uuid4())).ok


def test_similar_ideas_are_put_under_one_and_taken_out_again(cast: Cast) -> None:
    first, second, third = propose(cast, "A bus", "One bus", "Buses")
    send = cast.oak.desk_sends
    assert send("merge", idea=second, into=first).ok
    assert shown(cast) == [("A bus", ("One bus",)), ("Buses", ())]
    # All that is in an idea goes with it, and nothing is two deep.
    assert send("merge", idea=first, into=third).ok
    assert shown(cast) == [("Buses", ("A bus", "One bus"))]
    own = send("merge", idea=third, into=first)
    assert (own.status, own.words) == (422, ITSELF)
    assert send("merge", off_idea=first).ok
    assert shown(cast) == [("A bus", ()), ("Buses", ("One bus",))]


def test_other_words_are_taken_back_and_two_desks_do_not_overwrite_each_other(cast: Cast) -> None:
    (idea,) = propose(cast, "A bus")
    send = cast.oak.desk_sends
    assert send("reword", idea=idea, text="A bus on Fridays", was="A bus").ok
    late = send("reword", idea=idea, text="A tram", was="A bus")
    assert (late.status, late.words) == (409, CHANGED)
    row = Idea.objects.get()
    assert (row.text, row.first_text) == ("A bus on Fridays", "A bus")
    assert send("reword", off_idea=idea).ok
    row.refresh_from_db()
    assert (row.text, row.first_text) == ("A bus", "")


def test_a_hidden_idea_is_on_no_phone_and_no_screen(cast: Cast) -> None:
    (idea,) = propose(cast, "Something rude")
    assert cast.oak.desk_sends("hide_idea", idea=idea).ok
    seen = {audience: drawn(cast, audience).count("Something rude") > 0 for audience in Audience}

    assert seen == {Audience.PARTICIPANT: False, Audience.SCREEN: False, Audience.DESK: True}
    assert cast.oak.desk_sends("hide_idea", off_idea=idea).ok
    assert shown(cast) == [("Something rude", ())]


def test_where_words_are_held_an_idea_waits_for_the_desk(cast: Cast) -> None:
    Workshop.objects.filter(pk=cast.oak.made.pk).update(holds_comments=True)
    (idea,) = propose(cast, "To be read first")
    assert shown(cast) == []
    assert drawn(cast, Audience.DESK).count("Waits for you") == 1
    assert cast.oak.desk_sends("hide_idea", off_idea=idea).ok
    assert shown(cast) == [("To be read first", ())]


def test_what_comes_after_the_step_or_the_seat_has_ended_is_refused(cast: Cast) -> None:
    cast.oak.go_to("ideas")
    late = cast.oak.ready(cast.ana, "propose", text="Late", form=str(uuid4()))
    gone = cast.oak.ready(cast.ben, "propose", text="Gone", form=str(uuid4()))
    cast.post("ben", f"/w/{cast.oak.code}/leave", {"erase": "1"})
    before = everything()
    answer = do(gone)
    assert (answer.status, answer.words) == (410, NOBODY_HERE)
    assert everything() == before
    cast.oak.on()
    assert do(late).status == 409
    assert Idea.objects.count() == 0


async def test_an_idea_by_socket_is_on_every_screen_at_once(live: Cast) -> None:
    here = await database_sync_to_async(live.oak.go_to)("ideas")
    ana = await heard(live.oak.code, "participant", live.browsers["ana"])
    screen = await heard(live.oak.code, "screen", live.browsers["screen"])
    answer = await ana.send(here.pk, "propose", text="By socket", form=str(uuid4()))
    await screen.hear_of(ana.version + 1)

    assert answer["status"] == 200
    assert screen.regions["screen_stage"].count("By socket") == 1
