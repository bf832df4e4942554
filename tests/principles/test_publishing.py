"""An edition is published once and stays as it was."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import Team
from principles.document import Faulty, Wording, digest_of, read, wording_of
from principles.models import Edition, PrincipleSet, Translation
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish, publish_shipped, wording_for
from tests.principles.small import DOCUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> PrincipleSet:
    return PrincipleSet.objects.create(key="small", title="Small steps")


@pytest.fixture
def wording() -> Wording:
    return read(DOCUMENT)


def published() -> list[tuple[str, int, str]]:
    editions = Edition.objects.order_by("principle_set__key", "number")
    return list(editions.values_list("principle_set__key", "number", "language"))


def test_an_edition_keeps_the_words(small: PrincipleSet, wording: Wording) -> None:
    publish(small, wording)

    kept = Edition.objects.get()
    assert wording_of(kept.wording) == wording
    assert kept.digest == digest_of(wording) == digest_of(wording_of(kept.wording))


def test_the_same_words_again_are_the_same_edition(small: PrincipleSet, wording: Wording) -> None:
    assert publish(small, wording) == publish(small, wording)
    assert published() == [("small", 1, "en-GB")]


def test_other_words_are_the_next_edition(small: PrincipleSet, wording: Wording) -> None:
    first = publish(small, wording)
    second = publish(small, replace(wording, title="Other steps"))
    third = publish(small, wording)

    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert wording_of(Edition.objects.get(number=1).wording) == wording


def welsh_of(wording: Wording) -> Wording:
    return replace(wording, language="cy", title="Camau bach")


def test_a_translation_is_frozen_with_its_edition(small: PrincipleSet, wording: Wording) -> None:
    english = publish(small, wording)
    both = publish(small, wording, [welsh_of(wording)])

    assert publish(small, wording, [welsh_of(wording)]) == both
    assert [both.number, both.digest] == [2, english.digest]
    assert wording_for(both) == wording_for(both, "en-gb") == wording
    assert wording_for(both, "cy") == welsh_of(wording)
    assert [one.digest for one in both.translations.all()] == [digest_of(welsh_of(wording))]
    assert newest_edition("small") == newest_edition("small", "cy") == both
    with pytest.raises(Translation.DoesNotExist):
        wording_for(english, "cy")
    with pytest.raises(Edition.DoesNotExist):
        newest_edition("small", "gd")


def test_a_translation_of_another_shape_is_refused(small: PrincipleSet, wording: Wording) -> None:
    publish(small, wording)

    for faulty in (replace(welsh_of(wording), ground_rules=()), replace(wording, title="Camau bach")):
        with pytest.raises(Faulty):
            publish(small, wording, [faulty])
    with pytest.raises(Faulty) as refusal:
        publish(small, welsh_of(wording))

    assert str(refusal.value) == '"language" must be en-GB, that of the set.'
    assert published() == [("small", 1, "en-GB")]


def test_the_first_edition_says_which_language_a_set_is_in(small: PrincipleSet, wording: Wording) -> None:
    publish(small, welsh_of(wording))

    assert PrincipleSet.objects.get().language == "cy"


def test_the_newest_edition_is_found_in_one_query(
    small: PrincipleSet, wording: Wording, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(small, wording)
    publish(small, replace(wording, title="Other steps"))

    with django_assert_num_queries(1):
        assert str(newest_edition("small")) == "Small steps, edition 2"


def test_a_team_s_own_set_is_not_for_everybody(wording: Wording) -> None:
    own = PrincipleSet.objects.create(key="small", title="Ours", team=Team.objects.create(name="Oak"))
    publish(own, wording)

    with pytest.raises(Edition.DoesNotExist):
        newest_edition("small")


def test_a_set_without_a_team_has_its_key_for_itself(small: PrincipleSet) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PrincipleSet.objects.create(key="small", title="Again")


def loaded() -> str:
    out = StringIO()
    call_command("load_principles", stdout=out)
    return out.getvalue()


def test_load_principles_publishes_what_is_shipped() -> None:
    assert loaded() == "Published Five principles for system-wide improvement, edition 1 (en-GB).\n"
    assert published() == [(FIVE_PRINCIPLES, 1, "en-GB")]


def test_load_principles_again_asks_once_and_writes_nothing() -> None:
    loaded()

    with CaptureQueriesContext(connection) as asked:
        assert loaded() == ""

    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]
    assert published() == [(FIVE_PRINCIPLES, 1, "en-GB")]


def test_load_principles_leaves_an_owner_s_newer_edition_the_newest() -> None:
    [shipped] = publish_shipped()
    own = publish(shipped.principle_set, replace(wording_of(shipped.wording), question="And now?"))

    assert publish_shipped() == []
    assert newest_edition(FIVE_PRINCIPLES) == own
