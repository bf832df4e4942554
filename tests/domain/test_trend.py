"""What compares over time, and where a line breaks."""

import pytest

from workshops.domain.trend import (
    Asked,
    Break,
    Came,
    Change,
    Mix,
    breaks_of,
    joined,
    mix_changes,
    same_title,
    stretches,
)

WORDS = (("title", ("Trust",)), ("signs", ("People ask", "People answer")))
FIRST = Asked("five", ("Not yet", "Partly", "Fully"), WORDS)
REWORDED = Asked("five", FIRST.scale, (("title", ("Trust",)), ("signs", ("People ask",))))
RENAMED = Asked("five", ("No", "Partly", "Fully"), WORDS)
SHORTER = Asked("five", ("Not yet", "Fully"), WORDS)
ELSEWHERE = Asked("own", FIRST.scale, WORDS)
# Another value with the same content: as another edition of the same words would be.
AGAIN = Asked("five", ("Not yet", "Partly", "Fully"), tuple(WORDS))


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Coming home", True),
        ("  coming   HOME ", True),
        ("Coming\thome\n", True),
        ("COMING HOME", True),
        ("Cominghome", False),
        ("Coming home 2", False),
        ("", False),
    ],
)
def test_titles_that_mean_the_same(title, same):
    assert (same_title(title) == same_title("Coming home")) == same


def test_spaces_alone_are_no_title():
    assert same_title(" \t\n") == ""


def test_letters_that_only_look_different_in_capitals_are_the_same():
    assert same_title("Straße") == same_title("STRASSE")


@pytest.mark.parametrize(
    ("after", "changes", "parts"),
    [
        (REWORDED, (Change.WORDING,), ("signs",)),
        (RENAMED, (Change.SCALE,), ()),
        (SHORTER, (Change.SCALE,), ()),
        (ELSEWHERE, (Change.SET,), ()),
        (Asked("own", ("No", "Yes"), REWORDED.texts), tuple(Change), ("signs",)),
    ],
)
def test_a_line_breaks_where_something_changed(after, changes, parts):
    assert breaks_of([FIRST, AGAIN, after, after]) == (Break(1, 2, changes, parts),)


def test_the_same_content_is_the_same_principle():
    assert breaks_of([FIRST, AGAIN, FIRST]) == ()


def test_what_is_changed_and_changed_back_breaks_twice():
    breaks = breaks_of([FIRST, REWORDED, FIRST])

    assert [(one.before, one.after) for one in breaks] == [(0, 1), (1, 2)]


def test_a_date_without_the_principle_is_compared_with_nothing():
    assert breaks_of([None, FIRST, None, None, AGAIN, None]) == ()
    assert breaks_of([FIRST, None, REWORDED]) == (Break(0, 2, (Change.WORDING,), ("signs",)),)


@pytest.mark.parametrize("asked", [[], [None], [FIRST], [None, None]])
def test_there_is_nothing_to_compare(asked):
    assert breaks_of(asked) == ()


def test_a_part_that_was_not_there_before_is_worded_anew():
    more = Asked("five", FIRST.scale, (*WORDS, ("prompts", ("Who asks?",))))

    assert breaks_of([FIRST, more])[0].parts == ("prompts",)


def test_stretches_are_the_dates_between_breaks():
    breaks = (Break(0, 1, (Change.WORDING,)), Break(2, 4, (Change.SET,)))

    assert stretches(5, breaks) == (range(1), range(1, 4), range(4, 5))
    assert stretches(3, ()) == (range(3),)


@pytest.mark.parametrize(
    ("shown", "breaks", "lines"),
    [
        ([True, True, True], (), (0, 1)),
        ([True, False, True], (), ()),
        ([True, True, True], (Break(0, 1, (Change.WORDING,)),), (1,)),
        ([True, False, True, True], (Break(0, 2, (Change.SET,)),), (2,)),
        ([True], (), ()),
        ([], (), ()),
    ],
)
def test_a_line_leads_to_the_next_date_where_both_are_shown_and_nothing_changed(shown, breaks, lines):
    assert joined(shown, breaks) == lines


def came(here, offered="abc"):
    return Came(frozenset(here), frozenset(offered))


def test_a_family_that_was_not_there_every_time_is_named_in_the_order_of_the_families():
    found = mix_changes([came("ab"), came("b"), came("bc", "ab")], "cba")

    assert found == (Mix("c", (2,), (0, 1), ()), Mix("a", (0,), (1, 2), ()))


def test_a_family_that_nobody_was_asked_for_is_not_called_away():
    assert mix_changes([came("a", "ab"), came("ab", "ab"), came("a", "a")], "ab") == (
        Mix("b", (1,), (0,), (2,)),
    )


def test_a_family_that_could_not_be_chosen_at_one_date_is_named_as_well():
    assert mix_changes([came("a", "a"), came("", "")], "ab") == (Mix("a", (0,), (), (1,)),)


@pytest.mark.parametrize("dates", [[], [came("a")], [came("a"), came("a")], [came(""), came("", "")]])
def test_the_same_mix_is_nothing_to_warn_of(dates):
    assert mix_changes(dates, "abc") == ()
