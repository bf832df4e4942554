"""The frame of every action: lock the workshop, change it, number the change, commit, and only then tell the room."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from workshops.domain.words import noop as _
from workshops.models import Activity, Workshop
from workshops.room.announcing import announce

NO_WORKSHOP = _("This workshop was deleted meanwhile. Nothing was kept.")


class Refused(Exception):
    """It cannot be done, and nothing was changed. `why` is a message id in plain words.

    `status` is 409 where the room has moved on since the person looked, 422 where what they sent is no good, 410 where
    their seat has ended, 404 where there is nothing any more.
    """

    def __init__(self, why: str, status: int = 409) -> None:
        super().__init__(why)
        self.why, self.status = why, status


@dataclass(frozen=True)
class Doing:
    """Somebody's act, past the gate and the form: where, who, and the form's clean values.

    `activity` is there for acts of an activity, `participant` for acts of a participant; asking for one that is not
    there is a fault of ours, and raises `LookupError`. `user` is whoever is signed in: at a desk, somebody is.
    """

    workshop: Workshop
    given: dict[str, Any]
    in_activity: Activity | None = None
    by: UUID | None = None
    user: User | None = None
    # What it came to, for the journal of the desks; see `tell`.
    told: dict[str, str] = field(default_factory=dict)

    def tell(self, did: str, about: str = "") -> None:
        """Have the journal say `did` in place of the act's name, and of which step; never a person or their words."""
        self.told.update(did=did, about=about)

    @property
    def activity(self) -> Activity:
        if self.in_activity is None:
            raise LookupError("this act is not one of an activity")
        return self.in_activity

    @property
    def participant(self) -> UUID:
        if self.by is None:
            raise LookupError("this act is not one of a participant")
        return self.by


class Counted(NamedTuple):
    """A score that is safe, as its sender's own device is told of it; and in words what came with it and is not."""

    own: dict[str, Any]
    missed: str = ""


@contextmanager
def changing(workshop: Workshop, *, at_once: bool = True) -> Iterator[Workshop]:
    """The workshop as it is now, locked. Whatever is raised inside leaves it as it was.

    Raises `Refused` where it was deleted since the gate let somebody in.
    """
    with transaction.atomic():
        try:
            locked = Workshop.objects.select_for_update().get(pk=workshop.pk)
        except Workshop.DoesNotExist as none:
            raise Refused(NO_WORKSHOP, 404) from none
        yield locked
        Workshop.objects.filter(pk=locked.pk).update(version=F("version") + 1)
        transaction.on_commit(lambda: announce(locked.code, locked.version + 1, at_once=at_once))
