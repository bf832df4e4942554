"""Every row, in the order of the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.load.bench import Bench
from tests.load.figures import Figure
from tests.load.rows import (
    burst,
    busy,
    desk,
    exports,
    fanout,
    history,
    joins,
    polling,
    quiet,
    rejoin,
    results,
    stalled,
    throughput,
)


@dataclass(frozen=True)
class Row:
    """One piece of work; measured on each kind of database only where one has a part in it."""

    key: str
    about: str
    measured: Callable[[Bench], Iterator[Figure]]
    by_database: bool = False


ROWS = (
    Row("fanout", "one change to everybody, beside six other ways to send it", fanout.measured),
    Row("throughput", "scores that are safe a second", throughput.measured, by_database=True),
    Row("burst", "everybody scores within ten seconds", burst.measured, by_database=True),
    Row("joins", "two thousand come in", joins.measured, by_database=True),
    Row("rejoin", "two thousand come back after a restart", rejoin.measured, by_database=True),
    Row("stalled", "two hundred stop reading", stalled.measured),
    Row("history", "a push as the history grows", history.measured, by_database=True),
    Row(
        "results",
        "a round of many scores is closed, and its results are read",
        results.measured,
        by_database=True,
    ),
    Row("desk", "a click at the desk of a full room", desk.measured, by_database=True),
    Row("exports", "reports of ten thousand are made beside a room", exports.measured),
    Row("polling", "a thousand without WebSocket", polling.measured),
    Row("quiet", "a hundred quiet workshops", quiet.measured),
    Row("busy", "memory of a busy room", busy.measured),
)
