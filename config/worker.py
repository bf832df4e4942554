"""One of several server processes: python -m config.worker DOOR LINE, started by `config.workers`."""

import os
import signal
import socket
import sys

import uvicorn

from config.server import loaded

ALIVE = b"."
TICKS = 10  # of a tenth of a second


class Worker(uvicorn.Server):
    """Says every second that its event loop turns; leaves when there is nobody to hear it."""

    def __init__(self, config: uvicorn.Config, line: socket.socket) -> None:
        super().__init__(config)
        self.line = line

    async def on_tick(self, counter: int) -> bool:
        if counter % TICKS == 0 and not self.is_heard():
            self.should_exit = True
        return await super().on_tick(counter)

    def is_heard(self) -> bool:
        try:
            self.line.send(ALIVE)
        except BlockingIOError:  # it was halted for a while, and will read on
            return True
        except OSError:
            return False
        return True


def main(door: socket.socket, line: socket.socket) -> None:
    line.setblocking(False)
    # The server hands a signal on once it has said goodbye: what its threads still write must be finished then.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    Worker(loaded(), line).run(sockets=[door])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        main(*(socket.socket(fileno=int(number)) for number in sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(0)
