"""Whose a set is, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models.signals import pre_save
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, Team, User
from principles.document import Faulty, read, toml_of, values_of
from principles.drafting import draft_of, faults_of
from principles.models import Draft, Edition, PrincipleSet, Translation
from principles.owning import (
    InUse,
    archive_set,
    begin_set,
    bring_back_set,
    copy_set,
    delete_set,
    import_document,
    may_edit,
    sets_for,
    share_set,
)
from principles.publishing import publish, publish_draft, wording_for
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.welsh import WELSH
from workshops.actions.planning import plan_workshop
from workshops.domain.agendas import AGENDAS

pytestmark = pytest.mark.django_db
BOTH = read(DOCUMENT + SECOND)


@pytest.fixture
def oak() -> Team:
    return Team.objects.create(name="Oak")


@pytest.fixture
def small() -> PrincipleSet:
    made = PrincipleSet.objects.create(key="small", title="Small steps")
    publish(made, BOTH, [WELSH])
    return made


def person(name: str, team: Team | None = None, role: str = "organiser", *, staff: bool = False) -> User:
    user = User.objects.create_user(f"{name}@example.org", is_staff=staff)
    if team:
        Membership.objects.create(team=team, user=user, role=role)
    return user


def test_everybody_reads_what_is_theirs_and_what_is_offered_to_them(
    oak: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    elm = Team.objects.create(name="Elm")
    for team in (oak, elm, None):
        name = team.name if team else "All"
        for kind in ("", " shared", " away"):
            made = begin_set(team, f"{name}{kind}", "en-GB", 2, None)
            share_set(made, kind != "")
            if kind == " away":
                archive_set(made)
    olu, fay = person("olu", oak), person("fay", oak, "facilitator")
    gus, owner = person("gus", elm), person("owner", staff=True)

    def read_by(user: User | AnonymousUser) -> list[str]:
        with django_assert_num_queries(1):
            return [one.title for one in sets_for(user)]

    of_oak = ["All", "All shared", "Elm shared", "Oak", "Oak away", "Oak shared"]
    assert read_by(olu) == read_by(fay) == of_oak
    assert read_by(gus) == ["All", "All shared", "Elm", "Elm away", "Elm shared", "Oak shared"]
    assert read_by(owner) == ["All", "All away", "All shared", "Elm shared", "Oak shared"]
    assert read_by(AnonymousUser()) == ["All", "All shared"]
    sets = {one.title: one for one in PrincipleSet.objects.all()}
    people: dict[str, User | AnonymousUser] = {
        "olu": olu,
        "fay": fay,
        "gus": gus,
        "owner": owner,
        "nobody": AnonymousUser(),
    }
    edited = {
        name: [title for title, one in sorted(sets.items()) if may_edit(user, one)]
        for name, user in people.items()
    }
    assert edited == {
        "olu": ["Oak", "Oak away", "Oak shared"],
        "fay": [],
        "gus": ["Elm", "Elm away", "Elm shared"],
        "owner": ["All", "All away", "All shared"],
        "nobody": [],
    }


def test_a_copy_begins_with_the_words_and_translations_and_is_its_own(oak: Team, small: PrincipleSet) -> None:
    edition = small.editions.get()
    copies = [copy_set(edition, oak, " Our steps ", None) for _ in range(3)]

    assert [(one.key, one.title, one.team, one.copied_from) for one in copies] == [
        (key, "Our steps", oak, edition) for key in ("our-steps", "our-steps-2", "our-steps-3")
    ]
    draft, welsh = draft_of(copies[0]), draft_of(copies[0], "cy")
    assert draft.wording == values_of(replace(BOTH, title="Our steps"))
    assert (welsh.wording, draft.based_on, welsh.based_on) == (values_of(WELSH), None, None)
    assert [fault.reason for fault in faults_of(welsh)] == [
        "Title of the set: the source has changed since this was translated."
    ]
    assert publish_draft(copies[0], "", None).number == 1
    assert (Edition.objects.count(), copies[0].editions.count()) == (2, 1)


def test_an_empty_set_has_its_levels_and_in_english_what_every_room_needs(oak: Team) -> None:
    english = draft_of(begin_set(oak, "Ours", "en-us", 3, None)).wording
    arabic_set = begin_set(oak, "مبادئنا", "ar", 7, None)
    arabic = draft_of(arabic_set).wording

    assert (english["levels"], english["principles"], english["question"]) == (["", "", ""], [], "")
    assert english["cant_say"]["label"] == "I can't say"
    assert [fault.reason for fault in faults_of(draft_of(PrincipleSet.objects.get(key="ours")))] == [
        "Question: nothing is written here yet.",
        "Names of the levels, 1: nothing is written here yet.",
        "Names of the levels, 2: nothing is written here yet.",
        "Names of the levels, 3: nothing is written here yet.",
        "Principles: there are 0, and there must be 1 to 12.",
    ]
    assert (arabic["title"], arabic_set.key, arabic["cant_say"]["label"], len(arabic["levels"])) == (
        "مبادئنا", "set", "", 7,
    )  # fmt: skip


def test_a_set_is_put_away_and_brought_back(small: PrincipleSet) -> None:
    archive_set(small)
    first = small.archived_at
    archive_set(small)
    assert (PrincipleSet.objects.get().archived_at, first is not None) == (first, True)

    bring_back_set(small)
    assert PrincipleSet.objects.get().archived_at is None


def test_a_set_that_no_workshop_uses_is_deleted_with_all_that_is_in_it(
    oak: Team, small: PrincipleSet
) -> None:
    copy = copy_set(small.editions.get(), oak, "Ours", None)
    publish(small, replace(BOTH, question="And now?"))
    draft_of(small)

    delete_set(small)

    left = PrincipleSet.objects.get()
    assert (left.pk, left.copied_from) == (copy.pk, None)
    assert (Edition.objects.count(), Translation.objects.count()) == (0, 0)
    assert list(Draft.objects.values_list("principle_set", flat=True)) == [copy.pk, copy.pk]


def test_a_set_that_a_workshop_uses_stays_whole(oak: Team, small: PrincipleSet) -> None:
    first, second = small.editions.get(), publish(small, replace(BOTH, question="And now?"))
    for edition in (first, second):
        plan_workshop(
            team=oak,
            edition=edition,
            agenda=AGENDAS[0],
            title="A workshop",
            purpose="",
            starts_at=datetime(2026, 11, 19, 10, tzinfo=UTC),
            families=[],
        )

    with pytest.raises(InUse) as refusal:
        delete_set(small)

    assert refusal.value.workshops == 2
    assert str(refusal.value) == "2 workshops use this set: it can be archived, and not deleted."
    assert [PrincipleSet.objects.count(), Edition.objects.count(), Translation.objects.count()] == [1, 2, 1]


def test_a_document_becomes_a_draft_an_edition_and_the_same_document(oak: Team) -> None:
    draft = import_document(toml_of(BOTH), None, oak, None)
    own = draft.principle_set
    assert (own.title, own.team, own.language, own.editions.count()) == ("Small steps", oak, "en-GB", 0)
    assert faults_of(import_document(toml_of(WELSH), own, None, None)) == []

    edition = publish_draft(own, "", None)

    assert toml_of(wording_for(edition)) == toml_of(BOTH)
    assert toml_of(wording_for(edition, "cy")) == toml_of(WELSH)
    again = import_document(toml_of(replace(BOTH, language="en-gb", question="And now?")), own, None, None)
    assert (again.pk, again.wording) == (draft.pk, values_of(replace(BOTH, question="And now?")))


def test_a_faulty_document_changes_nothing(small: PrincipleSet) -> None:
    drafts = [draft_of(small), draft_of(small, "cy")]
    one_less = toml_of(replace(WELSH, ground_rules=("Gwrandewch.",)))
    for text, fault in [
        ("title = 7", 'Line 1: "title" must be text.'),
        (one_less, 'Line 11: "ground_rules" has 1 entries, and 2 in the set\'s own language.'),
    ]:
        with pytest.raises(Faulty) as refusal:
            import_document(text, small, None, None)
        assert str(refusal.value).split("\n")[-1] == fault

    with pytest.raises(Faulty):
        import_document("", None, None, None)
    assert [(one.wording, one.revision) for one in Draft.objects.order_by("pk")] == [
        (one.wording, one.revision) for one in drafts
    ]
    assert PrincipleSet.objects.count() == 1


def test_a_translation_waits_for_its_source(oak: Team) -> None:
    unfinished = begin_set(oak, "Ours", "en-GB", 2, None)

    with pytest.raises(Faulty, match="not finished"):
        import_document(toml_of(WELSH), unfinished, None, None)


def test_whoever_is_beaten_to_a_key_looks_for_one_again(oak: Team) -> None:
    def take(instance: PrincipleSet, **_signal: object) -> None:
        """Another takes it between the look and the writing; what they did is undone with the first try here."""
        pre_save.disconnect(take, sender=PrincipleSet)
        PrincipleSet.objects.bulk_create([PrincipleSet(key=instance.key, title="Theirs", team=oak)])

    pre_save.connect(take, sender=PrincipleSet)

    assert begin_set(oak, "Ours", "en-GB", 2, None).title == "Ours"
    assert list(oak.principle_sets.values_list("title", flat=True)) == ["Ours"]
