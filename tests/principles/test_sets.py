"""Whole sets: the list, new ones, documents that come in, and what is done with the draft of one."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from principles.document import read, toml_of, values_of
from principles.drafting import add_principle, draft_of
from principles.models import PrincipleSet
from tests.cast import Cast
from tests.principles.editors import Editors, gathered_editors
from tests.principles.small import DOCUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors() -> Editors:
    return gathered_editors()


def send(editors: Editors, page: str, who: str = "olu", **fields: Any) -> Any:
    return editors.browser(who).post(reverse(f"sets:{page}"), fields)


def groups(editors: Editors, who: str) -> dict[str, list[str]]:
    page = editors.browser(who).get(reverse("sets:sets"))
    return {key: [one.title for one in found] for key, _name, found in page.context["groups"]}


def test_the_list_says_whose_each_set_is(editors: Editors) -> None:
    PrincipleSet.objects.create(key="all", title="For all")
    assert groups(editors, "olu") == {"mine": ["Small steps"], "everybody": ["For all"]}
    editors.post("keep", act="share")
    assert groups(editors, "gus") == {"everybody": ["For all"], "shared": ["Small steps"]}
    editors.post("keep", act="archive")
    assert (groups(editors, "gus"), groups(editors, "fay")["archived"]) == (
        {"everybody": ["For all"]},
        ["Small steps"],
    )


def test_a_copy_is_a_draft_of_ones_own(editors: Editors) -> None:
    editors.post("keep", act="share")
    edition = editors.set.editions.get()
    team = editors.gus.memberships.get().team
    asked = {"begin": "copy", "edition": edition.pk, "title": "Elm's steps", "team": team.pk, "levels": "5"}
    assert send(editors, "new", "gus", **asked).status_code == 302
    made = PrincipleSet.objects.get(title="Elm's steps")
    assert (made.team, made.copied_from, made.editions.count()) == (team, edition, 0)
    assert draft_of(made).wording == edition.wording | {"title": "Elm's steps"}


def test_what_nobody_may_read_is_not_copied(editors: Editors) -> None:
    asked = {"begin": "copy", "edition": editors.set.editions.get().pk, "title": "Taken", "levels": "5"}
    asked["team"] = editors.gus.memberships.get().team.pk
    page = send(editors, "new", "gus", **asked)
    olus = send(editors, "new", "olu", **asked)
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"edition"})
    assert (olus.status_code, set(olus.context["form"].errors)) == (422, {"team"})
    assert send(editors, "new", "fay", **asked).status_code == 403
    assert PrincipleSet.objects.count() == 1


def test_an_empty_set_has_as_many_levels_as_were_asked_for(editors: Editors) -> None:
    asked: dict[str, Any] = {
        "begin": "empty",
        "title": "Ours",
        "team": editors.set.team_id,
        "language": "EN_gb",
    }
    refused = [
        send(editors, "new", **asked | more).status_code
        for more in ({"levels": "8"}, {"levels": "7", "language": "?"})
    ]
    made = send(editors, "new", **asked, levels="7")
    page = editors.browser("olu").get(made["Location"])
    assert (refused, len(page.context["wording"]["levels"]), page.context["principles"]) == (
        [422, 422],
        7,
        [],
    )
    assert page.context["set"].language == "en-GB"
    for section in ("set", "room"):
        assert editors.browser("olu").get(f"{made['Location']}draft/{section}/").status_code == 200
    bare = PrincipleSet.objects.create(key="bare", title="Bare", team=editors.set.team)
    assert editors.browser("olu").get(reverse("sets:set", args=[bare.pk])).status_code == 200


def test_a_document_comes_in_as_a_draft(editors: Editors) -> None:
    file = SimpleUploadedFile("a.toml", b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode())
    made = send(editors, "import", file=file, team=editors.set.team_id)
    assert made.status_code == 302
    pk = int(made["Location"].strip("/").split("/")[-1])
    assert draft_of(PrincipleSet.objects.get(pk=pk)).wording == values_of(read(DOCUMENT))
    changed = toml_of(read(DOCUMENT)).replace("Small steps", "Smaller steps")
    assert editors.post("import_draft", text=changed).status_code == 302
    assert (editors.draft.wording["title"], len(editors.draft.wording["principles"])) == ("Smaller steps", 1)


def test_every_fault_of_a_document_is_told_with_its_line_and_the_text_is_kept(editors: Editors) -> None:
    broken = DOCUMENT.replace('title = "Small steps"', "title = 3").replace(
        'summary = "Small steps first."', ""
    )
    before = editors.draft.wording
    page = editors.post("import_draft", text=broken)
    told = [(fault.line, line) for fault, line in page.context["faults"]]
    assert (page.status_code, told) == (422, [(1, "title = 3"), (20, "[[principles]]  # one is enough")])
    assert (page.context["form"]["text"].value(), editors.draft.wording) == (broken, before)
    file = editors.browser("olu").post(
        reverse("sets:import"),
        {"file": SimpleUploadedFile("a.toml", broken.encode()), "team": editors.set.team_id},
    )
    assert (file.status_code, file.context["form"]["text"].value()) == (422, broken)
    for sent in ({"text": ""}, {"text": "x" * 200_001}, {"file": SimpleUploadedFile("a", b"\xff\xfe")}):
        assert editors.browser("olu").post(reverse("sets:import"), sent).status_code == 422


def test_principles_and_levels_are_added_moved_and_removed(editors: Editors) -> None:
    added = editors.post("draft", htmx=True, add="1", title="  Rest ")
    assert (added.status_code, added.context["at"]) == (200, "edit-rest")
    editors.post("draft", up="rest")
    editors.post("draft", add_level="1")
    editors.post("draft", remove="walk", seen=str(editors.draft.revision))
    wording = editors.draft.wording
    assert ([one["key"] for one in wording["principles"]], wording["levels"]) == (
        ["rest", "run"],
        ["No", "Yes", ""],
    )
    assert editors.post("draft", remove_level="1", seen=str(editors.draft.revision)).status_code == 302
    assert editors.draft.wording["levels"] == ["No", ""]


def test_what_cannot_be_done_to_a_draft_is_told_and_changes_nothing(editors: Editors) -> None:
    before = editors.draft.wording
    sent: list[tuple[dict[str, Any], int]] = [
        ({"add": "1", "title": " "}, 422),
        ({"add": "1", "title": "x" * 121}, 422),
        ({}, 422),
        ({"up": "nobody"}, 409),
        ({"remove": "walk", "seen": "77"}, 409),
        ({"remove_level": "0", "seen": str(editors.draft.revision)}, 409),
        ({"remove_level": "x", "seen": "²"}, 409),
    ]
    answers = [editors.post("draft", **fields) for fields, _status in sent]
    assert [answer.status_code for answer in answers] == [status for _fields, status in sent]
    assert ("x" * 121 in answers[1].content.decode(), editors.draft.wording) == (True, before)
    assert [editors.get(page).status_code for page in ("draft", "keep")] == [405, 405]
    assert editors.post("keep", act="burn").status_code == 422


def test_looking_takes_as_many_queries_for_twelve_principles_as_for_two(
    editors: Editors, django_assert_num_queries: Any
) -> None:
    olu = editors.browser("olu")
    pages = [
        (reverse("sets:set", args=[editors.set.pk]), 9),
        (reverse("sets:section", args=[editors.set.pk, "walk"]), 9),
        (reverse("sets:sets"), 6),
    ]

    def look() -> None:
        for page, queries in pages:
            with django_assert_num_queries(queries):
                assert olu.get(page).status_code == 200

    editors.reword("walk", title="Walk on")
    draft = editors.draft
    look()
    for number in range(10):
        add_principle(draft, f"Principle {number}", editors.olu)
    PrincipleSet.objects.bulk_create(
        PrincipleSet(key=f"k{number}", title="More", team=editors.set.team) for number in range(5)
    )
    look()


def test_a_set_in_use_is_not_deleted_and_one_that_is_not_is(cast: Cast) -> None:
    used = cast.oak.made.edition.principle_set
    PrincipleSet.objects.filter(pk=used.pk).update(team=cast.oak.team)
    page = reverse("sets:keep", args=[used.pk])
    refused = cast.post("olu", page, {"act": "delete"})
    said = refused.content.decode()
    assert (refused.status_code, "2 workshops use this set" in said, cast.oak.made.title in said) == (
        409,
        True,
        False,
    )
    free = PrincipleSet.objects.create(key="free", title="Free", team=cast.oak.team)
    assert cast.post("olu", reverse("sets:keep", args=[free.pk]), {"act": "delete"}).status_code == 302
    assert list(PrincipleSet.objects.all()) == [used]
