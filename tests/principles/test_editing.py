"""A section of a draft, written by one or by two at once: what is saved, what is told, and what is never lost."""

import json
from typing import Any

import pytest
from django.urls import reverse

from principles.drafting import draft_of, remove_principle, section_of
from principles.sections import UnknownSection
from tests.principles.editors import Editors, gathered_editors

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors() -> Editors:
    return gathered_editors()


class Window:
    """The page of a section as one person has it open: it sends what is in its boxes, and keeps what it is based on."""

    def __init__(self, editors: Editors, section: str = "walk") -> None:
        self.editors, self.section = editors, section
        self.boxes = section_of(editors.draft, section)
        self.base = json.dumps(self.boxes)
        self.theirs = ""

    def send(self, htmx: bool = True, **more: Any) -> Any:
        fields = {name: self.sent(value) for name, value in self.boxes.items() if name != "cant_say"}
        fields |= (
            {"base": self.base, "theirs": self.theirs} | ({"auto": "1"} if htmx and not more else {}) | more
        )
        headers = {"HX-Request": "true"} if htmx else {}
        page = reverse("sets:section", args=[self.editors.set.pk, self.section])
        answer = self.editors.browser("olu").post(page, fields, headers=headers)
        if answer.context and htmx:
            self.base, self.theirs = answer.context["base"], answer.context["theirs"]
        return answer

    def sent(self, value: str | list[str]) -> Any:
        return [*value, ""] if isinstance(value, list) and value is not self.boxes.get("levels") else value

    def write(self, **boxes: Any) -> Any:
        self.boxes |= boxes
        return self.send()


def stored(editors: Editors, section: str = "walk") -> dict[str, Any]:
    return section_of(draft_of(editors.set), section)


def test_what_is_written_is_saved_and_no_box_is_touched(editors: Editors) -> None:
    window = Window(editors)
    answer = window.write(title="Walk on", levels=["We stand still.", "We walk."], signs=["Steps", "Shoes"])
    page = answer.content.decode()
    assert (answer.status_code, stored(editors)["title"], stored(editors)["signs"]) == (
        200,
        "Walk on",
        ["Steps", "Shoes"],
    )
    assert ("<textarea" in page, "Walk on</p>" in page, 'hx-swap-oob="innerHTML:#w1">3 words' in page) == (
        False,
        True,
        True,
    )
    assert editors.draft.changed_by == editors.olu


def test_two_who_write_different_fields_both_keep_theirs(editors: Editors) -> None:
    one, other = Window(editors), Window(editors)
    one.write(title="First's title")
    answer = other.write(summary="Other's summary.")
    assert (answer.status_code, answer.context["newer"]) == (200, ["Title"])
    # The other's page still shows the old title, and says nothing by that.
    other.write(summary="Other's summary, later.")
    now = stored(editors)
    assert (now["title"], now["summary"]) == ("First's title", "Other's summary, later.")


def test_two_who_write_the_same_field_are_both_told_and_neither_is_lost(editors: Editors) -> None:
    one, other = Window(editors), Window(editors)
    one.write(levels=["One says.", "We walk."], title="One's")
    clash = other.write(levels=["Other says.", "We walk."], meaning="Saved all the same.")
    said = clash.content.decode()
    assert (clash.status_code, stored(editors)["levels"][0], stored(editors)["meaning"]) == (
        409,
        "One says.",
        "Saved all the same.",
    )
    assert ("One says." in said, "Other says." in said) == (True, True)
    assert other.send().status_code == 409
    kept = other.send(keep="levels.0")
    assert (kept.status_code, stored(editors)["levels"], stored(editors)["title"]) == (
        200,
        ["Other says.", "We walk."],
        "One's",
    )


def test_theirs_is_taken_into_the_box(editors: Editors) -> None:
    one, other = Window(editors), Window(editors)
    one.write(signs=["One's sign"])
    assert other.write(signs=["Other's sign"]).status_code == 409
    taken = other.send(take="signs")
    assert (taken.status_code, taken.context["page"].redrawn, stored(editors)["signs"]) == (
        200,
        {"signs"},
        ["One's sign"],
    )
    assert ">One's sign</textarea>" in taken.content.decode().replace("&#x27;", "'")
    # What somebody saved while the choice was made is no part of it.
    assert Window(editors).write(signs=["A third"]).status_code == 200
    other.boxes["signs"] = ["Other's again"]
    assert (other.send().status_code, stored(editors)["signs"]) == (409, ["A third"])


