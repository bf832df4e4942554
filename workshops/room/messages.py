"""What a browser may send through its socket, and how fast."""

import json
import time
from dataclasses import dataclass
from typing import Any

from workshops.room.refused import Reason

# Our longest form is a comment of 1,000 characters, which JSON may spell with six bytes each, or twelve for an emoji.
LARGEST = 16_384  # characters
KEYS = {"id", "activity", "act", "fields"}
# Notes that were kept on a phone without a network come all at once; nobody chooses five times a second for long.
AT_ONCE, A_SECOND = 60, 5
# So many more are answered with a refusal, and then the socket is closed.
MOST_REFUSALS = 60


class Unreadable(Exception):
    """No page of ours sent this: `reason` says what is wrong with it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Message:
    """A form: `id` is the browser's own number for it, the rest is what a POST of the same form would say."""

    id: int
    activity: int
    act: str
    fields: dict[str, str]


def read(event: dict[str, Any]) -> Message:
    """The message in an ASGI `websocket.receive`, if it has the shape that `send.js` gives it; or `Unreadable`."""
    text = event.get("text")
    if text is None:
        raise Unreadable(Reason.BINARY)
    if len(text) > LARGEST:
        raise Unreadable(Reason.OVERSIZED)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(Reason.MALFORMED) from None
    if not _is_message(values):
        raise Unreadable(Reason.MALFORMED)
    return Message(**values)


def _is_message(values: Any) -> bool:
    if not isinstance(values, dict) or values.keys() != KEYS:
        return False
    # Exactly: `True` is an int to Python, and no message's number.
    right = type(values["id"]) is int and type(values["activity"]) is int and type(values["act"]) is str
    fields = values["fields"]
    return right and isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values())


class Allowance:
    """How much one socket may still send: it fills up again by `A_SECOND`, to `AT_ONCE` at most."""

    __slots__ = ("filled_at", "left")

    def __init__(self) -> None:
        self.left, self.filled_at = float(AT_ONCE), time.monotonic()

    def take(self) -> bool:
        """Whether this one may be sent."""
        now = time.monotonic()
        self.left = min(AT_ONCE, self.left + (now - self.filled_at) * A_SECOND)
        self.filled_at = now
        # Below nothing it goes on sinking: whoever never stops is never let through again.
        self.left = max(self.left - 1, -MOST_REFUSALS)
        return self.left >= 0

    @property
    def is_spent(self) -> bool:
        """Whether even refusals were ignored for long."""
        return self.left <= -MOST_REFUSALS
