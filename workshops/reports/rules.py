"""The rules behind the words, as every report prints them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from workshops.domain.spread import ENOUGH, camps


def spread_rule(levels: int) -> str:
    """How the spread word is found on a scale of `levels`, in the words of `domain.spread.spread_of`."""
    return " ".join((_split_rule(levels), _together_rule(levels), _rest_of_the_rule()))


def _split_rule(levels: int) -> str:
    low, high = camps([0] * levels)
    start = _("With n scores: Split if at least (n+1)/3 chose %(low)s, at least as many chose %(high)s") % {
        "low": _either(low.levels),
        "high": _either(high.levels),
    }
    between = range(low.levels[-1] + 1, high.levels[0])
    return f"{start}{_valley_rule(between)}."


def _valley_rule(between: Sequence[int]) -> str:
    if not between:
        return ""
    if len(between) == 1:
        return _(", and fewer chose %(level)s than chose the larger level on each side") % {
            "level": between[0]
        }
    return _(", and fewer chose any one level between than chose the larger level on each side")


def _together_rule(levels: int) -> str:
    if levels == 2:
        return _("Together if at most (n-2)/3 chose anything outside the fuller level.")
    return _(
        "Together if at most (n-2)/3 chose anything outside one pair of neighbouring levels; "
        "from eight scores on, if at least two of them lie two or more levels from the middle, "
        "they are counted as far from the rest."
    )


def _rest_of_the_rule() -> str:
    return _(
        "Otherwise Spread. Fractions are rounded down. Fixed before anyone scored; "
        "fewer than %(enough)s scores are never shown."
    ) % {"enough": ENOUGH}


def _either(levels: Sequence[int]) -> str:
    """ "1 or 2"; "1, 2 or 3"; nothing for none."""
    if len(levels) < 2:
        return "".join(map(str, levels))
    return _("%(first)s or %(last)s") % {"first": ", ".join(map(str, levels[:-1])), "last": levels[-1]}


def groups_rule(k: int, *, by_sector: bool = False) -> str:
    """Which groups are told apart, from `k` people on; `by_sector` where people were asked for their single sector."""
    parts = (_lines_rule(), _single_rule() if by_sector else "", _decided_rule(), _people_rule())
    return " ".join(part for part in parts if part) % {"k": k}


def _lines_rule() -> str:
    return _(
        "A family of sectors has a line of its own, with the number of scores, the middle and the spread word, only "
        "if at least %(k)s of its people scored, at the principle that the fewest of them scored. Everyone else is "
        "told together as all other sectors, from %(k)s people on: below that, or where none of those left over "
        "could say, the smallest family with a line joins them. Where no family is large enough, three larger groups "
        "take their place."
    )


def _single_rule() -> str:
    return _(
        "People were asked for their single sector; results are told by it only if every sector that anybody scored "
        "from has at least %(k)s people, and by family otherwise."
    )


def _decided_rule() -> str:
    return _(
        "This is decided when the first round that is revealed was closed; later a group can drop out, and none is "
        "added. Where the scores of any group are all the same, or all but one, no group has a line for that "
        "principle: a single gap would tell which group is of one mind."
    )


def _people_rule() -> str:
    return _(
        "A comment names its sector only where that sector has a line, %(k)s people who joined are from it, and %(k)s "
        "or nobody from sectors that are not named; it is from a participant otherwise. How people moved between "
        "rounds, and how useful they found it, are told only from %(k)s people on; a part with fewer is told together "
        "with its neighbour. Where others scored only one of the two rounds, the middle and the spread word of "
        "those who scored twice are told only if the others are at least %(k)s people, and neither's scores were all "
        "the same, or all but one."
    )
