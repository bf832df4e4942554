"""One of several server processes, forked by `config.workers` once the application is loaded."""

import contextlib
import os
import signal
import socket

import uvicorn

ALIVE = b"."
TICKS = 10  # of a tenth of a second
TOLD_TO_GO = (signal.SIGTERM, signal.SIGINT)


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


def work(
    config: uvicorn.Config, door: socket.socket, line: socket.socket, others: list[socket.socket]
) -> None:
    """Serve until told to go, or left alone. `others` are sockets of the parent's, which only it may hold."""
    # Ctrl+C is for the parent alone, which says goodbye to all in order.
    os.setpgrp()
    for other in others:
        other.close()
    line.setblocking(False)
    # The server hands a signal on once it has said goodbye; what its threads still write is finished then.
    for number in TOLD_TO_GO:
        signal.signal(number, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_GO)
        Worker(config, line).run(sockets=[door])
