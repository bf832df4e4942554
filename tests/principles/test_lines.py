"""Where things stand in a document."""

import pytest

from principles.lines import Path, lines_of, nearest_line

TRICKY = '''\
one = "a = [ # not a list"  # nor "this"
two = [
  # "a comment" [
  "first",  # "not second"
  'second', """
third
= still""", "fourth",
]
three.four = "it ' ["

[five]
six = [["nested"], "after"]
seven = { eight = "inline", nine = ["deep"] }

[[ten]]
eleven = [{ twelve = "x", thirteen = "y" }]
[[ten]]
[ten.fourteen]
'''

LINES: dict[Path, int] = {
    ("one",): 1,
    ("two",): 2,
    ("two", 0): 4,
    ("two", 1): 5,
    ("two", 2): 5,
    ("two", 3): 7,
    ("three", "four"): 9,
    ("five",): 11,
    ("five", "six"): 12,
    ("five", "six", 0): 12,
    ("five", "seven"): 13,
    ("ten", 0): 15,
    ("ten", 0, "eleven"): 16,
    ("ten", 1): 17,
    ("ten", "fourteen"): 18,
}


def test_every_table_key_and_entry_has_its_line() -> None:
    assert lines_of(TRICKY) == LINES


@pytest.mark.parametrize(
    ("path", "line"),
    [(("two", 1), 5), (("two", 9), 2), (("ten", 1, "eleven", 0), 17), (("none",), None), ((), None)],
)
def test_what_has_no_line_has_that_of_what_is_around_it(path: Path, line: int | None) -> None:
    assert nearest_line(path, LINES) == line
