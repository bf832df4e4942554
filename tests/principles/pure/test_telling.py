"""What changed, in sentences, and part by part: what a comparison says first, and what it puts side by side."""

from dataclasses import replace

import pytest

from principles.compared import Piece, loose, parts_of, pieces_of
from principles.differences import Kind, Run, between, breaks_comparison
from principles.document import Wording, read, values_of
from principles.telling import Told, listed, name_of_path, told
from tests.principles.small import DOCUMENT, SECOND

WORDING = read(DOCUMENT + SECOND)
WALK, RUN = WORDING.principles
COMPARES = "Scores from before and after can be compared: no line over time breaks."


def said(old: Wording, new: Wording) -> Told:
    return told(new, between(old, new), breaks_comparison(old, new))


@pytest.mark.parametrize(
    ("new", "first", "then", "breaks"),
    [
        (WORDING, "No differences: both say the same, word for word.", "", False),
        (
            replace(WORDING, principles=(WALK, replace(RUN, title="Fly"))),
            "Principle 2 was reworded; principle 1 is the same.",
            "Scores for principle 2 from before and after cannot be compared, so its line over time breaks.",
            True,
        ),
        (
            replace(WORDING, question="Where now?"),
            "No principle was reworded. The set and its scale: “Question” changed.",
            "Scores for principles 1 and 2 from before and after cannot be compared, so their lines over time break.",
            True,
        ),
        (
            replace(WORDING, ground_rules=("Listen.",)),
            "No principle was reworded. How a room begins and ends: “Ground rules, 2” changed.",
            COMPARES,
            False,
        ),
        (
            replace(WORDING, principles=(RUN, WALK)),
            "No principle was reworded. Their order changed.",
            COMPARES,
            False,
        ),
        (
            replace(WORDING, principles=(WALK, replace(RUN, key="fly", title="Fly"))),
            "No principle was reworded. Added: “Fly”. Dropped: “Run”.",
            COMPARES,
            False,
        ),
    ],
)
def test_the_consequence_is_said_first(new: Wording, first: str, then: str, breaks: bool) -> None:
    assert said(WORDING, new) == Told(first, then, breaks)


def test_lists_end_in_and() -> None:
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]


def test_texts_are_called_by_their_names() -> None:
    paths = [
        "title",
        "cant_say.help",
        "levels.1",
        "check_in.0",
        "principles.walk.levels.1",
        "principles.walk.title",
    ]
    assert [name_of_path(path) for path in paths] == [
        "Title of the set",
        "The “I can't say” answer, what is said of it",
        "Names of the levels, 2",
        "Questions to begin with, 1",
        "Statements, 2",
        "Title",
    ]


def test_the_space_around_words_is_not_marked() -> None:
    runs = (
        Run(Kind.SAME, "One"),
        Run(Kind.REMOVED, " small"),
        Run(Kind.ADDED, "\n"),
        Run(Kind.SAME, " step."),
    )
    assert pieces_of(runs) == (
        Piece(Kind.SAME, "One"),
        Piece(Kind.REMOVED, "small", " "),
        Piece(Kind.ADDED, "", after="\n"),
        Piece(Kind.SAME, "step.", " "),
    )


def test_a_statement_stands_beside_the_name_of_its_level() -> None:
    new = replace(WORDING, principles=(replace(WALK, levels=("We sit.", "We walk.")), RUN))
    [part] = parts_of(WORDING, new, between(WORDING, new))
    [row] = part.rows
    assert (part.title, part.number, row.name, row.level) == ("Walk before you run", 1, "No", 1)


def test_what_came_and_what_went_stands_on_one_side_alone() -> None:
    new = replace(WORDING, principles=(replace(RUN, key="fly", title="Fly"), WALK))
    parts = parts_of(WORDING, new, between(WORDING, new))
    assert [(part.title, part.standing, part.number, part.was_number) for part in parts] == [
        ("Fly", "added", 1, None),
        ("Run", "dropped", None, 2),
    ]
    assert {row.old for row in parts[0].rows} == {None}
    assert {row.new for row in parts[1].rows} == {None}


def test_a_principle_that_only_moved_is_shown_as_moved() -> None:
    new = replace(WORDING, principles=(RUN, WALK))
    [part] = parts_of(WORDING, new, between(WORDING, new))
    assert (part.standing, part.number is not None, part.rows) == ("moved", True, ())


def test_a_draft_that_is_unfinished_can_be_compared() -> None:
    values = values_of(WORDING) | {"title": "", "levels": ["", ""]}
    assert (loose(values).title, loose(values).levels, loose(values).principles) == (
        "",
        ("", ""),
        WORDING.principles,
    )
