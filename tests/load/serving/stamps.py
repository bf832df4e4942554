"""When a server began to send: it writes the moment into a pipe, for the measurer at the other end."""

import os
import struct
import time
from typing import IO, NamedTuple

STAMP = struct.Struct("qq")
PIPE = int(os.environ.get("LOAD_STAMPS", "-1"))


class Stamp(NamedTuple):
    """A moment in ns (monotonic), and the ns that the event loop's thread had been at work until then."""

    at: int
    worked: int


def stamp() -> None:
    """Now, by the clock that every process of this machine shares."""
    os.write(PIPE, STAMP.pack(time.monotonic_ns(), time.thread_time_ns()))


def stamps_in(pipe: IO[bytes]) -> list[Stamp]:
    """The stamps since the last look; `pipe` does not block."""
    return [Stamp(*values) for values in STAMP.iter_unpack(pipe.read() or b"")]
