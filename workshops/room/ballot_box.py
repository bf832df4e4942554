"""Where scores are written: everything that waited while the last commit ran goes in with the next, in one transaction.

Nobody is answered before the commit, and one bad ballot never sinks the others.
"""

import asyncio
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import F

from workshops.domain.ballots import ballot_key
from workshops.domain.moves import Phase, Stage
from workshops.models import Activity, Participant, Score, Workshop
from workshops.room.announcing import announce
from workshops.room.backstage import Backstage


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


class TooLate(Exception):
    """The activity was not open any more when the ballot came to be written; nothing was counted."""


def write(ballots: Sequence[Ballot]) -> list[bool]:
    """Write the ballots; for each, whether it was in time. One transaction for each workshop among them."""
    return [kept is not None for kept in written(ballots)]


def written(ballots: Sequence[Ballot]) -> list[Kept | None]:
    """Write the ballots; for each, what stands now in its place, or None where it was too late."""
    order = sorted(range(len(ballots)), key=lambda place: ballots[place].workshop)
    found: list[Kept | None] = [None] * len(ballots)
    for workshop, places in groupby(order, key=lambda place: ballots[place].workshop):
        mine = list(places)
        for place, kept in zip(mine, _write_for(workshop, [ballots[p] for p in mine]), strict=True):
            found[place] = kept
    return found


def _write_for(workshop_id: int, ballots: list[Ballot]) -> list[Kept | None]:
    with transaction.atomic():
        # Locked, so that no ballot slips in between the count at close and its commit.
        workshop = (
            Workshop.objects.select_for_update()
            .only("code", "version", "stage", "ballot_secret")
            .filter(pk=workshop_id)
            .first()
        )
        if workshop is None:
            return [None] * len(ballots)
        open_now = set(_open_activities(workshop, ballots))
        families = dict(
            Participant.objects.filter(
                workshop=workshop, pk__in={b.participant for b in ballots}, revoked_at__isnull=True
            ).values_list("pk", "family")
        )
        in_time = [ballot.activity in open_now and ballot.participant in families for ballot in ballots]
        counted = [ballot for ballot, counts in zip(ballots, in_time, strict=True) if counts]
        standing = iter(_put_in(workshop, counted, families) if counted else [])
        if counted:
            Workshop.objects.filter(pk=workshop.pk).update(version=F("version") + 1)
            transaction.on_commit(lambda: announce(workshop.code, workshop.version + 1, at_once=False))
    return [next(standing) if counts else None for counts in in_time]


def _open_activities(workshop: Workshop, ballots: list[Ballot]) -> list[int]:
    if workshop.stage != Stage.OPEN or workshop.ballot_secret is None:
        return []
    wanted = {ballot.activity for ballot in ballots}
    activities = Activity.objects.filter(workshop=workshop, pk__in=wanted, phase=Phase.OPEN)
    return list(activities.values_list("pk", flat=True))


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
    found = Score.objects.filter(activity__in=activities, ballot_key__in=keys.values())
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
    """The box of one event loop: `cast` waits for the commit that the ballot went in with."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Ballot, asyncio.Future[Kept | None]]] = []
        self.emptying: asyncio.Task[None] | None = None
        self.writer = Backstage("ballot-box")

    async def cast(self, ballot: Ballot) -> Kept:
        """What stands once the ballot is safe; raises `TooLate` where it does not count."""
        answered: asyncio.Future[Kept | None] = asyncio.get_running_loop().create_future()
        self.waiting.append((ballot, answered))
        if self.emptying is None or self.emptying.done():
            self.emptying = asyncio.create_task(self._empty())
        kept = await answered
        if kept is None:
            raise TooLate
        return kept

    async def _empty(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting, []
            await self._write(batch)

    async def _write(self, batch: list[tuple[Ballot, asyncio.Future[Kept | None]]]) -> None:
        try:
            found = await self.writer.run(written, [ballot for ballot, _ in batch])
        except Exception as fault:  # whatever it was, each sender must hear that nothing was kept
            for _, answered in batch:
                if not answered.done():
                    answered.set_exception(fault)
            return
        for (_, answered), kept in zip(batch, found, strict=True):
            if not answered.done():
                answered.set_result(kept)


_boxes: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, BallotBox] = weakref.WeakKeyDictionary()


def box() -> BallotBox:
    """The ballot box of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _boxes:
        _boxes[loop] = BallotBox()
    return _boxes[loop]
