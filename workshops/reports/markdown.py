"""The report as Markdown (CommonMark, with GitHub's tables), for wikis and for whoever keeps plain text.

The words are those of the report on paper. Its drawings stay there: the tables beside them have the same numbers.
"""

from collections.abc import Iterator, Sequence
from functools import singledispatch

from workshops.reports.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Columns,
    Facts,
    Heading,
    Paper,
    Points,
    Quotes,
    Sheet,
    Table,
    Text,
)
from workshops.reports.marks import block, bullets, inline, numbered, quoted, strong, table
from workshops.reports.paper import paper_of
from workshops.reports.summary import Summary


def content_of(summary: Summary) -> bytes:
    return written(paper_of(summary)).encode()


def written(paper: Paper) -> str:
    return "\n\n".join(part for part in _parts(paper) if part) + "\n"


def _parts(paper: Paper) -> Iterator[str]:
    yield f"# {inline(paper.title)}"
    # Before any number: whoever reads on knows what it is.
    yield bullets(strong(note) for note in paper.notes)
    for place, sheet in enumerate(paper.sheets):
        yield from _sheet(sheet, is_first=place == 0)


def _sheet(sheet: Sheet, *, is_first: bool) -> Iterator[str]:
    if is_first:
        yield inline(sheet.above)
    else:
        yield f"## {inline(sheet.title)}"
    for one in sheet.blocks:
        yield from _block(one)


@singledispatch
def _block(one: Block) -> Iterator[str]:
    raise TypeError(f"no Markdown for {type(one).__name__}")


@_block.register
def _heading(one: Heading) -> Iterator[str]:
    aside = f" ({inline(one.aside)})" if one.aside else ""
    yield f"{'#' * one.level} {inline(one.text)}{aside}"


@_block.register
def _text(one: Text) -> Iterator[str]:
    before = f"{strong(one.strong)} " if one.strong else ""
    yield before + block(one.text)


@_block.register
def _facts(one: Facts) -> Iterator[str]:
    yield bullets(f"{strong(what)}: {inline(told)}" for what, told in one.rows)


@_block.register
def _points(one: Points) -> Iterator[str]:
    yield bullets(map(block, one.texts))


@_block.register
def _quotes(one: Quotes) -> Iterator[str]:
    for text, about in one.said:
        yield quoted(text, about)


@_block.register
def _columns(one: Columns) -> Iterator[str]:
    for part in one.parts:
        for piece in part:
            yield from _block(piece)


@_block.register
def _cards(one: Cards) -> Iterator[str]:
    yield numbered(map(_card, one.cards))


def _card(card: Card) -> str:
    facts = [f"{inline(what)}: {inline(told)}" for what, told in card.facts]
    return "\\\n".join([strong(card.title), *facts, *([inline(card.remark)] if card.remark else [])])


@_block.register
def _table(one: Table) -> Iterator[str]:
    """A column that holds drawings alone has nothing to say in letters."""
    shown = [place for place in range(len(one.head)) if not _is_drawn(one, place)]
    rows = [[_words(row[place]) for place in shown] for row in map(spread_out, one.rows)]
    yield table([_words(one.head[place]) for place in shown], rows)


def _is_drawn(one: Table, place: int) -> bool:
    cells = [row[place] for row in map(spread_out, one.rows)]
    return any(cell.strips for cell in cells) and not any(cell.text for cell in cells if cell.span == 1)


def spread_out(row: Sequence[Cell]) -> list[Cell]:
    """The row with an empty cell for each column that a wide one reaches over."""
    return [each for cell in row for each in (cell, *(Cell() for _more in range(cell.span - 1)))]


def _words(cell: Cell) -> str:
    number = f"{cell.level} " if cell.level else ""
    aside = f" {cell.aside}" if cell.aside else ""
    return f"{number}{cell.text}{aside}"
