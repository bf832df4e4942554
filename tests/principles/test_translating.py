"""The draft of a translation: begun, written text by text beside others, found still right, published and removed."""

from typing import Any

import pytest

from principles.document import read, wording_of
from principles.drafting import Refused, draft_of, save_section, section_of
from principles.merging import Clash
from principles.models import Draft, PrincipleSet
from principles.publishing import publish, publish_draft
from principles.texts import texts_of
from principles.translating import (
    Given,
    begin_translation,
    paired,
    progress_of,
    remove_translation,
    save_translation,
    source_of,
    stale_of,
    still_right,
    translations_of,
)
from tests.principles.small import DOCUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> PrincipleSet:
    found = PrincipleSet.objects.create(key="small", title="Small steps")
    publish(found, read(DOCUMENT))
    return found


@pytest.fixture
def welsh(small: PrincipleSet) -> Draft:
    return begin_translation(small, "cy", None)


def written(draft: Draft, **texts: str) -> Draft:
    """Each text of a field, whatever stood there."""
    draft = Draft.objects.get(pk=draft.pk)
    pairs = {pair.path: pair for pair in paired(draft)}
    given = {path: Given(pairs[path].text, text, pairs[path].source) for path, text in texts.items()}
    return save_translation(draft.pk, given, None).draft


def whole(draft: Draft) -> Draft:
    """Every text of the source, with a word of Welsh."""
    return written(draft, **{path: f"{text} Ie" for path, text in texts_of(source_of(draft)).items() if text})


def reworded(small: PrincipleSet, section: str, **fields: Any) -> None:
    draft = draft_of(small)
    save_section(draft.pk, section, section_of(draft, section), section_of(draft, section) | fields, None)


def test_a_language_is_begun_once_and_never_that_of_the_set(small: PrincipleSet) -> None:
    welsh = begin_translation(small, "cy", None)

    assert begin_translation(small, "CY", None) == welsh
    assert translations_of(small) == [welsh]
    assert (progress_of(welsh).done, progress_of(welsh).missing) == (0, 16)
    with pytest.raises(Refused):
        begin_translation(small, "en-gb", None)


def test_a_text_is_tied_to_the_source_that_its_writer_saw(small: PrincipleSet, welsh: Draft) -> None:
    given = {"title": Given("", "Camau bach", "Small steps")}
    reworded(small, "set", title="Little steps")
    draft = save_translation(welsh.pk, given, None).draft

    assert [(pair.path, pair.was, pair.source) for pair in stale_of(draft)] == [
        ("title", "Small steps", "Little steps")
    ]
    assert stale_of(still_right(draft.pk, "title", "Little steps", None)) == ()


def test_what_the_source_said_meanwhile_is_not_confirmed_unseen(small: PrincipleSet, welsh: Draft) -> None:
    written(welsh, title="Camau bach")
    reworded(small, "set", title="Little steps")
    draft = still_right(welsh.pk, "title", "Small steps", None)
    assert [pair.path for pair in stale_of(draft)] == ["title"]


def test_two_who_translate_different_texts_both_keep_theirs(welsh: Draft) -> None:
    save_translation(welsh.pk, {"title": Given("", "Camau bach", "Small steps")}, None)
    both = save_translation(
        welsh.pk,
        {"title": Given("", "", "Small steps"), "question": Given("", "Ble rydym ni?", "Where are we?")},
        None,
    )

    assert both.clashes == ()
    assert (both.draft.wording["title"], both.draft.wording["question"]) == ("Camau bach", "Ble rydym ni?")


def test_two_who_translate_the_same_text_are_told_and_nothing_is_lost(welsh: Draft) -> None:
    save_translation(welsh.pk, {"title": Given("", "Camau bach", "Small steps")}, None)
    mine = {"title": Given("", "Camau mân", "Small steps")}
    second = save_translation(welsh.pk, mine, None)

    assert second.clashes == (Clash("title", "", "Camau mân", "Camau bach"),)
    assert second.draft.wording["title"] == "Camau bach"
    assert save_translation(welsh.pk, mine, None, sure=True).draft.wording["title"] == "Camau mân"


def test_an_entry_that_moved_while_it_was_translated_keeps_its_text(
    small: PrincipleSet, welsh: Draft
) -> None:
    reworded(small, "room", ground_rules=["Be kind.", "Listen.", "Be brief. # this is no comment"])
    draft = save_translation(welsh.pk, {"ground_rules.0": Given("", "Gwrandewch.", "Listen.")}, None).draft
    assert draft.wording["ground_rules"] == ["", "Gwrandewch.", ""]


def test_only_a_translation_that_is_complete_and_fresh_is_published(
    small: PrincipleSet, welsh: Draft
) -> None:
    written(welsh, title="Camau bach")
    reworded(small, "set", question="Where now?")
    assert list(publish_draft(small, "", None).translations.all()) == []

    whole(welsh)
    complete = publish_draft(small, "", None).translations.get()
    assert (complete.language, wording_of(complete.wording).title) == ("cy", "Small steps Ie")

    reworded(small, "set", question="Where next?")
    assert list(publish_draft(small, "", None).translations.all()) == []


def test_a_translation_that_is_removed_stays_in_its_edition(small: PrincipleSet, welsh: Draft) -> None:
    whole(welsh)
    edition = publish_draft(small, "", None)
    remove_translation(welsh)

    assert translations_of(small) == []
    assert [one.language for one in edition.translations.all()] == ["cy"]
    with pytest.raises(Draft.DoesNotExist):
        save_translation(welsh.pk, {}, None)


def test_what_changes_nothing_is_no_change(welsh: Draft) -> None:
    before = written(welsh, title="Camau bach").revision
    assert written(welsh, title="Camau bach").revision == before
