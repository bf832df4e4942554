"""Several server processes behind one port: as many as were asked for are kept alive until it is time to leave."""

import logging
import multiprocessing
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

import uvicorn

from config.worker import TOLD_TO_GO, work

log = logging.getLogger(__name__)
# The application is loaded once, in the parent: its copies share that memory, and a lost one is replaced at once.
fork = multiprocessing.get_context("fork")

LOOK_EVERY = 0.2  # seconds
# A process whose event loop has stood still for so long is of no use to its people; nor is one that never gets going.
SILENT_FOR = 60.0
GOODBYE = 10.0  # seconds in which every process must have left; the server itself takes about two
TRIES = 3


@dataclass
class Hand:
    """A running process, the door it opens to people, and the line on which it says that it is alive."""

    door: socket.socket
    process: BaseProcess
    line: socket.socket
    heard: float = field(default_factory=time.monotonic)
    has_served: bool = False

    def listen(self) -> None:
        try:
            while self.line.recv(4096):
                self.heard, self.has_served = time.monotonic(), True
        except OSError:  # nothing more for now, or for ever
            return

    @property
    def is_alive(self) -> bool:
        self.listen()
        return self.process.is_alive() and time.monotonic() - self.heard < SILENT_FOR

    def end(self, until: float) -> None:
        """Wait for it to leave until then, and no longer."""
        self.process.join(max(0.0, until - time.monotonic()))
        self.process.kill()
        self.process.join()
        self.line.close()


def doors_beside(door: socket.socket, count: int) -> list[socket.socket]:
    """`count` doors to the same port, `door` and others, among which Linux spreads whoever comes.

    Behind one door that all share, the process that slept last gets most. Only after `door` was opened alone is the
    port shared: so another program that had it was noticed.
    """
    if sys.platform != "linux":
        return [door] * count
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    address = door.getsockname()
    backlog = socket.SOMAXCONN
    return [
        door,
        *(
            socket.create_server(address[:2], family=door.family, backlog=backlog, reuse_port=True)
            for _ in range(count - 1)
        ),
    ]


class Crew:
    """One process for each door. A door stays open while its process is replaced: whoever knocks waits a moment."""

    def __init__(self, config: uvicorn.Config, doors: list[socket.socket]) -> None:
        """`config` has its application loaded; no thread but this one may run, and no connection be open."""
        self.config, self.doors = config, doors
        self.hands: list[Hand] = []
        self.leaving = False
        self.failures = 0

    def run(self) -> None:
        """Until SIGTERM or SIGINT; exits with a sentence if processes cannot be started at all."""
        for number in TOLD_TO_GO:
            signal.signal(number, self.leave)
        try:
            for door in self.doors:
                self.hands.append(self.started(door))
            while not self.leaving:
                time.sleep(LOOK_EVERY)
                for place, hand in enumerate(self.hands):
                    self.hands[place] = self.kept(hand)
        finally:
            self.say_goodbye()

    def leave(self, *_signal: object) -> None:
        self.leaving = True

    def started(self, door: socket.socket) -> Hand:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        others = [other for other in self.doors if other is not door]
        others += [ours, *(hand.line for hand in self.hands)]
        process = fork.Process(target=work, args=(self.config, door, theirs, others))
        # Whoever is told to go before knowing how to is told again as soon as they do.
        signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_TO_GO)
        process.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_GO)
        theirs.close()
        return Hand(door, process, ours)

    def kept(self, hand: Hand) -> Hand:
        """The same, or another in its place if it has ended or hangs."""
        if self.leaving or hand.is_alive:
            return hand
        hand.end(until=0.0)
        self.failures = 0 if hand.has_served else self.failures + 1
        if self.failures == TRIES:
            sys.exit("Common Ground stops: its server processes end before they have served anybody.")
        log.warning("a server process has ended (%s); another takes its place", hand.process.exitcode)
        return self.started(hand.door)

    def say_goodbye(self) -> None:
        """Nobody new comes in; each process finishes what it has begun, within some seconds."""
        for door in self.doors:
            door.close()
        for hand in self.hands:
            hand.process.terminate()
        until = time.monotonic() + GOODBYE
        for hand in self.hands:
            hand.end(until)
