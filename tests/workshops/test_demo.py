"""The demonstration is made once, tells how to get in, and shows a whole workshop."""

import io
import json
import shutil
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import Team, User
from principles.publishing import publish_shipped
from workshops.domain.spread import Word
from workshops.models import Activity, Commitment, Participant, Score, SeenToo, Workshop
from workshops.queries import snapshot_of

pytestmark = pytest.mark.django_db
ADDRESS = "http://192.0.2.7:8000"


@dataclass(frozen=True)
class Begun:
    """What the first start of a new site told, and where it wrote down what is to be kept."""

    told: list[str]
    folder: Path


@pytest.fixture
def new_site(tmp_path: Path, settings) -> Path:
    """Where nothing was started yet. Tests that ask for it stand first in this file: see `begun`."""
    publish_shipped()
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def begun(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Begun]:
    """The demonstration takes seconds to make: it is made once, in a transaction that stays open below the tests."""
    folder = tmp_path_factory.mktemp("begun")
    opened = transaction.atomic()
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder):
        opened.__enter__()
        publish_shipped()
        told = started()
    yield Begun(told, folder)
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        opened.__exit__(None, None, None)


@pytest.fixture
def folder(begun: Begun, db, tmp_path: Path, settings) -> Path:
    """After that start, with a copy of what was written down: each test may have its own written over it."""
    shutil.copytree(begun.folder, tmp_path, dirs_exist_ok=True)
    settings.DATA_DIR = tmp_path
    return tmp_path


def started(address: str = ADDRESS) -> list[str]:
    """A start of the site: what it tells about the demonstration, line by line."""
    told = io.StringIO()
    call_command("demo", address=address, stdout=told)
    return told.getvalue().splitlines()


def kept_in(folder: Path) -> dict:
    return json.loads((folder / "demo.json").read_text())


def rows() -> list[int]:
    counted = (Team, User, Workshop, Activity, Participant, Score, SeenToo, Commitment)
    return [model.objects.count() for model in counted]


def test_a_site_that_is_used_gets_no_demonstration(new_site):
    Team.objects.create(name="A real one")

    assert started() == []
    assert rows() == [1, 0, 0, 0, 0, 0, 0, 0]


def test_no_code_is_drawn_that_leads_a_phone_to_itself(new_site):
    assert len(started("http://localhost:8000")) == 7


def test_a_second_start_makes_nothing_and_tells_the_same_in_one_query(
    begun, folder, django_assert_num_queries
):
    made, kept = rows(), kept_in(folder)
    with django_assert_num_queries(1):
        second = started()

    assert made[:3] == [1, 2, 2]
    assert second == begun.told
    assert (rows(), kept_in(folder)) == (made, kept)


def test_it_tells_where_and_how_to_get_in(begun):
    told = begun.told
    kept = kept_in(begun.folder)
    code = kept["ready"]

    assert told[1:7] == [
        f"A demonstration is ready; everybody in it is pretend. Sign in at {ADDRESS}/accounts/login/",
        f"  fay@example.org with the password {kept['password']}",
        f"  olu@example.org with the password {kept['password']}",
        f"  a finished workshop    {ADDRESS}/workshops/{kept['finished']}/report/",
        f"  one for you to open    {ADDRESS}/desk/{code}/",
        f"  phones join it at      {ADDRESS}/j/{code} (code {code[:3]} {code[3:]})",
    ]
    drawn = io.StringIO()
    segno.make(f"{ADDRESS}/j/{code}", error="l", micro=False).terminal(drawn, border=2, compact=True)
    assert told[7:] == drawn.getvalue().splitlines()


@pytest.mark.parametrize("email", ["fay@example.org", "olu@example.org"])
def test_the_password_signs_in(folder, client: Client, email):
    form = {"login": email, "password": kept_in(folder)["password"]}
    answer = client.post("/accounts/login/", form)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/workshops/")


def test_the_password_is_for_the_owner_of_the_site_alone(begun):
    assert stat.filemode((begun.folder / "demo.json").stat().st_mode) == "-rw-------"
    assert [path.name for path in begun.folder.iterdir()] == ["demo.json"]


def test_a_password_that_was_changed_is_not_told_any_more(folder):
    fay = User.objects.get(email="fay@example.org")
    fay.set_password("another one, of her own")
    fay.save()
    told = started()

    assert told[2] == "  fay@example.org with the password that you gave them"
    assert told[3] == f"  olu@example.org with the password {kept_in(folder)['password']}"


def test_a_demonstration_that_was_thrown_away_stays_away(folder):
    Team.objects.all().delete()

    assert started() == []
    assert rows() == [0, 2, 0, 0, 0, 0, 0, 0]


def test_the_ready_workshop_is_always_one_of_today(folder):
    ready = Workshop.objects.filter(code=kept_in(folder)["ready"])
    ready.update(starts_at=timezone.now() - timedelta(days=3))
    started()

    found = ready.get()
    assert timezone.localdate(found.starts_at) == timezone.localdate()
    assert (found.stage, found.practice, found.participants.count()) == ("planned", True, 0)


def test_after_the_ready_workshop_was_run_there_is_another(folder):
    first = kept_in(folder)["ready"]
    Workshop.objects.filter(code=first).update(stage="ended")
    started()
    second = kept_in(folder)["ready"]

    assert second != first
    assert list(Workshop.objects.values_list("stage").filter(code=second)) == [("planned",)]
    assert Workshop.objects.count() == 3


def test_the_finished_workshop_was_walked_whole(folder):
    code = kept_in(folder)["finished"]
    room = snapshot_of(code)
    assert room is not None
    workshop = Workshop.objects.get(code=code)

    assert {step.phase for step in room.steps} == {"done"}
    assert [step.took for step in room.steps] == [step.minutes for step in room.steps]
    assert (workshop.stage, workshop.practice, workshop.ballot_secret) == ("ended", True, None)
    assert (room.joined, workshop.participants.filter(pretend=True).count()) == (30, 30)
    first = {result.principle.key: result.spread for result in room.results if result.round == 1}
    assert {key: spread.word for key, spread in first.items() if spread} == {
        "scope-goals": Word.TOGETHER,
        "relationships-trust": Word.SPLIT,
        "diverse-expertise": Word.SPREAD,
        "shared-leadership": Word.SPREAD,
        "improvement-mindset": Word.TOGETHER,
    }
    assert room.chosen == ("shared-leadership", "relationships-trust")
    assert [(result.principle.key, result.movement is None) for result in room.results[5:]] == [
        ("relationships-trust", False),
        ("shared-leadership", False),
    ]
    (vote,) = room.votes
    assert (vote.enough, len(vote.ranked), sum(one.dots for one in vote.ranked)) == (
        True,
        len(vote.options),
        vote.voters * vote.each,
    )
    assert [len(idea.merged) for idea in room.ideas if idea.merged] == [1]
    written = {position.principle.key for position in room.positions_written}
    assert written == {"shared-leadership", "relationships-trust"}
    assert {promise.confirmed for promise in room.promises} == {1}
    assert Counter(voice.source for voice in room.voices if voice.source != "reason") == {
        "check_in": 30,
        "comment": 12,
        "check_out": 15,
    }
    assert all(voice.seen for voice in room.voices if voice.source == "comment")
    assert (len(room.useful), len(room.promises)) == (30, 3)


def test_its_report_opens_for_olu_and_for_nobody_else(folder, client: Client):
    page = f"/workshops/{kept_in(folder)['finished']}/report/"
    stranger = client.get(page).status_code
    client.force_login(User.objects.get(email="olu@example.org"))

    assert (stranger, client.get(page).status_code) == (404, 200)
