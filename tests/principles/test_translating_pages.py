"""A translation written on its page: what stands beside what, what two write at once, what was typed is never lost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from principles.models import Draft
from principles.publishing import publish_draft
from principles.texts import Progress, fitted, texts_of
from principles.translating import (
    begin_translation,
    paired,
    progress_of,
    source_of,
    stale_of,
    translations_of,
)
from tests.principles.editors import Editors, gathered_editors

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors() -> Editors:
    return gathered_editors()


@pytest.fixture
def welsh(editors: Editors) -> Draft:
    """Everything is translated, with a word at the end of each."""
    draft = begin_translation(editors.set, "cy", editors.olu)
    source = source_of(draft)
    texts = {path: text for path, text in texts_of(source).items() if text}
    draft.wording = fitted(source, [_done(pair) for pair in paired(draft)], "cy")
    draft.sources = texts
    draft.save()
    return draft


def _done(pair: Any) -> Any:
    return type(pair)(pair.path, pair.source, f"{pair.source} Ie", pair.source)


def form_of(page: Any) -> dict[str, str]:
    """What the page's form would send as it stands."""
    fields: dict[str, str] = {}
    for row in page.context["rows"]:
        fields |= {f"t.{row.path}": row.text, f"b.{row.path}": row.base, f"s.{row.path}": row.pair.source}
    return fields


def section(editors: Editors, key: str = "walk") -> Any:
    return editors.get("translate", "cy", key)


def test_a_language_is_begun_by_its_tag(editors: Editors) -> None:
    answer = editors.post("translations", language=" CY ")
    assert (answer.status_code, answer["Location"]) == (302, f"/sets/{editors.set.pk}/translations/cy/")
    assert [draft.language for draft in translations_of(editors.set)] == ["cy"]

    for wrong in ("", "Welsh please", "en-GB", "x" * 50):
        answer = editors.post("translations", language=wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["language"])
    assert len(translations_of(editors.set)) == 1


def test_the_page_shows_source_and_translation_with_how_far_it_is(editors: Editors, welsh: Draft) -> None:
    page = section(editors)
    rows = {row.path: row for row in page.context["rows"]}
    assert list(rows)[:3] == [f"principles.walk.{field}" for field in ("title", "summary", "meaning")]
    assert rows["principles.walk.levels.1"].level == 2
    assert page.context["progress"] == Progress(done=22, stale=0, missing=0)
    assert page.content.decode().count('lang="cy" dir="ltr"') == len(rows)


def test_a_stale_text_is_marked_with_what_the_source_said_then(editors: Editors, welsh: Draft) -> None:
    editors.reword("walk", title="Walk before we run")
    page = section(editors)
    [row] = [row for row in page.context["rows"] if row.pair.is_stale]
    assert [(str(piece.kind), piece.text) for piece in row.then] == [
        ("same", "Walk before"),
        ("removed", "you"),
        ("added", "we"),
        ("same", "run"),
    ]

    answer = editors.post("translate", "cy", "walk", **form_of(page), right="principles.walk.title")
    assert answer["Location"] == f"/sets/{editors.set.pk}/translations/cy/walk/#p-title"
    assert stale_of(translations_of(editors.set)[0]) == ()


def test_what_is_written_is_kept_with_and_without_a_script(editors: Editors, welsh: Draft) -> None:
    fields = form_of(section(editors)) | {"t.principles.walk.title": "Cerdded  yn gyntaf\x07"}
    reply = editors.post("translate", "cy", "walk", htmx=True, **fields, auto="1")
    assert (reply.status_code, reply.templates[0].name) == (200, "principles/translating/reply.html")

    again = editors.post(
        "translate", "cy", "walk", **fields | {"b.principles.walk.title": "Cerdded yn gyntaf"}
    )
    assert again.status_code == 302
    [draft] = translations_of(editors.set)
    assert draft.wording["principles"][0]["title"] == "Cerdded yn gyntaf"
    assert progress_of(draft).is_complete


def test_two_who_write_the_same_text_choose(editors: Editors, welsh: Draft) -> None:
    title = "principles.walk.title"
    fields = form_of(section(editors))
    editors.post("translate", "cy", "walk", **fields | {f"t.{title}": "Theirs"})
    clash = editors.post("translate", "cy", "walk", htmx=True, **fields | {f"t.{title}": "Mine"})

    row = clash.context["rows"][0]
    assert (clash.status_code, row.text, row.theirs) == (409, "Mine", "Theirs")
    again = editors.post("translate", "cy", "walk", htmx=True, **form_of(clash))
    assert (again.status_code, again.context["rows"][0].theirs) == (409, "Theirs")

    kept = form_of(clash) | {f"o.{title}": "Theirs", "keep": title}
    assert editors.post("translate", "cy", "walk", **kept).status_code == 302
    assert section(editors).context["rows"][0].text == "Mine"


