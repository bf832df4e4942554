"""Workshops that were held and have ended, run through the real actions on a short agenda: one step of scores."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from accounts.models import Team
from principles.document import Wording, wording_of
from principles.models import Edition
from principles.publishing import FIVE_PRINCIPLES, newest_edition, publish
from workshops.actions import agenda, deciding
from workshops.actions.changing import Doing
from workshops.actions.joining import join
from workshops.actions.planning import plan_workshop
from workshops.domain.agendas import Agenda, Step
from workshops.domain.moves import LIVE
from workshops.domain.sectors import FAMILIES
from workshops.models import Activity, Workshop
from workshops.queries import snapshot_of
from workshops.room.ballot_box import Ballot, write

SHORT = Agenda(
    "short", "A short one", "", (Step("score", 10, "Score", "all"), Step("commit", 5, "What we will do"))
)
# By the key of a principle, everybody's level; None is "I can't say".
Levels = Mapping[str, Sequence[int | None]]


class Past:
    """One workshop on its way to its end."""

    def __init__(self, team: Team, at: datetime, **planned: Any) -> None:
        given: dict[str, Any] = {
            "edition": newest_edition(FIVE_PRINCIPLES),
            "agenda": SHORT,
            "title": "Coming home from hospital",
            "families": [family.key for family in FAMILIES],
            "series": "Coming home",
        }
        self.at = at
        self.made = plan_workshop(team=team, starts_at=at, **(given | planned))
        agenda.open_doors(self.doing(address="http://192.0.2.7:8000"))

    def doing(self, *, activity: Activity | None = None, **given: Any) -> Doing:
        return Doing(Workshop.objects.get(pk=self.made.pk), given, activity)

    def on(self) -> None:
        room = snapshot_of(self.made.code)
        assert room
        agenda.step(self.doing(towards="on", seen=room.standing, sure=True))

    def score(self, levels: Levels, sectors: Sequence[str]) -> None:
        """Everybody comes in and scores alone, and the room sees it."""
        people = [join(self.made, sector).pk for sector in sectors]
        self.on()
        here = self.made.activities.get(phase__in=LIVE)
        ballots = [
            Ballot(self.made.pk, here.pk, person, key, level)
            for key, answers in levels.items()
            for person, level in zip(people, answers, strict=False)
        ]
        assert write(ballots) == [True] * len(ballots)
        self.on()
        self.on()

    def promise(self, *promises: str) -> None:
        self.on()
        here = self.made.activities.get(phase__in=LIVE)
        for what in promises:
            given = {"what": what, "owner": "The board", "by": None, "first_step": "", "principle": ""}
            deciding.promise(self.doing(activity=here, form=uuid4(), **given))

    def end(self) -> Workshop:
        agenda.end(self.doing(sure=True))
        # Held on its day, and not while the test runs.
        self.made.activities.exclude(phase="waiting").update(opened_at=self.at)
        return Workshop.objects.get(pk=self.made.pk)


def hold(team: Team, at: datetime, levels: Levels, promises: Sequence[str] = (), **planned: Any) -> Workshop:
    """A whole workshop; `sectors` are those that people come from, in turn."""
    sectors: Sequence[str] = planned.pop("sectors", ["other"])
    people = max((len(answers) for answers in levels.values()), default=0)
    past = Past(team, at, **planned)
    past.score(levels, [sectors[place % len(sectors)] for place in range(max(people, len(sectors)))])
    if promises:
        past.promise(*promises)
    return past.end()


def counted(*counts: int) -> list[int | None]:
    """So many scores on each level, from the first."""
    return [level for level, count in enumerate(counts, 1) for _ in range(count)]


def reworded(edition: Edition, key: str = "", **changes: Any) -> Edition:
    """The next edition: the principle with other words, or the whole set where no key is given."""
    wording: Wording = wording_of(edition.wording)
    if key:
        others = [replace(one, **changes) if one.key == key else one for one in wording.principles]
        changes = {"principles": tuple(others)}
    return publish(edition.principle_set, replace(wording, **changes))
