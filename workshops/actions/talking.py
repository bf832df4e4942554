"""What people say: reasons, comments, check-in and check-out; and whether others see it too, or differently."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Length

from workshops.actions.changing import Doing, Refused, changing
from workshops.domain.ballots import comment_key
from workshops.domain.moves import SHOWN, Phase, Stage
from workshops.domain.words import noop as _
from workshops.models import Comment, Participant, SeenToo, Workshop
from workshops.models.people import group_field

MOVED_ON = _("The facilitator has moved on, so this was not sent. Your words are still here.")
NOBODY_HERE = _("Nobody sits here any more, so this was not sent. Join again with the code.")
GONE = _("That comment is not here any more.")
SAID_ENOUGH = _("You have said a lot in this step. Leave room for others; what you sent before is kept.")
# Of one person in one step: a room is not one person's.
MOST_SAID = 30
ROOM_IS_FULL = _(
    "So much has been said in this step that nobody could read any more of it. "
    "Your words are still here: send them in the next step."
)
# Characters in one step, more than a thousand comments: all of it is read again with each change.
MOST_SAID_BY_ALL = 200_000
SENT_BEFORE = _(
    "This form was sent before, and what it said then is kept. Your new words were not sent: "
    "load the page again, and send them as something new."
)
NOTHING_SAID = _("Write something, or choose how useful it was.")


def author_key(workshop: Workshop, participant: UUID) -> str:
    """The key on what somebody says; empty secrets mean that the workshop has ended."""
    if workshop.ballot_secret is None:
        raise Refused(MOVED_ON)
    return comment_key(bytes(workshop.ballot_secret), participant)


def keep_reason(doing: Doing) -> bool:
    """Keep, change or take away the reason for a score: one for each person and principle, unlinked to the score.

    Whether it stands as it was sent: not where the step was closed, or the sender left, before it could be kept.
    """
    return keep_reasons([doing])[0]


def keep_reasons(doings: Sequence[Doing]) -> list[bool]:
    """The same for several people, in one transaction for each workshop."""
    # Of one person's several the last: the first would be asked about as if the others were not there.
    last = {_place_of(doing): doing for doing in doings}
    news = sorted(filter(_is_news, last.values()), key=_workshop_of)
    missed = set()
    for _pk, theirs in groupby(news, key=_workshop_of):
        together = list(theirs)
        with changing(together[0].workshop, at_once=False) as workshop:
            missed |= {_place_of(doing) for doing in together if not _keep_reason(workshop, doing)}
    return [_place_of(doing) not in missed for doing in doings]


def _place_of(doing: Doing) -> tuple[int, UUID, str]:
    return doing.activity.pk, doing.participant, doing.given["principle"]


def _workshop_of(doing: Doing) -> int:
    return doing.workshop.pk


def _reasons(doing: Doing) -> QuerySet[Comment]:
    return _mine(doing, principle=doing.given["principle"], source=Comment.Source.REASON)


def _is_news(doing: Doing) -> bool:
    # The box beside the scale is sent with every choice, mostly empty or as before: a room that scores at once
    # must not wait for a transaction each.
    text = doing.given.get("reason")
    return text is not None and text != (_reasons(doing).values_list("text", flat=True).first() or "")


def _keep_reason(workshop: Workshop, doing: Doing) -> bool:
    if not _may_speak(workshop, doing):
        return False
    text = doing.given["reason"]
    if not text:
        _reasons(doing).delete()
    elif not _reasons(doing).update(text=text, held=workshop.holds_comments):
        _write(workshop, doing, Comment.Source.REASON, text, form=uuid4())
    return True


def say(doing: Doing) -> None:
    """A check-in word or line."""
    _say(doing, Comment.Source.CHECK_IN)


def record_comment(doing: Doing) -> None:
    """A comment in a discussion."""
    _say(doing, Comment.Source.COMMENT)


def leave(doing: Doing) -> None:
    """A check-out: words, how useful it was, or both. Somebody's newest mark stands in place of their earlier one."""
    if not doing.given["text"] and not doing.given["useful"]:
        raise Refused(NOTHING_SAID, 422)
    with transaction.atomic():
        is_new = _say(doing, Comment.Source.CHECK_OUT)
        if is_new and doing.given["useful"]:
            # Counted once: whoever marked four times would be told, of five marks, what the one other chose.
            _mine(doing, useful__isnull=False).exclude(form=doing.given["form"]).update(useful=None)


def _say(doing: Doing, source: Comment.Source) -> bool:
    """Keep it; whether it is new, and not one that came twice."""
    with changing(doing.workshop, at_once=False) as workshop:
        still_open(workshop, doing)
        _has_room(workshop, doing)
        return _write(workshop, doing, source, doing.given["text"] or "", form=doing.given["form"])


