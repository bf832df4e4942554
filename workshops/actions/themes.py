"""Themes that a facilitator makes by hand, and what is put under them."""

from collections.abc import Iterable
from uuid import UUID

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.curating import NOT_TO_READ, light
from workshops.actions.talking import comment_in
from workshops.domain.copies import title_for
from workshops.domain.words import noop as _
from workshops.models import Comment, Theme, Workshop
from workshops.queries import snapshot_of
from workshops.shown import Voice, very_similar

NO_THEME = _("That theme is not there any more.")
SAME_TITLE = _("There is a theme of that name already.")
ANOTHER_PRINCIPLE = _("That theme is one of another principle.")
TOO_MANY = _("There are as many themes as anybody can keep apart. Delete one, or use one that is there.")
NOTHING_ALIKE = _("Nothing else that was said is very similar to this any more.")
MOST_THEMES = 60


def theme(doing: Doing) -> None:
    """Make a theme, of one principle or for all. Made twice, it is one."""
    with changing(doing.workshop) as workshop:
        _make(workshop, doing.given["title"], _known(workshop, doing.given["principle"] or ""))


def _make(workshop: Workshop, title: str, principle: str) -> Theme:
    here = Theme.objects.filter(workshop=workshop)
    made = here.filter(title=title, principle=principle).first()
    if made is None and here.count() >= MOST_THEMES:
        raise Refused(TOO_MANY)
    return made or Theme.objects.create(workshop=workshop, title=title, principle=principle)


def _known(workshop: Workshop, key: str) -> str:
    return key if key in [principle["key"] for principle in workshop.edition.wording["principles"]] else ""


def rename_theme(doing: Doing) -> None:
    """Give a theme another name; what is under it stays there."""
    with changing(doing.workshop) as workshop:
        here = _theme(workshop, doing.given["theme"])
        title = doing.given["title"]
        same = Theme.objects.filter(workshop=workshop, principle=here.principle, title=title)
        if same.exclude(pk=here.pk).exists():
            raise Refused(SAME_TITLE, 422)
        here.title = title
        here.save(update_fields=["title"])


def drop_theme(doing: Doing) -> None:
    """Delete a theme. What was under it is under none."""
    with changing(doing.workshop) as workshop:
        _theme(workshop, doing.given["theme"]).delete()


def tag(doing: Doing) -> None:
    """Put a comment under a theme, instead of any other; without one, under none."""
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        if not comment.text:
            raise Refused(NOT_TO_READ)
        given = doing.given["theme"]
        here = _theme(workshop, given) if given is not None else None
        if here and here.principle not in ("", comment.principle):
            raise Refused(ANOTHER_PRINCIPLE, 422)
        comment.theme = here
        comment.save(update_fields=["theme"])


def gather(doing: Doing) -> None:
    """Put a comment and all that is very similar to it under one theme: one of theirs, or a new one in its words."""
    with changing(doing.workshop) as workshop:
        comment = comment_in(workshop, doing.given["comment"])
        room = snapshot_of(workshop.code)
        others = very_similar(room.voices).get(str(comment.pk), ()) if room else ()
        if not others:
            raise Refused(NOTHING_ALIKE)
        together = [comment.pk, *(UUID(one.id) for one in others)]
        had = [comment.theme_id, *(one.theme.id for one in others if one.theme)]
        first = next(filter(None, had), None)
        here = _theme(workshop, first) if first else _named_after(workshop, comment, others)
        Comment.objects.filter(pk__in=together, theme=None).update(theme=here)


def _named_after(workshop: Workshop, comment: Comment, others: Iterable[Voice]) -> Theme:
    """A theme in the words of the comment, or of the first of the others where those wait: all read a theme's name."""
    words = comment.text if not comment.held else next((one.text for one in others if one.is_heard), "")
    if not words:
        raise Refused(NOT_TO_READ)
    return _make(workshop, title_for(words), comment.principle)


def spotlight_theme(doing: Doing) -> None:
    """Put a theme on the big screen, instead of anything else; or take it off."""
    with changing(doing.workshop) as workshop:
        here = _theme(workshop, doing.given["theme"])
        light(workshop)
        if not doing.given["off"]:
            Theme.objects.filter(pk=here.pk).update(spotlit=True)


def _theme(workshop: Workshop, id: int) -> Theme:
    found = Theme.objects.filter(workshop=workshop, pk=id).first()
    if found is None:
        raise Refused(NO_THEME, 422)
    return found


DESK_TAKES = {
    "theme": theme,
    "rename_theme": rename_theme,
    "drop_theme": drop_theme,
    "tag": tag,
    "gather": gather,
    "spotlight_theme": spotlight_theme,
}
