"""The annex: every revealed round as numbers, the rules behind the words, and which words people saw."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from workshops import sayings
from workshops.reports.blocks import Block, Cell, Sheet, Table, Text
from workshops.reports.measures import AnnexRow, Statistics
from workshops.reports.summary import Summary


def sheet(summary: Summary) -> Sheet:
    return Sheet(summary.title, _("Annex: the numbers"), tuple(_blocks(summary)), wide=True)


def _blocks(summary: Summary) -> Iterator[Block]:
    if summary.annex:
        yield _numbers(summary)
    else:
        yield Text(_("No results have been revealed, so there are none here."), "muted")
    yield Text(_measures(summary), "small")
    yield Text(summary.spread_rule, "small", strong=_("The spread word."))
    yield Text(summary.groups_rule, "small", strong=_("Groups."))
    yield Text(edition_words(summary), "small")


def _measures(summary: Summary) -> str:
    said = _(
        "A is van der Eijk's agreement (2001), from -1 to 1; consensus is Tastle and Wierman's (2005), from 0 to 1; "
        "neither means much without n."
    )
    if not summary.order:
        return said
    order = summary.order
    values = {"w": f"{order.w:.2f}", "m": order.m, "round": order.round, "principles": order.principles}
    alike = _(
        "Kendall's W over the %(principles)s principles, round %(round)s: %(w)s, from %(m)s people who scored all of "
        "them."
    )
    return f"{said} {alike % values}"


def edition_words(summary: Summary) -> str:
    """Which words people saw, and whose they are."""
    edition = summary.edition
    said = _("Edition %(number)s of “%(title)s”, %(digest)s.") % {
        "number": edition.number,
        "title": edition.title,
        "digest": edition.digest,
    }
    return f"{said} {edition.credit}".strip()


def _numbers(summary: Summary) -> Table:
    levels = [str(level) for level in range(1, len(summary.levels) + 1)]
    figures = (_("Can't say"), _("Median"), "Q1", "Q3", "IQR", "MAD", _("Best pair"))
    named = (_("Principle"), _("Round"), *levels, "n", *figures)
    measured = (Cell("A", is_number=True), Cell(_("Consensus"), is_number=True))
    return Table(
        caption=_("Counts and measures for each principle and round"),
        head=(*(Cell(name, is_number=True) for name in named), Cell(_("Spread")), *measured),
        rows=tuple(_row(row, len(levels)) for row in summary.annex),
        widths=(
            1.1,
            0.9,
            *(0.5 for _level in levels),
            0.5,
            0.8,
            0.95,
            0.7,
            0.7,
            0.7,
            0.7,
            1.25,
            1.6,
            0.7,
            1.25,
        ),
        small=True,
    )


def _row(row: AnnexRow, levels: int) -> tuple[Cell, ...]:
    named = _figures((str(row.principle.number), str(row.round)))
    s = row.statistics
    if s is None:
        gaps = _figures([""] * levels)
        return (
            *named,
            *gaps,
            *_figures((str(row.n),)),
            Cell(_("Not shown: fewer than five scores"), span=10),
        )
    return (*named, *_measured(row.n, s))


def _measured(n: int, s: Statistics) -> tuple[Cell, ...]:
    figures = (*s.counts, n, s.cant_say, *map(_plain, (s.median, s.q1, s.q3, s.iqr, s.mad)), s.pair_words)
    far = sayings.far_words(s.spread)
    word = sayings.spread_word(s.spread)
    spread = Cell(f"{word}, {far}" if far else word)
    return (*_figures(map(str, figures)), spread, *_figures((f"{s.a:.2f}", f"{s.consensus:.2f}")))


def _figures(texts: Sequence[str] | Iterator[str]) -> tuple[Cell, ...]:
    return tuple(Cell(text, is_number=True) for text in texts)


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"
