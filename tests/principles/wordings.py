"""Wordings of every shape that a document may have, for tests that hold for all of them."""

from hypothesis import strategies as some

from principles.checking import UNSHOWABLE
from principles.document import CantSay, Principle, Wording

# What a writer of TOML could trip over, with words of several scripts; some signs take two units in UTF-16.
MARKS = [
    '"',
    '""',
    '"""',
    "'",
    "'''",
    "\\",
    "\\n",
    "\\u0041",
    "#",
    "[x]",
    "= 1",
    ",",
    "{k}",
    "\ufeff",
    "\u00a0",
    "\uffff",
]
WORDS = [
    "a",
    "we walk",
    "é",
    "e\u0301",
    "مرحبا بكم",
    "\u200f",
    "\u202e",
    "שלום",
    "हिन्दी",
    "你好。",
    "\u3000",
    "😀",
    "𝒜",
]
PIECES = (*MARKS, *WORDS)
LETTERS = some.characters(codec="utf-8")
SHORTEST = 40  # characters: what every text may have


def showable(pieces: list[str]) -> str:
    """A text on one line, as checking leaves it."""
    return UNSHOWABLE.sub("", "".join(pieces).replace("\n", " "))[:SHORTEST].strip()


LINES = some.lists(some.sampled_from(PIECES) | LETTERS, max_size=6).map(showable)


@some.composite
def wordings(draw: some.DrawFn) -> Wording:
    """Each is made of a few lines, so that it takes little to draw one."""
    lines = sorted({*draw(some.lists(LINES, min_size=3, max_size=6)), *"1234567"} - {""})
    line = some.sampled_from(lines)
    levels = draw(some.integers(2, 7))

    def texts(least: int = 0, most: int = 2) -> tuple[str, ...]:
        return tuple(draw(some.lists(line, min_size=least, max_size=most, unique=True)))

    def paragraphs() -> str:
        return "\n".join(draw(some.lists(line | some.just(""), max_size=3))).strip()

    def principle(key: str) -> Principle:
        meaning = paragraphs() or "It means this."
        scale = texts(levels, levels)
        return Principle(key, draw(line), draw(line), meaning, texts(), texts(), texts(), scale)

    return Wording(
        title=draw(line),
        language=draw(some.sampled_from(["en-GB", "cy", "ar"])),
        credit=paragraphs(),
        source=draw(line | some.just("")),
        question=draw(line),
        levels=texts(levels, levels),
        cant_say=CantSay(draw(line), draw(line)),
        comment_prompt=draw(line),
        ground_rules=texts(),
        check_in=texts(),
        check_out=texts(),
        privacy_short=f"{paragraphs()} {{k}}".strip(),
        principles=tuple(map(principle, "ab"[: draw(some.integers(1, 2))])),
    )
