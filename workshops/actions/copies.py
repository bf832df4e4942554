"""What else holds somebody's words, when those are to go: parked issues, themes named after them, approved reports."""

from django.db.models import QuerySet
from django.utils import timezone

from workshops.domain.copies import nameless, parked_as, title_for
from workshops.domain.taken_out import Gone, without
from workshops.models import Comment, Parked, Theme, Workshop
from workshops.queries import snapshot_of

# Where a report has these stands under their own name, and everything else under its principle.
APART = ("check_in", "check_out")


def forget_copies(comments: QuerySet[Comment]) -> None:
    """Take away what was copied from these comments; what others said stays where it was put."""
    Parked.objects.filter(comment__in=comments).delete()
    for comment in comments:
        unname_themes(comment)


def unname_themes(comment: Comment) -> None:
    """Themes that are called by the comment's words are called so no more; those that were named otherwise stay."""
    if not comment.text:
        return
    themes = Theme.objects.filter(workshop=comment.workshop_id)
    for theme in themes.filter(title=title_for(comment.text)):
        theme.title = nameless(set(themes.values_list("title", flat=True)), first=theme.pk)
        theme.save(update_fields=["title"])


def take_out(workshop: Workshop, comment: Comment) -> None:
    """The comment's words leave the approved versions too, which say that they did.

    Asked for while the rows still have them: those tell which is meant of several who said the same.
    """
    versions = workshop.report_versions.all()
    if not comment.text or not versions:
        return
    gone = _gone(workshop, comment)
    for version in versions:
        left = without(version.content, gone)
        if left != version.content:
            version.content, version.taken_out = left, timezone.now()
            version.save(update_fields=["content", "taken_out"])


def _gone(workshop: Workshop, comment: Comment) -> Gone:
    # What was hidden has been so since before the end, and stands in no report.
    if comment.hidden:
        return Gone(comment.text)
    same = Parked.objects.filter(workshop=workshop, text=parked_as(comment.text))
    # What is parked in the same words, and not by this comment, was parked by somebody else.
    parked = same.filter(comment=comment).exists() or not same.exists()
    return Gone(comment.text, _place(comment), _beside(workshop, comment), parked)


def _place(comment: Comment) -> str:
    return comment.source if comment.source in APART else comment.principle or "said_besides"


def _beside(workshop: Workshop, comment: Comment) -> dict[str, str | int]:
    """What a report says with the words."""
    room = snapshot_of(workshop.code)
    for voice in room.voices if room else ():
        if voice.id == str(comment.pk):
            theme = voice.theme.title if voice.theme else ""
            return {"family": voice.family, "seen": voice.seen, "differs": voice.differs, "theme": theme}
    return {}
