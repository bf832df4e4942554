"""Principles over time as pictures, sentences and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops import sayings
from workshops.domain.trend import Change
from workshops.models import Commitment
from workshops.templatetags.svg import MOST_DOTS
from workshops.templatetags.trend_svg import Column, Measure, picture
from workshops.trends import words
from workshops.trends.values import Followed, Point, PrincipleTrend, Trend
from workshops.trends.words import Day, Note

register = template.Library()
FEW = 3  # dates that a phone has room for side by side


@register.inclusion_tag("workshops/trend/principle.html")
def principle_over_time(one: PrincipleTrend, trend: Trend) -> dict[str, Any]:
    """The newest dates drawn and said, and every date in a table."""
    drawn, days = one.drawn, words.days_of(trend.drawn)
    return {
        "one": one,
        "picture": _picture(drawn, days, trend) if drawn.is_shown else "",
        "said": words.said_of(drawn, days),
        "scrolls": len(days) > FEW,
        "levels": range(1, 1 + max(len(point.asked.scale) for point in one.points if point.asked)),
        "rows": list(_rows(one, words.days_of(trend.held))),
    }


def _picture(one: PrincipleTrend, days: Sequence[Day], trend: Trend) -> SafeString:
    title = ngettext(
        "Principle %(number)s at %(dates)s workshop", "Principle %(number)s at %(dates)s workshops", len(days)
    ) % {"number": one.principle.number, "dates": len(days)}
    measure = Measure(max(trend.most, 1), trend.most_scores > MOST_DOTS)
    return picture(list(_columns(one, days)), measure, one.principle.key, title, words.description(one, days))


def _columns(one: PrincipleTrend, days: Sequence[Day]) -> Iterator[Column]:
    broken = {found.after: found for found in one.breaks}
    levels = 0
    for place, (point, day) in enumerate(zip(one.points, days, strict=True)):
        change = broken.get(place)
        begins = not levels or bool(change and Change.SCALE in change.changes)
        # A date without the principle stands on the scale of the dates around it.
        levels = len(point.asked.scale) if point.asked else levels or _first_scale(one)
        yield Column(
            counts=point.counts,
            median=point.median,
            levels=levels,
            gap="" if point.is_shown else words.gap_words(point.standing),
            label=day.label,
            below=_scores(point),
            broken=words.break_label(change) if change else "",
            new_scale=begins,
            joined=place - 1 in one.joined,
        )


def _first_scale(one: PrincipleTrend) -> int:
    return next(len(point.asked.scale) for point in one.points if point.asked)


def _scores(point: Point) -> str:
    n = sum(point.counts)
    return ngettext("%(n)s score", "%(n)s scores", n) % {"n": n} if point.is_shown else ""


@dataclass(frozen=True)
class Row:
    """One date in a table: the scores on each level, or words for why there are none; `broken` comes before it."""

    day: str
    broken: str
    gap: str
    counts: tuple[int | None, ...] = ()
    n: int = 0
    cant_say: int = 0
    middle: str = ""
    spread: str = ""


def _rows(one: PrincipleTrend, days: Sequence[Day]) -> Iterator[Row]:
    broken = {found.after: words.break_label(found) for found in one.breaks}
    longest = max(len(point.asked.scale) for point in one.points if point.asked)
    for place, (point, day) in enumerate(zip(one.points, days, strict=True)):
        distribution = point.result.distribution if point.result else None
        if distribution is None or point.median is None:
            yield Row(day.words, broken.get(place, ""), words.gap_words(point.standing))
            continue
        beyond: tuple[None, ...] = (None,) * (longest - len(point.counts))
        yield Row(
            day.words,
            broken.get(place, ""),
            "",
            (*point.counts, *beyond),
            distribution.n,
            distribution.cant_say,
            sayings.short_middle(point.median),
            words.spread_words(point),
        )


@register.simple_tag
def scales_of(trend: Trend) -> list[Note]:
    """The names of the levels, with the dates that had them."""
    days, found = words.days_of(trend.held), dict[tuple[str, ...], list[str]]()
    for held, day in zip(trend.held, days, strict=True):
        found.setdefault(held.wording.levels, []).append(day.words)
    return [
        Note(
            _("Levels on %(days)s:") % {"days": words.listed(dates)} if len(found) > 1 else _("Levels:"),
            ", ".join(f"{level} {name}" for level, name in enumerate(names, 1)),
        )
        for names, dates in found.items()
    ]


@register.filter
def heading(trend: Trend) -> str:
    return words.heading(len(trend.held))


@register.filter
def dates(trend: Trend) -> str:
    return words.dates_words(trend.held)


@register.filter
def notes(trend: Trend) -> list[Note]:
    return words.notes_on(trend)


@register.filter
def days(trend: Trend) -> list[tuple[Any, str]]:
    """Each workshop with its date in words."""
    return [(held, day.words) for held, day in zip(trend.held, words.days_of(trend.held), strict=True)]


@register.filter
def in_bars(trend: Trend) -> bool:
    """Whether there are too many scores for a dot each."""
    return trend.most_scores > MOST_DOTS


@register.filter
def answers(promise: Followed) -> list[tuple[str, str]]:
    """What may be said of a commitment, beginning with what is said as long as nobody has said anything."""
    return [
        ("", _("Nothing said about it yet")),
        *((status.value, str(status.label)) for status in Commitment.Status),
    ]
