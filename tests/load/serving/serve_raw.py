"""The limit: bytes framed beforehand, written to bare transports of uvloop, and no application: python -m ... DOOR.

Whatever is said at PUSH goes to everybody.
"""

import asyncio
import socket
import sys
from collections.abc import Callable
from typing import cast

import uvloop

from tests.load.reading.frames import TEXT, frames_in, from_server
from tests.load.serving.pressing import PUSH
from tests.load.serving.stamps import stamp

ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
# Looked up once and not for each push: nothing but the writes themselves is to be measured.
writes: dict[asyncio.Transport, Callable[[bytes], None]] = {}


class Bare(asyncio.Protocol):
    def __init__(self) -> None:
        self.held = bytearray()
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's own, which does what asyncio's does and is no kin to it.
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.held += data
        if self.is_open:
            self._push()
        elif b"\r\n\r\n" in self.held:
            head = bytes(self.held)
            self.is_open, self.held = True, bytearray()
            if not head.startswith(f"GET {PUSH} ".encode()):
                writes[self.transport] = self.transport.write
            self.transport.write(ACCEPTED)

    def _push(self) -> None:
        for frame in frames_in(self.held):
            if frame.kind != TEXT:
                continue
            bytes_ = from_server(TEXT, frame.payload)
            stamp()
            for write in list(writes.values()):
                write(bytes_)

    def connection_lost(self, exc: Exception | None) -> None:
        writes.pop(self.transport, None)


async def main(door: socket.socket) -> None:
    server = await asyncio.get_running_loop().create_server(Bare, sock=door, backlog=4096)
    print("Bare", "Bare", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(socket.socket(fileno=int(sys.argv[1]))))
