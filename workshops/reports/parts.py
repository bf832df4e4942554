"""What a report is made of: values only, and nothing that may not be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from workshops.shown import NumberedPrinciple, RoundResult


@dataclass(frozen=True)
class Said:
    """A comment as it was written, without a name; `seen` others see it too, and `differs` see it differently.

    `theme` is the name of the one it was put under, or "". `family` is the group it comes
    from, where that group has a line of its own, and "" otherwise.
    """

    text: str
    seen: int
    family: str = ""
    differs: int = 0
    theme: str = ""


@dataclass(frozen=True)
class Themed:
    """What was said under one theme; under none where `title` is ""."""

    title: str
    said: tuple[Said, ...]


def themed(said: Sequence[Said]) -> tuple[Themed, ...]:
    """The same under their themes, the largest first, and at the end what is under none."""
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.theme, []).append(one)
    ordered = sorted(found, key=lambda title: (not title, -len(found[title]), title))
    return tuple(Themed(title, tuple(found[title])) for title in ordered)


@dataclass(frozen=True)
class PrinciplePart:
    """What came of one principle: every revealed round, and what people said, most widely seen first."""

    principle: NumberedPrinciple
    rounds: tuple[RoundResult, ...]
    said: tuple[Said, ...]
    # What people said, as whoever writes the report puts it together.
    told: str = ""

    @property
    def themed(self) -> tuple[Themed, ...]:
        return themed(self.said)

    @property
    def latest(self) -> RoundResult | None:
        """The last round that had enough scores."""
        return next((one for one in reversed(self.rounds) if one.enough), None)

    @property
    def before(self) -> RoundResult | None:
        """The last round with enough scores before `latest`."""
        shown = [one for one in self.rounds if one.enough]
        return shown[-2] if len(shown) > 1 else None

    @property
    def too_small(self) -> tuple[RoundResult, ...]:
        """The rounds that are not shown, because fewer than five people scored."""
        return tuple(one for one in self.rounds if not one.enough)


@dataclass(frozen=True)
class Taken:
    """One step of the agenda, with the minutes it was planned for and took; None where it is not over."""

    number: int
    kind: str
    title: str
    round: int
    principles: tuple[int, ...]
    planned: int
    took: int | None
    held: bool


@dataclass(frozen=True)
class Pledge:
    """What somebody will do: an organisation or a role, by a day."""

    what: str
    owner: str
    by: date | None
    first_step: str
    principle: int | None
    # How many in the room said "that is me"; with their names where those may be told.
    confirmed: int = 0
    names: tuple[str, ...] = ()
    # The same in every file that is ever written of it, and nowhere else.
    uid: str = ""


@dataclass(frozen=True)
class Review:
    """The next workshop of the series, which begins with what was promised at this one."""

    uid: str
    title: str
    starts: datetime
    minutes: int


@dataclass(frozen=True)
class Words:
    """What the team itself writes into a report: nobody in the room said it in these words."""

    strengths: str = ""
    review_on: date | None = None
    review_place: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Approval:
    """Who approved a report, and when; `number` counts the versions of a workshop's report from 1."""

    number: int
    by: str
    at: datetime
    # When words were last taken out of it for good, if they were.
    taken_out: datetime | None = None


@dataclass(frozen=True)
class Useful:
    """How useful people found it, from 1 to 5: how many chose each, and the middle."""

    counts: tuple[int, ...]
    median: Fraction


@dataclass(frozen=True)
class Order:
    """Kendall's W, two decimals: how alike `m` people, who scored all of `principles`, put them in order."""

    w: float
    m: int
    round: int
    principles: int


@dataclass(frozen=True)
class EditionMark:
    """Which words people saw."""

    title: str
    number: int
    digest: str
    language: str
    credit: str
    source: str
