"""What a comparison over time says, in sentences: where things were, never whether they got better or worse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops import sayings
from workshops.domain.sectors import label_of
from workshops.domain.trend import Break, Change, Mix
from workshops.trends.values import Held, Point, PrincipleTrend, Standing, Trend

PARTS = {
    "question": lambda: _("the question"),
    "title": lambda: _("the title"),
    "summary": lambda: _("the summary"),
    "meaning": lambda: _("what it means"),
    "levels": lambda: _("the statements"),
    "signs": lambda: _("the signs"),
    "prompts": lambda: _("the questions to talk about"),
    "watch_outs": lambda: _("what to watch out for"),
}
TIMES = {
    2: lambda: _("The same group, twice"),
    3: lambda: _("The same group, three times"),
    4: lambda: _("The same group, four times"),
    5: lambda: _("The same group, five times"),
    6: lambda: _("The same group, six times"),
}


@dataclass(frozen=True)
class Day:
    """A date in words: no longer than it takes to tell it from the others. `label` is it again, in short lines."""

    words: str
    label: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """Something to know before comparing: what it is about, and what it is."""

    about: str
    text: str


def heading(dates: int) -> str:
    return TIMES[dates]() if dates in TIMES else _("The same group, %(dates)s times") % {"dates": dates}


def days_of(held: Sequence[Held]) -> tuple[Day, ...]:
    """The date of each; with the year where not all are of one year, and the hour where two are of one day."""
    local = [timezone.localtime(one.at) for one in held]
    years = len({at.year for at in local}) > 1
    dates = [at.date() for at in local]
    found = []
    for at in local:
        long = date_format(at, "j F Y" if years else "j F")
        label = (date_format(at, "j M"), *((str(at.year),) if years else ()))
        if dates.count(at.date()) > 1:
            hour = date_format(at, "H:i")
            long, label = f"{long}, {hour}", (*label, hour)
        found.append(Day(long, label))
    return tuple(found)


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = words
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def dates_words(held: Sequence[Held]) -> str:
    """ "12 March, 9 July and 19 November 2026"."""
    days = listed(day.words for day in days_of(held))
    years = {timezone.localtime(one.at).year for one in held}
    return f"{days} {years.pop()}" if len(years) == 1 else days


def said_of(one: PrincipleTrend, days: Sequence[Day]) -> list[Note]:
    """What a principle's picture says, stretch by stretch, and what is missing from it."""
    said = []
    for place, stretch in enumerate(one.stretches):
        if place:
            said.append(_break_note(one, one.breaks[place - 1], days))
        shown = [date for date in stretch if one.points[date].is_shown]
        if shown:
            when = listed(days[date].words for date in shown) if len(shown) < len(one.points) else ""
            said.append(Note("", _stretch_words([one.points[date] for date in shown], when)))
    for standing in (Standing.FEW, Standing.UNSCORED, Standing.ABSENT):
        missing = [days[place].words for place, point in enumerate(one.points) if point.standing == standing]
        if missing:
            said.append(Note("", _missing(standing, listed(missing))))
    return said


def _stretch_words(points: Sequence[Point], when: str) -> str:
    middles = [sayings.short_middle(point.median) for point in points if point.median is not None]
    spreads = [point.result.spread for point in points if point.result]
    middle = _("middle %(middles)s") if when else _("Middle %(middles)s")
    said = f"{middle % {'middles': _in_turn(middles)}}. {_in_turn([sayings.spread_word(s) for s in spreads if s])}."
    return _("%(when)s: %(said)s") % {"when": when, "said": said} if when else said


def _in_turn(words: Sequence[str]) -> str:
    """ "3", "3 both times", "3 each time", "3, then 2"."""
    if len(words) == 1 or len(set(words)) > 1:
        return _(", then ").join(words)
    return (_("%(word)s both times") if len(words) == 2 else _("%(word)s each time")) % {"word": words[0]}


def _missing(standing: Standing, days: str) -> str:
    if standing == Standing.FEW:
        return _("Not shown on %(days)s: fewer than five scores.") % {"days": days}
    if standing == Standing.UNSCORED:
        return _("Not scored on %(days)s.") % {"days": days}
    return _("Not among the principles on %(days)s.") % {"days": days}


def gap_words(standing: Standing) -> str:
    """Why there is nothing to see at a date."""
    if standing == Standing.FEW:
        return _("fewer than five scores")
    return _("not scored") if standing == Standing.UNSCORED else _("not among the principles")


def break_label(one: Break) -> str:
    """The greatest of the changes, for a picture: it has room for two words."""
    return {
        Change.SET: lambda: _("set changed"),
        Change.SCALE: lambda: _("scale changed"),
        Change.WORDING: lambda: _("wording changed"),
    }[one.changes[0]]()


