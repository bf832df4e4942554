"""A workshop keeps the words that people saw: it takes a newer edition until its doors open, and never afterwards."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from principles.drafting import draft_of, remove_level, remove_principle, save_section, section_of
from principles.models import Edition, PrincipleSet
from principles.publishing import publish_draft, restore
from principles.texts import texts_of
from principles.translating import Given, begin_translation, save_translation, source_of
from tests.cast import GOALS, KEYS, Cast
from workshops.actions.changing import Refused
from workshops.actions.pinning import newer_edition, take_newest
from workshops.actions.planning import plan_workshop
from workshops.domain.agendas import Agenda, Step
from workshops.models import Workshop

ABOUT_TWO = Agenda(
    "two",
    "About two",
    "",
    (
        Step("score", 10, "Score two", "", principles=(GOALS, KEYS[1])),
        Step("score", 10, "Score one", "", principles=(GOALS,)),
    ),
)


def reworded(principle_set: PrincipleSet, section: str, **fields: Any) -> None:
    draft = draft_of(principle_set)
    before = section_of(draft, section)
    save_section(draft.pk, section, before, before | fields, None)


def next_edition(principle_set: PrincipleSet, title: str = "Goals, in other words") -> Edition:
    reworded(principle_set, GOALS, title=title)
    return publish_draft(principle_set, "Said more plainly.", None)


def planned(cast: Cast) -> Workshop:
    return plan_workshop(
        team=cast.oak.team,
        edition=cast.oak.made.edition,
        agenda=ABOUT_TWO,
        title="Next",
        starts_at=datetime(2027, 3, 1, 10, tzinfo=UTC),
        families=[],
    )


def read_again(cast: Cast) -> dict[str, bytes]:
    """The report of oak as an organiser gets it: the page without what belongs to one visit, and the files."""
    code = [cast.oak.code]
    page = TOKEN.sub(b"", cast.get("olu", reverse("workshops:report", args=code)).content)
    files = {name: cast.get("olu", reverse(f"workshops:{name}", args=code)).content for name in FILES}
    return {"page": page[page.index(b"<main") : page.index(b"</main>")], **files}


TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+')
FILES = ("report_csv", "report_json", "report_outcomes")


def translated(principle_set: PrincipleSet) -> None:
    draft = begin_translation(principle_set, "cy", None)
    texts = {path: text for path, text in texts_of(source_of(draft)).items() if text}
    save_translation(draft.pk, {path: Given("", f"{text} Ie", text) for path, text in texts.items()}, None)


def test_results_are_byte_identical_whatever_becomes_of_the_set(cast: Cast) -> None:
    crowd = cast.oak.crowd(6)
    cast.oak.go_to("score")
    cast.oak.score(crowd, [1, 2, 2, 2, 3, 4])
    cast.oak.go_to("score", "revealed")
    cast.oak.end()
    first = cast.oak.made.edition
    owner = first.principle_set
    before = read_again(cast)
    assert all(len(text) > 100 for text in before.values())

    next_edition(owner)
    reworded(owner, "set", title="Principles by another name", levels=["A", "B", "C", "D", "E"])
    publish_draft(owner, "Renamed, with another scale.", None)
    translated(owner)
    in_welsh = publish_draft(owner, "In Welsh too.", None)
    remove_principle(draft_of(owner), GOALS, None)
    remove_level(draft_of(owner), 0, None)
    publish_draft(owner, "Four levels.", None)
    restore(first, None)
    publish_draft(owner, "As it was.", None)

    owner.refresh_from_db()
    assert ([one.language for one in in_welsh.translations.all()], owner.editions.count()) == (["cy"], 6)
    assert read_again(cast) == before


def test_the_set_is_renamed_and_the_result_is_not(cast: Cast) -> None:
    cast.oak.end()
    before = read_again(cast)
    PrincipleSet.objects.filter(pk=cast.oak.made.edition.principle_set_id).update(title="Another name")
    assert read_again(cast) == before


def test_a_planned_workshop_is_offered_the_newest_and_takes_it(cast: Cast) -> None:
    workshop = planned(cast)
    assert newer_edition(workshop) is None
    next_edition(workshop.edition.principle_set)
    newest = next_edition(workshop.edition.principle_set, "Goals, once more")
    page = reverse("workshops:workshop", args=[workshop.code])
    assert cast.get("olu", page).context["newer"] == newest

    answer = cast.post(
        "olu", reverse("workshops:take_edition", args=[workshop.code]), {"edition": str(newest.pk)}
    )

    assert (answer.status_code, answer["Location"]) == (302, page)
    assert Workshop.objects.get(pk=workshop.pk).edition == newest
    assert cast.get("olu", page).context["newer"] is None


def test_a_step_keeps_the_principles_that_there_still_are(cast: Cast) -> None:
    workshop = planned(cast)
    owner = workshop.edition.principle_set
    remove_principle(draft_of(owner), GOALS, None)
    take_newest(workshop, publish_draft(owner, "One fewer.", None).pk)
    steps = workshop.activities.values_list("picks", "principles")
    assert list(steps) == [("", [KEYS[1]]), ("all", [])]


def test_once_the_doors_are_open_it_is_only_mentioned(cast: Cast) -> None:
    newest = next_edition(cast.oak.made.edition.principle_set)
    page = cast.get("olu", reverse("workshops:workshop", args=[cast.oak.code]))
    take = reverse("workshops:take_edition", args=[cast.oak.code])
    assert (page.context["newer"], take in page.content.decode()) == (newest, False)

    answer = cast.post("olu", take, {"edition": str(newest.pk)})
    assert answer.status_code == 409
    assert cast.oak.workshop.edition == cast.oak.made.edition


@pytest.mark.parametrize("edition", ["", "x", "0", "99999999999999999999"])
def test_only_the_newest_can_be_taken(cast: Cast, edition: str) -> None:
    workshop = planned(cast)
    next_edition(workshop.edition.principle_set)
    take = reverse("workshops:take_edition", args=[workshop.code])
    assert cast.post("olu", take, {"edition": edition}).status_code == 409
    assert cast.post("gus", take, {"edition": edition}).status_code == 404
    assert Workshop.objects.get(pk=workshop.pk).edition == workshop.edition


def test_an_older_or_another_set_s_edition_is_not_taken(cast: Cast) -> None:
    workshop = planned(cast)
    older = next_edition(workshop.edition.principle_set)
    next_edition(workshop.edition.principle_set, "Goals, once more")
    with pytest.raises(Refused):
        take_newest(workshop, older.pk)


def test_words_that_are_no_longer_shared_are_offered_to_nobody_else(cast: Cast) -> None:
    workshop = planned(cast)
    owner = workshop.edition.principle_set
    next_edition(owner)
    PrincipleSet.objects.filter(pk=owner.pk).update(team=cast.elm.team, shared=True)
    assert newer_edition(workshop) is not None
    PrincipleSet.objects.filter(pk=owner.pk).update(shared=False)
    assert newer_edition(workshop) is None
