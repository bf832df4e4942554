"""Results as pictures and words, alike in rooms and in reports. The tables hold every number as text."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from workshops import sayings
from workshops.domain.spread import Spread, Word
from workshops.shown import PrincipleResult, RoundResult
from workshops.templatetags import svg

register = template.Library()


@register.inclusion_tag("workshops/charts/dot_rows.html", takes_context=True)
def dot_rows(
    context: Context, result: RoundResult, labels: Sequence[str], before: RoundResult | None = None
) -> dict[str, Any]:
    """The table of one round, or of two: a level a row, a dot a score. With too few scores, a sentence."""
    earlier = before if before and before.enough else None
    return {
        "result": result,
        "before": earlier,
        "key": f"{result.activity}:{result.principle.key}",
        "bars": _in_bars(result, earlier),
        "rows": _rows(result, earlier, labels) if result.enough else (),
        **_speech(context),
    }


def _speech(context: Context) -> dict[str, str]:
    """The attributes of what is in the set's own words and in the site's, where `s` or `r` of the page has them."""
    said = context.get("s") or context.get("r")
    return {name: getattr(said, name, "") for name in ("content", "interface")}


def _in_bars(result: RoundResult, before: RoundResult | None) -> bool:
    return max(result.scores, before.scores if before else 0) > svg.MOST_DOTS


def _rows(result: RoundResult, before: RoundResult | None, labels: Sequence[str]) -> list[dict[str, Any]]:
    counts, counts_before = _counts(result), _counts(before)
    strip = svg.Strip(max(counts + counts_before), _in_bars(result, before))
    pair, rows = _pair(result), []
    for level, (label, count) in enumerate(zip(labels, counts, strict=True), 1):
        shade = svg.shade_of(level, len(labels))
        earlier = counts_before[level - 1] if before else None
        rows.append(
            {
                "level": str(level),
                "label": label,
                "shade": shade,
                "pair": level in pair,
                "count": count,
                "before": earlier,
                "strip_before": strip.drawn(
                    earlier or 0, shade, _says(before, label, level, earlier), hollow=True
                ),
                "strip": strip.drawn(count, shade, _says(result, label, level, count)),
            }
        )
    return rows


def _says(result: RoundResult | None, label: str, level: int, count: int | None) -> svg.Says:
    title = gettext("Round %(round)s: %(level)s, %(label)s") % {
        "round": result.round if result else "",
        "level": level,
        "label": label,
    }
    scores = ngettext("%(n)s score", "%(n)s scores", count or 0) % {"n": count or 0}
    return svg.Says(title, scores)


def _says_of(result: RoundResult) -> svg.Says:
    title = gettext("Principle %(number)s, round %(round)s") % {
        "number": result.principle.number,
        "round": result.round,
    }
    return svg.Says(title, sayings.counts_in_words(result))


def _counts(result: RoundResult | None) -> tuple[int, ...]:
    return result.distribution.counts if result and result.distribution else ()


def _pair(result: RoundResult) -> tuple[int, ...]:
    """The levels of the fullest pair, where it is the only one and the room is not split."""
    if result.distribution is None or result.spread is None or result.spread.word == Word.SPLIT:
        return ()
    pairs = result.distribution.best_pairs
    return (pairs[0][0], pairs[0][0] + 1) if len(pairs) == 1 else ()


@register.inclusion_tag("workshops/charts/result_words.html")
def result_words(
    result: RoundResult, labels: Sequence[str], before: RoundResult | None = None
) -> dict[str, Any]:
    """What a round says, in words; nothing where there are too few scores, which `dot_rows` says."""
    return {
        "result": result,
        "before": before if before and before.enough else None,
        "labels": labels,
        "band": bool(_pair(result)),
        "moved": _moved(result, before),
    }


def _moved(result: RoundResult, before: RoundResult | None) -> str:
    if result.movement is None:
        return ""
    everybody = {result.scores, before.scores if before else 0}
    return sayings.movement_words(result.movement, is_everybody=everybody == {result.movement.pairs})


@register.inclusion_tag("workshops/charts/sector_lines.html")
def sector_lines(result: RoundResult, labels: Sequence[str], nation: str, k: int) -> dict[str, Any]:
    """How sectors see a principle: a line for each group that may be shown, and what is not shown and why."""
    if result.sectors is None:
        return {"lines": (), "note": ""}
    lines = [
        {
            "label": sayings.sector_label(line.group, nation),
            "n": line.n,
            "middle": sayings.middle(line.median, labels),
            "word": sayings.spread_word(Spread(line.word)),
        }
        for line in result.sectors.lines
    ]
    return {"result": result, "lines": lines, "note": sayings.sector_note(result.sectors, k)}


@register.inclusion_tag("workshops/charts/overview_rows.html", takes_context=True)
def overview_rows(
    context: Context, results: Sequence[PrincipleResult], labels: Sequence[str], turns: int = 0
) -> dict[str, Any]:
    """The whole picture: a principle a row, its scores lowest first, every median on one line.

    Where a principle was scored twice, the round before stands hollow above the newest. A screen shows so many rows at
    a time, in `turns`.
    """
    shown = [one for one in results if one.latest.enough]
    twice = [one for one in shown if one.before and one.before.enough]
    newest, earlier = [one.latest for one in shown], [one.before for one in twice if one.before]
    says = [_says_of(each) for each in (*newest, *earlier)]
    drawings = iter(svg.overview(list(map(_counts, newest)), list(map(_counts, earlier)), says))
    filled = {one.principle.key: next(drawings) for one in shown}
    hollow = {one.principle.key: next(drawings) for one in twice}
    rows = [
        {
            "result": one.latest,
            "before": one.before if one in twice else None,
            "drawing": filled.get(one.principle.key, ""),
            "drawing_before": hollow.get(one.principle.key, ""),
        }
        for one in results
    ]
    return {"rows": rows, "labels": labels, "twice": bool(twice), "turns": turns} | _speech(context)


@register.simple_tag
def seats(done: int, of: int) -> SafeString:
    """A small circle for each person who joined, filled for those who are done; nothing beyond sixty."""
    return svg.seats(done, of)


@register.simple_tag
def track(answered: int, of: int) -> SafeString:
    """A small bar of how many have answered."""
    return svg.track(answered, of)


@register.filter
def shade(level: int, labels: Sequence[str]) -> str:
    """The colour class of a level on the scale of `labels`: "l1" to "l7"."""
    return svg.shade_of(level, len(labels))


@register.filter
def middle(median: Fraction, labels: Sequence[str]) -> str:
    return sayings.middle(median, labels)


@register.filter
def short_middle(median: Fraction) -> str:
    return sayings.short_middle(median)


@register.filter
def pair_words(result: RoundResult) -> str:
    return sayings.pair_words(result)


@register.filter
def spread_word(spread: Spread) -> str:
    return sayings.spread_word(spread)


@register.filter
def far_words(spread: Spread) -> str:
    return sayings.far_words(spread)


@register.filter
def count_words(result: RoundResult) -> str:
    return sayings.count_words(result)


@register.filter
def counts_in_words(result: RoundResult) -> str:
    return sayings.counts_in_words(result)


@register.filter
def plain(number: Fraction) -> str:
    """An exact number in digits, alike in every language: "3", "2.5"."""
    return f"{float(number):g}"


@register.filter
def too_few(scores: int) -> str:
    return sayings.too_few(scores)


@register.filter
def not_enough(result: RoundResult) -> str:
    return sayings.not_enough(result)