def _break_note(one: PrincipleTrend, broken: Break, days: Sequence[Day]) -> Note:
    about = _("Changed after %(day)s:") % {"day": days[broken.before].words}
    what = listed(_changed(one, broken, change) for change in broken.changes)
    return Note(about, _("%(what)s. What follows stands apart.") % {"what": what})


def _changed(one: PrincipleTrend, broken: Break, change: Change) -> str:
    if change == Change.WORDING:
        return _("the wording (%(parts)s)") % {"parts": listed(PARTS[part]() for part in broken.parts)}
    if change == Change.SET:
        return _("the set of principles")
    was, became = one.points[broken.before].asked, one.points[broken.after].asked
    return _("the scale (%(how)s)") % {
        "how": _scales(was.scale if was else (), became.scale if became else ())
    }


def _scales(was: Sequence[str], became: Sequence[str]) -> str:
    if len(was) == len(became):
        return _("its levels have other names")
    return _("from %(was)s levels to %(became)s") % {"was": len(was), "became": len(became)}


def description(one: PrincipleTrend, days: Sequence[Day]) -> str:
    """Everything that a picture shows, in a line: for those who do not see it."""
    broken = {found.after: found for found in one.breaks}
    told = []
    for place, (point, day) in enumerate(zip(one.points, days, strict=True)):
        if place in broken:
            told.append(break_label(broken[place]))
        told.append(_("%(day)s: %(what)s") % {"day": day.words, "what": _point_words(point)})
    return "; ".join(told) + "."


def _point_words(point: Point) -> str:
    if point.median is None:
        return gap_words(point.standing)
    middle = _("middle %(middle)s") % {"middle": sayings.short_middle(point.median)}
    return f"{middle}, {spread_words(point)}"


def spread_words(point: Point) -> str:
    """ "Together, with 2 far from the rest"."""
    spread = point.result.spread if point.result else None
    if spread is None:
        return ""
    far = sayings.far_words(spread)
    return f"{sayings.spread_word(spread)}, {far}" if far else sayings.spread_word(spread)


def notes_on(trend: Trend) -> list[Note]:
    """What keeps its dates from being compared: another set, another scale, other words, other people."""
    days = days_of(trend.held)
    return [*_notes_on_sets(trend, days), *_notes_on_wording(trend, days), *_notes_on_mix(trend, days)]


def _notes_on_sets(trend: Trend, days: Sequence[Day]) -> Iterable[Note]:
    for place, (was, became) in enumerate(zip(trend.held, trend.held[1:], strict=False), 1):
        day = days[place].words
        if was.set_key != became.set_key:
            values = {"day": day, "became": became.set_title, "was": was.set_title}
            text = _("From %(day)s it was “%(became)s”, and before that “%(was)s”. Lines are broken there.")
            yield Note(_("The set."), text % values)
        if was.wording.levels != became.wording.levels:
            values = {"day": day, "how": _scales(was.wording.levels, became.wording.levels)}
            text = _("Another scale from %(day)s: %(how)s. Lines are broken there.")
            yield Note(_("The scale."), text % values)


def _notes_on_wording(trend: Trend, days: Sequence[Day]) -> Iterable[Note]:
    found: dict[tuple[int, int], list[str]] = {}
    for one in trend.principles:
        for broken in one.breaks:
            if Change.WORDING in broken.changes:
                place = (broken.before, broken.after)
                found.setdefault(place, []).append(str(one.principle.number))
    for (before, after), numbers in sorted(found.items()):
        text = ngettext(
            "Principle %(numbers)s was worded differently on %(before)s and on %(after)s. Its line is broken there.",
            "Principles %(numbers)s were worded differently on %(before)s and on %(after)s. Their lines are broken "
            "there.",
            len(numbers),
        )
        values = {"numbers": listed(numbers), "before": days[before].words, "after": days[after].words}
        yield Note(_("Wording."), text % values)


def _notes_on_mix(trend: Trend, days: Sequence[Day]) -> Iterable[Note]:
    for mix in trend.mix:
        yield Note(_("Who came."), _mix_words(mix, [day.words for day in days], trend.nation))


def _mix_words(mix: Mix, days: Sequence[str], nation: str) -> str:
    def on(dates: Iterable[int]) -> str:
        return listed(days[date] for date in dates)

    sector = _(label_of(mix.family, nation))
    said = []
    if mix.away:
        said.append(_("%(sector)s were not here on %(days)s.") % {"sector": sector, "days": on(mix.away)})
        said.append(_("They were on %(days)s.") % {"days": on(mix.here)})
    else:
        said.append(_("%(sector)s were here on %(days)s.") % {"sector": sector, "days": on(mix.here)})
    if mix.not_offered:
        said.append(_("On %(days)s nobody was asked for them when joining.") % {"days": on(mix.not_offered)})
    return " ".join(said)
