"""Results in words. Rooms, phones, reports and exports say them alike because they all ask here."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.domain.breakdown import OTHERS, By
from workshops.domain.movement import Movement, Part
from workshops.domain.sectors import label_of
from workshops.domain.spread import Spread, Word, camps
from workshops.domain.talking_next import Reason, Suggestion
from workshops.models import Commitment
from workshops.shown import RoundResult, SectorView, Why

SPREAD_WORDS = {
    Word.SPLIT: lambda: _("Split"),
    Word.TOGETHER: lambda: _("Together"),
    Word.SPREAD: lambda: _("Spread"),
}


def middle(median: Fraction, labels: Sequence[str]) -> str:
    """ "2, Starting", or "between 2 and 3"."""
    low = int(median)
    if median == low:
        return _("%(level)s, %(label)s") % {"level": low, "label": labels[low - 1]}
    return _("between %(low)s and %(high)s") % {"low": low, "high": low + 1}


def short_middle(median: Fraction) -> str:
    """ "2", or "between 2 and 3"."""
    low = int(median)
    return str(low) if median == low else _("between %(low)s and %(high)s") % {"low": low, "high": low + 1}


def spread_word(spread: Spread) -> str:
    return SPREAD_WORDS[spread.word]()


def far_words(spread: Spread) -> str:
    """ "with 2 far from the rest", where that may be said."""
    if not spread.far:
        return ""
    return ngettext("with %(n)s far from the rest", "with %(n)s far from the rest", spread.far) % {
        "n": spread.far
    }


def pair_words(result: RoundResult) -> str:
    """ "10 of 14 chose 1 or 2"; for a split room both camps; where pairs tie, all of them."""
    if result.distribution is None or result.spread is None:
        return ""
    if result.spread.word == Word.SPLIT:
        return _camps(result.distribution.counts)
    pairs = result.distribution.best_pairs
    values = {"count": pairs[0][1], "n": result.scores}
    named = [_("%(low)s or %(high)s") % {"low": low, "high": low + 1} for low, _count in pairs]
    if len(named) == 1:
        return _("%(count)s of %(n)s chose %(pair)s.") % {**values, "pair": named[0]}
    return _("%(count)s of %(n)s chose %(pairs)s; as many chose %(last)s.") % {
        **values,
        "pairs": ", ".join(named[:-1]),
        "last": named[-1],
    }


def _camps(counts: Sequence[int]) -> str:
    low, high = camps(counts)
    return _("%(low_count)s chose %(low)s, %(high_count)s chose %(high)s.") % {
        "low_count": low.count,
        "low": _either(low.levels),
        "high_count": high.count,
        "high": _either(high.levels),
    }


def _either(levels: Sequence[int]) -> str:
    """ "1 or 2"; "1, 2 or 3"."""
    if len(levels) == 1:
        return str(levels[0])
    return _("%(first)s or %(last)s") % {"first": ", ".join(map(str, levels[:-1])), "last": levels[-1]}


def count_words(result: RoundResult) -> str:
    """ "14 scores, 1 "I can't say"."""
    if result.distribution is None:
        return ""
    scores = ngettext("%(n)s score", "%(n)s scores", result.scores) % {"n": result.scores}
    said = _('%(scores)s, %(cant)s "I can\'t say"') % {"scores": scores, "cant": result.distribution.cant_say}
    return f"{said}; {mix_words(result)}" if result.on_paper else said


def mix_words(result: RoundResult) -> str:
    """ "12 by phone, 5 on paper", where score sheets are counted with it."""
    return _("%(phones)s by phone, %(paper)s on paper") % {
        "phones": result.by_phone,
        "paper": result.on_paper,
    }


def not_enough(result: RoundResult) -> str:
    """Why nothing of a round is shown."""
    if result.sheets_tell:
        return _(
            "Not shown: too few answered by phone beside the score sheets. Whoever typed the sheets in could tell "
            "their scores apart."
        )
    return too_few(result.scores)


def counts_in_words(result: RoundResult) -> str:
    """Every count in one sentence, for those who do not see the drawing."""
    if result.distribution is None:
        return not_enough(result)
    chosen = ", ".join(
        _("%(count)s chose %(level)s") % {"count": count, "level": level}
        for level, count in enumerate(result.distribution.counts, 1)
    )
    return _("%(chosen)s; %(cant)s could not say") % {"chosen": chosen, "cant": result.distribution.cant_say}


