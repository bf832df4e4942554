"""What a report on paper is made of, in the order in which it is read. Values only: each writer draws them its way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A drawing of ours as SVG, `width` by `height` points, and what it says to those who do not see it."""

    svg: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True)
class Cell:
    """`level` is the number in its circle, of the colour `shade`; `is_number` stands at the end of the line."""

    text: str = ""
    level: int = 0
    shade: str = ""
    strips: tuple[Picture, ...] = ()
    is_number: bool = False
    is_strong: bool = False
    aside: str = ""
    span: int = 1


@dataclass(frozen=True)
class Table:
    """`caption` says what it holds, `widths` are shares of the line, and the cells of column `header` name their row.

    `marked` are the rows on a ground of their own, and `total` says that the last one sums up the others.
    """

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    header: int = 0
    marked: tuple[int, ...] = ()
    total: bool = False
    small: bool = False


@dataclass(frozen=True)
class Heading:
    """`level` 3 is a part of a sheet, 4 a part of that; 2 is a part of the first, which has the title of the whole."""

    text: str
    level: int = 3
    aside: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph, its lines as they were written; `look` is "", "lead", "big", "muted" or "small".

    `strong` stands before it; `language` is its own where that is not the report's.
    """

    text: str
    look: str = ""
    strong: str = ""
    language: str = ""


@dataclass(frozen=True)
class Facts:
    """What is called what."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Quotes:
    """What people said: their words, and what may be said of where they come from."""

    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Points:
    """A list without an order."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A promise: what, and all that is known of it."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Cards:
    """Promises, numbered from 1."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Columns:
    """Parts that stand side by side where there is room, and are read one after the other."""

    parts: tuple[tuple[Heading | Text, ...], ...]


Block = Heading | Text | Facts | Table | Quotes | Points | Cards | Columns


@dataclass(frozen=True)
class Sheet:
    """What begins on a page of its own. The first has the title of the whole; a `wide` one lies on its side."""

    above: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False
    language: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole report. `notes` must be read before any number of it: they stand on every page."""

    title: str
    author: str
    subject: str
    language: str
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]
