"""How a rehearsal goes, and what came of it, in words and in values."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from workshops.rehearsal.counted import Verdict
from workshops.rehearsal.crowd import Crowd, quantile_of

BAR = 24


def progress_line(crowd: Crowd) -> str:
    done = len(crowd.done[crowd.here.step]) if crowd.here.step else len(crowd.seated)
    full = BAR * done // crowd.people
    bar = "#" * full + "." * (BAR - full)
    step = f"{crowd.here.kind} {crowd.here.phase}" if crowd.here.step else _("joining")
    return f"[{bar}] {done:>3}/{crowd.people}  {step:<16}  {len(crowd.waits)} scores acknowledged"


def summary_of(crowd: Crowd, verdict: Verdict) -> dict[str, Any]:
    """The whole result, in the order in which it is told; times in milliseconds."""
    told = ("changed_minds", "double_taps", "cut_off", "reloads", "naps", "refused", "pushes", "polls")
    return {
        "people": crowd.people,
        "joined": len(crowd.seated),
        "scores": len(crowd.record.acknowledged),
        "acknowledgements": len(crowd.waits),
        "dots": sum(count or 0 for count in crowd.dots.acknowledged.values()),
        **{name: crowd.counts[name] for name in (*told, "broken_off", "sent_again", "left_behind")},
        "words_kept": len(crowd.said),
        "ack_p50_ms": quantile_of(crowd.waits, 0.5),
        "ack_p99_ms": quantile_of(crowd.waits, 0.99),
        "faults": [asdict(fault) for fault in verdict.faults],
        "miscounted": [list(at) for at in verdict.miscounted],
        "lost_words": verdict.lost_words,
        "seated_twice": list(verdict.seated_twice),
        "exact": verdict.exact,
    }


def complaints(verdict: Verdict) -> Iterator[str]:
    """A line for everything that is not as people were told."""
    for fault in verdict.faults:
        place = fault.place
        yield f"{fault.kind}: person {place.person}, activity {place.activity}, {place.principle}: " + _(
            "told %(told)s, found %(found)s"
        ) % {"told": fault.told, "found": list(fault.found)}
    for activity, principle in verdict.miscounted:
        yield _("The result of activity %(activity)s for %(principle)s is not the count of its scores.") % {
            "activity": activity,
            "principle": principle,
        }
    if verdict.lost_words:
        yield _("%s texts were acknowledged and are not there.") % verdict.lost_words
    for person in verdict.seated_twice:
        yield _("Person %s became two participants.") % person