def too_few(scores: int) -> str:
    """Why there is nothing to see yet."""
    return ngettext(
        "Waiting for at least five scores, so that nobody can be singled out; %(n)s so far.",
        "Waiting for at least five scores, so that nobody can be singled out; %(n)s so far.",
        scores,
    ) % {"n": scores}


def movement_words(movement: Movement, *, is_everybody: bool = False) -> str:
    """ "Of 9 who scored both times: 5 moved up; 4 stayed. Middle of these: 2, then 3; Split, then Spread."

    The last sentence is left out where they are everybody, and both rounds say it already.
    """
    values = {"n": movement.pairs}
    if len(movement.parts) == 1:
        said = _("%(n)s scored both times.") % values
    else:
        start = ngettext("Of %(n)s who scored both times", "Of %(n)s who scored both times", movement.pairs)
        said = f"{start % values}: {'; '.join(f'{people} {ways_words(ways)}' for ways, people in movement.parts)}."
    before, after = movement.before, movement.after
    if before is None or after is None or is_everybody:
        return said
    middles = _("Middle of these: %(before)s, then %(after)s; %(word_before)s, then %(word_after)s.") % {
        "before": short_middle(before.median),
        "after": short_middle(after.median),
        "word_before": SPREAD_WORDS[before.word](),
        "word_after": SPREAD_WORDS[after.word](),
    }
    return f"{said} {middles}"


def ways_words(ways: frozenset[Part]) -> str:
    """ "moved up"; which ways people moved who are counted together."""
    if ways == {Part.UP}:
        return _("moved up")
    if ways == {Part.DOWN}:
        return _("moved down")
    if ways == {Part.SAME}:
        return _("stayed")
    return _("stayed or moved down") if Part.DOWN in ways else _("moved up or stayed")


def status_words(status: str) -> str:
    """What became of a commitment, as the team says."""
    return str(Commitment.Status(status).label) if status else _("Nothing said about it yet")


def sector_label(group: str, nation: str = "") -> str:
    """The words for a group that has a line of its own, as a nation names it; everybody else is "All other sectors"."""
    return _(label_of(group, nation)) if group else _("All other sectors")


def sector_note(view: SectorView, k: int) -> str:
    """What is not shown by sector, and why; "" where everything is."""
    if view.why == Why.ALIKE:
        return _("Not shown by sector for this principle, so that nobody's score can be read off.")
    if view.why == Why.ONE:
        return _("Everyone who scored this speaks from one part of the system: there is nothing to compare.")
    if view.why == Why.TOO_FEW:
        return _("Not shown by sector: fewer than %(k)s people from some part of the system.") % {
            "k": in_words(k)
        }
    told = [_coarser(view), _others(view)]
    return " ".join(sentence for sentence in told if sentence) % {"k": in_words(k)}


def _coarser(view: SectorView) -> str:
    if view.by == By.THREE_WAY:
        return _("Not shown by smaller groups: fewer than %(k)s people in some of them.")
    if view.by == By.FAMILIES and view.asked_sectors:
        return _("Not shown by single sectors: fewer than %(k)s people in some of them.")
    return ""


def _others(view: SectorView) -> str:
    """Not which of them is how small, nor whether there is one at all: some may have named no sector."""
    if all(line.group != OTHERS for line in view.lines):
        return ""
    return _(
        "Not shown on their own: sectors with fewer than %(k)s people, or that would leave fewer than %(k)s beside "
        "them. Whoever named no sector is with them."
    )


def in_words(number: int) -> str:
    """ "five"; 0 and numbers above ten in digits."""
    words = [_("one"), _("two"), _("three"), _("four"), _("five")]
    words += [_("six"), _("seven"), _("eight"), _("nine"), _("ten")]
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def suggestion_words(suggestion: Suggestion) -> str:
    """ "Sectors see principle 4 differently (gap 1.5)."; why a principle is one to talk about next."""
    gap = f"{float(suggestion.gap):g}" if suggestion.gap is not None else ""
    return SUGGESTED[suggestion.reason]() % {"number": suggestion.number, "gap": gap}


SUGGESTED = {
    Reason.GAP: lambda: _("Sectors see principle %(number)s differently (gap %(gap)s)."),
    Reason.SPLIT_ALL: lambda: _("Everyone is split on principle %(number)s, whichever sector."),
    Reason.SPLIT: lambda: _("The room is split on principle %(number)s."),
    Reason.SPREAD: lambda: _("Views are spread on principle %(number)s."),
    Reason.LOWEST: lambda: _("Nothing stands out; principle %(number)s is the lowest."),
    Reason.AMONG_LOWEST: lambda: _("Nothing stands out; principle %(number)s is among the lowest."),
}
