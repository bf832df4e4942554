"""Looking at a workshop and drawing it, in a thread beside the event loop. The rooms decide when, and for whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from workshops.fragments import Hearing, draw, name_in
from workshops.queries import recounted, revoked_seats, snapshot_of, versions_of
from workshops.shown import Presence
from workshops.snapshot import Snapshot


@dataclass(frozen=True)
class Drawing:
    """What one look at the workshop brought: everything that may be shown, drawn for those who watch.

    It holds all of the snapshot's version; of what was committed while it looked, up to `seen`, it may hold some.
    """

    snapshot: Snapshot
    revoked: frozenset[UUID]
    texts: dict[str, str]
    seen: int

    @property
    def moment(self) -> str:
        return f"{self.snapshot.stage} {self.snapshot.standing}"


class Counted(NamedTuple):
    """The same of how many have answered."""

    snapshot: Snapshot
    texts: dict[str, str]
    seen: int


def drawing_of(code: str, presence: Presence, hearings: frozenset[Hearing]) -> Drawing | None:
    """One look at the workshop, drawn for these who listen; None where there is no such workshop."""
    snapshot = snapshot_of(code, presence)
    if snapshot is None:
        return None
    keys = dict.fromkeys(key for hearing in hearings for key in hearing.keys)
    return Drawing(snapshot, revoked_seats(code), texts_of(keys, snapshot), _version_after(snapshot))


def counts_of(before: Snapshot, presence: Presence, keys: tuple[str, ...]) -> Counted:
    """The workshop with how many have answered by now, and these regions of it."""
    snapshot = replace(recounted(before), presence=presence)
    return Counted(snapshot, texts_of(keys, snapshot), _version_after(snapshot))


def _version_after(snapshot: Snapshot) -> int:
    return versions_of([snapshot.code]).get(snapshot.code, snapshot.version)


def texts_of(keys: Iterable[str], snapshot: Snapshot) -> dict[str, str]:
    return {key: draw(key, snapshot) for key in keys}


def keys_among(hearings: Iterable[Hearing], names: Collection[str]) -> tuple[str, ...]:
    """Of the regions of those who listen, the keys of the ones with these names."""
    keys = (key for hearing in hearings for key in hearing.keys if name_in(key) in names)
    return tuple(dict.fromkeys(keys))
