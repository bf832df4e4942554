"""The report as slides: a cover, the whole picture, one slide for each principle, and what came of it, with notes."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pptx.presentation import Presentation as Deck
from pptx.util import Length, Mm

from workshops import sayings
from workshops.domain.spread import Spread
from workshops.reports import slide_charts
from workshops.reports import slide_marks as mark
from workshops.reports.notes import notes_on
from workshops.reports.paper import how_it_was_run, when, who
from workshops.reports.paper_annex import edition_words
from workshops.reports.paper_decided import DAY, vote_words
from workshops.reports.paper_principle import about, result_words
from workshops.reports.parts import Pledge, PrinciplePart
from workshops.reports.summary import Summary

HALF, GUTTER = Mm(128), Mm(12)
QUOTES, SHORT = 2, 150  # that stand on a slide, and how long each may be there
LETTERS, LINES = 70, 12  # in a line of a table's widest column, and lines on a slide
IDEAS = 9
MOST_WORDS = 700  # letters on a slide of words
LONG = 300  # letters of what a team writes that fit beside a result


def content_of(summary: Summary) -> bytes:
    language = get_language() or "en-gb"
    deck = mark.deck(language)
    described = deck.core_properties
    described.title, described.author = mark.short(summary.title), mark.short(summary.team)
    described.subject, described.last_modified_by = _("Report of a workshop"), described.author
    described.created = described.modified = summary.ended or summary.started or summary.planned
    notes = notes_on(summary)
    _cover(deck, summary, notes)
    _whole(deck, summary, notes)
    if summary.words.strengths:
        _written(deck, _("Our strengths"), [summary.words.strengths], notes)
    for part in summary.principles:
        _principle(deck, summary, part, notes)
    _votes(deck, summary, notes)
    _pledges(deck, summary, notes)
    _next(deck, summary, notes)
    _run(deck, summary, notes)
    return mark.packed(deck)


def _cover(deck: Deck, summary: Summary, notes: Sequence[str]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    language = deck.core_properties.language
    title, under = list(slide.placeholders)[:2]
    size = 44 if len(summary.title) < 60 else 32
    mark.put(title.text_frame.paragraphs[0], summary.title, language, size=size, bold=True)
    frame = under.text_frame
    for place, (words, colour) in enumerate(
        ((summary.team, mark.BRAND), (when(summary), mark.MUTED), (who(summary), mark.MUTED))
    ):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        mark.put(paragraph, words, language, size=22, colour=colour)
    for note in notes:
        mark.put(frame.add_paragraph(), note, language, size=18, bold=True, colour=mark.GOLD)
    here = _("Here: %(sectors)s") % {"sectors": "; ".join(summary.sectors_here)}
    away = _("Not here: %(sectors)s") % {"sectors": "; ".join(summary.sectors_away)}
    said = [summary.purpose, here if summary.sectors_here else "", away if summary.sectors_away else ""]
    mark.noted(slide, [words for words in said if words], language)


def _whole(deck: Deck, summary: Summary, notes: Sequence[str]) -> None:
    slide = mark.titled(deck, _("The whole picture"), notes)
    language = deck.core_properties.language
    shown = [one.latest for one in summary.picture if one.latest.enough]
    if not shown:
        frame = mark.box(slide, _("Result"), (mark.MARGIN, mark.TOP, mark.INSIDE, Mm(30)))
        words = _("No results have been revealed, so there are none here.")
        mark.put(frame.paragraphs[0], words, language)
        return
    place = (mark.MARGIN, mark.TOP, mark.INSIDE, Length(mark.FOOT - mark.TOP))
    slide_charts.whole(slide, shown, summary.levels, place)
    mark.noted(
        slide,
        [_("The first round of each principle. This reflects those present."), *_middles(summary)],
        language,
    )


def _middles(summary: Summary) -> Iterator[str]:
    for one in summary.picture:
        result = one.latest
        name = f"{result.principle.number}. {result.principle.title}"
        if result.median is None or result.spread is None:
            yield f"{name}: {sayings.not_enough(result)}"
        else:
            middle, word = sayings.middle(result.median, summary.levels), sayings.spread_word(result.spread)
            yield f"{name}: {middle}; {word}"


def _principle(deck: Deck, summary: Summary, part: PrinciplePart, notes: Sequence[str]) -> None:
    slide = mark.titled(deck, f"{part.principle.number}. {part.principle.title}", notes)
    language = deck.core_properties.language
    height = Length(mark.FOOT - mark.TOP)
    wide = HALF if part.latest else mark.INSIDE
    frame = mark.box(slide, _("Result"), (mark.MARGIN, mark.TOP, wide, height))
    middle, *rest = result_words(part, summary.levels) or [_no_result(part)]
    mark.put(frame.paragraphs[0], middle, language, size=24, bold=True, font=mark.SERIF)
    for words in rest:
        _below(frame, words, language, size=18)
    if 0 < len(part.told) < LONG:
        _below(frame, part.told, language, size=17)
    for one in [said for said in part.said if len(said.text) < SHORT][: 0 if part.told else QUOTES]:
        _below(frame, f"“{one.text}”", language, size=17, font=mark.SERIF, colour=mark.MUTED)
    agreed = next(
        (each.agreed for each in summary.outcomes.positions if each.principle.key == part.principle.key), ""
    )
    if 0 < len(agreed) < SHORT:
        _below(frame, _("What we agree"), language, size=17, bold=True)
        _below(frame, agreed, language, size=17)
    if part.latest:
        left = Length(mark.MARGIN + HALF + GUTTER)
        place = (left, mark.TOP, Length(mark.INSIDE - HALF - GUTTER), height)
        slide_charts.by_level(slide, part, summary.levels, place)
    mark.noted(slide, list(_spoken(summary, part)), language)


def _no_result(part: PrinciplePart) -> str:
    return sayings.not_enough(part.rounds[-1]) if part.rounds else _("No scores were revealed.")


def _below(frame: Any, words: str, language: str, **look: Any) -> None:
    paragraph = frame.add_paragraph()
    paragraph.space_before = Mm(3)
    mark.put(paragraph, words, language, **look)


def _spoken(summary: Summary, part: PrinciplePart) -> Iterator[str]:
    """All that the report has of a principle, for whoever speaks to the slide."""
    yield part.principle.wording.summary
    yield from result_words(part, summary.levels)
    if part.latest:
        yield f"{sayings.count_words(part.latest)}."
        yield from _by_sector(summary, part)
    if part.told:
        yield f"{_('What people said')}: {part.told}"
    for one in part.said:
        yield f"“{one.text}” ({about(one, summary.nation)})"
    for position in summary.outcomes.positions:
        if position.principle.key == part.principle.key:
            said = (
                (_("What we agree"), position.agreed),
                (_("What some of us see differently"), position.seen_differently),
                (_("What would move us one point"), position.one_point),
            )
            yield from (f"{title}: {words}" for title, words in said if words)


def _by_sector(summary: Summary, part: PrinciplePart) -> Iterator[str]:
    """The lines that may be shown, and what is not shown and why."""
    view = part.latest.sectors if part.latest else None
    if view is None:
        return
    for line in view.lines:
        name = sayings.sector_label(line.group, summary.nation)
        middle, word = sayings.middle(line.median, summary.levels), sayings.spread_word(Spread(line.word))
        yield _("%(sector)s, %(n)s scores: %(middle)s; %(word)s") % {
            "sector": name,
            "n": line.n,
            "middle": middle,
            "word": word,
        }
    yield sayings.sector_note(view, summary.smallest_group)


def _votes(deck: Deck, summary: Summary, notes: Sequence[str]) -> None:
    language = deck.core_properties.language
    for vote in summary.outcomes.votes:
        slide = mark.titled(deck, vote.title or _("What we could do"), notes)
        mark.noted(slide, [vote_words(vote)], language)
        if not vote.enough:
            frame = mark.box(slide, _("Result"), (mark.MARGIN, mark.TOP, mark.INSIDE, Mm(30)))
            mark.put(frame.paragraphs[0], vote_words(vote), language)
            continue
        rows = [(str(one.place), _cut(one.text), str(one.dots)) for one in vote.proposals[:IDEAS]]
        head = (_("Place"), _("Idea"), _("Dots"))
        mark.grid(slide, _("Ideas by dots"), [head, *rows], (1, 8, 1), language)


def _pledges(deck: Deck, summary: Summary, notes: Sequence[str]) -> None:
    language = deck.core_properties.language
    head = (_("What"), _("Owner"), _("By"))
    for sheet in _on_slides(summary.pledges) or [[]]:
        slide = mark.titled(deck, _("What we will do"), notes)
        if not sheet:
            frame = mark.box(slide, _("Result"), (mark.MARGIN, mark.TOP, mark.INSIDE, Mm(30)))
            mark.put(frame.paragraphs[0], _("No commitments were written down."), language)
            continue
        rows = [
            (_cut(one.what), _cut(one.owner), date_format(one.by, DAY) if one.by else "") for one in sheet
        ]
        mark.grid(slide, _("What we will do"), [head, *rows], (5, 3, 2), language)
        steps = [f"{one.what}. {_('First step')}: {one.first_step}" for one in sheet if one.first_step]
        mark.noted(slide, steps, language)


def _on_slides(pledges: Sequence[Pledge]) -> list[list[Pledge]]:
    """The commitments in as many slides as they need, so that none runs off its edge."""
    slides: list[list[Pledge]] = []
    room = 0
    for one in pledges:
        lines = 1 + len(_cut(one.what)) // LETTERS
        if lines > room:
            slides.append([])
            room = LINES
        slides[-1].append(one)
        room -= lines + 1
    return slides


def _cut(text: str, most: int = 280) -> str:
    """The text as far as a slide has room; all of it is in the notes or in the report."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _next(deck: Deck, summary: Summary, notes: Sequence[str]) -> None:
    """The team's last words, and when this is looked at again."""
    words = summary.words
    if not (words.closing or words.review_on or words.review_place):
        return
    said = [f"{one.label} {one.words}" for one in summary.reviews]
    if words.closing:
        said.append(words.closing)
    _written(deck, _("What comes next"), said, notes)


def _written(deck: Deck, title: str, texts: Sequence[str], notes: Sequence[str]) -> None:
    """A slide of words, as far as it has room; all of them are in its notes."""
    slide = mark.titled(deck, title, notes)
    language = deck.core_properties.language
    frame = mark.box(slide, title, (mark.MARGIN, mark.TOP, mark.INSIDE, Mm(100)))
    first, *rest = [_cut(text, MOST_WORDS) for text in texts]
    mark.put(frame.paragraphs[0], first, language, size=20)
    for words in rest:
        _below(frame, words, language, size=20)
    mark.noted(slide, list(texts), language)


def _run(deck: Deck, summary: Summary, notes: Sequence[str]) -> None:
    slide = mark.titled(deck, _("How it was run"), notes)
    language = deck.core_properties.language
    frame = mark.box(slide, _("How it was run"), (mark.MARGIN, mark.TOP, mark.INSIDE, Mm(100)))
    mark.put(frame.paragraphs[0], how_it_was_run(summary), language, size=20)
    _below(frame, _("This reflects those present."), language, size=20)
    _below(frame, edition_words(summary), language, size=14, colour=mark.MUTED)
    mark.noted(slide, [summary.spread_rule, summary.groups_rule], language)
