"""What a site's owner may do with sets and editions."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Team, User
from principles.document import read
from principles.drafting import draft_of
from principles.models import Edition, PrincipleSet
from principles.publishing import publish, publish_shipped
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.welsh import WELSH


@pytest.fixture
def owner(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("owner@example.org", "a long pass phrase"))
    return client


@pytest.fixture
def edition(db: None) -> Edition:
    return publish_shipped()[0]


def test_an_edition_can_be_read_and_nothing_else(owner: Client, edition: Edition) -> None:
    page = reverse("admin:principles_edition_change", args=[edition.pk])

    assert owner.get(page).status_code == 200
    assert owner.post(page, {"number": 9}).status_code == 403
    assert owner.get(reverse("admin:principles_edition_add")).status_code == 403
    assert owner.post(reverse("admin:principles_edition_delete", args=[edition.pk])).status_code == 403
    assert list(Edition.objects.values_list("number", flat=True)) == [1]


def test_a_translation_can_be_read_and_a_draft_thrown_away(owner: Client) -> None:
    small = PrincipleSet.objects.create(key="small", title="Small steps")
    [translation] = publish(small, read(DOCUMENT + SECOND), [WELSH]).translations.all()
    draft = draft_of(small)
    translation_page = reverse("admin:principles_translation_change", args=[translation.pk])
    draft_page = reverse("admin:principles_draft_change", args=[draft.pk])

    assert [owner.get(page).status_code for page in (translation_page, draft_page)] == [200, 200]
    assert [owner.post(page, {"language": "gd"}).status_code for page in (translation_page, draft_page)] == [
        403,
        403,
    ]
    for name, status in {"translation": 403, "draft": 302}.items():
        pk = translation.pk if name == "translation" else draft.pk
        gone = owner.post(reverse(f"admin:principles_{name}_delete", args=[pk]), {"post": "yes"})
        assert (gone.status_code, owner.get(reverse(f"admin:principles_{name}_add")).status_code) == (
            status,
            403,
        )
    assert list(small.drafts.values_list("language", flat=True)) == ["cy"]
    assert list(small.editions.values_list("translations__language", flat=True)) == ["cy"]


def test_a_set_with_editions_cannot_be_deleted(owner: Client, edition: Edition) -> None:
    empty = PrincipleSet.objects.create(key="empty", title="Empty")
    for one in (empty, edition.principle_set):
        owner.post(reverse("admin:principles_principleset_delete", args=[one.pk]), {"post": "yes"})

    assert list(PrincipleSet.objects.values_list("key", flat=True)) == ["five-principles"]


@pytest.mark.parametrize("listed", ["principleset", "edition", "translation", "draft"])
def test_a_longer_list_takes_no_more_queries(
    owner: Client, edition: Edition, listed: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse(f"admin:principles_{listed}_changelist")
    with django_assert_max_num_queries(20) as one:
        assert owner.get(address).status_code == 200

    for name in ("Elm", "Ash"):
        own = PrincipleSet.objects.create(key=name.lower(), title=name, team=Team.objects.create(name=name))
        made = own.editions.create(number=1, wording=edition.wording, digest=edition.digest)
        made.translations.create(language="cy", wording=edition.wording, digest=edition.digest)
        draft_of(own)
    with django_assert_max_num_queries(20) as three:
        assert owner.get(address).status_code == 200

    assert len(three) == len(one)
