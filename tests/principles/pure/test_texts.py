"""A translation beside its source, text by text: what is missing, what the source has left behind, what only moved."""

from typing import Any

import pytest

from principles.document import read, values_of
from principles.texts import (
    Pair,
    Progress,
    fitted,
    pairs_of,
    progress_in,
    section_of_path,
    sources_in,
    texts_of,
)
from tests.principles.small import DOCUMENT, SECOND

SIGNS = "principles.walk.signs"


@pytest.fixture
def source() -> dict[str, Any]:
    return values_of(read(DOCUMENT + SECOND))


def with_signs(source: dict[str, Any], *signs: str) -> dict[str, Any]:
    walk, *others = source["principles"]
    return source | {"principles": [walk | {"signs": list(signs)}, *others]}


def translated(source: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Each text in capitals, and what each was translated from."""
    pairs = [Pair(path, text, text.upper(), text) for path, text in texts_of(source).items() if text]
    return fitted(source, pairs, "cy"), sources_in(pairs)


def signs_after(source: dict[str, Any], *now: str) -> list[tuple[str, bool]]:
    """Signs a, b and c were translated, and the source has these now: what stands for each, and whether it is stale."""
    wording, sources = translated(with_signs(source, "a", "b", "c"))
    pairs = pairs_of(with_signs(source, *now), wording, sources)
    return [(pair.text, pair.is_stale) for pair in pairs if pair.path.startswith(SIGNS)]


def test_texts_come_in_the_order_of_reading(source: dict[str, Any]) -> None:
    shuffled = {key: source[key] for key in sorted(source)}
    assert list(texts_of(shuffled)) == [
        *("title", "credit", "source", "question", "levels.0", "levels.1", "cant_say.label", "cant_say.help"),
        *("comment_prompt", "privacy_short", "ground_rules.0", "ground_rules.1"),
        *("principles.walk.title", "principles.walk.summary", "principles.walk.meaning"),
        *("principles.walk.levels.0", "principles.walk.levels.1", "principles.walk.signs.0"),
        *("principles.run.title", "principles.run.summary", "principles.run.meaning"),
        *("principles.run.levels.0", "principles.run.levels.1", "principles.run.signs.0"),
    ]


def test_each_text_stands_in_a_section(source: dict[str, Any]) -> None:
    paths = [
        "title",
        "levels.1",
        "cant_say.help",
        "ground_rules.0",
        "check_out.3",
        "principles.walk.levels.0",
    ]
    assert [section_of_path(path) for path in paths] == ["set", "set", "set", "room", "room", "walk"]


def test_nothing_is_translated_at_first(source: dict[str, Any]) -> None:
    pairs = pairs_of(source, {}, {})
    assert progress_in(pairs) == Progress(done=0, stale=0, missing=22)
    assert fitted(source, pairs, "cy")["principles"][1]["levels"] == ["", ""]


def test_a_whole_translation_is_complete_and_keeps_the_shape(source: dict[str, Any]) -> None:
    wording, sources = translated(source)
    pairs = pairs_of(source, wording, sources)

    assert progress_in(pairs) == Progress(done=22, stale=0, missing=0)
    assert progress_in(pairs).is_complete
    assert fitted(source, pairs, "cy") == wording
    assert (wording["language"], wording["principles"][0]["key"], wording["title"]) == (
        "cy",
        "walk",
        "SMALL STEPS",
    )
    assert sources_in(pairs) == sources


def test_a_text_whose_source_moved_on_is_stale(source: dict[str, Any]) -> None:
    wording, sources = translated(source)
    pairs = pairs_of(source | {"question": "Where now?"}, wording, sources)

    assert [pair for pair in pairs if not pair.is_done] == [
        Pair("question", "Where now?", "WHERE ARE WE?", "Where are we?")
    ]
    assert progress_in(pairs) == Progress(done=21, stale=1, missing=0)
    assert not progress_in(pairs).is_complete


def test_a_text_that_the_source_no_longer_has_is_asked_of_nobody(source: dict[str, Any]) -> None:
    wording, sources = translated(source)
    shorter = source | {"principles": source["principles"][1:], "comment_prompt": ""}
    pairs = pairs_of(shorter, wording, sources)

    assert progress_in(pairs) == Progress(done=15, stale=0, missing=0)
    assert [one["key"] for one in fitted(shorter, pairs, "cy")["principles"]] == ["run"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("abc", [("A", False), ("B", False), ("C", False)]),
        ("cab", [("C", False), ("A", False), ("B", False)]),
        ("ac", [("A", False), ("C", False)]),
        ("axc", [("A", False), ("B", True), ("C", False)]),
        ("xabc", [("", False), ("A", False), ("B", False), ("C", False)]),
        ("xaby", [("", False), ("A", False), ("B", False), ("C", True)]),
        ("yaxc", [("", False), ("A", False), ("B", True), ("C", False)]),
        ("xyz", [("A", True), ("B", True), ("C", True)]),
    ],
)
def test_an_entry_that_only_moved_takes_its_translation_along(
    source: dict[str, Any], now: str, expected: list[tuple[str, bool]]
) -> None:
    assert signs_after(source, *now) == expected


def test_two_entries_of_the_same_words_keep_their_own_translations(source: dict[str, Any]) -> None:
    once = with_signs(source, "a", "a")
    pairs = [Pair(f"{SIGNS}.0", "a", "first", "a"), Pair(f"{SIGNS}.1", "a", "second", "a")]
    after = pairs_of(with_signs(source, "a", "a"), fitted(once, pairs, "cy"), sources_in(pairs))
    assert [pair.text for pair in after if pair.text] == ["first", "second"]
