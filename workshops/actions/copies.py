"""What else holds somebody's words, when those are to go: issues that were parked, and themes named after them."""

from django.db.models import QuerySet

from workshops.domain.words import noop as _
from workshops.models import Comment, Parked, Theme

LONGEST_TITLE = 80
# What a theme is called whose name was taken from words that are gone.
NAMELESS = _("Theme")


def title_for(text: str) -> str:
    """The beginning of the first line, as a theme's name to start from."""
    line = " ".join(text.splitlines()[0].split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def forget_copies(comments: QuerySet[Comment]) -> None:
    """Take away what was copied from these comments; what others said stays where it was put."""
    Parked.objects.filter(comment__in=comments).delete()
    for comment in comments.exclude(text=""):
        for theme in Theme.objects.filter(workshop=comment.workshop_id, title=title_for(comment.text)):
            theme.title = f"{NAMELESS} {theme.pk}"
            theme.save(update_fields=["title"])