def test_a_text_of_somebody_else_s_is_never_overwritten_by_a_page_that_did_not_change_it(
    editors: Editors, welsh: Draft
) -> None:
    title, summary = "principles.walk.title", "principles.walk.summary"
    fields = form_of(section(editors))
    editors.post("translate", "cy", "walk", **fields | {f"t.{title}": "Theirs"})
    mine = editors.post("translate", "cy", "walk", htmx=True, **fields | {f"t.{summary}": "Mine"})
    rows = {row.path: row for row in mine.context["rows"]}
    assert (mine.status_code, rows[title].is_newer, rows[title].base) == (200, True, fields[f"b.{title}"])

    editors.post("translate", "cy", "walk", htmx=True, **form_of(mine))
    after = {row.path: row.text for row in section(editors).context["rows"]}
    assert (after[title], after[summary]) == ("Theirs", "Mine")


def test_what_is_too_long_stays_in_its_box_and_the_rest_is_kept(editors: Editors, welsh: Draft) -> None:
    title, summary = "principles.walk.title", "principles.walk.summary"
    long = "a" * 121
    answer = editors.post(
        "translate", "cy", "walk", **form_of(section(editors)) | {f"t.{title}": long, f"t.{summary}": "Mine"}
    )
    rows = {row.path: row for row in answer.context["rows"]}
    assert (answer.status_code, rows[title].text, rows[title].fault) == (
        422,
        long,
        "This has 121 characters and may have 120.",
    )
    kept = {row.path: row.text for row in section(editors).context["rows"]}
    assert (kept[title], kept[summary]) == ("Walk before you run Ie", "Mine")


def test_what_was_typed_for_a_text_that_is_gone_is_shown(editors: Editors, welsh: Draft) -> None:
    fields = form_of(section(editors)) | {"t.principles.walk.signs.0": "Camau newydd"}
    editors.reword("walk", signs=[])
    answer = editors.post("translate", "cy", "walk", htmx=True, **fields)
    assert (answer.context["moved"], answer.context["lost"]) == (
        True,
        [("Signs that it is there, 1", "Camau newydd")],
    )


def test_what_a_page_of_ours_would_not_send_is_refused_or_left_alone(editors: Editors, welsh: Draft) -> None:
    before = Draft.objects.get(pk=welsh.pk).wording
    nonsense = {"t.": "x", "t.principles": "x", "t.principles.walk": "x", "t.title": "x", "t.nothing.7": "x"}
    assert (
        editors.post("translate", "cy", "walk", **nonsense, keep="x", take="y", right="z").status_code == 302
    )
    unseen = editors.post("translate", "cy", "walk", **{"t.principles.walk.title": "x"})
    assert unseen.status_code == 409
    assert Draft.objects.get(pk=welsh.pk).wording == before
    assert editors.get("translate", "cy", "nowhere").status_code == 404
    assert editors.get("translate", "pl", "walk").status_code == 404


def test_a_translation_that_somebody_removed_keeps_what_was_typed(editors: Editors, welsh: Draft) -> None:
    fields = form_of(section(editors)) | {"t.principles.walk.title": "Cerdded"}
    assert editors.get("remove_translation", "cy").status_code == 200
    assert editors.post("remove_translation", "cy").status_code == 302
    answer = editors.post("translate", "cy", "walk", **fields)
    assert (answer.status_code, answer.templates[0].name) == (409, "workshops/refused.html")
    assert ("t.principles.walk.title", "Cerdded") in answer.context["kept"]


def test_a_facilitator_translates_nothing(editors: Editors, welsh: Draft) -> None:
    fields = form_of(section(editors)) | {"t.principles.walk.title": "Cerdded"}
    answers = [
        editors.post("translate", "cy", "walk", who=who, **fields).status_code for who in ("fay", "gus")
    ]
    assert answers == [403, 404]
    assert section(editors).context["rows"][0].text == "Walk before you run Ie"


def queries_of(editors: Editors, page: str) -> int:
    browser = editors.browser("olu")
    address = reverse(f"sets:{page}", args=[editors.set.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_many_languages_and_editions_take_no_more_queries_than_one(editors: Editors, welsh: Draft) -> None:
    pages = ("translations", "publish", "editions", "compare")
    publish_draft(editors.set, "In Welsh.", editors.olu)
    one = [queries_of(editors, page) for page in pages]
    for tag in ("pl", "so", "ur"):
        begin_translation(editors.set, tag, editors.olu)
        editors.reword("room", ground_rules=[f"Listen to {tag}."])
        publish_draft(editors.set, "Another.", editors.olu)
    assert [queries_of(editors, page) for page in pages] == one
