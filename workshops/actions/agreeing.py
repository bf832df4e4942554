"""Writing down, with the room, what it agrees on and what some see differently."""

from django.utils.translation import gettext

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.deciding import known_principle
from workshops.domain.words import noop as _
from workshops.models import Position

PARTS = ("agreed", "seen_differently", "one_point")
ANOTHER_DESK = _(
    "Another desk has written this meanwhile, so yours was not saved over it. Theirs: %(theirs)s Yours is as you typed "
    "it: put together what you want, and save again."
)


def settle(doing: Doing) -> None:
    """Keep the words on a principle; a part that was not sent stays. Refused where another desk was faster."""
    given = doing.given
    with changing(doing.workshop) as workshop:
        key = known_principle(workshop, given["principle"])
        position, _made = Position.objects.get_or_create(workshop=workshop, principle=key)
        words = {part: given[part] for part in PARTS if given[part] is not None}
        if all(getattr(position, part) == text for part, text in words.items()):
            return  # a double tap, or the same words from both desks
        if position.edition != given["edition"]:
            raise Refused(gettext(ANOTHER_DESK) % {"theirs": _quoted(position)})
        for part, text in words.items():
            setattr(position, part, text)
        position.edition += 1
        position.save()


def _quoted(position: Position) -> str:
    return " ".join(f"“{text}”" for part in PARTS if (text := getattr(position, part)))


TAKES = {"settle": settle}
