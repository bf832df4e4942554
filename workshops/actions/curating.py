"""What the desk does with what people say: hold and let through, hide, take out for good, put on the screen, park."""

from uuid import UUID, uuid4

from django.db import transaction

from workshops.actions.agenda import SOMEBODY_ELSE
from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.copies import forget_copies, take_out, unname_themes
from workshops.actions.forgetting import empty_journal
from workshops.actions.talking import comment_in
from workshops.domain.copies import parked_as
from workshops.domain.words import noop as _
from workshops.models import Comment, Parked, Theme, Workshop
from workshops.queries import snapshot_of

NOT_SURE = _("Taking words out cannot be taken back. Say yes to do it.")
NOT_TO_READ = _(
    "There are no words to show: they wait, are hidden or were taken out. Let them through first."
)
NOTHING_NEXT = _("Nothing has been said in this step yet that the screen could show.")
NOT_PARKED = _("That issue is not parked any more.")
PARKED_BEFORE = _("This form was sent before, with other words, which are parked. Write yours down again.")


def hold(doing: Doing) -> None:
    """Have a comment wait, out of everybody's sight, also as a theme's name; or let it through."""
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        comment.held = not doing.given["off"]
        comment.spotlit = comment.spotlit and not comment.held
        comment.save(update_fields=["held", "spotlit"])
        if comment.held:
            unname_themes(comment)


def hold_new(doing: Doing) -> None:
    """Have everything that is written from now on wait for a facilitator, or nothing. What waits already waits on."""
    with changing(doing.workshop) as workshop:
        workshop.holds_comments = bool(doing.given["on"])
        workshop.save(update_fields=["holds_comments"])


def hide(doing: Doing) -> None:
    """Take a comment off every screen, also as a theme's name; or bring it back."""
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        comment.hidden = not doing.given["off"]
        comment.save(update_fields=["hidden"])
        if comment.hidden:
            unname_themes(comment)


def redact(doing: Doing) -> None:
    """Delete a comment's words for good, also where they were parked, and say so to everybody with the reason."""
    if not doing.given["sure"]:
        raise Refused(NOT_SURE)
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        take_out(workshop, comment)
        forget_copies(Comment.objects.filter(pk=comment.pk))
        comment.text, comment.redacted = "", doing.given["reason"]
        # Everybody sees that words were taken out, so nothing is hidden about it any more.
        comment.held = comment.hidden = comment.spotlit = False
        comment.theme = None
        comment.save(update_fields=["text", "redacted", "held", "hidden", "spotlit", "theme"])
        transaction.on_commit(empty_journal, robust=True)


def spotlight(doing: Doing) -> None:
    """Put one comment on the big screen, instead of any other; or take it off."""
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        if not doing.given["off"] and (comment.held or comment.redacted):
            raise Refused(NOT_TO_READ)
        light(workshop, None if doing.given["off"] else comment.pk)


def spotlight_next(doing: Doing) -> None:
    """Put the comment on the screen that stands below the one there now, among the newest; from the last, the first.

    `after` is what the desk saw there: a press on an old desk changes nothing.
    """
    with changing(doing.workshop) as workshop:
        room = snapshot_of(workshop.code)
        lit = room.spotlight.id if room and room.spotlight else None
        if lit != (str(doing.given["after"]) if doing.given["after"] else None):
            raise Refused(SOMEBODY_ELSE)
        ids = [voice.id for voice in reversed(room.voices_now) if voice.is_heard] if room else []
        if not ids:
            raise Refused(NOTHING_NEXT)
        light(workshop, UUID(ids[(ids.index(lit) + 1) % len(ids)] if lit in ids else ids[0]))


def light(workshop: Workshop, id: UUID | None = None) -> None:
    """Put this comment on the screen, or nothing."""
    Comment.objects.filter(workshop=workshop, spotlit=True).update(spotlit=False)
    Theme.objects.filter(workshop=workshop, spotlit=True).update(spotlit=False)
    if id:
        Comment.objects.filter(pk=id).update(spotlit=True)


def park(doing: Doing) -> None:
    """Keep what a comment says as an issue for another day; or take it off that list."""
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        if doing.given["off"]:
            Parked.objects.filter(comment=comment).delete()
        elif not comment.text:
            raise Refused(NOT_TO_READ)
        elif not Parked.objects.filter(comment=comment).exists():
            text = parked_as(comment.text)
            Parked.objects.create(workshop=workshop, comment=comment, form=uuid4(), text=text)


def park_text(doing: Doing) -> None:
    """Write down an issue for another day; the same form sent twice is one."""
    given = doing.given
    with changing(doing.workshop) as workshop:
        kept, _new = Parked.objects.get_or_create(
            workshop=workshop, form=given["form"], defaults={"text": given["text"]}
        )
        if kept.text != given["text"]:
            raise Refused(PARKED_BEFORE)


def unpark(doing: Doing) -> None:
    """Take an issue off the list for another day."""
    with changing(doing.workshop) as workshop:
        gone, _by_model = Parked.objects.filter(workshop=workshop, pk=doing.given["parked"]).delete()
        if not gone:
            raise Refused(NOT_PARKED, 422)


DESK_TAKES = {
    "hold": hold,
    "hold_new": hold_new,
    "hide": hide,
    "redact": redact,
    "spotlight": spotlight,
    "spotlight_next": spotlight_next,
    "park": park,
    "park_text": park_text,
    "unpark": unpark,
}
