"""What helps whoever writes a principle: how long it is, whether it fits a phone, how old its reader must be. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil

# The phone that is written for, in CSS pixels: one of the narrower ones that are sold, held upright.
PHONE = (375, 812)
# What the page of a score takes of it, as `static/css/scale.css` and `score.css` draw it there.
AROUND = (
    46.4 + 4 + 14.4 + 11.2 + 68
)  # the bar, the spaces between title, question and answers, the ground line
BESIDE = 92.4  # the edges, and the number before a statement
EDGES = 27.2
TITLE_SIZE, TITLE_LINE = 21.35, 24.34
TEXT_SIZE, TEXT_LINE = 16.0, 20.16
QUESTION_LINE = 20.8
LEAST_ROW, ROW_EDGES, BETWEEN_ROWS = 48.0, 16.8, 6.4
BOLD = 1.05

# Widths of letters in thousandths of the type size, after Adobe's metrics of Helvetica, whose like most phones have.
WIDTHS = {
    letter: width
    for width, letters in {
        191: "'\u2018\u2019",
        222: "ijl",
        278: " !,./:;If t",
        333: "-()r\u201c\u201d",
        500: "ckJsvxyz",
        611: "FTZ",
        667: "ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "mM",
        944: "W",
    }.items()
    for letter in letters
}
OTHERS, WHOLE = 556, 1000

SENTENCE_ENDS = re.compile(r"[.!?\u2026]+(?=[\s\"'\u201d\u2019)]|$)|\n+")
WORD = re.compile(r"[^\W_]+(?:[\u2019'-][^\W_]+)*")
# Statements beyond this many words are skimmed and not read.
MOST_WORDS = 25
# Fewer words than this say nothing of how hard a text is.
FEWEST_WORDS = 40


def words_in(text: str) -> int:
    """How many words; one with a hyphen or an apostrophe in it is one."""
    return len(WORD.findall(text))


def width_of(text: str, size: float) -> float:
    """About how wide the text is on one line, in CSS pixels, in type of `size` pixels."""
    return sum(_width(letter) for letter in text) * size / 1000


def _width(letter: str) -> int:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    return WHOLE if unicodedata.east_asian_width(letter) in "WF" else OTHERS


def lines_of(text: str, width: float, size: float) -> int:
    """About how many lines the text takes in a column `width` pixels wide; none if it is empty."""
    lines, used = 0, width + 1
    space = width_of(" ", size)
    for word in text.split():
        wide = width_of(word, size)
        if used + space + wide <= width:
            used += space + wide
            continue
        # A word that is wider than the column is broken, as the page breaks it.
        over = ceil(wide / width)
        lines += over
        used = wide - (over - 1) * width
    return lines


def height_on_phone(
    title: str, question: str, labels: Sequence[str], levels: Sequence[str], cant_say: str
) -> float:
    """About how tall a principle is where it is scored, in CSS pixels, with all that stands around it.

    `cant_say` is the whole of that answer's row.
    """
    across = PHONE[0] - EDGES
    column = PHONE[0] - BESIDE
    rows = [
        # The label is bold: what it is wider by is taken off the column.
        lines_of(f"{label}. {text}", column - width_of(label, TEXT_SIZE) * (BOLD - 1), TEXT_SIZE)
        for label, text in zip(labels, levels, strict=False)
    ]
    tall = [max(LEAST_ROW, lines * TEXT_LINE + ROW_EDGES) for lines in rows]
    return (
        AROUND
        + lines_of(title, across, TITLE_SIZE) * TITLE_LINE
        + lines_of(question, across, TEXT_SIZE * BOLD) * QUESTION_LINE
        + sum(tall)
        + BETWEEN_ROWS * max(0, len(tall) - 1)
        + max(LEAST_ROW, lines_of(cant_say, column, TEXT_SIZE) * TEXT_LINE + 13.6)
    )


def alike(levels: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The pairs of statements, counted from 1, that say the same in all but capitals, spaces and punctuation."""
    said = [WORD.findall(text.casefold()) for text in levels]
    pairs = combinations(range(len(said)), 2)
    return tuple((one + 1, other + 1) for one, other in pairs if said[one] and said[one] == said[other])


def reading_age(text: str) -> int | None:
    """From about which age a text in English reads easily, in years; None of a text too short to tell.

    The Automated Readability Index, which counts letters, words and sentences and guesses at no syllables: R. J. Senter
    and E. A. Smith, "Automated Readability Index", AMRL-TR-66-220, 1967. It gives a school grade, whose children are
    five years older.
    """
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(len(word) for word in words)
    sentences = sum(1 for one in SENTENCE_ENDS.split(text) if WORD.search(one))
    grade = 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43
    return max(1, ceil(grade)) + 5


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is said beside the statements of one principle. `height` and `room` are CSS pixels; `words` one a level."""

    words: tuple[int, ...]
    empty: tuple[int, ...]
    alike: tuple[tuple[int, int], ...]
    height: int
    room: int
    reading_age: int | None

    @property
    def fits(self) -> bool:
        return self.height <= self.room

    @property
    def too_long(self) -> tuple[int, ...]:
        """The statements that are longer than people read, counted from 1."""
        return tuple(level for level, words in enumerate(self.words, 1) if words > MOST_WORDS)

    @property
    def shortest(self) -> int:
        return min(self.words, default=0)

    @property
    def longest(self) -> int:
        return max(self.words, default=0)

    @property
    def is_even(self) -> bool:
        """Whether no statement is twice as long as another: people take the longest for the right one."""
        return self.longest < 2 * self.shortest


def guidance_on(
    title: str, question: str, labels: Sequence[str], levels: Sequence[str], *, cant_say: str, reads: str = ""
) -> Guidance:
    """What to say of a principle's statements. `reads` is all of its text, where it is in English, for its age."""
    return Guidance(
        words=tuple(map(words_in, levels)),
        empty=tuple(level for level, text in enumerate(levels, 1) if not text.strip()),
        alike=alike(levels),
        height=round(height_on_phone(title, question, labels, levels, cant_say)),
        room=PHONE[1],
        reading_age=reading_age(reads),
    )
