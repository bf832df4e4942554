"""Where scores are written: all that waited while the last commit ran go in with the next, in one transaction."""

import asyncio
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F

from workshops.domain.ballots import ballot_key
from workshops.domain.moves import Phase, Stage
from workshops.models import Activity, Participant, Score, Workshop
from workshops.models.people import group_field
from workshops.room.announcing import announce
from workshops.room.backstage import Backstage
from workshops.room.boxes import Box

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Ballot:
    """One person's answer to one principle of an open activity; `level` is None for "I can't say".

    `turn` is the sender's count of their choices here. A ballot that a later one has overtaken, on another way or
    after a pause of the network, changes nothing. Without a turn, from a page without scripts, the last to come in
    is the last word.
    """

    workshop: int
    activity: int
    participant: UUID
    principle: str
    level: int | None
    turn: int | None = None


# What the column holds: a turn past it would sink everybody's ballots that go in together with it.
LARGEST_TURN = 2**31 - 1
# Where a person's score is: the activity, the principle and the person's ballot key.
Place = tuple[int, str, str]


@dataclass(frozen=True)
class Kept:
    """What stands of somebody's score once their ballot was written: their own choice, or the one that overtook it."""

    level: int | None
    turn: int


class Lost(Enum):
    """Why a ballot was not counted."""

    TOO_LATE = "the activity was not open any more when the ballot came to be written"
    NO_SEAT = "nobody sits where it came from: the seat has ended, or never was"