def test_without_scripts_a_clash_is_a_page_with_both_texts(editors: Editors) -> None:
    one, other = Window(editors), Window(editors)
    one.write(summary="One's words.")
    other.boxes["summary"] = "Other's words."
    page = other.send(htmx=False)
    said = page.content.decode()
    assert (page.status_code, said.count("One&#x27;s words."), said.count("Other&#x27;s words.")) == (
        409,
        2,
        3,
    )
    other.base, other.theirs = page.context["base"], page.context["theirs"]
    assert other.send(htmx=False, keep="summary").status_code == 302
    assert stored(editors)["summary"] == "Other's words."


def test_a_list_is_put_in_order_with_and_without_scripts(editors: Editors) -> None:
    window = Window(editors)
    window.boxes["signs"] = ["A", "", "B"]
    moved = window.send(press="signs.2.up")
    assert (stored(editors)["signs"], moved.context["page"].redrawn) == (["A", "B"], {"signs"})
    window.boxes["signs"] = ["A", "B"]
    plain = window.send(htmx=False, press="signs.1.up")
    assert (plain.status_code, plain["Location"].split("?")[1]) == (302, "at=up-signs-0")
    added = window.send(htmx=False, press="signs.0.add")
    page = editors.browser("olu").get(added["Location"]).content.decode()
    assert (stored(editors)["signs"], page.count('name="signs"')) == (["B", "A"], 4)


@pytest.mark.parametrize("htmx", [True, False])
def test_what_is_too_long_is_told_and_kept_on_the_page(editors: Editors, htmx: bool) -> None:
    window = Window(editors)
    window.boxes |= {"title": "x" * 121, "summary": "Fine."}
    answer = window.send(htmx)
    said = answer.content.decode()
    assert (answer.status_code, "Title: 121 characters, and there may be 120." in said) == (422, True)
    assert (stored(editors)["summary"], htmx or "x" * 121 in said) == ("Small steps first.", True)


def test_a_page_that_is_broken_saves_nothing(editors: Editors) -> None:
    window = Window(editors)
    window.base, window.boxes["title"] = "{", "Lost?"
    answer = window.send(htmx=False)
    assert (answer.status_code, 'value="Lost?"' in answer.content.decode()) == (422, True)
    assert stored(editors)["title"] == "Walk before you run"


def test_a_preview_saves_nothing(editors: Editors) -> None:
    window = Window(editors)
    window.boxes |= {"title": "Only looked at", "meaning": "**Strong** <script>alert(1)</script>"}
    page = window.send(htmx=False, preview="1")
    said = page.content.decode()
    assert (page.status_code, "Only looked at</p>" in said, "<strong>Strong</strong>" in said) == (
        200,
        True,
        True,
    )
    assert ("<script>alert" in said, stored(editors)["title"]) == (False, "Walk before you run")


def test_a_principle_that_is_removed_meanwhile_gives_back_what_was_typed(editors: Editors) -> None:
    window = Window(editors)
    remove_principle(editors.draft, "walk", editors.olu)
    window.boxes["title"] = "Still mine"
    answer = window.send(htmx=False)
    assert (answer.status_code, "Still mine" in answer.content.decode()) == (409, True)
    with pytest.raises(UnknownSection):
        stored(editors)
    assert editors.get("section", "walk").status_code == 404


def test_a_page_that_is_older_than_the_scale_loses_no_words(editors: Editors) -> None:
    window = Window(editors)
    editors.post("draft", remove_level="0", seen=str(editors.draft.revision))
    assert stored(editors)["levels"] == ["We walk."] or len(stored(editors)["levels"]) == 2
    editors.post("draft", add_level="1")
    answer = window.write(levels=["We stand still.", "We walk."])
    said = answer.content.decode()
    assert (answer.status_code, "We stand still." in said, stored(editors)["levels"]) == (
        409,
        True,
        ["We stand.", "We walk.", ""],
    )
    assert 'name="keep"' not in said
    assert window.send(take="levels").context["page"].values["levels"] == ["We stand.", "We walk.", ""]


@pytest.mark.parametrize("section", ["set", "room", "walk"])
def test_every_section_opens_and_saves_itself_unchanged(editors: Editors, section: str) -> None:
    before = stored(editors, section)
    assert editors.get("section", section).status_code == 200
    assert Window(editors, section).send().status_code == 200
    assert stored(editors, section) == before
