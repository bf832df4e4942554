"""The run sheet, and the checklist: what the site sees it ticks, and it pretends nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import GOALS, everything
from workshops.actions.building import add_step
from workshops.actions.rehearsing import make_rehearsal
from workshops.models import Activity, CoFacilitator, Workshop

pytestmark = pytest.mark.django_db


def checks(cast):
    return {item.key: item.done for item in cast.get("olu", f"/workshops/{cast.oak.code}/").context["checks"]}


FIRST = {
    "score": True, "sectors": True, "second": True, "rehearsed": False, "screen": False, "network": False,
    "paper": False,
}  # fmt: skip


def test_what_the_site_cannot_know_is_not_ticked(cast):
    assert checks(cast) == FIRST


def test_an_agenda_without_a_round_no_sectors_and_nobody_else_are_still_to_do(cast):
    cast.oak.made.activities.filter(kind__in=["score", "rescore"]).delete()
    Workshop.objects.filter(pk=cast.oak.made.pk).update(families=[])
    cast.oak.team.memberships.filter(user=cast.oak.facilitator).delete()
    CoFacilitator.objects.create(workshop=cast.oak.made, email="kim@example.org", token="1")

    assert checks(cast) == FIRST | {"score": False, "sectors": False, "second": False}
    CoFacilitator.objects.update(user=cast.oak.facilitator)
    assert checks(cast)["second"] is True


def test_a_screen_counts_where_nobody_is_signed_in(cast):
    address = f"/screen/{cast.oak.made.screen_key}/"
    cast.get("fay", address)
    assert checks(cast)["screen"] is False
    cast.get("stranger", address)

    assert checks(cast) == FIRST | {"screen": True}


def test_a_rehearsal_is_remembered_once_its_copy_is_gone(cast):
    make_rehearsal(cast.oak.made, None).delete()

    assert checks(cast) == FIRST | {"rehearsed": True}


def test_the_rest_is_ticked_by_hand_and_unticked(cast):
    address = f"/workshops/{cast.oak.code}/tick"
    response = cast.post("olu", address, {"done": "paper"})

    assert response.url == f"/workshops/{cast.oak.code}/?at=tick-paper"
    assert checks(cast) == FIRST | {"paper": True}
    cast.post("fay", address, {"done": "network"})
    cast.post("fay", address, {"off_done": "paper"})
    assert checks(cast) == FIRST | {"network": True}


@pytest.mark.parametrize("fields", [{"done": "screen"}, {"done": "x"}, {}])
def test_what_the_site_ticks_nobody_else_does(cast, fields):
    before = everything()

    assert cast.post("olu", f"/workshops/{cast.oak.code}/tick", fields).status_code == 422
    assert everything() == before


def test_the_run_sheet_has_every_step_with_its_time_its_words_and_its_notes(cast):
    oak = cast.oak
    own = {"script": "Slowly.\nTwice.", "notes": "<Chairs>", "picks": "", "principles": [GOALS]}
    Activity.objects.filter(pk=oak.step("score").pk).update(**own)
    page = cast.get("olu", f"/workshops/{oak.code}/run-sheet/")
    rows = page.context["sheet"].rows

    assert [row.starts.strftime("%H:%M") for row in rows[:5]] == ["10:00", "10:08", "10:13", "10:20", "10:28"]
    assert (rows[3].principles, rows[3].script) == ("1. Define scope and goals together", "Slowly.\nTwice.")
    assert rows[0].script.startswith("Welcome. Everyone's view counts the same here")
    assert "&lt;Chairs&gt;" in page.content.decode()


@pytest.mark.parametrize("page", ["", "run-sheet/"])
def test_the_pages_ask_the_same_number_of_questions_however_long_the_agenda(cast, page):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert cast.get("olu", f"/workshops/{cast.oak.code}/{page}").status_code == 200
        return len(queries)

    asked()
    few = asked()
    for _ in range(10):
        add_step(cast.oak.made, "discuss", 0)
    for number in range(5):
        CoFacilitator.objects.create(workshop=cast.oak.made, email=f"{number}@example.org", token=str(number))

    assert asked() == few
