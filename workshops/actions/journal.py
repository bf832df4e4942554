"""The journal of the desks: who did what, so that two who run one workshop see each other's moves."""

from workshops.actions.changing import Doing
from workshops.models import JournalEntry


def write_down(doing: Doing, act: str) -> None:
    """Write down what was done at a desk; to be called in the transaction that did it."""
    told = doing.told.get("did") or (f"{act}_back" if doing.given.get("off") else act)
    about = doing.told.get("about") or (doing.in_activity.title if doing.in_activity else "")
    JournalEntry.objects.create(workshop=doing.workshop, by=doing.user, act=told, about=about)
