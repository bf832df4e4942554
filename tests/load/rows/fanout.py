"""How fast one change reaches every socket in a room, beside others that are sent the same bytes, in turn, in one run.

The clock starts in the server as it begins to send: just before it builds the frame. It stops when the bytes have
arrived at the last person's socket, by the kernel's own note.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.load.bench import Bench, Site
from tests.load.figures import Figure, written
from tests.load.machine import progress
from tests.load.reading.line import Door, Lost
from tests.load.reading.readers import SMALLEST_PUSH, Crowd
from tests.load.serving import socketio
from tests.load.serving.places import LOOPBACK, Place, environment, served
from tests.load.serving.pressing import Desk, Group, SocketIo
from tests.load.serving.wish import Wish

# Where the desk goes back and on. With no scores the results and the overview of them are some 2 KB each.
STEP = "overview"
WARM_UP = 2
PLAIN_LAPS = 4  # it takes seconds for each
OFFER = "permessage-deflate; client_max_window_bits"  # as browsers do
SMALLEST_DEFLATED = 300  # bytes; one that leans on the frames before it is smaller still
LENT, ORDINARY, DEFLATED = "Common Ground", "Common Ground, ordinary sends", "Common Ground, deflated"
PLAIN, BROADCAST, BROADCAST_DEFLATED = "plain group_send", "broadcast", "broadcast, deflated"
RAW, SOCKET_IO, BROADCAST_UVLOOP = "raw limit", "socket.io", "broadcast on uvloop"
SITES = {LENT: "lent", ORDINARY: "ordinary", DEFLATED: "lent"}
OTHERS = {
    RAW: ["serve_raw"],
    BROADCAST: ["serve_broadcast", "plain", "asyncio"],
    BROADCAST_DEFLATED: ["serve_broadcast", "deflate", "asyncio"],
    BROADCAST_UVLOOP: ["serve_broadcast", "plain", "uvloop"],
    PLAIN: ["serve_plain"],
}


@dataclass(frozen=True)
class Against:
    """One line of the table: `ours` is to be so many times as fast as `theirs`."""

    work: str
    ours: str
    theirs: str
    least: float | None = None
    stretch: float | None = None


LINES = (
    Against("against plain Channels `group_send`", LENT, PLAIN, 15),
    Against("against `websockets` broadcast", LENT, BROADCAST, 1.3),
    Against("against `websockets` broadcast on uvloop", LENT, BROADCAST_UVLOOP),
    Against("against a socket.io room", LENT, SOCKET_IO, 1.25),
    Against("against the raw limit (preframed, no application)", LENT, RAW, 0.5, 0.8),
    Against("on any other ASGI server, against `websockets` broadcast", ORDINARY, BROADCAST, 0.7),
    Against("deflated once, against `websockets` with deflate", DEFLATED, BROADCAST_DEFLATED, 3),
)


@dataclass(frozen=True)
class Push:
    """One push to everybody; times in ms.

    `last` is the time to the last person; `work` the processor time of the server's event loop for it, which is hardly
    touched by what else the machine does; `late` how long the slowest read lay.
    """

    last: float
    work: float
    late: float
    size: int


@dataclass
class Runner:
    """A server with a room full of people, and what was measured of it."""

    place: Place
    crowd: Crowd
    button: Desk | Group
    pushes: list[Push] = field(default_factory=list)

    def push(self) -> bytes:
        """Press once, wait until everybody has it, and write down how long it took; gives what they got."""
        self.place.began()
        self.button.press()
        heard = self.crowd.gather()
        self.button.released()
        began = self.place.began()
        if len(began) != 1 or heard.extra:
            sizes = sorted(map(len, heard.texts))
            several = f"{len(began)} pushes for one press, {heard.extra} too many came, {sizes} bytes"
            raise Lost(f"{self.place.module} began {several}")
        text = max(heard.texts, key=len)
        last = (max(heard.at.values()) - began[0].at) / 1e6
        work = self.place.loop_time - began[0].worked / 1e6
        self.pushes.append(Push(last, work, heard.late / 1e6, len(text)))
        return text

    @property
    def last(self) -> float:
        return median(push.last for push in self.pushes)

    @property
    def work(self) -> float:
        return median(push.work for push in self.pushes)


Field = dict[str, Runner | str]  # by name; words for one that cannot be measured here


def filled(bench: Bench, people: int, stack: ExitStack) -> Field:
    """Every server with its people inside."""
    readers = stack.enter_context(bench.readers((len(SITES) + len(OTHERS) + 1) * people))
    field: Field = {}
    sites = stack.enter_context(bench.sites(Wish(people, STEP, principles=0), list(SITES.values())))
    for name, site in zip(SITES, sites, strict=True):
        least = SMALLEST_DEFLATED if name == DEFLATED else SMALLEST_PUSH
        crowd = readers.crowd(site.door(offer=offer(name)), site.made["seats"], least)
        field[name] = come_in(name, site.place, crowd) or Runner(
            site.place, crowd, Desk(site.place.port, site.made)
        )
        as_run(name, site)
    for name, (module, *words) in OTHERS.items():
        place = stack.enter_context(served(module, words, environment(Path(), {}), alone=True))
        crowd = readers.crowd(Door(LOOPBACK, place.port, "/", offer=offer(name)), [""] * people, 1)
        field[name] = come_in(name, place, crowd) or Runner(place, crowd, Group(place.port))
    field[SOCKET_IO] = socketio.missing()
    if not field[SOCKET_IO]:
        place = stack.enter_context(served(socketio.MODULE, [], environment(Path(), {}), alone=True))
        crowd = readers.crowd(socketio.door(place.port), [""] * people)
        come_in(SOCKET_IO, place, crowd)
        field[SOCKET_IO] = Runner(place, crowd, SocketIo(place.port, socketio.PUSHING))
    return field


def offer(name: str) -> str:
    return OFFER if name in {DEFLATED, BROADCAST_DEFLATED} else ""


def as_run(name: str, site: Site) -> None:
    if name == LENT and site.place.sockets != site.place.as_run:
        raise Lost(f"run.py serves with {site.place.as_run}, see `ws` in config/serve.py")


def come_in(name: str, place: Place, crowd: Crowd) -> str:
    """Everybody takes their seat; gives the reason where the server does not do what is to be measured."""
    agreed = crowd.enter(crowd.people[:1])
    if offer(name) and "permessage-deflate" not in agreed:
        return "the server does not deflate"
    crowd.enter(crowd.people[1:], what=f"{len(crowd.people)} come in: {name}")
    return ""


def run(field: Field, laps: int) -> None:
    """Each server pushes once, then each once more, so that a busy moment of the machine hits all alike."""
    runners = {name: runner for name, runner in field.items() if isinstance(runner, Runner)}
    for lap in progress("pushes to everybody", range(WARM_UP + laps), WARM_UP + laps):
        text = runners[LENT].push()
        for name, runner in runners.items():
            if isinstance(runner.button, Group):
                runner.button.text = text
            if name != LENT and (name != PLAIN or lap < WARM_UP + PLAIN_LAPS):
                runner.push()
    for runner in runners.values():
        del runner.pushes[:WARM_UP]


def figure(line: Against, field: Field, people: int) -> Figure:
    work = f"fan-out to {people:,} {line.work}"
    ours, theirs = field[line.ours], field[line.theirs]
    if isinstance(ours, str) or isinstance(theirs, str):
        why = ours if isinstance(ours, str) else str(theirs)
        return Figure(work, None, "times", why, least=line.least, stretch=line.stretch)
    # The median over the laps, since a lap's pushes share what else the machine was doing.
    value = median(t.last / o.last for o, t in zip(ours.pushes, theirs.pushes, strict=False))
    told = f"{written(ours.last, 'ms')} against {written(theirs.last, 'ms')}"
    told += f"; processor {written(ours.work, 'ms')} against {written(theirs.work, 'ms')}"
    return Figure(work, value, "times", told, least=line.least, stretch=line.stretch)


def size_and_lateness(field: Field, people: int) -> Figure:
    pushes = [push for runner in field.values() if isinstance(runner, Runner) for push in runner.pushes]
    sizes = {push.size for push in pushes if push.size >= SMALLEST_PUSH}
    told = f"pushes of {min(sizes):,} to {max(sizes):,} bytes; the arrival is the kernel's, so this is no part of it"
    return Figure(
        f"fan-out to {people:,}: the readers' own lateness", max(p.late for p in pushes), "ms", told
    )


def measured(bench: Bench) -> Iterator[Figure]:
    for people in bench.sizes(1_000, 5_000):
        with ExitStack() as stack:
            field = filled(bench, people, stack)
            run(field, bench.options.laps)
        yield from (figure(line, field, people) for line in LINES)
        yield size_and_lateness(field, people)
