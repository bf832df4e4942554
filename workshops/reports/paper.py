"""The report as it is read on paper, sheet by sheet: the same words, in the same order, as on its page."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from workshops import sayings
from workshops.reports import paper_annex, paper_decided, paper_principle
from workshops.reports.blocks import Block, Cell, Facts, Heading, Paper, Sheet, Table, Text
from workshops.reports.drawing import Overview
from workshops.reports.notes import notes_on
from workshops.reports.parts import Taken
from workshops.reports.summary import Summary
from workshops.shown import PrincipleResult
from workshops.templatetags.svg import Says

DAY_AND_TIME = "l j F Y, H:i"


def paper_of(summary: Summary) -> Paper:
    """The whole report in the language that is on."""
    return Paper(
        title=summary.title,
        author=summary.team,
        subject=_("Report of a workshop"),
        language=get_language() or "en-gb",
        notes=notes_on(summary),
        sheets=(
            _front(summary),
            *paper_principle.sheets(summary),
            *paper_decided.sheets(summary),
            _run(summary),
            paper_annex.sheet(summary),
        ),
    )


def _front(summary: Summary) -> Sheet:
    blocks: list[Block] = [Facts(tuple(_facts(summary))), Heading(_("The whole picture"), 2)]
    blocks += _picture(summary)
    if summary.words.strengths:
        blocks += (Heading(_("Our strengths"), 2), Text(summary.words.strengths))
    return Sheet(summary.team, summary.title, tuple(blocks))


def _picture(summary: Summary) -> list[Block]:
    if not summary.picture:
        return [Text(_("No results have been revealed, so there are none here."), "muted")]
    levels = ", ".join(f"{level} {label}" for level, label in enumerate(summary.levels, 1))
    said = _(
        "The first round of each principle; where people scored again, the pages that follow show both. This "
        "reflects those present."
    )
    return [overview(summary), Text(f"{_('Levels:')} {levels}. {said}", "small")]


def when(summary: Summary) -> str:
    """When it was held, or will be."""
    if not summary.started:
        return _("Planned for %(day)s; not held yet") % {"day": _at(summary.planned, DAY_AND_TIME)}
    began = _at(summary.started, DAY_AND_TIME)
    if not summary.ended:
        return f"{began}; {_('not ended yet')}"
    same = timezone.localtime(summary.started).date() == timezone.localtime(summary.ended).date()
    return f"{began} {_('to')} {_at(summary.ended, 'H:i' if same else DAY_AND_TIME)}"


def _at(moment: datetime, form: str) -> str:
    return date_format(timezone.localtime(moment), form)


def who(summary: Summary) -> str:
    """How many people took part, and how."""
    joined = ngettext("%(people)s person joined", "%(people)s people joined", summary.participants)
    said = joined % {"people": summary.participants}
    if summary.people > summary.participants:
        shared = ngettext(
            "%(devices)s device, for %(people)s people. A shared device gave one score.",
            "%(devices)s devices, for %(people)s people. A shared device gave one score.",
            summary.participants,
        ) % {"devices": summary.participants, "people": summary.people}
        said = f"{said}: {shared}"
    paper = _("Some answered on paper; each result says how many.")
    return f"{said.rstrip('.')}. {paper}" if summary.on_paper else said


def _facts(summary: Summary) -> Iterator[tuple[str, str]]:
    yield _("When"), when(summary)
    if summary.purpose:
        yield _("Purpose"), summary.purpose
    yield _("Who"), who(summary)
    if summary.sectors_here:
        yield _("Here"), "; ".join(summary.sectors_here)
    if summary.sectors_away:
        yield _("Not here"), "; ".join(summary.sectors_away)


def overview(summary: Summary) -> Table:
    """The whole picture: a principle a row, every score round the middle of the group."""
    enough = [one.latest.distribution.counts for one in summary.picture if one.latest.distribution]
    drawing = Overview.of(enough)
    return Table(
        caption=_("Every score for each principle, round the middle of the group"),
        head=(
            Cell(_("Principle")),
            Cell(_("The line is the middle of the group")),
            Cell(_("Middle")),
            Cell(_("Spread")),
        ),
        rows=tuple(_overview_row(one, drawing) for one in summary.picture),
        widths=(1.9, 2.9, 0.85, 0.85),
    )


def _overview_row(one: PrincipleResult, drawing: Overview) -> tuple[Cell, ...]:
    result = one.latest
    name = Cell(f"{result.principle.number}. {result.principle.title}", is_strong=True)
    if result.distribution is None or result.median is None or result.spread is None:
        return name, Cell(sayings.not_enough(result), span=3)
    says = Says(
        _("Principle %(number)s, round %(round)s")
        % {"number": result.principle.number, "round": result.round},
        sayings.counts_in_words(result),
    )
    return (
        name,
        Cell(strips=(drawing.drawn(result.distribution.counts, says),)),
        Cell(sayings.short_middle(result.median)),
        Cell(sayings.spread_word(result.spread)),
    )


def _run(summary: Summary) -> Sheet:
    return Sheet(summary.title, _("How it was run"), (Text(how_it_was_run(summary)), _agenda(summary)))


def how_it_was_run(summary: Summary) -> str:
    """The rules that held, and what is not in the report."""
    rule = _(
        "Under the Chatham House Rule: what was said may be shared, but not who said it or where they work. "
        "Everyone scored alone from their own experience, and nobody saw a result before it was revealed to all."
    )
    said = [f"{summary.agenda_title}.", rule, *_left_out(summary)]
    return " ".join(said)


def _left_out(summary: Summary) -> Iterator[str]:
    if summary.hidden:
        yield ngettext(
            "%(n)s comment was hidden by the facilitator and is not in this report.",
            "%(n)s comments were hidden by the facilitator and are not in this report.",
            summary.hidden,
        ) % {"n": summary.hidden}
    if summary.held:
        yield ngettext(
            "%(n)s comment was never shown to the room and is not in this report.",
            "%(n)s comments were never shown to the room and are not in this report.",
            summary.held,
        ) % {"n": summary.held}
    if summary.redacted:
        yield ngettext(
            "The words of %(n)s comment were taken out by the facilitator for good.",
            "The words of %(n)s comments were taken out by the facilitator for good.",
            summary.redacted,
        ) % {"n": summary.redacted}


def _agenda(summary: Summary) -> Table:
    total = (
        Cell(),
        Cell(pgettext("minutes in all", "Together"), is_strong=True),
        Cell(str(summary.minutes_planned), is_number=True),
        Cell(str(summary.minutes_taken), is_number=True),
    )
    return Table(
        caption=_("The agenda, with planned and actual minutes"),
        head=(
            Cell(_("Step"), is_number=True),
            Cell(_("What")),
            Cell(_("Planned minutes"), is_number=True),
            Cell(_("Took"), is_number=True),
        ),
        rows=(*(_step(step) for step in summary.steps), total),
        widths=(0.5, 4, 1.2, 1.2),
        header=1,
        total=True,
    )


def _step(step: Taken) -> tuple[Cell, ...]:
    took = _("not held") if not step.held else _("not over") if step.took is None else str(step.took)
    return (
        Cell(str(step.number), is_number=True),
        Cell(step.title),
        Cell(str(step.planned), is_number=True),
        Cell(took, is_number=True),
    )
