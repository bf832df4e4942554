"""What a facilitator does in each step, for a workshop that runs by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext

from workshops.domain.likeness import alike
from workshops.domain.moves import OVER
from workshops.domain.spread import Word
from workshops.domain.words import noop as _
from workshops.rehearsal.words import ANY_SETTLED, SETTLED
from workshops.shown import PrincipleResult
from workshops.shown.positions import Position
from workshops.snapshot import Snapshot


@dataclass(frozen=True)
class Pledge:
    """A commitment to be made: in how many weeks, and on which principle of the shipped set."""

    what: str
    owner: str
    weeks: int
    first_step: str
    principle: str


PLEDGES: tuple[Pledge, ...] = (
    Pledge(
        _("Write down on one page who decides about the joint fund"),
        _("Partnership programme office"),
        6,
        _("Ask each partner who decides today"),
        "shared-leadership",
    ),
    Pledge(
        _("A fortnightly call on discharge, with home care and the voluntary sector on it"),
        _("Riverside hospital, discharge team"),
        3,
        _("Ask three home care providers which hour works"),
        "relationships-trust",
    ),
    Pledge(
        _("Pay people for the time they give to shape our plans"),
        _("Riverside council, adult social care"),
        10,
        _("Put a rate to the finance group"),
        "diverse-expertise",
    ),
)


@dataclass(frozen=True)
class DeskAct:
    """One thing done at the desk in the present step: the act and its fields, as a browser sends them."""

    act: str
    fields: Mapping[str, str]


def desk_acts(snapshot: Snapshot) -> list[DeskAct]:
    """What there is to do at the desk in the step that is open, besides going on."""
    now = snapshot.now
    if now is None:
        return []
    if now.kind.name == "overview":
        return [DeskAct("choose", {"principle": key}) for key in choice_of(snapshot)]
    if now.kind.name == "discuss" and not now.principles:
        return [DeskAct("discuss", {"principle": snapshot.principles[0].key})]
    if now.kind.name == "commit":
        return promises(snapshot)
    return [act for kind, acts in LATER.items() if now.kind.name == kind for act in acts(snapshot)]


def choice_of(snapshot: Snapshot) -> list[str]:
    """The principles to discuss: the lowest, then the most split, then the others, as many as fit."""
    ahead = [step for step in snapshot.steps if step.picks == "choose" and step.phase not in OVER]
    free = sum(not step.principles for step in ahead)
    results = [found for found in snapshot.latest_results if found.latest.median is not None]
    keys = [principle.key for principle in snapshot.principles]
    ordered = [*_lowest(results), *_most_split(results), *keys]
    return list(dict.fromkeys(ordered))[:free]


def _lowest(results: Sequence[PrincipleResult]) -> list[str]:
    together = [found for found in results if _word(found) != Word.SPLIT]
    return [found.principle.key for found in sorted(together, key=_median)[:1]]


def _most_split(results: Sequence[PrincipleResult]) -> list[str]:
    order = [Word.SPLIT, Word.SPREAD, Word.TOGETHER]
    ranked = sorted(results, key=lambda found: order.index(_word(found)))
    return [found.principle.key for found in ranked]


def _word(found: PrincipleResult) -> Word:
    return found.latest.spread.word if found.latest.spread else Word.TOGETHER


def _median(found: PrincipleResult) -> float:
    return float(found.latest.median or 0)


def promises(snapshot: Snapshot) -> list[DeskAct]:
    """Three commitments, each with an owner and a day."""
    known = {principle.key for principle in snapshot.principles}
    day = snapshot.starts_at.date()
    return [DeskAct("promise", _promise(pledge, snapshot.code, day, known)) for pledge in PLEDGES]


def _promise(pledge: Pledge, code: str, day: date, known: set[str]) -> Mapping[str, str]:
    return {
        "what": gettext(pledge.what),
        "owner": gettext(pledge.owner),
        "by": (day + timedelta(weeks=pledge.weeks)).isoformat(),
        "first_step": gettext(pledge.first_step),
        "principle": pledge.principle if pledge.principle in known else "",
        "form": str(uuid5(NAMESPACE_URL, f"{code}-{pledge.what}")),
    }


def merges(snapshot: Snapshot) -> list[DeskAct]:
    """Of ideas that are very similar, the newer under the older."""
    ideas = snapshot.ideas_now
    found = alike([idea.text for idea in ideas])
    return [
        DeskAct("merge", {"idea": idea.id, "into": ideas[others[0]].id})
        for place, (idea, others) in enumerate(zip(ideas, found, strict=True))
        if others and others[0] < place
    ]


def settles(snapshot: Snapshot) -> list[DeskAct]:
    """What the room agrees on each principle that it has talked about, where nothing is written yet."""
    return [
        DeskAct("settle", _settled(position)) for position in snapshot.positions if not position.is_written
    ]


def _settled(position: Position) -> Mapping[str, str]:
    agreed, differently, one_point = SETTLED.get(position.principle.key, ANY_SETTLED)
    return {
        "principle": position.principle.key,
        "agreed": gettext(agreed),
        "seen_differently": gettext(differently),
        "one_point": gettext(one_point),
        "edition": str(position.edition),
    }


def marks(snapshot: Snapshot) -> list[DeskAct]:
    """What became of what was promised the last time, as far as nobody has said."""
    promised = snapshot.before.promises if snapshot.before and not snapshot.is_rehearsal else ()
    answers = ("done", "going", "stuck")
    unsaid = [promise for promise in promised if not promise.status]
    return [
        DeskAct("mark", {answers[place % len(answers)]: str(promise.id)})
        for place, promise in enumerate(unsaid)
    ]


LATER: Mapping[str, Callable[[Snapshot], list[DeskAct]]] = {
    "ideas": merges,
    "agree": settles,
    "review": marks,
}
