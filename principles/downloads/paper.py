"""What every downloaded document is written from: one edition in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from principles.document import Principle, Wording
from principles.downloads.words import Words, words_for
from principles.languages import direction_of

END_OF = {"ltr": "\N{LEFT-TO-RIGHT MARK}", "rtl": "\N{RIGHT-TO-LEFT MARK}"}
List = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A frozen wording, what is known of its edition, and this site's own words beside it."""

    wording: Wording
    number: int
    note: str
    published: datetime
    digest: str
    words: Words

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return direction_of(self.wording.language)

    @property
    def not_endorsed(self) -> str:
        """The sentence, held together where the page around it runs the other way: its full stop would wander."""
        own = direction_of(self.words.language)
        return self.words.not_endorsed + ("" if own == self.direction else END_OF[own])

    def place_of(self, number: int) -> str:
        """ "Principle 2"."""
        return self.words.principle.format(number=number)

    def levels_of(self, one: Principle) -> list[tuple[str, str]]:
        """Each level of the scale with what this principle looks like there, from least to most."""
        return list(zip(self.wording.levels, one.levels, strict=True))

    def lists_of(self, one: Principle) -> list[List]:
        """The lists under one principle that hold anything, each with its heading."""
        words = self.words
        return filled(
            (words.signs, one.signs), (words.prompts, one.prompts), (words.watch_outs, one.watch_outs)
        )

    @property
    def lists(self) -> list[List]:
        """Those for a meeting as a whole."""
        words, wording = self.words, self.wording
        return filled(
            (words.ground_rules, wording.ground_rules),
            (words.check_in, wording.check_in),
            (words.check_out, wording.check_out),
        )


def paper_of(wording: Wording, number: int, note: str, published: datetime, digest: str) -> Paper:
    words = words_for(wording.language, number, published)
    return Paper(wording, number, note, published, digest, words)


def filled(*lists: List) -> list[List]:
    return [(heading, entries) for heading, entries in lists if entries]