def _has_room(workshop: Workshop, doing: Doing) -> None:
    """Raises `Refused` where the sender, or everybody together, has said as much as fits."""
    mine = Q(author_key=author_key(workshop, doing.participant))
    others = Comment.objects.filter(activity=doing.activity).exclude(form=doing.given["form"])
    said = others.aggregate(mine=Count("pk", filter=mine), size=Sum(Length("text"), default=0))
    if said["mine"] >= MOST_SAID:
        raise Refused(SAID_ENOUGH)
    if said["size"] + len(doing.given["text"] or "") > MOST_SAID_BY_ALL:
        raise Refused(ROOM_IS_FULL)


def _mine(doing: Doing, **which: Any) -> QuerySet[Comment]:
    """What the sender said in this step."""
    key = author_key(doing.workshop, doing.participant)
    return Comment.objects.filter(activity=doing.activity, author_key=key, **which)


def _may_speak(workshop: Workshop, doing: Doing) -> bool:
    """Whether the step is open and the sender still sits here: one question, since a room asks it for every reason."""
    seat = _seat(workshop, doing.participant).filter(
        workshop__activities=doing.activity, workshop__activities__phase=Phase.OPEN
    )
    return workshop.stage == Stage.OPEN and seat.exists()


def _seat(workshop: Workshop, participant: UUID) -> QuerySet[Participant]:
    return Participant.objects.filter(workshop=workshop, pk=participant, revoked_at__isnull=True)


def still_open(workshop: Workshop, doing: Doing) -> None:
    # Asked again under the lock: between the gate and here the facilitator may have moved on, and the sender may have
    # left, even with all that they ever said.
    if _may_speak(workshop, doing):
        return
    if not _seat(workshop, doing.participant).exists():
        raise Refused(NOBODY_HERE, 410)
    raise Refused(MOVED_ON)


def _write(workshop: Workshop, doing: Doing, source: Comment.Source, text: str, *, form: UUID) -> bool:
    """Keep the comment; whether it is new. Raises `Refused` where its form was sent before with other words."""
    principles = doing.activity.principles
    said: dict[str, Any] = {
        "activity": doing.activity,
        "principle": doing.given.get("principle") or (principles[0] if len(principles) == 1 else ""),
        "source": source,
        "author_key": author_key(workshop, doing.participant),
        "family": partial(_group_of, workshop, doing.participant),
        "text": text,
        "useful": doing.given.get("useful"),
        # A mark alone says nothing that anybody could have to look at first.
        "held": workshop.holds_comments and bool(text),
    }
    # The same form, sent twice, is a double tap or an answer that got lost on the way back: it is kept already.
    kept, is_new = Comment.objects.get_or_create(workshop=workshop, form=form, defaults=said)
    if kept.text != text or not _has_mark(kept, doing):
        raise Refused(SENT_BEFORE)
    return is_new


def _group_of(workshop: Workshop, participant: UUID) -> str:
    """The group that the participant's scores are counted in."""
    seat = Participant.objects.filter(workshop=workshop, pk=participant)
    return seat.values_list(group_field(workshop), flat=True).first() or ""


def _has_mark(kept: Comment, doing: Doing) -> bool:
    """Whether the mark that was sent is the one that is kept, or was until a later one took its place."""
    mark = doing.given.get("useful")
    return kept.useful == mark or (kept.useful is None and _mine(doing, useful__isnull=False).exists())


def see_too(doing: Doing) -> None:
    """Say that one sees it too, or take that back."""
    _see(doing, differs=False)


def see_differently(doing: Doing) -> None:
    """Say that one sees it differently, or take that back."""
    _see(doing, differs=True)


def _see(doing: Doing, *, differs: bool) -> None:
    """One of the two for each person: the other is taken back by it. Taking back one leaves the other as it is."""
    with changing(doing.workshop, at_once=False) as workshop:
        still_open(workshop, doing)
        comment = comment_in(workshop, doing.given["comment"])
        key = author_key(workshop, doing.participant)
        if doing.given["off"]:
            SeenToo.objects.filter(comment=comment, author_key=key, differs=differs).delete()
        else:
            SeenToo.objects.update_or_create(comment=comment, author_key=key, defaults={"differs": differs})


def comment_in(workshop: Workshop, id: UUID) -> Comment:
    """The comment; raises `Refused` where there is none with that id in the workshop.

    The reason for a score that nobody has been shown yet is none: not even its being there is told.
    """
    is_secret = Q(source=Comment.Source.REASON) & ~Q(activity__phase__in=SHOWN)
    comment = Comment.objects.filter(workshop=workshop, pk=id).exclude(is_secret).first()
    if comment is None:
        raise Refused(GONE, 422)
    return comment


TAKES = {
    "say": say,
    "comment": record_comment,
    "leave": leave,
    "see_too": see_too,
    "see_differently": see_differently,
}
