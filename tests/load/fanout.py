"""How fast one change reaches every socket in a room, beside a plain Channels group.

All are sent the same bytes, in turn, in one run. The clock starts in the server as it begins to send: just before
`group_send` there, just before the room builds its frame here. It stops when the last person's socket has been read to
the end of the frame.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.load.crowd import Arrival, Crowd, Lost
from tests.load.machine import progress, table
from tests.load.places import Place, served, workshop_in
from tests.load.pressing import Button, Desk, Group
from tests.load.stamps import stamps_in

LENT, ORDINARY, PLAIN = "Common Ground", "Common Ground, ordinary sockets", "plain Channels group_send"
# Where the desk goes back and on. With no scores the results and the overview of them are some 2 KB each.
STEP = "overview"
SMALLEST_PUSH = 1_000
WARM_UP = 3
REST = 0.1  # seconds after each push, in which pings are answered
LOOK_UP = 100  # people who come in before the others are listened to


@dataclass(frozen=True)
class Push:
    """One push to everybody; times in ms, to the `last` and the `middle` person from the server's start of sending.

    `pressed` counts from the press instead; `late` is how long the bytes of the slowest read had lain in the reader.
    """

    last: float
    middle: float
    pressed: float
    late: float
    size: int


@dataclass
class Runner:
    """A server with a room full of people, and what was measured of it."""

    name: str
    place: Place
    crowd: Crowd
    button: Button
    pushes: list[Push] = field(default_factory=list)

    def push(self) -> Push:
        """Press once, and wait until everybody has it."""
        stamps_in(self.place.stamps)
        pressed = time.monotonic_ns()
        self.button.press()
        heard = self.crowd.gather(is_push)
        self.button.released()
        self.button.text = heard[-1].text
        began = stamps_in(self.place.stamps)
        if len({arrival.text for arrival in heard}) != 1 or (len(heard), len(began)) != (
            len(self.crowd.lines),
            1,
        ):
            raise Lost("one press, and there was more than one push, or not the same for all")
        return push_of(heard, began[0], pressed)

    @property
    def last(self) -> float:
        return median(push.last for push in self.pushes)


def is_push(text: bytes) -> bool:
    """Not a heartbeat."""
    return len(text) >= SMALLEST_PUSH


def push_of(heard: list[Arrival], began: int, pressed: int) -> Push:
    at = [arrival.at for arrival in heard]
    return Push(
        last=(max(at) - began) / 1e6,
        middle=(median(at) - began) / 1e6,
        pressed=(max(at) - pressed) / 1e6,
        late=max(arrival.late for arrival in heard) / 1e6,
        size=len(heard[0].text),
    )


@contextmanager
def runners(people: int) -> Iterator[list[Runner]]:
    """Every server with its people inside; the plain one last, since it is sent what the others sent."""
    with ExitStack() as stack:
        lent = _site(stack, LENT, "lent", people)
        ordinary = _site(stack, ORDINARY, "ordinary", people)
        place = stack.enter_context(served("serve_plain", _folder(stack)))
        plain = Runner(PLAIN, place, Crowd(place.port, "/", [""] * people), Group(place.port, lent.button))
        field = [lent, ordinary, plain]
        for runner in field:
            stack.callback(runner.crowd.leave)
        _come_in(field)
        yield field


def _site(stack: ExitStack, name: str, sockets: str, people: int) -> Runner:
    folder = _folder(stack)
    workshop = workshop_in(folder, people, STEP)
    place = stack.enter_context(served("serve_site", folder, sockets))
    path = f"/live/{workshop['code']}/participant/?since={workshop['version']}"
    return Runner(name, place, Crowd(place.port, path, workshop["seats"]), Desk(place.port, workshop))


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))


def _come_in(field: list[Runner]) -> None:
    """Everybody takes their seat, while those who sit already answer pings."""
    for runner in field:
        people = range(len(runner.crowd.cookies))
        for person in progress(f"they come in: {runner.place.sockets}", people, len(people)):
            runner.crowd.enter(person)
            if person % LOOK_UP == 0:
                rest(field)


def rest(field: list[Runner]) -> None:
    for runner in field:
        runner.crowd.listen(REST / len(field))


def measured(people: int, pushes: int) -> dict[str, Any]:
    """One run: each server pushes once, then each once more, so that a busy moment of the machine hits all alike."""
    with runners(people) as field:
        laps = range(WARM_UP + pushes)
        for lap in progress(f"{people} people, one push of each", laps, len(laps)):
            for runner in field:
                push = runner.push()
                if lap >= WARM_UP:
                    runner.pushes.append(push)
                rest(field)
        return result(people, field)


def result(people: int, field: list[Runner]) -> dict[str, Any]:
    plain = field[-1]
    rows = [
        {
            "name": runner.name,
            "sockets": runner.place.sockets,
            "last": round(runner.last, 2),
            "times": round(times_as_fast(runner, plain), 1),
            "pushes": [asdict(push) for push in runner.pushes],
        }
        for runner in field
    ]
    return {"people": people, "times": rows[0]["times"], "as_run": field[0].place.as_run, "rows": rows}


def times_as_fast(runner: Runner, plain: Runner) -> float:
    """The median over the laps, since a lap's pushes share what else the machine was doing."""
    return median(theirs.last / ours.last for ours, theirs in zip(runner.pushes, plain.pushes, strict=True))


def faults(found: dict[str, Any], least: float) -> list[str]:
    """What is not as it must be."""
    slow = f"{found['people']} people were reached {found['times']} times as fast, and {least:g} times are wanted"
    other = f"run.py serves with {found['as_run']}, see `ws` in config/serve.py, and the first line is not for those"
    wrong = {slow: found["times"] < least, other: found["as_run"] != found["rows"][0]["sockets"]}
    return [words for words, is_so in wrong.items() if is_so]


HEAD = (
    "ms",
    "last person",
    "quickest, slowest",
    "middle person",
    "from the press",
    "reader late",
    "times as fast",
)


def told(found: dict[str, Any]) -> str:
    sizes = [push["size"] for row in found["rows"] for push in row["pushes"]]
    bytes_ = f"{min(sizes)} to {max(sizes)} bytes"
    title = f"{found['people']} people, {bytes_}, medians of {len(found['rows'][0]['pushes'])} pushes"
    return f"{title}\n\n{table(HEAD, map(_row, found['rows']))}"


def _row(row: dict[str, Any]) -> list[str]:
    def middle(name: str) -> str:
        return f"{median(push[name] for push in row['pushes']):.1f}"

    last = [push["last"] for push in row["pushes"]]
    spread = f"{min(last):.1f}, {max(last):.1f}"
    columns = [middle("last"), spread, middle("middle"), middle("pressed"), middle("late")]
    return [f"{row['name']} ({row['sockets']})", *columns, f"{row['times']:.1f}"]
