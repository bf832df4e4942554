"""A sheet for each principle: the result, how it moved, how sectors see it, what people said and agreed."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops import sayings
from workshops.domain.spread import Spread, Word
from workshops.reports.blocks import Block, Cell, Columns, Heading, Picture, Quotes, Sheet, Table, Text
from workshops.reports.drawing import Strips
from workshops.reports.parts import PrinciplePart, Said
from workshops.reports.summary import Summary
from workshops.shown import RoundResult
from workshops.shown.positions import Position
from workshops.templatetags.svg import MOST_DOTS, Says, shade_of


def sheets(summary: Summary) -> Iterator[Sheet]:
    """Of every principle of which there is something to tell."""
    for part in told(summary):
        yield Sheet(place_words(summary, part), part.principle.title, tuple(_blocks(summary, part)))


def told(summary: Summary) -> Iterator[PrinciplePart]:
    for part in summary.principles:
        if part.rounds or part.said or part.told or part.principle.key in summary.settled:
            yield part


def place_words(summary: Summary, part: PrinciplePart) -> str:
    return _("Principle %(number)s of %(of)s") % {
        "number": part.principle.number,
        "of": len(summary.wording.principles),
    }


def _blocks(summary: Summary, part: PrinciplePart) -> Iterator[Block]:
    yield Text(part.principle.wording.summary, "lead", language=summary.wording.language)
    yield from _result(summary, part)
    yield Heading(_("What people said"))
    if part.told:
        yield Text(part.told)
    yield from quoted(part, summary.nation)
    for position in summary.outcomes.positions:
        if position.principle.key == part.principle.key:
            yield _position(position)


def _result(summary: Summary, part: PrinciplePart) -> Iterator[Block]:
    if part.latest:
        middle, *rest = result_words(part, summary.levels)
        yield Text(middle, "big")
        yield from (Text(words) for words in rest)
        yield dots(part.latest, summary.levels, part.before)
        yield Text(
            _("Round %(round)s: %(counts)s.")
            % {"round": part.latest.round, "counts": sayings.count_words(part.latest)},
            "small",
        )
        yield from _sectors(part.latest, summary)
    elif not part.rounds:
        yield Text(_("It was talked about; no scores were revealed."), "muted")
    yield from (Text(_not_shown(result), "muted") for result in part.too_small)


def _not_shown(result: RoundResult) -> str:
    if result.sheets_tell:
        said = _("Round %(round)s is not shown: too few scored by phone beside the score sheets.")
    else:
        said = _("Round %(round)s is not shown: fewer than five people scored.")
    return said % {"round": result.round}


def result_words(part: PrinciplePart, labels: Sequence[str]) -> list[str]:
    """The middle, then the pair with the spread word, the round before, and how people moved; [] without a result."""
    result, before = part.latest, part.before
    if result is None or result.median is None or result.spread is None:
        return []
    said = [
        _("Middle of the group: %(middle)s") % {"middle": sayings.middle(result.median, labels)},
        f"{sayings.pair_words(result)} {_spread(result.spread)}.",
    ]
    if before and before.median is not None and before.spread:
        values = {"round": before.round, "middle": sayings.middle(before.median, labels)}
        said.append(
            _("Round %(round)s: %(middle)s. %(spread)s") % {**values, "spread": _spread(before.spread)} + "."
        )
    return said + _moved(result, before)


def _moved(result: RoundResult, before: RoundResult | None) -> list[str]:
    if result.movement:
        everybody = {result.scores, before.scores if before else 0} == {result.movement.pairs}
        return [sayings.movement_words(result.movement, is_everybody=everybody)]
    return [_("Too few people scored both times to say how they moved.")] if before else []


def _spread(spread: Spread) -> str:
    """ "Together, with 2 far from the rest"."""
    far = sayings.far_words(spread)
    return f"{sayings.spread_word(spread)}, {far}" if far else sayings.spread_word(spread)


def strips_of(result: RoundResult, before: RoundResult | None, levels: int) -> Strips:
    """How the strips of a result are drawn: on one scale with those of the round before."""
    counts = [*counts_of(result), *counts_of(before)]
    bars = max(result.scores, before.scores if before else 0) > MOST_DOTS
    return Strips(max(counts), levels, bars)


def counts_of(result: RoundResult | None) -> tuple[int, ...]:
    return result.distribution.counts if result and result.distribution else ()


def dots(result: RoundResult, labels: Sequence[str], before: RoundResult | None) -> Table:
    """The table of one round, or of two: a level a row, a dot a score."""
    strips = strips_of(result, before, len(labels))
    names = {"number": result.principle.number, "round": result.round}
    if before:
        caption = _("Scores for principle %(number)s, rounds %(first)s and %(round)s, by level")
        counted = [Cell(_round(one), is_number=True) for one in (before, result)]
        names["first"] = before.round
    else:
        caption = _("Scores for principle %(number)s, round %(round)s, by level")
        counted = [Cell(_("Scores"), is_number=True)]
    drawn = _("One bar for each level") if strips.bars else _("One dot for each score")
    return Table(
        caption=caption % names,
        head=(Cell(_("Level")), Cell(_hollow(drawn, before)), *counted),
        rows=tuple(_level(level, label, strips, (before, result)) for level, label in enumerate(labels, 1)),
        widths=(2.2, 3, *(0.8 for _one in counted)),
        marked=_pair(result),
    )


def _hollow(drawn: str, before: RoundResult | None) -> str:
    return (
        _("%(drawn)s; hollow for round %(round)s") % {"drawn": drawn, "round": before.round}
        if before
        else drawn
    )


def _round(result: RoundResult) -> str:
    return _("Round %(round)s") % {"round": result.round}


def _level(
    level: int, label: str, strips: Strips, rounds: tuple[RoundResult | None, RoundResult]
) -> tuple[Cell, ...]:
    before, result = rounds
    drawn: list[Picture] = []
    cells = [Cell(label, level=level, shade=shade_of(level, strips.levels))]
    counted = [one for one in rounds if one]
    for one in counted:
        count = counts_of(one)[level - 1]
        if count:
            drawn.append(strips.drawn(count, level, _says(one, level, label), hollow=one is before))
    cells.append(Cell(strips=tuple(drawn)))
    numbers = (
        Cell(str(counts_of(one)[level - 1]), is_number=True, is_strong=one is result) for one in counted
    )
    return (*cells, *numbers)


def _says(result: RoundResult, level: int, label: str) -> Says:
    title = _("Round %(round)s: %(level)s, %(label)s") % {
        "round": result.round,
        "level": level,
        "label": label,
    }
    count = counts_of(result)[level - 1]
    return Says(title, ngettext("%(n)s score", "%(n)s scores", count) % {"n": count})


def _pair(result: RoundResult) -> tuple[int, ...]:
    """The rows of the fullest pair of levels, from 0, where it is the only one and the room is not split."""
    if result.distribution is None or result.spread is None or result.spread.word == Word.SPLIT:
        return ()
    pairs = result.distribution.best_pairs
    return (pairs[0][0] - 1, pairs[0][0]) if len(pairs) == 1 else ()


def _sectors(result: RoundResult, summary: Summary) -> Iterator[Block]:
    if result.sectors is None:
        return
    yield Heading(_("How sectors see it, round %(round)s") % {"round": result.round})
    if result.sectors.lines:
        yield sector_table(result, summary)
    note = sayings.sector_note(result.sectors, summary.smallest_group)
    if note:
        yield Text(note, "small")


def sector_table(result: RoundResult, summary: Summary) -> Table:
    """A line for each group that may be shown: never its counts."""
    lines = result.sectors.lines if result.sectors else ()
    return Table(
        caption=_("Principle %(number)s by sector, round %(round)s")
        % {"number": result.principle.number, "round": result.round},
        head=(Cell(_("Sector")), Cell(_("Scores"), is_number=True), Cell(_("Middle")), Cell(_("Spread"))),
        rows=tuple(
            (
                Cell(sayings.sector_label(line.group, summary.nation)),
                Cell(str(line.n), is_number=True),
                Cell(sayings.middle(line.median, summary.levels)),
                Cell(sayings.spread_word(Spread(line.word))),
            )
            for line in lines
        ),
        widths=(3, 0.8, 1.8, 1.1),
    )


def quoted(part: PrinciplePart, nation: str) -> Iterator[Block]:
    """What people said, under its themes."""
    themes = part.themed
    for place, theme in enumerate(themes):
        if theme.title:
            count = ngettext("%(n)s comment", "%(n)s comments", len(theme.said)) % {"n": len(theme.said)}
            yield Heading(theme.title, 4, count)
        elif place:
            yield Heading(_("Also said"), 4)
        yield quotes(theme.said, nation)
    if not themes and not part.told:
        yield Text(_("Nothing was written down."), "muted")


def quotes(said: Sequence[Said], nation: str) -> Quotes:
    return Quotes(tuple((one.text, about(one, nation)) for one in said))


def about(one: Said, nation: str) -> str:
    """Where a comment comes from, as far as that may be told, and how many see it so."""
    told = [sayings.sector_label(one.family, nation) if one.family else _("A participant")]
    if one.seen:
        told.append(
            ngettext("%(n)s other person sees it too", "%(n)s others see it too", one.seen) % {"n": one.seen}
        )
    if one.differs:
        told.append(
            ngettext("%(n)s sees it differently", "%(n)s see it differently", one.differs)
            % {"n": one.differs}
        )
    return ". ".join(told)


def _position(position: Position) -> Columns:
    parts = (
        (_("What we agree"), position.agreed),
        (_("What some of us see differently"), position.seen_differently),
        (_("What would move us one point"), position.one_point),
    )
    return Columns(tuple((Heading(title), Text(text)) for title, text in parts if text))
