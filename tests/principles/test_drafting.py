"""Several people work on a draft: nothing that one of them wrote is lost, and translations keep its shape."""

from typing import Any

import pytest
from django.utils.text import slugify

from accounts.models import User
from principles.document import read, values_of
from principles.drafting import (
    Outdated,
    Refused,
    add_level,
    add_principle,
    draft_of,
    faults_of,
    move_principle,
    remove_level,
    remove_principle,
    save_section,
    section_of,
)
from principles.merging import Clash
from principles.models import Draft, PrincipleSet
from principles.publishing import publish
from principles.sections import UnknownSection
from principles.texts import texts_of
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.welsh import WELSH

pytestmark = pytest.mark.django_db
BOTH = read(DOCUMENT + SECOND)


@pytest.fixture
def small() -> PrincipleSet:
    """A set that is published in two languages."""
    made = PrincipleSet.objects.create(key="small", title="Small steps")
    publish(made, BOTH, [WELSH])
    return made


@pytest.fixture
def olu() -> User:
    return User.objects.create_user("olu@example.org")


def now(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def keys_in(draft: Draft) -> list[str]:
    return [one["key"] for one in now(draft).wording["principles"]]


def test_a_draft_begins_with_the_newest_edition_in_each_of_its_languages(small: PrincipleSet) -> None:
    draft = draft_of(small)

    assert draft == draft_of(small, "en-gb")
    assert (draft.wording, draft.revision, draft.based_on) == (values_of(BOTH), 0, small.editions.get())
    welsh = small.drafts.get(language="cy")
    assert (welsh.wording, draft_of(small, "cy")) == (values_of(WELSH), welsh)
    assert welsh.sources == {path: text for path, text in texts_of(values_of(BOTH)).items() if text}
    assert [faults_of(one) for one in (draft, welsh)] == [[], []]


def test_a_new_translation_begins_empty_in_the_shape_of_its_source(small: PrincipleSet) -> None:
    gaelic = draft_of(small, "gd")

    assert set(texts_of(gaelic.wording).values()) == {""}
    assert texts_of(gaelic.wording).keys() == texts_of(values_of(BOTH)).keys()
    with pytest.raises(Refused):
        draft_of(small, "no language")


def test_what_two_people_change_is_merged_and_what_clashes_is_told(small: PrincipleSet, olu: User) -> None:
    draft = draft_of(small)
    began = section_of(draft, "walk")
    save_section(draft.pk, "walk", began, began | {"title": "Walk first", "summary": "Small."}, None)

    mine = began | {"title": "Walk on", "levels": ["We stand.", "We walk\r\nat\tlast.\x00 "]}
    saved = save_section(draft.pk, "walk", began, mine, olu)

    assert saved.clashes == (Clash("title", "Walk before you run", "Walk on", "Walk first"),)
    assert saved.values == section_of(now(draft), "walk")
    assert saved.values == began | {
        "title": "Walk first",
        "summary": "Small.",
        "levels": ["We stand.", "We walk\nat last."],
    }
    assert (saved.draft.revision, saved.draft.changed_by) == (2, olu)

    sure = save_section(draft.pk, "walk", began, mine, olu, sure=True)
    assert (sure.values["title"], sure.values["summary"], sure.clashes) == ("Walk on", "Small.", ())
    again = save_section(draft.pk, "walk", sure.values, sure.values, olu)
    assert again.draft.revision == sure.draft.revision == 3


def test_a_section_of_the_set_and_one_of_the_room(small: PrincipleSet) -> None:
    draft = draft_of(small)
    for section, field, value in [
        ("set", "cant_say", {"label": "Pass", "help": "It will not count."}),
        ("room", "check_in", ["How are you?"]),
    ]:
        base = section_of(draft, section)
        assert save_section(draft.pk, section, base, base | {field: value}, None).values[field] == value
        assert now(draft).wording[field] == value

    assert sorted(section_of(draft, "room")) == ["check_in", "check_out", "ground_rules"]
    for write in (lambda: section_of(draft, "fly"), lambda: save_section(draft.pk, "fly", {}, {}, None)):
        with pytest.raises(UnknownSection):
            write()


def test_a_page_that_is_older_than_the_scale_changes_no_number_of_levels(small: PrincipleSet) -> None:
    draft = draft_of(small)
    began = section_of(draft, "walk")
    add_level(draft, None)

    saved = save_section(
        draft.pk, "walk", began, began | {"levels": ["We lie.", "We walk."]}, None, sure=True
    )

    assert saved.values["levels"] == ["We lie.", "We walk.", ""]


def test_principles_are_added_moved_and_removed_in_every_language(small: PrincipleSet, olu: User) -> None:
    draft = draft_of(small)
    welsh = draft_of(small, "cy")
    titles = ["Set", "Run", "", "مرحبا", "x" * 200]
    keys = [add_principle(draft, title, olu) for title in titles]

    assert keys == ["set-2", "run-2", "principle-1", "principle-2", "x" * 56]
    assert keys_in(draft) == keys_in(welsh) == ["walk", "run", *keys]
    assert now(welsh).wording["principles"][0] == values_of(WELSH)["principles"][0]
    for key in keys[1:]:
        remove_principle(draft, key, olu)
    for key, places, order in [
        ("walk", 1, ["run", "walk", "set-2"]),
        ("set-2", -3, ["set-2", "run", "walk"]),
        ("set-2", 9, ["run", "walk", "set-2"]),
    ]:
        assert move_principle(draft, key, places, olu).revision == now(draft).revision
        assert keys_in(draft) == keys_in(welsh) == order
    assert now(welsh).wording["principles"][1] == values_of(WELSH)["principles"][0]
    with pytest.raises(UnknownSection):
        remove_principle(draft, "fly", olu)


def test_a_set_has_at_most_twelve_principles(small: PrincipleSet) -> None:
    draft = draft_of(small)
    for number in range(10):
        assert add_principle(draft, f"Step {number}", None) == slugify(f"Step {number}")

    with pytest.raises(Refused):
        add_principle(draft, "One more", None)
    assert len(keys_in(draft)) == 12


def test_levels_come_and_go_in_every_principle_and_language(small: PrincipleSet) -> None:
    draft = draft_of(small)
    welsh = draft_of(small, "cy")

    def levels(one: Draft) -> list[Any]:
        wording = now(one).wording
        return [wording["levels"], *(principle["levels"] for principle in wording["principles"])]

    add_level(draft, None)
    assert [texts[2:] for one in (draft, welsh) for texts in levels(one)] == [[""]] * 6
    assert remove_level(draft, 0, None).revision == 2
    assert levels(draft) == [["Yes", ""], ["We walk.", ""], ["We run.", ""]]
    assert levels(welsh) == [["Ydym", ""], ["Cerddwn.", ""], ["Rhedwn.", ""]]
    with pytest.raises(Refused):
        remove_level(draft, 0, None)
    for _ in range(5):
        add_level(draft, None)
    for refused in (lambda: add_level(draft, None), lambda: remove_level(draft, 7, None)):
        with pytest.raises(Refused):
            refused()
    assert len(levels(draft)[0]) == 7


def test_what_takes_words_away_is_done_only_to_what_was_seen(small: PrincipleSet) -> None:
    draft = draft_of(small)
    add_level(draft, None)

    for outdated in (
        lambda: remove_level(draft, 0, None, seen=0),
        lambda: remove_principle(draft, "walk", None, seen=0),
    ):
        with pytest.raises(Outdated):
            outdated()
    assert remove_level(draft, 2, None, seen=1).revision == 2


def test_what_is_wrong_is_said_in_words_with_the_way_there(small: PrincipleSet) -> None:
    draft = draft_of(small)
    key = add_principle(draft, "", None)
    base = section_of(draft, "walk")
    save_section(draft.pk, "walk", base, base | {"signs": ["Steps", ""], "title": "x" * 121}, None)
    remove_principle(draft, "run", None)

    assert [(fault.reason, fault.path) for fault in faults_of(now(draft))][:4] == [
        (f"{'x' * 121}: Title: this has 121 characters and may have 120.", ("principles", 0, "title")),
        (
            f"{'x' * 121}: Signs that it is there, 2: nothing is written here yet.",
            ("principles", 0, "signs", 1),
        ),
        ("Principle 2: Title: nothing is written here yet.", ("principles", 1, "title")),
        ("Principle 2: Summary: nothing is written here yet.", ("principles", 1, "summary")),
    ]
    assert key == "principle-1"


def test_a_translation_says_what_is_missing_and_what_is_stale(small: PrincipleSet) -> None:
    draft = draft_of(small)
    base = section_of(draft, "walk")
    save_section(draft.pk, "walk", base, base | {"summary": "Smaller steps.", "prompts": ["Where to?"]}, None)

    assert [fault.reason for fault in faults_of(now(draft_of(small, "cy")))] == [
        "Cerdded cyn rhedeg: Summary: the source has changed since this was translated.",
        "Cerdded cyn rhedeg: Questions to talk about, 1: this is not translated yet.",
    ]


def test_a_translation_is_not_written_as_if_it_were_the_source(small: PrincipleSet) -> None:
    with pytest.raises(ValueError, match="is a translation"):
        save_section(draft_of(small, "cy").pk, "walk", {}, {}, None)
