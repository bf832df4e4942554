"""What changed between two wordings: everything, exactly, and nothing else."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from principles.differences import Kind, Run, between, breaks_comparison, runs_between
from principles.document import Wording, read
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.wordings import wordings

BOTH = read(DOCUMENT + SECOND)
SAME, ADDED, REMOVED = Kind.SAME, Kind.ADDED, Kind.REMOVED
WORDS = some.lists(
    some.sampled_from(["we ", "walk", " ", "\n", ", ", ".", "don't ", "हिन्दी ", "ran "]), max_size=12
)
TEXTS = WORDS.map("".join)


def told(old: str, new: str) -> str:
    """Runs as text: what was removed in brackets, what was added in braces."""
    marks = {SAME: "%s", REMOVED: "[%s]", ADDED: "{%s}"}
    return "".join(marks[run.kind] % run.text for run in runs_between(old, new))


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("We walk.", "We walk.", "We walk."),
        ("We walk.", "We all walk.", "We {all }walk."),
        ("We all walk.", "We walk.", "We [all ]walk."),
        ("are missed.", "are missed or not valued.", "are missed{ or not valued}."),
        ("Small steps", "steps", "[Small ]steps"),
        ("skills and knowledge, in time", "skills, knowledge and time", None),
        ("We don't walk", "We do not walk", "We [don't]{do not} walk"),
        ("", "All new", "{All new}"),
        ("All gone", "", "[All gone]"),
        ("One line\nand more", "One line and more", "One line[\n]{ }and more"),
        ("end", "end ", "end{ }"),
        ("صباح الخير، أهلا", "مساء الخير، أهلا", "[صباح]{مساء} الخير، أهلا"),
        ("हिन्दी में", "हिन्दू में", "[हिन्दी]{हिन्दू} में"),
        ("Use the skills of every partner", "See expertise as the asset of all", None),
    ],
)
def test_words_are_told_apart(old: str, new: str, runs: str | None) -> None:
    if runs is not None:
        assert told(old, new) == runs
    assert "".join(run.text for run in runs_between(old, new) if run.kind != ADDED) == old


def test_texts_with_hardly_a_word_in_common_are_worded_anew() -> None:
    old = "At first the partners of this place met every month, talked, and went home again."
    new = "Nobody who needs our services should wait for permission, since the money follows each person."

    assert told(old, new) == f"[{old[:-1]}]{{{new[:-1]}}}."


def test_two_texts_that_would_take_long_are_told_quickly() -> None:
    chance = Random(7)
    old, new = (" ".join(chance.choice("abc") for _ in range(1500)) for _ in range(2))

    assert [run.kind for run in runs_between(f"x {old} x", f"x {new} x")] == [SAME, REMOVED, ADDED, SAME]


@given(TEXTS, TEXTS)
@example("\ufeff a", "a\u3000")
def test_runs_hold_both_texts_exactly(old: str, new: str) -> None:
    runs = runs_between(old, new)

    assert "".join(run.text for run in runs if run.kind != ADDED) == old
    assert "".join(run.text for run in runs if run.kind != REMOVED) == new
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))
    assert (old == new) == all(run.kind == SAME for run in runs)


@given(wordings(), wordings())
@settings(max_examples=25)
def test_differences_are_all_there_and_always_the_same(old: Wording, new: Wording) -> None:
    found = between(old, new)

    assert between(old, old).is_empty
    assert found.is_empty == (old == new)
    assert found == between(old, new)
    for field in (field for section in found.sections for field in section.fields):
        assert field.old != field.new
    assert (found.added, found.dropped) == (between(new, old).dropped, between(new, old).added)


def test_a_reworded_principle_is_told_part_by_part() -> None:
    walk = replace(
        BOTH.principles[0],
        title="Walk before you fly",
        signs=("Shoes", "Steps"),
        levels=("We stand still.", "We walk."),
    )

    found = between(BOTH, replace(BOTH, principles=(walk, BOTH.principles[1])))

    [section] = found.sections
    assert (section.key, section.title, section.old_number, section.new_number) == (
        "walk", "Walk before you fly", 1, 1,
    )  # fmt: skip
    assert [(one.name, one.old_entry, one.new_entry, one.old, one.new) for one in section.fields] == [
        ("title", None, None, "Walk before you run", "Walk before you fly"),
        ("signs", None, 1, "", "Shoes"),
        ("levels", 1, 1, "We stand.", "We stand still."),
    ]
    assert section.fields[2].runs == (Run(SAME, "We stand"), Run(ADDED, " still"), Run(SAME, "."))
    assert (found.added, found.dropped, found.moved, section.is_added, section.is_dropped) == (
        (),
        (),
        (),
        False,
        False,
    )


def test_a_level_is_compared_with_the_one_in_its_place() -> None:
    [section] = between(BOTH, replace(BOTH, levels=("Yes", "Always"))).sections

    assert [(one.new_entry, one.old, one.new) for one in section.fields] == [
        (1, "No", "Yes"),
        (2, "Yes", "Always"),
    ]


def test_what_belongs_to_the_set_is_told_by_its_parts() -> None:
    changed = replace(
        BOTH,
        levels=("No", "Nearly", "Yes"),
        cant_say=replace(BOTH.cant_say, help="It counts as nothing."),
        check_in=("How are you?",),
    )

    found = between(BOTH, changed)

    assert [one.name for one in between(BOTH, replace(BOTH, language="cy")).sections[0].fields] == [
        "language"
    ]
    told = [(section.key, one) for section in found.sections for one in section.fields]
    assert [(key, one.name, one.old_entry, one.new_entry) for key, one in told] == [
        ("set", "levels", None, 2),
        ("set", "cant_say.help", None, None),
        ("room", "check_in", None, 1),
    ]


def test_principles_come_go_and_move() -> None:
    walk, run = BOTH.principles
    fly = replace(run, key="fly", title="Fly")

    grown = between(BOTH, replace(BOTH, principles=(fly, walk, run)))
    [added] = grown.sections
    assert (grown.added, grown.moved, added.is_added, added.new_number) == (("fly",), (), True, 1)
    assert [one.name for one in added.fields] == ["title", "summary", "meaning", "signs", "levels", "levels"]

    shrunk = between(replace(BOTH, principles=(fly, walk, run)), BOTH)
    assert (shrunk.dropped, shrunk.sections[0].is_dropped, shrunk.sections[0].title) == (
        ("fly",),
        True,
        "Fly",
    )

    moved = between(replace(BOTH, principles=(fly, walk, run)), replace(BOTH, principles=(walk, run, fly)))
    assert (moved.moved, moved.sections, moved.is_empty) == (("fly",), (), False)


def test_what_people_are_asked_decides_what_compares() -> None:
    walk, run = BOTH.principles
    other_walk = replace(walk, levels=("We stand still.", "We walk."))
    others = {
        "a statement": replace(BOTH, principles=(other_walk, run)),
        "the other order": replace(BOTH, principles=(run, walk)),
        "a name of a level": replace(BOTH, levels=("No", "Yes!")),
        "the question": replace(BOTH, question="Where are we now?"),
        "a ground rule": replace(BOTH, ground_rules=("Listen.",)),
        "one less": replace(BOTH, principles=(walk,)),
        "another instead": replace(BOTH, principles=(replace(walk, key="crawl"), run)),
    }

    assert {why: breaks_comparison(BOTH, other) for why, other in others.items()} == {
        "a statement": ("walk",),
        "the other order": (),
        "a name of a level": ("walk", "run"),
        "the question": ("walk", "run"),
        "a ground rule": (),
        "one less": (),
        "another instead": (),
    }
