"""Saying something to every phone and the screen, and taking it off again."""

from django.utils import timezone

from workshops.actions.changing import Doing, Refused, changing
from workshops.domain.words import noop as _

NOTHING = _("Write what everybody should read first, or press one of the ready sentences.")


def notice(doing: Doing) -> None:
    """Say it from now on, in place of what was said before."""
    text = "" if doing.given["off"] else (doing.given["text"] or "").strip()
    if not text and not doing.given["off"]:
        raise Refused(NOTHING, 422)
    with changing(doing.workshop) as workshop:
        workshop.notice, workshop.notice_at = text, timezone.now() if text else None
        workshop.save(update_fields=["notice", "notice_at"])
    doing.tell("notice" if text else "notice_back", text[:120])


DESK_TAKES = {"notice": notice}
