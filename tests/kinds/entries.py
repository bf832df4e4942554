"""What is particular of each kind of activity: who can send it by which page, and what it leaves in the report."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from tests.cast import GOALS, KEYS, Cast
from tests.kinds.sent import promised_before, propose


@dataclass(frozen=True)
class Entry:
    """`leaves` fills the open step, and gives the words that the report must hold afterwards.

    `elsewhere` are acts that have a page of their own, and no button among the regions.
    """

    leaves: Callable[[Cast], list[str]] = lambda _cast: []
    elsewhere: frozenset[str] = field(default_factory=frozenset)


def say(cast: Cast) -> list[str]:
    cast.oak.say(cast.ana, "say", "Full of beans")
    return ["Full of beans"]


def score(cast: Cast) -> list[str]:
    people = cast.oak.crowd(6)
    for key in KEYS:
        cast.oak.score(people, [1, 2, 3, 4, 5, 5], key)
    cast.oak.on(2)
    return ["6 scores"]


def talk(cast: Cast) -> list[str]:
    assert cast.oak.desk_sends("discuss", principle=GOALS).ok
    cast.oak.say(cast.ana, "comment", "Nobody told the wards")
    return ["Nobody told the wards"]


def ideas(cast: Cast) -> list[str]:
    first, second = propose(cast, "A bus to the ward", "One bus to the ward")
    assert cast.oak.desk_sends("merge", idea=second, into=first).ok
    return ["A bus to the ward", "One bus to the ward"]


def dots(cast: Cast) -> list[str]:
    (first, *_others) = [idea.id for idea in cast.oak.snapshot.ideas]
    for person in cast.oak.crowd(5):
        assert cast.oak.send(person, "dot", two=first).ok
    cast.oak.on(2)
    return ["5 people voted", "A call"]


def agree(cast: Cast) -> list[str]:
    parts = {"agreed": "Begin with falls", "seen_differently": "What to count", "one_point": "A date"}
    assert cast.oak.desk_sends("settle", None, principle=GOALS, edition="0", **parts).ok
    return list(parts.values())


def review(cast: Cast) -> list[str]:
    assert cast.oak.desk_sends("mark", stuck=str(promised_before(cast.oak, "A rota for all").pk)).ok
    return ["A rota for all", "Stuck"]


def commit(cast: Cast) -> list[str]:
    made = cast.oak.promise("A page that says who decides")
    assert cast.oak.send(cast.ana, "confirm", commitment=str(made.pk)).ok
    return ["A page that says who decides", "Confirmed by somebody in the room"]


def check_out(cast: Cast) -> list[str]:
    text = "I will ring the ward"
    assert cast.oak.send(cast.ana, "leave", text=text, useful="4", form=str(uuid4())).ok
    return [text]


SHEETS = frozenset({"tally"})

ENTRIES: dict[str, Entry] = {
    "agree": Entry(agree),
    "check_in": Entry(say),
    "check_out": Entry(check_out),
    "commit": Entry(commit),
    "discuss": Entry(talk),
    "dots": Entry(dots),
    "ideas": Entry(ideas),
    "overview": Entry(),
    "pause": Entry(),
    "read": Entry(),
    "rescore": Entry(score, SHEETS),
    "review": Entry(review),
    "score": Entry(score, SHEETS),
    "step": Entry(),
    "welcome": Entry(),
}
