"""Publishing with open eyes, what changed from one edition to another, and an earlier one as the draft."""

from typing import Any

import pytest

from principles.drafting import add_principle, draft_of
from principles.publishing import publish_draft
from principles.translating import begin_translation, translations_of
from tests.principles.editors import Editors, gathered_editors

pytestmark = pytest.mark.django_db
PAGES = [("publish", ()), ("editions", ()), ("compare", ()), ("restore", (1,)), ("translations", ())]


@pytest.fixture
def editors() -> Editors:
    return gathered_editors()


def templates(page: Any) -> str:
    return str(page.templates[0].name)


def test_who_may_open_what(editors: Editors) -> None:
    found = {
        page: [editors.get(page, *args, who=who).status_code for who in ("olu", "fay", "gus")]
        for page, args in PAGES
    }
    assert found == {
        "publish": [200, 403, 404],
        "editions": [200, 200, 404],
        "compare": [200, 200, 404],
        "restore": [200, 403, 404],
        "translations": [200, 403, 404],
    }


def test_the_draft_becomes_the_next_edition_with_its_note(editors: Editors) -> None:
    editors.reword("walk", title="Walk before we run")
    page = editors.get("publish")
    assert page.context["told"].first == "Principle 1 was reworded; principle 2 is the same."
    assert page.context["told"].then == (
        "Scores for principle 1 from before and after cannot be compared, so its line over time breaks."
    )
    assert page.context["broken"] == ["Walk before we run"]

    answer = editors.post("publish", note=" In our own words. ", seen=page.context["seen"])

    assert (answer.status_code, answer["Location"]) == (302, f"/sets/{editors.set.pk}/editions/")
    edition = editors.set.editions.get(number=2)
    assert (edition.note, edition.published_by) == ("In our own words.", editors.olu)


def test_nothing_is_published_without_a_note_and_it_is_no_first_edition(editors: Editors) -> None:
    editors.reword("room", ground_rules=["Listen."])
    answer = editors.post("publish", note=" ", seen=editors.get("publish").context["seen"])

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["note"]
    assert editors.set.editions.count() == 1


def test_only_what_was_looked_at_is_published(editors: Editors) -> None:
    seen = editors.get("publish").context["seen"]
    editors.reword("walk", title="Walk before we run")
    answer = editors.post("publish", note="Nothing of note.", seen=seen)

    assert answer.status_code == 409
    assert answer.context["form"]["note"].value() == "Nothing of note."
    assert editors.set.editions.count() == 1
    again = editors.post("publish", note="Now seen.", seen=answer.context["seen"])
    assert (again.status_code, editors.set.editions.count()) == (302, 2)


def test_what_stands_in_the_way_leads_to_its_section(editors: Editors) -> None:
    key = add_principle(editors.draft, "Rest", editors.olu)
    page = editors.get("publish")
    assert {fault["section"] for fault in page.context["faults"]} == {key}

    answer = editors.post("publish", note="Too early.", seen=page.context["seen"])
    assert (answer.status_code, templates(answer)) == (422, "principles/publishing/publish.html")
    assert editors.set.editions.count() == 1


def test_publishing_nothing_new_says_so(editors: Editors) -> None:
    page = editors.get("publish")
    assert page.context["changed"] is False
    editors.post("publish", note="Again.", seen=page.context["seen"])
    assert editors.set.editions.count() == 1


def test_a_translation_that_is_not_complete_is_said_to_stay_behind(editors: Editors) -> None:
    begin_translation(editors.set, "cy", None)
    [welsh] = editors.get("publish").context["translations"]
    assert (welsh["name"], welsh["goes"]) == ("Welsh (Cymraeg)", False)


def test_two_editions_are_compared_word_by_word(editors: Editors) -> None:
    editors.reword("walk", summary="Small steps at the start.")
    publish_draft(editors.set, "Clearer.", editors.olu)
    page = editors.get("compare")

    assert (page.context["old_key"], page.context["new_key"]) == ("1", "2")
    [part] = page.context["parts"]
    [row] = part.rows
    marked = [[(str(piece.kind), piece.text) for piece in side] for side in (row.old, row.new)]
    assert (part.key, part.number, row.name) == ("walk", 1, "Summary")
    assert marked == [
        [("same", "Small steps"), ("removed", "first"), ("same", ".")],
        [("same", "Small steps"), ("added", "at the start"), ("same", ".")],
    ]
    text = page.content.decode()
    assert text.count('<del><span class="vh">removed: </span>first</del>') == 1
    assert text.count('<ins><span class="vh">added: </span>at the start</ins>') == 1


def test_the_same_edition_twice_has_no_differences(editors: Editors) -> None:
    page = editors.get("compare", old="1", new="1")
    assert page.context["told"].first == "No differences: both say the same, word for word."
    assert page.context["parts"] == ()


@pytest.mark.parametrize("query", [{"old": "7"}, {"new": "x"}, {"old": "-1", "new": "1"}])
def test_an_edition_that_is_not_there_is_not_found(editors: Editors, query: dict[str, str]) -> None:
    assert editors.get("compare", **query).status_code == 404


def test_a_facilitator_compares_editions_and_not_the_draft(editors: Editors) -> None:
    editors.reword("walk", title="Walk before we run")
    assert editors.get("compare", old="1", new="draft").status_code == 200
    assert editors.get("compare", who="fay", old="1", new="draft").status_code == 404
    assert editors.get("compare", who="fay").context["choices"] == [("1", "Edition 1")]


def test_a_language_that_one_side_lacks_is_said(editors: Editors) -> None:
    begin_translation(editors.set, "cy", None)
    page = editors.get("compare", old="1", new="draft", lang="cy")
    assert (page.context["compared"], page.context["lacking"]) == (None, "Edition 1")


def test_an_earlier_edition_comes_back_as_the_draft(editors: Editors) -> None:
    editors.reword("walk", title="Walk before we run")
    publish_draft(editors.set, "Ours.", editors.olu)
    answer = editors.post("restore", 1)

    assert (answer.status_code, answer["Location"]) == (302, f"/sets/{editors.set.pk}/")
    assert draft_of(editors.set).wording == editors.set.editions.get(number=1).wording
    assert editors.set.editions.count() == 2


def test_what_no_edition_has_is_lost_only_if_somebody_says_so(editors: Editors) -> None:
    editors.reword("walk", title="Walk before we run")
    asked = editors.post("restore", 1)
    assert (asked.status_code, asked.context["lost"]) == (409, ["British English"])
    assert editors.draft.wording["principles"][0]["title"] == "Walk before we run"

    editors.reword("walk", title="Walk, then run")
    late = editors.post("restore", 1, seen=asked.context["seen"])
    assert late.status_code == 409
    assert editors.post("restore", 1, seen=late.context["seen"]).status_code == 302
    assert editors.draft.wording == editors.set.editions.get(number=1).wording


def test_restoring_asks_for_translations_too(editors: Editors) -> None:
    begin_translation(editors.set, "cy", None)
    [welsh] = translations_of(editors.set)
    welsh.wording["title"] = "Camau bach"
    welsh.save()
    assert editors.post("restore", 1).context["lost"] == ["Welsh (Cymraeg)"]


def test_what_nobody_looked_at_is_not_published(editors: Editors) -> None:
    editors.reword("walk", title="Walk before we run")
    assert editors.post("publish", note="Unseen.").status_code == 409
    assert editors.set.editions.count() == 1
