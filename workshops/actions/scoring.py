"""Recording a score, and the reason that may come with it."""

from typing import Any

from django.db import transaction

from workshops.actions.changing import Counted, Doing, Refused
from workshops.actions.talking import keep_reason, keep_reasons
from workshops.domain.words import noop as _
from workshops.room import ballot_box
from workshops.room.ballot_box import Ballot, Kept, Lost, NotCounted, box
from workshops.room.boxes import Busy

TOO_LATE = _("Scoring has just closed, so this answer was not counted. What you chose before still counts.")
NO_SEAT = _("Nobody sits here any more, so this answer was not counted. Join again with the code.")
REASON_TOO_LATE = _(
    "Your score counts. Scoring closed before your reason could be kept, so it was not: your words are still here."
)
WHY = {Lost.TOO_LATE: (TOO_LATE, 409), Lost.NO_SEAT: (NO_SEAT, 410)}
# A reason takes several queries, and the scores behind it should not wait for long.
REASONS_AT_ONE_GO = 20


def record_score(doing: Doing) -> None:
    """Write the score and its reason now. Raises `Refused` where scoring has closed meanwhile, `Busy` in a crowd."""
    if ballot_box.is_full():
        raise Busy
    with transaction.atomic():
        (found,) = ballot_box.written([_ballot(doing)])
        if isinstance(found, Lost):
            raise Refused(*WHY[found])
        if not keep_reason(doing):
            raise Refused(TOO_LATE)


async def record_score_soon(doing: Doing) -> Counted:
    """The same through the ballot box, for the many who score over an open socket at the same moment.

    The reason goes in with a later commit than the score: the step may have closed between the two.
    """
    try:
        kept = await box().cast(_ballot(doing))
    except NotCounted as fault:
        raise Refused(*WHY[fault.lost]) from None
    own = own_score(doing, kept)
    if doing.given.get("reason") is None:
        return Counted(own)
    is_kept = await box().beside(keep_reasons, at_one_go=REASONS_AT_ONE_GO).put(doing)
    return Counted(own, "" if is_kept else REASON_TOO_LATE)


def own_score(doing: Doing, kept: Kept) -> dict[str, Any]:
    """What stands of somebody's score, as `mine.html` says it: a device that was overtaken by another hears so."""
    return {
        "activity": doing.activity.pk,
        "principle": doing.given["principle"],
        "level": "cant_say" if kept.level is None else kept.level,
        "turn": kept.turn,
    }


def _ballot(doing: Doing) -> Ballot:
    level: Any = doing.given["score"]
    return Ballot(
        doing.workshop.pk,
        doing.activity.pk,
        doing.participant,
        doing.given["principle"],
        level,
        doing.given.get("turn"),
    )


TAKES = {"score": record_score}
TAKES_SOON = {"score": record_score_soon}
