"""Agendas that a team keeps, and a workshop planned once more: the plan, and nothing of what happened."""

import pytest
from django.utils import timezone

from accounts.models import Membership
from tests.cast import GOALS, everything
from tests.workshops.test_planning import PLAN
from workshops.actions.building import add_step
from workshops.models import Activity, AgendaTemplate, Participant, Score, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast):
    """Oak's agenda, with words of its own, kept for its team."""
    score = cast.oak.step("score")
    own = {"picks": "", "principles": [GOALS], "script": "Slowly.", "notes": "Chairs.", "title": "One alone"}
    Activity.objects.filter(pk=score.pk).update(**own)
    response = cast.post("olu", f"/workshops/{cast.oak.code}/agenda/keep", {"title": " Our  own "})
    assert (response.status_code, response.url) == (302, "/workshops/agendas/")
    return AgendaTemplate.objects.get()


def planned_with(cast, kept, **given):
    fields = PLAN | {"edition": str(cast.oak.made.edition_id), "agenda": f"team-{kept.pk}"} | given
    return cast.post("fay", "/workshops/", fields)


def steps_of(workshop):
    names = ("kind", "title", "minutes", "picks", "principles", "script", "notes", "task")
    return list(workshop.activities.values_list(*names))


def test_a_kept_agenda_is_offered_to_its_team_and_plans_the_same_steps(cast, kept):
    planned_with(cast, kept)
    made = Workshop.objects.get(title=PLAN["title"])

    assert (made.agenda_title, steps_of(made)) == ("Our own", steps_of(cast.oak.made))
    offered = {
        who: [one["key"] for one in cast.get(who, "/workshops/").context["agendas"]] for who in ("olu", "gus")
    }
    assert (f"team-{kept.pk}" in offered["olu"], f"team-{kept.pk}" in offered["gus"]) == (True, False)


def test_a_step_about_principles_that_the_set_has_not_is_about_its_usual_ones(cast, kept):
    kept.steps[3]["principles"] = ["of-another-set"]
    kept.save()
    planned_with(cast, kept)
    step = Workshop.objects.get(title=PLAN["title"]).activities.get(position=4)

    assert (step.kind, step.picks, step.principles) == ("score", "all", [])


def test_another_teams_agenda_plans_nothing(cast, kept):
    before = everything()
    strange = cast.post(
        "gus", "/workshops/", PLAN | {"edition": str(cast.oak.made.edition_id), "agenda": f"team-{kept.pk}"}
    )
    Membership.objects.create(team=cast.elm.team, user=cast.oak.facilitator, role="organiser")
    mixed = planned_with(cast, kept, team=str(cast.elm.team.pk))

    assert [list(one.context["form"].errors) for one in (strange, mixed)] == [["agenda"], ["agenda"]]
    assert everything() == before


@pytest.mark.parametrize("title", ["", "x" * 121, "a\x00b", "our OWN"])
def test_a_name_that_cannot_be_kept_is_refused_with_the_words_in_sight(cast, kept, title):
    before = everything()
    response = cast.post("olu", f"/workshops/{cast.oak.code}/agenda/keep", {"title": title})

    assert (response.status_code, everything() == before) == (422, True)
    assert response.context["kept"] == ([("title", title)] if title else [])


def test_a_team_renames_and_deletes_its_agendas(cast, kept):
    address, name = "/workshops/agendas/", {"agenda": str(kept.pk), "title": "Another name"}

    assert cast.post("fay", address, name).status_code == 302
    assert AgendaTemplate.objects.get().title == "Another name"
    assert cast.post("fay", address, {"agenda": str(kept.pk), "delete": "1"}).status_code == 302
    assert AgendaTemplate.objects.exists() is False
    assert cast.post("fay", address, name).status_code == 409


@pytest.mark.parametrize("agenda", ["theirs", "x", str(10**30), ""])
def test_nobody_touches_another_teams_agendas(cast, kept, agenda):
    before = everything()
    known = str(kept.pk) if agenda == "theirs" else agenda
    told = [
        cast.post("gus", "/workshops/agendas/", {"agenda": known, "delete": "1"}),
        cast.get("gus", "/workshops/agendas/"),
    ]

    assert ([one.status_code for one in told], told[1].context["rows"]) == ([409, 200], [])
    assert everything() == before


AGAIN = {"title": "Half a year on", "date": "2027-05-20", "time": "13:30", "series": "Coming home"}


def test_a_workshop_is_planned_again_without_anybody_in_it(cast):
    oak = cast.oak
    oak.made.activities.filter(kind="check_in").update(notes="Chairs.", script="Softly.")
    own = {
        "nation": "wales",
        "families": ["councils"],
        "names_asked": True,
        "smallest_group": 6,
        "holds_comments": True,
    }
    Workshop.objects.filter(pk=oak.made.pk).update(**own)
    planned = steps_of(oak.made)
    oak.go_to("score")
    oak.send(cast.ana, "score", principle=GOALS, score="4")
    oak.on(3)
    assert oak.desk_sends("choose", principle=GOALS).ok
    oak.on()
    oak.pressed("score_again", seen=oak.standing)
    # Shortened and put in while it ran.
    oak.made.activities.filter(kind="commit").update(minutes=2, planned_minutes=7)
    add_step(oak.made, "pause", 0)
    oak.end()
    response = cast.post("olu", f"/workshops/{oak.code}/again/", AGAIN)
    made = Workshop.objects.get(title="Half a year on")

    assert (response.url, made.stage, str(made.series)) == (
        f"/workshops/{made.code}/",
        "planned",
        "Coming home",
    )
    assert timezone.localtime(made.starts_at).isoformat() == "2027-05-20T13:30:00+01:00"
    assert ({name: getattr(made, name) for name in own}, steps_of(made)) == (own, planned)
    assert made.code != oak.code
    assert made.screen_key != oak.made.screen_key
    assert {phase for (phase,) in made.activities.values_list("phase")} == {"waiting"}
    assert [model.objects.filter(workshop=made).exists() for model in (Participant, Score)] == [False, False]


@pytest.mark.parametrize(
    ("name", "text"), [("title", ""), ("date", "soon"), ("date", "1999-01-01"), ("time", "9")]
)
def test_what_cannot_be_planned_again_is_asked_again(cast, name, text):
    before = everything()
    response = cast.post("olu", f"/workshops/{cast.oak.code}/again/", AGAIN | {name: text})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
    assert everything() == before
