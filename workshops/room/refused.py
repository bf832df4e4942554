"""What was refused at the sockets: counted by its reason, and told in the log now and then. Never who, never what."""

import asyncio
import logging
import time
from collections import Counter
from enum import StrEnum

log = logging.getLogger(__name__)

TOLD_EVERY = 60.0  # seconds between two lines about the same reason: a flood must not fill the disk


class Reason(StrEnum):
    ORIGIN = "sockets opened by a page of another site"
    NO_SEAT = "sockets without a seat"
    SEAT_ENDED = "sockets of a seat that has ended"
    TOO_MANY = "sockets of a seat that has too many"
    CROWDED = "sockets while too many were asked about at once"
    SIGNED_OUT = "sockets of a desk that was signed out, or a screen whose address has changed"
    AWAY = "sockets while the database was away"
    OVERSIZED = "messages that were too large"
    BINARY = "messages that were no text"
    MALFORMED = "messages that no page of ours sends"
    FLOODING = "messages that came too fast"
    BUSY = "messages that could not be written yet"
    SINCE = "versions asked for that are none"


class Refusals:
    """The count of one process. Asked and counted in its event loop."""

    def __init__(self) -> None:
        self.counts: Counter[Reason] = Counter()
        self.untold: Counter[Reason] = Counter()
        self.told_at: dict[Reason, float] = {}

    def count(self, reason: Reason) -> None:
        self.counts[reason] += 1
        self.untold[reason] += 1
        if time.monotonic() - self.told_at.get(reason, -TOLD_EVERY) >= TOLD_EVERY:
            self._tell(reason)

    def _tell(self, reason: Reason) -> None:
        refused = self.untold.pop(reason, 0)
        if not refused:
            return
        log.warning("refused %s: %d more, %d since the start", reason, refused, self.counts[reason])
        self.told_at[reason] = time.monotonic()
        # The last of a flood are told as well, though nothing more comes after them.
        asyncio.get_running_loop().call_later(TOLD_EVERY, self._tell, reason)


refusals = Refusals()
