"""The report as tables, for people who open a spreadsheet: headings in words, numbers as numbers, nothing by person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops import sayings
from workshops.reports.csv import two_places
from workshops.reports.measures import AnnexRow, plain
from workshops.reports.notes import notes_on
from workshops.reports.parts import Said
from workshops.reports.summary import Summary

Cell = str | int | float | Decimal | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """One table. `name` is for formulas and programs, alike in every language; `title` and `columns` are for people.

    `wide` has the places of columns that hold whole sentences. `rows` are read once.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    wide: frozenset[int] = field(default_factory=frozenset)


def tables_of(summary: Summary) -> tuple[Table, ...]:
    """Every table of a report, in this order, also those with nothing in them."""
    return (
        Table("About", _("About"), (_("What"), _("Details")), _about(summary), frozenset({1})),
        _numbers(summary),
        _sectors(summary),
        _movement(summary),
        _comments(summary),
        *_decided(summary),
        _steps(summary),
    )


def _about(summary: Summary) -> list[Row]:
    edition = summary.edition
    started, ended = (timezone.localtime(at) if at else None for at in (summary.started, summary.ended))
    return [
        (_("Workshop"), summary.title),
        (_("Team"), summary.team),
        (_("Note"), " ".join(notes_on(summary))),
        (_("Purpose"), summary.purpose),
        *_written(summary),
        (_("Planned for"), f"{timezone.localtime(summary.planned):%Y-%m-%d %H:%M}"),
        (_("Started"), f"{started:%Y-%m-%d %H:%M}" if started else ""),
        (_("Ended"), f"{ended:%Y-%m-%d %H:%M}" if ended else ""),
        (_("Devices that joined"), summary.participants),
        (_("People behind them"), summary.people),
        (_("Sectors here"), "; ".join(summary.sectors_here)),
        (_("Sectors not here"), "; ".join(summary.sectors_away)),
        (_("Principles"), edition.title),
        (_("Edition"), edition.number),
        (_("Digest of the edition"), edition.digest),
        (_("Language"), edition.language),
        (_("Question"), summary.wording.question),
        *((_("Level %(n)s") % {"n": n}, name) for n, name in enumerate(summary.levels, 1)),
        *_told(summary),
        (_("Comments hidden"), summary.hidden),
        (_("Comments never let through"), summary.held),
        (_("Comments taken out"), summary.redacted),
        (_("The spread word"), summary.spread_rule),
        (_("Groups"), summary.groups_rule),
        (_("Credit"), edition.credit),
        (_("Source"), edition.source),
    ]


def _written(summary: Summary) -> Iterator[Row]:
    """What the team has written."""
    words = summary.words
    if words.strengths:
        yield _("Our strengths"), words.strengths
    for part in summary.principles:
        if part.told:
            yield _("What people said, principle %(n)s") % {"n": part.principle.number}, part.told
    if words.review_on or words.review_place:
        day = words.review_on.isoformat() if words.review_on else ""
        yield _("Next review"), ", ".join(text for text in (day, words.review_place) if text)
    if words.closing:
        yield _("To close"), words.closing


def _told(summary: Summary) -> Iterator[Row]:
    """What is of the whole workshop, where it may be told."""
    if order := summary.order:
        values = {"m": order.m, "principles": order.principles, "round": order.round}
        about = _("Kendall's W, of %(m)s people who scored all %(principles)s principles, round %(round)s")
        yield about % values, two_places(order.w)
    if useful := summary.useful:
        yield _("How useful it was, from 1 to 5: middle"), plain(useful.median)
        for level, count in enumerate(useful.counts, 1):
            yield _("How useful it was: chose %(level)s") % {"level": level}, count


def _numbers(summary: Summary) -> Table:
    levels = tuple(f"{n} {name}" for n, name in enumerate(summary.levels, 1))
    measures = (
        _("Can't say"),
        _("On paper"),
        _("Median"),
        "Q1",
        "Q3",
        "IQR",
        "MAD",
        _("Best pair"),
        _("Spread"),
        _("Far from the rest"),
        "A",
        _("Consensus"),
    )
    columns = (_("Principle"), _("Title"), _("Round"), *levels, "n", *measures)
    return Table(
        "Numbers", _("Numbers"), columns, [_counted(summary, row) for row in summary.annex], frozenset({1})
    )


def _counted(summary: Summary, row: AnnexRow) -> Row:
    about = (row.principle.number, row.principle.title, row.round)
    s = row.statistics
    if s is None:
        return (*about, *(None for _level in summary.levels), row.n, *(None for _measure in range(12)))
    exact = tuple(plain(number) for number in (s.median, s.q1, s.q3, s.iqr, s.mad))
    words = (s.pair_words, sayings.spread_word(s.spread), s.spread.far)
    return (
        *about,
        *s.counts,
        row.n,
        s.cant_say,
        s.on_paper,
        *exact,
        *words,
        two_places(s.a),
        two_places(s.consensus),
    )


def _sectors(summary: Summary) -> Table:
    columns = (
        _("Principle"),
        _("Title"),
        _("Round"),
        _("Sector"),
        "n",
        _("Median"),
        _("Spread"),
        _("What is not shown"),
    )
    return Table("Sectors", _("Sectors"), columns, list(_lines(summary)), frozenset({1, 3, 7}))


