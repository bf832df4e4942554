"""What no page of ours would send: answered in plain words, and nothing of it is kept."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse

from principles.drafting import section_of
from principles.translating import Given
from principles.views.pairing import given_in
from tests.principles.editors import Editors, gathered_editors

LONG = "9" * 5000


def test_what_a_translation_was_made_from_is_no_longer_than_a_source() -> None:
    sent = QueryDict(mutable=True)
    sent["t.principles.walk.title"], sent["s.principles.walk.title"] = "Cerdded", f"Walk\0{'!' * 9000}"
    sent[f"t.principles.walk.signs.{LONG}"] = "Cam"

    assert given_in(sent, "walk") == {"principles.walk.title": Given("", "Cerdded", f"Walk{'!' * 116}")}


@pytest.fixture
def editors() -> Editors:
    return gathered_editors()


@pytest.mark.django_db
def test_half_of_an_answer_is_shown_beside_the_half_that_stands(editors: Editors) -> None:
    stands = section_of(editors.draft, "set")
    answer = editors.post(
        "section", "set", htmx=True, base=json.dumps(stands), **{"cant_say.help": "x" * 301}
    )

    assert (answer.status_code, answer.context["page"].values["cant_say"]["label"]) == (
        422,
        stands["cant_say"]["label"],
    )


@pytest.mark.django_db
def test_a_number_that_no_set_has_is_nobodys(editors: Editors) -> None:
    answer = editors.browser("olu").get(reverse("sets:new"), {"edition": LONG, "copy": LONG})

    assert answer.status_code == 200


@pytest.mark.django_db
def test_of_thousands_of_faults_the_first_are_listed(editors: Editors) -> None:
    answer = editors.post("import_draft", text="\n".join(f"a{number} = 1" for number in range(5000)))

    assert (answer.status_code, answer.content.count(b"is not known here.")) == (422, 187)


@pytest.mark.django_db
def test_a_title_that_nobody_can_see_is_none(editors: Editors) -> None:
    added = editors.post("draft", add="1", title="\x01\u200b")

    assert (added.status_code, len(editors.draft.wording["principles"])) == (422, 2)
