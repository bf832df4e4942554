"""What stands beside a principle while it is written. The heights were measured in a browser, 375 pixels wide."""

import pytest

from principles.document import Wording
from principles.guidance import PHONE, Guidance, alike, guidance_on, lines_of, reading_age, words_in
from principles.publishing import shipped_wordings

MEASURED = {
    "scope-goals": 791,
    "relationships-trust": 811,
    "diverse-expertise": 730,
    "shared-leadership": 730,
    "improvement-mindset": 750,
}
ONE_LINE = 20.2
FIFTY = "The cat sat on the mat. " * 9


@pytest.fixture(scope="module")
def five() -> Wording:
    (wording,) = [wording for key, wording in shipped_wordings() if key == "five-principles"]
    return wording


def guided(wording: Wording, place: int) -> Guidance:
    one = wording.principles[place]
    asks = wording.question if place == 0 else wording.question.rpartition(". ")[2]
    cant_say = f"{wording.cant_say.label}. It will not count as a score."
    reads = "\n".join([one.summary, one.meaning, *one.signs, *one.prompts, *one.watch_outs, *one.levels])
    return guidance_on(one.title, asks, wording.levels, one.levels, cant_say=cant_say, reads=reads)


def test_the_height_is_known_to_a_line(five: Wording) -> None:
    heights = {one.key: guided(five, place).height for place, one in enumerate(five.principles)}
    assert {key: abs(height - MEASURED[key]) <= ONE_LINE + 1 for key, height in heights.items()} == (
        dict.fromkeys(MEASURED, True)
    )


def test_what_is_shipped_fits_is_even_and_reads_easily(five: Wording) -> None:
    found = [guided(five, place) for place in range(5)]
    assert [(one.fits, one.is_even, one.alike, one.empty, one.too_long) for one in found] == (
        [(True, True, (), (), ())] * 5
    )
    assert (found[3].words, found[3].shortest, found[3].longest) == ((16, 18, 19, 21, 18), 16, 21)
    assert max(one.reading_age or 0 for one in found) == 13


def test_what_is_long_does_not_fit() -> None:
    said = "A statement that goes on and on for longer than anybody reads on a phone in a room. " * 3
    long = guidance_on("Title", "Which?", ["No", "Yes"], [said, "Short."], cant_say="I can't say.")
    seven = guidance_on("Title", "Which?", ["Level"] * 7, [said[:170]] * 7, cant_say="I can't say.")
    assert (long.fits, long.too_long, long.is_even) == (True, (1,), False)
    assert (seven.fits, seven.room) == (False, PHONE[1])


def test_an_empty_statement_is_named_and_like_no_other() -> None:
    found = guidance_on("", "", ["A", "B", "C"], ["", "We walk.", " we WALK "], cant_say="")
    assert (found.empty, found.alike, found.words) == ((1,), ((2, 3),), (0, 2, 2))
    assert alike(["", ""]) == ()


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("One-to-one, isn't it?", 3), ("  —  ", 0), ("naïve café 2026", 3)]
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 0), ("a", 1), ("word " * 20, 10), ("M" * 40, 6), ("漢" * 7, 2), ("e\u0301" * 11, 1)],
)
def test_lines_of_a_column_of_a_hundred_pixels(text: str, lines: int) -> None:
    assert lines_of(text, 100, 16) == lines


def test_the_age_is_that_of_the_published_formula() -> None:
    # 54 words of 2.83 letters in 9 sentences: 4.71 times 2.83 + 0.5 times 6 - 21.43 is below the first grade.
    assert (reading_age(FIFTY), reading_age("Too short to tell.")) == (6, None)
    # 40 words of 10 letters in one sentence: 47.1 + 20 - 21.43 = 45.67, the 46th grade.
    assert reading_age("abcdefghij " * 40) == 51