def _lines(summary: Summary) -> Iterator[Row]:
    """A row for each line that may be shown; one without a line says why there is none."""
    for row in summary.annex:
        if row.statistics is None or row.sectors is None:
            continue
        about = (row.principle.number, row.principle.title, row.round)
        note = sayings.sector_note(row.sectors, summary.smallest_group)
        for line in row.sectors.lines:
            word = sayings.SPREAD_WORDS[line.word]()
            sector = sayings.sector_label(line.group, summary.nation)
            yield (*about, sector, line.n, plain(line.median), word, note)
        if not row.sectors.lines:
            yield (*about, None, None, None, None, note)


def _movement(summary: Summary) -> Table:
    columns = (_("Principle"), _("Title"), _("Round"), _("How they moved"), _("People"))
    return Table("Movement", _("Movement"), columns, list(_moved(summary)), frozenset({1, 3}))


def _moved(summary: Summary) -> Iterator[Row]:
    for part in summary.principles:
        for result in part.rounds:
            if result.distribution is None or result.movement is None:
                continue
            about = (part.principle.number, part.principle.title, result.round)
            yield (*about, _("scored both times"), result.movement.pairs)
            for ways, people in result.movement.parts:
                yield (*about, sayings.ways_words(ways), people)


def _comments(summary: Summary) -> Table:
    columns = (
        _("Said at"),
        _("Principle"),
        _("Theme"),
        _("Words"),
        _("Others see it too"),
        _("See it differently"),
        _("Sector"),
    )
    return Table("Comments", _("Comments"), columns, _said(summary), frozenset({3}))


def _said(summary: Summary) -> Iterator[Row]:
    for part in summary.principles:
        yield from _voices(summary, _("discussion"), part.said, part.principle.number)
    yield from _voices(summary, _("discussion"), summary.said_besides)
    yield from _voices(summary, _("check-in"), summary.check_in)
    yield from _voices(summary, _("check-out"), summary.check_out)


def _voices(
    summary: Summary, where: str, said: Iterable[Said], principle: int | None = None
) -> Iterator[Row]:
    labels: dict[str, str] = {"": ""}
    for one in said:
        if one.family not in labels:
            labels[one.family] = sayings.sector_label(one.family, summary.nation)
        yield where, principle, one.theme, one.text, one.seen, one.differs, labels[one.family]


def _decided(summary: Summary) -> tuple[Table, ...]:
    return (_ideas(summary), _positions(summary), _commitments(summary), _before(summary), _left(summary))


def _ideas(summary: Summary) -> Table:
    columns = (_("Vote"), _("Place"), _("Shared place"), _("Dots"), _("Idea"), _("Put under it"))
    rows: list[Row] = []
    for vote in summary.outcomes.votes:
        for one in vote.proposals:
            tied = _("yes") if one.tied else ""
            rows.append((vote.title, one.place, tied, one.dots, one.text, "; ".join(one.merged)))
    rows += [("", None, "", None, one.text, "; ".join(one.merged)) for one in summary.outcomes.ideas]
    return Table("Ideas", _("Ideas"), columns, rows, frozenset({4, 5}))


def _positions(summary: Summary) -> Table:
    columns = (
        _("Principle"),
        _("Title"),
        _("What we agree"),
        _("What some see differently"),
        _("What would move it one point"),
    )
    rows: list[Row] = [
        (one.principle.number, one.principle.title, one.agreed, one.seen_differently, one.one_point)
        for one in summary.outcomes.positions
    ]
    return Table("Positions", _("What we agree"), columns, rows, frozenset({1, 2, 3, 4}))


def _commitments(summary: Summary) -> Table:
    columns = (
        _("Commitment"),
        _("Owner"),
        _("By"),
        _("First step"),
        _("Principle"),
        _("Said “that is me”"),
        _("Names"),
    )
    rows: list[Row] = [
        (one.what, one.owner, one.by, one.first_step, one.principle, one.confirmed, ", ".join(one.names))
        for one in summary.pledges
    ]
    return Table("Commitments", _("Commitments"), columns, rows, frozenset({0, 1, 3}))


def _before(summary: Summary) -> Table:
    columns = (_("Commitment"), _("Owner"), _("By"), _("What became of it"))
    before = summary.outcomes.before
    rows: list[Row] = [
        (one.what, one.owner, one.by, sayings.status_words(one.status))
        for one in (before.promises if before else ())
    ]
    return Table("Before", _("Promised before"), columns, rows, frozenset({0, 1}))


def _left(summary: Summary) -> Table:
    rows: list[Row] = [(_("Table %(n)s") % {"n": number}, notes) for number, notes in summary.tables]
    rows += [(_("Parked for another day"), issue) for issue in summary.parked]
    return Table("Notes", _("Tables and parked issues"), (_("What"), _("Words")), rows, frozenset({1}))


def _steps(summary: Summary) -> Table:
    columns = (
        _("Step"),
        _("Title"),
        _("Round"),
        _("Principles"),
        _("Minutes planned"),
        _("Minutes taken"),
        _("Held"),
    )
    rows: list[Row] = [
        (
            step.number,
            step.title,
            step.round or None,
            ", ".join(map(str, step.principles)),
            step.planned,
            step.took,
            _("yes") if step.held else _("no"),
        )
        for step in summary.steps
    ]
    return Table("Agenda", _("Agenda"), columns, rows, frozenset({1}))
