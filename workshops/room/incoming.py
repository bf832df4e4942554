"""How much one socket may send, counted where its frames are read: below the messages, which have limits of their own.

A control frame of six bytes costs as much to read as a message and never reaches the application, and an empty part of
a message adds nothing to its size. Without this, one socket could keep a process busy with either.
"""

import time
from typing import Any

from websockets.exceptions import ProtocolError
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

# More than a page may send in messages; pings of a client or a proxy are one in seconds.
AT_ONCE, A_SECOND = 300, 20  # frames
# What is large counts as several: also what was small until it was inflated.
COUNTS_AS_ONE = 4096  # bytes
# Of one message: browsers send theirs in one, or a few.
MOST_PARTS = 64


class TooMuch(ProtocolError):
    """No browser sends this. Whatever follows it is thrown away unread."""


class MeteredProtocol(ServerProtocol):
    """Stops at the very frame that is one too many, however many came in together."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.left, self.filled_at = float(AT_ONCE), time.monotonic()
        self.parts = 0

    def recv_frame(self, frame: Frame) -> None:
        self._count(frame)
        # Before the handshake is answered nobody has anything to say.
        if self.left < 0 or self.parts > MOST_PARTS or self.state is State.CONNECTING:
            self.data_to_send()  # answers to pings: they are not sent
            self.fail(CloseCode.POLICY_VIOLATION, "too many frames")
            raise TooMuch
        super().recv_frame(frame)

    def _count(self, frame: Frame) -> None:
        now = time.monotonic()
        self.left = min(AT_ONCE, self.left + (now - self.filled_at) * A_SECOND)
        self.left -= 1 + len(frame.data) // COUNTS_AS_ONE
        self.filled_at = now
        if frame.opcode is Opcode.CONT:
            self.parts += 1
        elif frame.opcode in {Opcode.TEXT, Opcode.BINARY}:
            self.parts = 1
