"""From a draft to an edition and back: frozen whole, restored whole, and shipped words never lose an owner's."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from accounts.models import User
from principles import publishing
from principles.document import Faulty, read, toml_of, values_of, wording_of
from principles.drafting import add_principle, draft_of, faults_of, remove_principle, save_section, section_of
from principles.models import Draft, Edition, PrincipleSet
from principles.publishing import newest_edition, publish, publish_draft, publish_shipped, restore
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


def change(draft: Draft, section: str, **fields: object) -> None:
    base = section_of(draft, section)
    save_section(draft.pk, section, base, base | fields, None)


def languages(edition: Edition) -> list[str]:
    return list(edition.translations.values_list("language", flat=True))


def test_a_draft_is_frozen_with_each_translation_that_is_finished(small: PrincipleSet) -> None:
    olu = User.objects.create_user("olu@example.org")
    draft_of(small, "gd")
    change(
        draft_of(small), "room", check_in=["How are you?"], ground_rules=["Be brief. # this is no comment"]
    )
    welsh = draft_of(small, "cy")
    welsh.wording["check_in"], welsh.sources["check_in.0"] = ["Sut ydych chi?"], "How are you?"
    welsh.save()

    edition = publish_draft(small, " Asked first.\x00 ", olu)

    assert (edition.number, edition.note, edition.published_by) == (2, "Asked first.", olu)
    assert wording_of(edition.wording) == replace(
        BOTH, check_in=("How are you?",), ground_rules=BOTH.ground_rules[1:]
    )
    [frozen] = edition.translations.all()
    assert wording_of(frozen.wording) == replace(
        WELSH, check_in=("Sut ydych chi?",), ground_rules=WELSH.ground_rules[1:]
    )
    assert publish_draft(small, "Again", olu) == edition
    assert [one.based_on and one.based_on.number for one in small.drafts.order_by("language")] == [2, 2, None]
    assert wording_of(Edition.objects.get(number=1).wording) == BOTH


def test_a_translation_that_is_stale_stays_a_draft_until_it_is_not(small: PrincipleSet) -> None:
    change(draft_of(small), "walk", summary="Smaller steps.")
    second = publish_draft(small, "", None)
    welsh = draft_of(small, "cy")
    welsh.sources["principles.walk.summary"] = "Smaller steps."
    welsh.save()

    third = publish_draft(small, "", None)

    assert [languages(one) for one in (second, third)] == [[], ["cy"]]
    assert [second.number, third.number] == [2, 3]
    assert second.digest == third.digest


def test_a_translation_waits_while_its_source_is_written_anew(small: PrincipleSet) -> None:
    change(draft_of(small), "walk", summary="")
    change(draft_of(small), "set", credit="Us")
    welsh = draft_of(small, "cy")
    welsh.wording["credit"], welsh.sources["credit"] = "Ni", "Us"
    welsh.save()
    change(draft_of(small), "walk", summary="Small steps first.")
    change(draft_of(small), "set", credit="")

    edition = publish_draft(small, "", None)

    assert [edition.number, languages(edition)] == [1, ["cy"]]
    change(draft_of(small), "set", credit="Us")
    assert faults_of(draft_of(small, "cy")) == []
    assert draft_of(small, "cy").wording == values_of(replace(WELSH, credit="Ni"))


def test_what_is_unfinished_is_not_published(small: PrincipleSet) -> None:
    draft = draft_of(small)
    add_principle(draft, "Fly", None)

    with pytest.raises(Faulty) as refusal:
        publish_draft(small, "", None)

    assert list(refusal.value.faults) == faults_of(Draft.objects.get(pk=draft.pk))
    assert str(refusal.value).split("\n")[0] == "Fly: Summary: nothing is written here yet."
    assert Edition.objects.count() == 1


def test_a_set_is_called_what_its_newest_edition_is_called(small: PrincipleSet) -> None:
    change(draft_of(small), "set", title="Great steps")
    publish_draft(small, "", None)

    assert PrincipleSet.objects.get().title == "Great steps"


def test_an_old_edition_comes_back_as_the_draft_in_all_its_languages(small: PrincipleSet) -> None:
    draft = draft_of(small)
    gaelic = draft_of(small, "gd")
    change(draft, "walk", summary="Smaller steps.")
    remove_principle(draft, "run", None)
    publish_draft(small, "", None)

    restored = restore(small.editions.get(number=1), None)

    assert (restored.pk, restored.wording) == (draft.pk, values_of(BOTH))
    welsh = draft_of(small, "cy")
    assert (welsh.wording, faults_of(welsh)) == (values_of(WELSH), [])
    assert [one["key"] for one in draft_of(small, "gd").wording["principles"]] == ["walk", "run"]
    assert draft_of(small, "gd") == gaelic
    again = publish_draft(small, "As it was", None)
    assert (again.number, again.digest, languages(again)) == (3, small.editions.get(number=1).digest, ["cy"])


def test_only_a_draft_that_nobody_has_touched_goes_along_with_a_new_edition(small: PrincipleSet) -> None:
    other = replace(BOTH, question="And now?")
    draft_of(small)
    publish(small, other, [replace(WELSH, question="A nawr?")])
    assert draft_of(small).wording == values_of(other)
    assert (draft_of(small, "cy").wording["question"], faults_of(draft_of(small, "cy"))) == ("A nawr?", [])

    change(draft_of(small), "set", question="Mine?")
    publish(small, replace(BOTH, question="Theirs?"))
    assert draft_of(small).wording["question"] == "Mine?"


@pytest.fixture
def ship(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[Edition]]:
    """Puts these documents in the folder of shipped ones, and publishes them."""
    monkeypatch.setattr(publishing, "SHIPPED", tmp_path)

    def shipped(**documents: str) -> list[Edition]:
        for language, text in documents.items():
            (tmp_path / f"small.{language}.toml").write_text(text, encoding="utf-8")
        return publish_shipped()

    return shipped


def test_shipped_documents_of_other_languages_are_translations(ship: Callable[..., list[Edition]]) -> None:
    [first] = ship(en=toml_of(BOTH))
    draft_of(first.principle_set)
    [second] = ship(cy=toml_of(WELSH))

    assert (second.digest, languages(first), languages(second)) == (first.digest, [], ["cy"])
    assert newest_edition("small", "cy") == second
    assert ship() == []
    assert first.principle_set.drafts.get(language="cy").wording == values_of(WELSH)


def test_a_shipped_translation_leaves_an_owner_s_newer_edition_the_newest(
    ship: Callable[..., list[Edition]],
) -> None:
    [shipped] = ship(en=toml_of(BOTH), cy=toml_of(WELSH))
    own = publish(shipped.principle_set, replace(BOTH, question="And now?"))

    assert ship() == []
    assert newest_edition("small") == own
