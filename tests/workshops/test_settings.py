"""The settings of a workshop: kept, refused in words, and fixed where people were told otherwise."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import GOALS, everything
from workshops.actions.adjusting import change_settings
from workshops.actions.changing import Refused
from workshops.planning.settings import SettingsForm

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=400)
GIVEN = {
    "title": "Coming home", "purpose": "To see.", "date": "2026-11-20", "time": "09:30", "sectors": ["councils"],
    "asks_sectors": "on", "nation": "wales", "names_asked": "on", "holds_comments": "on", "k": "7",
    "delete_on": SOON.isoformat(),
}  # fmt: skip
# As it is kept then. The Rule was not ticked.
KEPT = {
    "title": "Coming home", "purpose": "To see.", "families": ["councils"], "asks_sectors": True, "nation": "wales",
    "chatham_house": False, "names_asked": True, "holds_comments": True, "smallest_group": 7, "delete_on": SOON,
}  # fmt: skip


@pytest.fixture
def save(cast):
    def sent(stage="planned", **given):
        cast.oak.made.stage = stage
        cast.oak.made.save(update_fields=["stage"])
        address = f"/workshops/{cast.oak.code}/settings/"
        return cast.browsers["olu"].post(address, {k: v for k, v in (GIVEN | given).items() if v is not None})

    return sent


def kept(oak, names=KEPT):
    return {name: getattr(oak.workshop, name) for name in names}


def test_before_the_doors_open_everything_may_be_changed(cast, save):
    response = save()

    assert (response.status_code, kept(cast.oak)) == (302, KEPT)
    assert timezone.localtime(cast.oak.workshop.starts_at).isoformat() == "2026-11-20T09:30:00+00:00"


def test_what_people_were_told_at_the_door_stays_once_it_is_open(cast, save):
    before = kept(cast.oak)
    page = cast.get("olu", f"/workshops/{cast.oak.code}/settings/")
    response = save(stage="open")
    changed = {"title", "purpose", "holds_comments", "smallest_group", "delete_on"}

    assert response.status_code == 302
    assert kept(cast.oak) == {name: KEPT[name] if name in changed else before[name] for name in KEPT}
    assert page.context["form"].fixed.startswith("The doors are open.")


def test_after_the_end_only_the_day_of_deletion_changes(cast, save):
    before = kept(cast.oak)

    assert save(stage="ended").status_code == 302
    assert kept(cast.oak) == before | {"delete_on": SOON}


@pytest.mark.parametrize(
    ("stage", "name", "text"),
    [
        ("planned", "title", ""),
        ("planned", "title", "x" * 121),
        ("planned", "purpose", "a\x00b"),
        ("planned", "date", "2027-02-30"),
        ("planned", "time", "25:00"),
        ("planned", "sectors", "no-such"),
        ("planned", "nation", "france"),
        ("planned", "k", "4"),
        ("planned", "k", "101"),
        ("planned", "k", "x"),
        ("open", "k", "4"),
        ("planned", "delete_on", "2020-01-01"),
        ("planned", "delete_on", "2026-11-19"),
        ("planned", "delete_on", "soon"),
        ("ended", "delete_on", "9999-01-01"),
        ("planned", "languages", "xx"),
    ],
)
def test_what_cannot_be_kept_is_asked_again(cast, save, stage, name, text):
    cast.oak.made.stage = stage
    cast.oak.made.save(update_fields=["stage"])
    before = everything()
    response = save(stage=stage, **{name: text})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
    assert everything() == before
    assert response.context["form"].data["title"] == ("Coming home" if name != "title" else text)


def test_the_smallest_group_is_raised_while_it_runs_and_never_lowered(cast, save):
    assert save(stage="open", k="8").status_code == 302
    response = save(stage="open", k="7")

    assert (response.status_code, response.context["form"].errors["k"][0]) == (
        422,
        "At least 8 and at most 100.",
    )
    assert cast.oak.workshop.k == 8


@pytest.mark.parametrize("change", [{"nation": "wales"}, {"smallest_group": 5}])
def test_a_form_from_before_the_doors_opened_changes_nothing(cast, change):
    oak = cast.oak
    oak.made.smallest_group = 8
    oak.made.save(update_fields=["smallest_group"])
    before = everything()
    form = SettingsForm(oak.workshop, {})
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    given = {
        "families": values["sectors"],
        "nation": "",
        "smallest_group": 8,
        "starts_at": oak.made.starts_at,
    }
    with pytest.raises(Refused):
        change_settings(oak.made, given | change)

    assert everything() == before


def test_the_page_says_that_there_is_one_language(cast):
    page = cast.get("fay", f"/workshops/{cast.oak.code}/settings/").content.decode()

    assert "These principles are published in one language, English." in page


def test_held_comments_wait_from_the_moment_it_is_set(cast, save):
    cast.oak.go_to("discuss")
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    assert save(stage="open").status_code == 302

    assert cast.oak.snapshot.holds_comments is True


def test_a_day_that_was_set_may_stay_once_it_has_passed(cast, save):
    cast.oak.made.delete_on = date(2026, 11, 20)
    cast.oak.made.save(update_fields=["delete_on"])

    assert save(stage="open", delete_on="2026-11-20").status_code == 302