class NotCounted(Exception):
    """A ballot was not counted, and whatever was there before still is."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost.value)
        self.lost = lost


Found = Kept | Lost


def write(ballots: Sequence[Ballot]) -> list[bool]:
    """Write the ballots; for each, whether it counts. One transaction for each workshop among them."""
    return [isinstance(found, Kept) for found in written(ballots)]


def written(ballots: Sequence[Ballot]) -> list[Found]:
    """Write the ballots; for each, what stands now in its place, or why it was not counted."""
    order = sorted(range(len(ballots)), key=lambda place: ballots[place].workshop)
    found: dict[int, Found] = {}
    for workshop, places in groupby(order, key=lambda place: ballots[place].workshop):
        mine = list(places)
        found |= zip(mine, _write_for(workshop, [ballots[place] for place in mine]), strict=True)
    return [found[place] for place in range(len(ballots))]


def _write_for(workshop_id: int, ballots: list[Ballot]) -> list[Found]:
    with transaction.atomic():
        # Locked, and only then asked what is open: no ballot slips in between the count at close and its commit.
        workshop = (
            Workshop.objects.select_for_update()
            .only("code", "version", "stage", "ballot_secret", "asks_sectors")
            .filter(pk=workshop_id)
            .first()
        )
        open_now = _open_activities(workshop, ballots) if workshop else frozenset()
        if workshop is None or not open_now:
            return [Lost.TOO_LATE] * len(ballots)
        families = _families(workshop, ballots)
        found = [_lost(ballot, open_now, families) for ballot in ballots]
        counted = [ballot for ballot, lost in zip(ballots, found, strict=True) if lost is None]
        if not counted:
            return [lost for lost in found if lost]
        standing = iter(_put_in(workshop, counted, families))
        Workshop.objects.filter(pk=workshop.pk).update(version=F("version") + 1)
        transaction.on_commit(
            lambda: announce(workshop.code, workshop.version + 1, at_once=False, counts_only=True)
        )
    return [lost or next(standing) for lost in found]


def _open_activities(workshop: Workshop, ballots: list[Ballot]) -> frozenset[int]:
    if workshop.stage != Stage.OPEN or workshop.ballot_secret is None:
        return frozenset()
    wanted = {ballot.activity for ballot in ballots}
    activities = Activity.objects.filter(workshop=workshop, pk__in=wanted, phase=Phase.OPEN)
    return frozenset(activities.values_list("pk", flat=True))


def _families(workshop: Workshop, ballots: list[Ballot]) -> dict[UUID, str]:
    """The group of each sender who sits here. Asked for each batch: a seat may have ended since the last."""
    senders = {ballot.participant for ballot in ballots}
    seated = Participant.objects.filter(workshop=workshop, pk__in=senders, revoked_at__isnull=True)
    return dict(seated.values_list("pk", group_field(workshop)))


def _lost(ballot: Ballot, open_now: frozenset[int], families: dict[UUID, str]) -> Lost | None:
    if ballot.activity not in open_now:
        return Lost.TOO_LATE
    return None if ballot.participant in families else Lost.NO_SEAT


def _put_in(workshop: Workshop, ballots: list[Ballot], families: dict[UUID, str]) -> list[Kept]:
    """Write the last word of each person: two rows of one key in a statement would be refused by PostgreSQL."""
    secret = bytes(workshop.ballot_secret or b"")
    keys = {participant: ballot_key(secret, participant) for participant in families}
    places = [(ballot.activity, ballot.principle, keys[ballot.participant]) for ballot in ballots]
    standing = _kept_so_far(ballots, keys)
    rows: dict[Place, Score] = {}
    for ballot, place in zip(ballots, places, strict=True):
        so_far = standing[place].turn if place in standing else 0
        turn = min(so_far + 1, LARGEST_TURN) if ballot.turn is None else ballot.turn
        if turn >= so_far:
            standing[place] = Kept(ballot.level, turn)
            rows[place] = _row(workshop, ballot, place[2], families[ballot.participant], turn)
    Score.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["activity", "principle", "ballot_key"],
        update_fields=["level", "turn"],
    )
    return [standing[place] for place in places]


def _kept_so_far(ballots: list[Ballot], keys: dict[UUID, str]) -> dict[Place, Kept]:
    activities = {ballot.activity for ballot in ballots}
    # The principles too, or the index leads to every score of the activity, and each commit reads the whole room's.
    principles = {ballot.principle for ballot in ballots}
    found = Score.objects.filter(
        activity__in=activities, principle__in=principles, ballot_key__in=keys.values()
    )
    rows = found.values_list("activity_id", "principle", "ballot_key", "level", "turn")
    return {(activity, principle, key): Kept(level, turn) for activity, principle, key, level, turn in rows}


def _row(workshop: Workshop, ballot: Ballot, key: str, family: str, turn: int) -> Score:
    return Score(
        workshop_id=workshop.pk,
        activity_id=ballot.activity,
        principle=ballot.principle,
        ballot_key=key,
        family=family,
        level=ballot.level,
        turn=turn,
    )


class BallotBox:
    """The box of one event loop."""

    def __init__(self) -> None:
        self.writer = Backstage("ballot-box")
        self.ballots: Box[Ballot, Found] = Box(written, self.writer)
        self.others: dict[Callable[..., Any], Box[Any, Any]] = {}

    async def cast(self, ballot: Ballot) -> Kept:
        """What stands once the ballot is safe; raises `NotCounted`, or `Busy` where it is to be sent again."""
        found = await self.ballots.put(ballot)
        if isinstance(found, Lost):
            raise NotCounted(found)
        return found

    def beside(self, write: Callable[[Sequence[T]], Sequence[R]], *, at_one_go: int) -> Box[T, R]:
        """A box for what comes along with ballots, written by turns with them: two writers would only wait in turn."""
        if write not in self.others:
            self.others[write] = Box(write, self.writer, at_one_go=at_one_go)
        return self.others[write]


_boxes: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, BallotBox] = weakref.WeakKeyDictionary()


def box() -> BallotBox:
    """The ballot box of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _boxes:
        _boxes[loop] = BallotBox()
    return _boxes[loop]


def is_full() -> bool:
    """Whether ballots are sent back, asked from any thread of the process."""
    return any(found.ballots.is_full for found in list(_boxes.values()))
