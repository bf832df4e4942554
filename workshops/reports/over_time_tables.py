"""A series as tables and sentences for people: the workbook for Excel, and the report in Markdown."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workshops import sayings
from workshops.reports.marks import bullets, inline, table
from workshops.reports.measures import plain
from workshops.reports.over_time import Place, day_of, digest_at, places_of, promises_of, remarks_on
from workshops.reports.tables import Cell, Row, Table
from workshops.reports.xlsx import About, is_right_to_left
from workshops.reports.xlsx import written as workbook
from workshops.trends.values import Trend
from workshops.trends.words import days_of, gap_words, listed, spread_words


def workbook_of(trend: Trend) -> bytes:
    about = About(
        trend.title, " ".join(remarks_on(trend)), trend.team, is_right_to_left(get_language() or "")
    )
    return workbook(about, (_workshops(trend), _comparison(trend), _commitments(trend)))


def _workshops(trend: Trend) -> Table:
    columns = (
        _("Date"),
        _("Workshop"),
        _("Principles"),
        _("Edition"),
        _("Digest of the edition"),
        _("Levels"),
    )
    rows: list[Row] = [
        (
            day_of(held),
            held.title,
            held.set_title,
            held.edition,
            digest_at(held),
            "; ".join(f"{n} {name}" for n, name in enumerate(held.wording.levels, 1)),
        )
        for held in trend.held
    ]
    return Table("Workshops", _("Workshops"), columns, rows, frozenset({1, 2, 5}))


def _comparison(trend: Trend) -> Table:
    longest = max((len(held.wording.levels) for held in trend.held), default=0)
    levels = tuple(_("Level %(n)s") % {"n": n} for n in range(1, longest + 1))
    columns = (
        _("Principle"),
        _("Title"),
        _("Date"),
        _("Changed since the date before"),
        *levels,
        "n",
        _("Can't say"),
        _("On paper"),
        _("Median"),
        _("Spread"),
    )
    rows = [_numbers(place, longest) for place in places_of(trend)]
    return Table("OverTime", _("Over time"), columns, rows, frozenset({1}))


def _numbers(place: Place, longest: int) -> Row:
    one, result = place.principle, place.result
    about: tuple[Cell, ...] = (one.number, one.title, day_of(place.held), changed_words(place))
    if result is None or result.distribution is None or result.median is None:
        gap = gap_words(place.point.standing)
        return (*about, *(None for _level in range(longest)), None, None, None, None, gap)
    counts = result.distribution.counts
    beyond = (None,) * (longest - len(counts))
    measures = (result.distribution.n, result.distribution.cant_say, result.on_paper, plain(result.median))
    return (*about, *counts, *beyond, *measures, spread_words(place.point))


def changed_words(place: Place) -> str:
    words = {"set": _("set"), "scale": _("scale"), "wording": _("wording")}
    return ", ".join(words[change] for change in place.changes)


def _commitments(trend: Trend) -> Table:
    columns = (
        *(_("Date"), _("Workshop"), _("Commitment"), _("Owner"), _("By"), _("First step")),
        *(_("What became of it"), _("Note"), _("Said on")),
    )
    rows: list[Row] = [
        (
            *(day_of(held), held.title, one.what, one.owner, one.by, one.first_step),
            *(sayings.status_words(one.status), one.note, one.on),
        )
        for held, one in promises_of(trend)
    ]
    return Table("Commitments", _("Commitments"), columns, rows, frozenset({1, 2, 3, 5, 7}))


def markdown_of(trend: Trend) -> bytes:
    return ("\n\n".join(part for part in _parts(trend) if part) + "\n").encode()


def _parts(trend: Trend) -> Iterator[str]:
    yield f"# {inline(trend.title)}"
    yield inline(trend.team)
    if trend.held:
        days = listed(date_format(held.at, "j F Y") for held in trend.held)
        yield inline(_("First-round scores from %(days)s.") % {"days": days})
    yield bullets(inline(remark) for remark in remarks_on(trend))
    places: dict[str, list[Place]] = {}
    for place in places_of(trend):
        places.setdefault(place.principle.key, []).append(place)
    days_told = [day.words for day in days_of(trend.held)]
    for one in trend.principles:
        yield f"## {one.principle.number}. {inline(one.principle.title)}"
        yield _told(places[one.principle.key], days_told)
    yield from _promised(trend)
    yield inline(
        _(
            "Different people may have come each time, and small groups move easily. This is a prompt for talk, not a "
            "test result."
        )
    )


def _told(places: Iterable[Place], days: Iterable[str]) -> str:
    rows = []
    for place, day in zip(places, days, strict=True):
        shown = place.point.median is not None and place.result is not None
        middle = sayings.short_middle(place.point.median) if shown and place.point.median is not None else ""
        words = spread_words(place.point) if shown else gap_words(place.point.standing)
        counts = ", ".join(f"{n}: {count}" for n, count in enumerate(place.point.counts, 1)) if shown else ""
        rows.append((day, changed_words(place), middle, words, counts))
    columns = (_("Date"), _("Changed"), _("Middle"), _("Spread"), _("Scores on each level"))
    return table(columns, rows)


def _promised(trend: Trend) -> Iterator[str]:
    promised = _commitments(trend)
    rows = list(promised.rows)
    if rows:
        yield f"## {inline(promised.title)}"
        yield table(promised.columns, rows)
