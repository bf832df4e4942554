"""What comes first of what was said, and what says nearly the same."""

import time

import pytest

from workshops.domain.hearing import divided, most_divided, most_shared
from workshops.domain.likeness import alike, threes


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ((5, 5), (12, 3)),
        ((12, 3), (3, 3)),
        ((3, 12), (3, 3)),
        ((1, 1), (40, 0)),
        ((40, 0), (0, 39)),
        ((0, 1), (0, 0)),
    ],
)
def test_the_smaller_side_decides_and_then_how_many_there_are(
    more: tuple[int, int], less: tuple[int, int]
) -> None:
    assert divided(*more) > divided(*less)


def test_it_is_as_divided_whichever_side_is_the_larger() -> None:
    assert divided(3, 12) == divided(12, 3)


def sides(one: tuple[str, int, int]) -> tuple[int, int]:
    return one[1], one[2]


def test_what_nobody_sees_differently_divides_nobody() -> None:
    said = [("a", 9, 0), ("b", 2, 2), ("c", 0, 7), ("d", 3, 2), ("e", 2, 2)]

    assert [one[0] for one in most_divided(said, sides, 10)] == ["d", "b", "e"]
    assert [one[0] for one in most_divided(said, sides, 2)] == ["d", "b"]


def test_what_nobody_sees_too_is_not_shared() -> None:
    said = [("a", 1, 0), ("b", 0, 5), ("c", 4, 4), ("d", 1, 0)]

    assert [one[0] for one in most_shared(said, sides, 10)] == ["c", "a", "d"]
    assert [one[0] for one in most_shared(said, sides, 1)] == ["c"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We meet too late in the day", "we meet to late in the day!"),
        ("Yes", "yes!"),
        ("We never hear back from the ward.", "We never hear back from the wards"),
        ("Die Sitzungen sind zu spät", "Die Sitzungen sind zu spat"),
        ("Nos réunions sont trop tardives", "Nos reunions sont trop tardives."),
        ("会议太晚了", "会议太晚了。"),
        ("اجتماعاتنا متأخرة جدا", "اجتماعاتنا متاخرة جدا"),
        ("Встречи слишком поздно", "встречи слишком поздно!!"),
    ],
)
def test_nearly_the_same_letters_are_alike_in_any_language(one: str, other: str) -> None:
    assert alike([one, "Something else altogether", other]) == [(2,), (), (0,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes", "No"),
        ("We meet too late in the day", "Nobody told the wards about it"),
        ("Trust", "Trust takes years, and one meeting to lose it"),
        ("", ""),
        ("...", "!!!"),
        ("", "Yes"),
    ],
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert alike([one, other]) == [(), ()]


def test_the_index_is_the_one_of_jaccard() -> None:
    """At the very edge: as many in both as the measure asks for of all."""
    one, other = "abcdefgh", "abcdefxy"
    both, either = len(threes(one) & threes(other)), len(threes(one) | threes(other))

    assert alike([one, other], both / either) == [(1,), (0,)]
    assert alike([one, other], both / either + 0.001) == [(), ()]


def test_of_three_the_middle_one_may_be_like_two_that_are_not_like_each_other() -> None:
    texts = ["abcdefghij", "cdefghijkl", "efghijklmn"]

    assert alike(texts, 0.3) == [(1,), (0, 2), (1,)]


def test_five_hundred_texts_are_compared_at_once() -> None:
    """Each of its own, and all nearly alike, which is the most work; the best of three, on a busy machine."""
    alone = [
        " ".join(f"{number * place * 7919 % 99991:x}" for place in range(1, 25))
        for number in range(1000, 1500)
    ]
    together = [f"We meet too late in the day, as ever, says {number}" for number in range(500)]
    for texts, found in ((alone, 0), (together, 499)):
        took = []
        for _ in range(3):
            began = time.process_time()
            pairs = alike(texts)
            took.append(time.process_time() - began)
        assert {len(others) for others in pairs} == {found}
        assert min(took) < 0.1
