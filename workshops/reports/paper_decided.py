"""What came of it all: earlier promises, ideas and votes, notes of tables, commitments, and what was said besides."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops import sayings
from workshops.reports.blocks import Block, Card, Cards, Cell, Heading, Points, Quotes, Sheet, Table, Text
from workshops.reports.outcomes import Proposal, Voted
from workshops.reports.paper_principle import quotes
from workshops.reports.parts import Pledge, Useful
from workshops.reports.summary import Summary
from workshops.shown.before import Before, Kept

DAY = "j F Y"
STANDING = {
    "done": lambda: _("Done"),
    "going": lambda: _("Under way"),
    "stuck": lambda: _("Stuck"),
}


def sheets(summary: Summary) -> Iterator[Sheet]:
    found = summary.outcomes
    if found.before and found.before.promises:
        yield Sheet(summary.title, _("What we had promised"), tuple(_promised(found.before)))
    if found.votes or found.ideas:
        yield Sheet(summary.title, _("What we could do"), tuple(_ideas(summary)))
    if summary.tables:
        yield Sheet(summary.title, _("What tables wrote"), tuple(_tables(summary)))
    yield Sheet(summary.title, _("What we will do"), tuple(_outcome(summary)))


def _promised(before: Before) -> Iterator[Block]:
    day = date_format(timezone.localtime(before.held_at), DAY)
    yield Text(_("At “%(title)s”, %(day)s.") % {"title": before.title, "day": day})
    yield Cards(tuple(_kept(one) for one in before.promises))


def _kept(one: Kept) -> Card:
    by = ((_("By"), date_format(one.by, DAY)),) if one.by else ()
    status = STANDING.get(one.status, lambda: _("Nothing said about it yet"))()
    said = f"{status}, {date_format(one.on, DAY)}" if one.on else status
    note = ((_("Note"), one.note),) if one.note else ()
    return Card(one.what, ((_("Owner"), one.owner), *by, (_("Now"), said), *note))


def _ideas(summary: Summary) -> Iterator[Block]:
    found = summary.outcomes
    for vote in found.votes:
        yield Heading(vote.title or _("A vote"))
        yield Text(vote_words(vote))
        if vote.enough:
            yield ranking(vote)
    if found.ideas:
        if found.votes:
            yield Heading(_("Also proposed"))
        yield Points(tuple("\n".join((one.text, *_merged(one))) for one in found.ideas))


def vote_words(vote: Voted) -> str:
    """How a vote was held, or why nothing more is told of it."""
    if vote.enough:
        return _(
            "%(voters)s people voted in secret, with up to %(each)s dots each, at most two for one idea."
        ) % {"voters": vote.voters, "each": vote.each}
    return ngettext(
        "%(n)s person voted. Totals are shown only if at least five did, so that nobody can be singled out.",
        "%(n)s people voted. Totals are shown only if at least five did, so that nobody can be singled out.",
        vote.voters,
    ) % {"n": vote.voters}


def _merged(one: Proposal) -> Iterator[str]:
    return (_("and: %(text)s") % {"text": text} for text in one.merged)


def ranking(vote: Voted) -> Table:
    return Table(
        caption=_("Ideas by dots"),
        head=(Cell(_("Place"), is_number=True), Cell(_("Idea")), Cell(_("Dots"), is_number=True)),
        rows=tuple(
            (
                Cell(_place(one), is_number=True),
                Cell(one.text, aside="\n".join(_merged(one))),
                Cell(str(one.dots), is_number=True, is_strong=True),
            )
            for one in vote.proposals
        ),
        widths=(0.9, 5, 0.7),
        header=1,
    )


def _place(one: Proposal) -> str:
    return f"{one.place} {_('shared')}" if one.tied else str(one.place)


def _tables(summary: Summary) -> Iterator[Block]:
    for number, notes in summary.tables:
        yield Heading(_("Table %(number)s") % {"number": number})
        yield Quotes(((notes, ""),))


def _outcome(summary: Summary) -> Iterator[Block]:
    if summary.pledges:
        yield Cards(tuple(pledge_card(one) for one in summary.pledges))
    else:
        yield Text(_("No commitments were written down."), "muted")
    for one in summary.reviews:
        yield Text(one.words, strong=one.label)
    if summary.parked:
        yield Heading(_("Parked for another day"))
        yield Points(summary.parked)
    yield from _also_said(summary)
    if summary.words.closing:
        yield Heading(_("To close"))
        yield Text(summary.words.closing)


def _also_said(summary: Summary) -> Iterator[Block]:
    for title, said in (
        (_("Also said"), summary.said_besides),
        (_("At check-in"), summary.check_in),
        (_("At check-out"), summary.check_out),
    ):
        if said:
            yield Heading(title)
            yield quotes(said, summary.nation)
    if summary.useful:
        if not summary.check_out:
            yield Heading(_("At check-out"))
        yield Text(useful_words(summary.useful))


def pledge_card(one: Pledge) -> Card:
    facts: Sequence[tuple[str, str]] = (
        (_("Owner"), one.owner),
        (_("By"), date_format(one.by, DAY) if one.by else ""),
        (_("First step"), one.first_step),
        (_("Principle"), str(one.principle or "")),
    )
    return Card(one.what, tuple((term, text) for term, text in facts if text), _confirmed(one))


def _confirmed(one: Pledge) -> str:
    if not one.confirmed:
        return ""
    if one.names:
        return _("Confirmed by %(names)s") % {"names": ", ".join(one.names)}
    return _("Confirmed by somebody in the room")


def useful_words(useful: Useful) -> str:
    said = _("How useful it was, from 1 to 5: middle of the group %(middle)s.") % {
        "middle": sayings.short_middle(useful.median)
    }
    chosen = ", ".join(
        _("%(count)s chose %(level)s") % {"count": count, "level": level}
        for level, count in enumerate(useful.counts, 1)
    )
    return f"{said} {chosen}."
