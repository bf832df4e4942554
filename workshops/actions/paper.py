"""Keeping what stands on score sheets: typed in again, it replaces what was typed before, and never adds to it."""

from workshops.actions.changing import Doing, Refused, changing
from workshops.domain.moves import Phase, Stage
from workshops.domain.paper import Tally, seen_of
from workshops.domain.words import noop as _
from workshops.models import Activity, Score, Workshop
from workshops.models.workshop import random_key
from workshops.readings.numbers import tally_of

TOO_LATE = _(
    "Scoring has closed, so these sheets were not counted. Re-open it at the desk, as long as nothing is revealed, and "
    "send them again: your numbers are still here."
)
ANOTHER_DESK = _(
    "Somebody else has typed sheets in since you looked. Nothing of yours was kept yet, and nothing was added twice: "
    "look at what is kept now, and send again."
)


def keep_tally(doing: Doing) -> None:
    """Keep the sheets in place of those that were kept before. `seen` is what the desk saw of them.

    What is sent twice is kept once: a press that brings nothing new is right, whoever pressed meanwhile.
    """
    tally: Tally = doing.given["sheets"]
    levels = len(doing.workshop.edition.wording["levels"])
    with changing(doing.workshop, at_once=False) as workshop:
        activity = _still_open(workshop, doing.activity)
        kept = tally_of(activity.pk, activity.principles, levels)
        if kept == {key: tally.get(key, (0,) * (levels + 1)) for key in activity.principles}:
            return
        if doing.given["seen"] != seen_of(kept):
            raise Refused(ANOTHER_DESK)
        Score.objects.filter(activity=activity, on_paper=True).delete()
        Score.objects.bulk_create(_rows(workshop, activity, tally), batch_size=1000)


def _still_open(workshop: Workshop, activity: Activity) -> Activity:
    # Asked again under the lock: another desk may have closed it between the gate and here.
    found = workshop.activities.filter(pk=activity.pk, phase=Phase.OPEN).first()
    if found is None or workshop.stage != Stage.OPEN:
        raise Refused(TOO_LATE)
    return found


def _rows(workshop: Workshop, activity: Activity, tally: Tally) -> list[Score]:
    """A row for each sheet and principle, under a key of its own: nobody can tell which are of one sheet."""
    return [
        Score(
            workshop=workshop,
            activity=activity,
            principle=key,
            ballot_key=random_key().hex,
            level=level if level < len(tally[key]) else None,
            on_paper=True,
        )
        for key in activity.principles
        if key in tally
        for level, sheets in enumerate(tally[key], 1)
        for _sheet in range(sheets)
    ]


TAKES = {"tally": keep_tally}
