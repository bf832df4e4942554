"""What a page sends of a section: cleaned, kept apart from what others wrote meanwhile, and its lists put in order."""

from typing import Any

import pytest

from principles import document
from principles.document import read, values_of
from principles.merging import merge
from principles.sections import ROOM, SET, section_in
from principles.typed import (
    MOST_ENTRIES,
    Press,
    look_up,
    newer_elsewhere,
    press_in,
    pressed,
    put,
    rebased,
    shaped,
    too_long,
    typed_in,
)
from tests.principles.small import DOCUMENT

WALK = "walk"


def section(name: str = WALK) -> dict[str, Any]:
    return section_in(values_of(read(DOCUMENT)), name)


def given(**fields: list[str]) -> Any:
    return lambda name: fields.get(name.replace(".", "_"), [])


def test_what_is_sent_is_cleaned_and_what_is_not_sent_is_left_out() -> None:
    sent = given(
        title=["  Walk\tbefore \r\n you run "], meaning=["One.\r\n\r\nTwo.\x00 "], signs=["A", " ", "B", ""]
    )
    assert typed_in(WALK, sent) == {
        "title": "Walk before you run",
        "meaning": "One.\n\nTwo.",
        "signs": ["A", "B"],
    }
    assert typed_in(WALK, given(levels=["", "We walk."])) == {"levels": ["", "We walk."]}
    assert typed_in(SET, given(cant_say_label=["No idea"])) == {"cant_say": {"label": "No idea"}}


def test_the_lengths_are_those_of_a_document() -> None:
    long = dict.fromkeys(("title", "summary", "meaning"), "x" * 5000)
    lists = {"signs": ["y" * 301] * 13, "levels": ["z" * 401, "short"]}
    found = too_long(WALK, long | lists)
    assert {path: most for path, (_is, most) in found.items() if "." not in path} == {
        "title": 120,
        "summary": 400,
        "meaning": 3000,
        "signs": MOST_ENTRIES,
    }
    assert (found["signs.12"], found["levels.0"], "levels.1" in found) == ((301, 300), (401, 400), False)
    # A text that is just short enough here is read by a document, and one that is longer is not.
    for name in (WALK, SET, ROOM):
        assert too_long(name, section(name)) == {}
    at_most = values_of(read(DOCUMENT)) | {"credit": "x" * 1000, "question": "x" * 300, "source": "x" * 300}
    assert document.wording_of(at_most).credit == "x" * 1000


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"title": 3}', '{"signs": "x"}', '{"levels": [1]}', "[" * 100_000]
)
def test_what_no_page_of_ours_sent_is_no_section(text: str) -> None:
    assert shaped(WALK, text) is None


def test_a_section_comes_back_as_it_was_sent() -> None:
    assert shaped(SET, '{"cant_say": {"label": "A", "more": 1}, "title": "B\\ud800", "other": []}') == {
        "cant_say": {"label": "A"},
        "title": "B",
    }


@pytest.mark.parametrize(
    ("text", "press"),
    [
        ("signs.0.up", Press("signs", 0, "up")),
        ("signs.12.add", Press("signs", 12, "add")),
        ("levels.0.up", None),
        ("signs.0.burn", None),
        ("signs.٣.up", None),
        ("signs..up", None),
        ("", None),
    ],
)
def test_a_press_is_known_or_none(text: str, press: Press | None) -> None:
    assert press_in(WALK, text) == press


@pytest.mark.parametrize(
    ("act", "place", "after"),
    [
        ("up", 1, "bac"),
        ("down", 1, "acb"),
        ("remove", 1, "ac"),
        ("up", 0, "abc"),
        ("down", 2, "abc"),
        ("add", 1, "abc"),
    ],
)
def test_a_press_moves_an_entry_by_one(act: str, place: int, after: str) -> None:
    assert pressed(list("abc"), Press("signs", place, act)) == list(after)
    assert pressed([], Press("signs", 0, act)) == []


def test_a_press_counts_the_boxes_as_they_stood_on_the_page() -> None:
    boxes = given(signs=["A", "", "C", ""])
    assert typed_in(WALK, boxes, Press("signs", 2, "remove")) == {"signs": ["A"]}


def test_a_second_save_does_not_take_back_what_somebody_else_wrote() -> None:
    """The page still shows the old summary. Based on what stands in the draft now, it would look like a change."""
    base = section()
    mine = base | {"title": "Mine", "levels": ["We stand.", "Mine"]}
    theirs = base | {"summary": "Theirs", "levels": ["Theirs", "We walk."]}
    now = merge(base, mine, theirs)
    assert (now.clashes, now.values["levels"]) == ((), ["Theirs", "Mine"])
    again = rebased(base, mine, now.values)
    later = mine | {"title": "Mine, later"}
    assert merge(again, later, now.values).values == now.values | {"title": "Mine, later"}
    assert newer_elsewhere(WALK, mine, now.values, set()) == ["summary", "levels"]
    assert newer_elsewhere(WALK, mine, now.values, {"levels.0"}) == ["summary"]


def test_a_clash_stays_one_until_it_is_settled() -> None:
    base, mine, theirs = ({"cant_say": {"label": text, "help": "Same"}} for text in ("Old", "Mine", "Theirs"))
    merged = merge(base, mine, theirs)
    again = rebased(base, mine, merged.values)
    assert [clash.field for clash in merged.clashes] == ["cant_say.label"]
    assert merge(again, mine, merged.values).clashes == merged.clashes
    put(again, "cant_say.label", "Theirs")
    assert merge(again, mine, merged.values).values == mine


def test_a_value_is_found_and_put_by_its_path() -> None:
    values = section()
    put(values, "levels.1", "We run.")
    put(values, "levels.7", "Nowhere")
    assert (look_up(values, "levels.1"), look_up(values, "levels.7"), look_up(values, "title.x")) == (
        "We run.",
        None,
        None,
    )
    assert values["levels"] == ["We stand.", "We run."]


def test_a_place_of_thousands_of_digits_is_nowhere() -> None:
    assert (
        look_up({"levels": ["Still"]}, f"levels.{'9' * 5000}"),
        press_in(WALK, f"signs.{'9' * 5000}.up"),
    ) == (
        None,
        None,
    )
