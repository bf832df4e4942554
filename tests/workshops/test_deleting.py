"""Workshops go on the day that was set, and one that is open never does."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from channels.db import database_sync_to_async
from django.core.management import call_command
from django.utils import timezone

from config import daily
from workshops.access import Caller
from workshops.actions.changing import NO_WORKSHOP
from workshops.actions.deleting import delete_due
from workshops.mine import mine_of
from workshops.models import Comment, Workshop
from workshops.taking import do, ready_for_workshop

TODAY = date(2027, 3, 1)


def set_day(room, day, stage):
    Workshop.objects.filter(pk=room.made.pk).update(delete_on=day, stage=stage)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "stage", "goes"),
    [
        (0, "ended", True),
        (-9, "planned", True),
        (1, "ended", False),
        (0, "open", False),
        (None, "ended", False),
    ],
)
def test_what_is_due_goes_with_everything_in_it_and_nothing_else(cast, days, stage, goes):
    cast.oak.go_to("check_in")
    cast.oak.say(cast.ana, "say", "Tired")
    set_day(cast.oak, None if days is None else TODAY + timedelta(days=days), stage)

    assert delete_due(TODAY) == ([cast.oak.code] if goes else [])
    assert set(Workshop.objects.values_list("code", flat=True)) == {cast.elm.code} | (
        set() if goes else {cast.oak.code}
    )
    assert Comment.objects.exists() is not goes


@pytest.mark.django_db
def test_its_rehearsals_go_with_it(cast):
    set_day(cast.oak, TODAY, "ended")
    Workshop.objects.filter(pk=cast.elm.made.pk).update(rehearsal_of=cast.oak.made)

    assert delete_due(TODAY) == [cast.oak.code]
    assert Workshop.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "goes"), [(-1, True), (0, False)])
def test_a_rehearsal_that_was_left_open_goes_the_day_after(cast, days, goes):
    set_day(cast.elm, TODAY + timedelta(days=days), "open")
    Workshop.objects.filter(pk=cast.elm.made.pk).update(rehearsal_of=cast.oak.made)

    assert delete_due(TODAY) == ([cast.elm.code] if goes else [])
    assert Workshop.objects.filter(pk=cast.oak.made.pk).exists()


@pytest.mark.django_db
def test_the_command_says_what_it_deletes_and_a_dry_run_deletes_nothing(cast, capsys):
    today = timezone.localdate()
    set_day(cast.oak, today, "ended")
    told = f"“A workshop called oak” ({cast.oak.code}, delete by {today}): 2 people, 0 scores, 0 comments."
    said = []
    for words in (["--dry-run"], [], []):
        call_command("delete_due", *words)
        said.append(capsys.readouterr().out)

    assert said == [f"Would delete {told}\n", f"Deleted {told}\n", "Nothing is due.\n"]
    assert list(Workshop.objects.values_list("code", flat=True)) == [cast.elm.code]


@pytest.mark.django_db(transaction=True)
async def test_the_server_does_it_by_itself(cast_ready, monkeypatch):
    done, loop = asyncio.Event(), asyncio.get_running_loop()
    monkeypatch.setattr(daily, "FIRST", 0)
    monkeypatch.setattr(daily.log, "warning", lambda *_: loop.call_soon_threadsafe(done.set))
    heard: asyncio.Queue[Any] = asyncio.Queue()
    told: asyncio.Queue[Any] = asyncio.Queue()
    running = asyncio.ensure_future(daily.daily(nothing)({"type": "lifespan"}, heard.get, told.put))
    await heard.put({"type": "lifespan.startup"})
    assert (await told.get())["type"] == "lifespan.startup.complete"
    await asyncio.wait_for(done.wait(), 10)
    await heard.put({"type": "lifespan.shutdown"})

    assert (await told.get())["type"] == "lifespan.shutdown.complete"
    await running
    assert not await database_sync_to_async(Workshop.objects.filter(code=cast_ready.oak.code).exists)()


async def nothing(*_: Any) -> None:
    """The site itself, which hears of none of this."""


@pytest.fixture
def cast_ready(gathered_cast):
    set_day(gathered_cast.oak, timezone.localdate(), "ended")
    return gathered_cast


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["comment", "lock"])
def test_what_is_on_its_way_to_a_workshop_that_goes_meanwhile_is_told_so(cast, act):
    cast.oak.go_to("discuss")
    ready = {
        "comment": lambda: cast.oak.ready(cast.ana, "comment", text="Late", form=str(uuid4())),
        "lock": lambda: ready_for_workshop(
            Caller(cast.oak.facilitator, {}), cast.oak.code, "lock", {"on": "1"}
        ),
    }[act]()
    cast.oak.made.delete()
    answer = do(ready)

    assert (answer.status, answer.words) == (404, NO_WORKSHOP)


@pytest.mark.django_db
def test_nothing_is_anybodys_own_in_a_workshop_that_is_gone(cast):
    workshop = cast.oak.workshop
    cast.oak.made.delete()

    assert mine_of(workshop, cast.ana).version == 0
