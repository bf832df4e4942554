"""The one gate of /sets/: every address under it, for whoever should and should not come in."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from principles import set_urls
from principles.models import PrincipleSet
from tests.principles.editors import Editors, gathered_editors

pytestmark = pytest.mark.django_db
GIVEN: dict[str, Any] = {"number": 1, "language": "cy", "section": "walk"}
# What somebody who may read a set and not change it may look at. Every other address is for those who change it.
READ = {"set", "editions", "compare"}
# What is somebody's own, and concerns no set yet.
OWN = {"sets", "new", "import"}


@pytest.fixture
def editors() -> Editors:
    return gathered_editors()


def patterns(found: Sequence[Any]) -> list[URLPattern]:
    return [
        one
        for each in found
        for one in (patterns(each.url_patterns) if isinstance(each, URLResolver) else [each])
    ]


def addresses(pk: int) -> dict[str, str]:
    """The address of every page of one set, by name."""
    named = {
        one.name: one.pattern.converters for one in patterns(set_urls.urlpatterns) if one.name not in OWN
    }
    assert {name for name, asked in named.items() if "pk" not in asked} == set()
    return {
        str(name): reverse(f"sets:{name}", kwargs={key: GIVEN.get(key, pk) for key in asked})
        for name, asked in named.items()
    }


def statuses(client: Client, pk: int, **headers: str) -> dict[str, set[int]]:
    """What each address answers to being looked at, and to being sent something where it takes that."""
    return {
        name: {send(page, headers=headers).status_code for send in (client.get, client.post)} - {405}
        for name, page in addresses(pk).items()
    }


def test_every_page_of_a_set_has_its_gate(editors: Editors) -> None:
    pages = addresses(editors.set.pk)
    assert statuses(editors.browser("gus"), editors.set.pk) == {name: {404} for name in pages}
    assert statuses(Client(), editors.set.pk) == {name: {302} for name in pages}
    assert statuses(Client(), editors.set.pk, **{"HX-Request": "true"}) == {name: {403} for name in pages}
    fay = statuses(editors.browser("fay"), editors.set.pk)
    assert {name: {403} for name in pages if name not in READ} | {name: fay[name] for name in READ} == fay
    assert [editors.get(name, who="fay").status_code for name in sorted(READ)] == [200] * 3


def test_a_set_that_is_not_there_is_as_unknown_as_anothers(editors: Editors) -> None:
    olu = editors.browser("olu")
    missing = [olu.get(reverse("sets:set", args=[pk])).status_code for pk in (0, 10**9, 10**25)]
    assert missing == [404] * 3


def test_a_shared_set_is_read_and_copied_by_others_and_not_changed(editors: Editors) -> None:
    assert editors.post("keep", act="share").status_code == 302
    assert [editors.get(name, who="gus").status_code for name in ("set", "draft")] == [200, 403]
    assert editors.get("section", "walk", who="gus").status_code == 403
    editors.reword("walk", title="Not published yet")
    seen = {who: editors.get("set", who=who).context["principles"][0]["title"] for who in ("gus", "fay")}
    assert seen == {"gus": "Walk before you run", "fay": "Not published yet"}
    assert editors.post("keep", who="gus", act="unshare").status_code == 403
    editors.post("keep", act="archive")
    assert [editors.get("set", who=who).status_code for who in ("gus", "olu", "fay")] == [404, 200, 200]
    editors.post("keep", act="bring_back")
    editors.post("keep", act="unshare")
    owned = PrincipleSet.objects.get(pk=editors.set.pk)
    assert (owned.shared, owned.archived_at, editors.get("set", who="gus").status_code) == (False, None, 404)


def test_everybodys_set_is_for_the_sites_staff_to_change(editors: Editors) -> None:
    PrincipleSet.objects.update(team=None)
    before = [editors.get("section", "walk", who=who).status_code for who in ("olu", "gus")]
    editors.gus.is_staff = True
    editors.gus.save()
    assert (before, editors.get("section", "walk", who="gus").status_code) == ([403, 403], 200)
