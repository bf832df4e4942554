"""The demonstration: a team, a workshop that is over and one that is ready to open. All of it is pretend."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Team, User
from principles.publishing import FIVE_PRINCIPLES, newest_edition
from workshops.access import Caller
from workshops.actions.planning import plan_workshop
from workshops.actions.pretending import act_now, bring_in
from workshops.domain.agendas import AGENDAS, Agenda, Step
from workshops.domain.codes import ALPHABET
from workshops.domain.moves import Phase
from workshops.domain.sectors import FAMILIES
from workshops.models import Workshop
from workshops.queries import snapshot_of
from workshops.rehearsal.facilitating import desk_acts
from workshops.snapshot import Snapshot
from workshops.taking import Answer, do, ready_for_activity, ready_for_workshop

ORGANISER, FACILITATOR = "olu@example.org", "fay@example.org"
PEOPLE = 30
# A reserved name: nobody can be led anywhere by it.
ADDRESS = "http://demo.invalid"
GROUPS, GROUP = 4, 4
TO_AGREE = 6  # minutes


@dataclass(frozen=True)
class Cast:
    """Whoever signs in."""

    team: Team
    organiser: User
    facilitator: User


def new_password() -> str:
    """Four groups of four that can be read out and typed: some 69 bits."""
    return "-".join("".join(secrets.choice(ALPHABET.lower()) for _ in range(GROUP)) for _ in range(GROUPS))


def make_cast(password: str) -> Cast:
    team = Team.objects.create(name=_("Riverside health and care partnership"))
    organiser = User.objects.create_user(ORGANISER, password, name=_("Olu (pretend organiser)"))
    facilitator = User.objects.create_user(FACILITATOR, password, name=_("Fay (pretend facilitator)"))
    Membership.objects.create(team=team, user=organiser, role=Membership.Role.ORGANISER)
    Membership.objects.create(team=team, user=facilitator, role=Membership.Role.FACILITATOR)
    return Cast(team, organiser, facilitator)


def make_ready(team: Team, by: User) -> Workshop:
    """A workshop of today that waits for its doors to be opened."""
    return _plan(
        team,
        by,
        _("Working together in Riverside: for practice"),
        _("Try everything here. Pretend people can join you, and nothing that is said is kept for real."),
        this_hour(),
    )


def make_finished(cast: Cast) -> Workshop:
    """A workshop of yesterday afternoon with thirty pretend people, its agenda walked from end to end."""
    yesterday = this_hour().replace(hour=14) - timedelta(days=1)
    workshop = _plan(
        cast.team,
        cast.organiser,
        _("Where we stand in Riverside: an example with pretend people"),
        _("An example to look at: thirty pretend people scored, talked and scored again."),
        yesterday,
        replace(AGENDAS[0], steps=tuple(_with_positions(AGENDAS[0].steps))),
    )
    _walk(workshop, Caller(cast.facilitator, {}))
    _as_if_it_took_its_time(workshop, yesterday)
    return workshop


def _with_positions(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, with one that writes down what the room agrees before it looks for ideas; as long as before."""
    for step in steps:
        if step.kind == "ideas":
            yield Step("agree", TO_AGREE, _("What we agree, and what some see differently"))
        shorter = TO_AGREE // 2 if step.kind == "discuss" else 0
        yield replace(step, minutes=step.minutes - shorter)


def this_hour() -> datetime:
    return timezone.localtime().replace(minute=0, second=0, microsecond=0)


def _plan(
    team: Team, by: User, title: str, purpose: str, starts_at: datetime, agenda: Agenda = AGENDAS[0]
) -> Workshop:
    return plan_workshop(
        team=team,
        edition=newest_edition(FIVE_PRINCIPLES),
        agenda=agenda,
        title=title,
        purpose=purpose,
        starts_at=starts_at,
        families=[family.key for family in FAMILIES],
        by=by,
        practice=True,
        # Whoever runs the one that is ready finds it beside the one that is over.
        series=_("Riverside over time: for practice"),
    )


def _walk(workshop: Workshop, desk: Caller) -> None:
    """Run the workshop as its facilitator would, through the same door as everybody."""
    _press(desk, workshop.code, "open_doors", address=ADDRESS)
    people = bring_in(workshop, PEOPLE)
    room = _room(workshop)
    while room.on:
        _press(desk, workshop.code, "step", towards="on", seen=room.standing, sure="1")
        room = _room(workshop)
        if room.now and room.now.phase == Phase.OPEN:
            act_now(workshop, people)
            _decide(_room(workshop), room.now.id, desk)
            if room.now.kind.name == "commit":
                # What is written down by now is there for somebody to say "that is me".
                act_now(workshop, people)
    _press(desk, workshop.code, "end", sure="1")


def _decide(room: Snapshot, activity: int, desk: Caller) -> None:
    for found in desk_acts(room):
        _done(do(ready_for_activity(desk, room.code, activity, found.act, found.fields)))


def _room(workshop: Workshop) -> Snapshot:
    room = snapshot_of(workshop.code)
    if room is None:
        raise RuntimeError("the demonstration is not where it was made")
    return room


def _press(desk: Caller, code: str, act: str, **given: str) -> None:
    _done(do(ready_for_workshop(desk, code, act, given)))


def _done(answer: Answer) -> None:
    # The demonstration would tell a story that did not happen: better none.
    if not answer.ok:
        raise RuntimeError(f"the demonstration was refused: {answer.status} {answer.words}")


def _as_if_it_took_its_time(workshop: Workshop, starts_at: datetime) -> None:
    """Walked in a second, it is told as a real one: when it started and how long each step took."""
    at = starts_at + timedelta(minutes=2)
    Workshop.objects.filter(pk=workshop.pk).update(opened_at=starts_at - timedelta(minutes=10))
    workshop.participants.update(joined_at=starts_at)
    for activity in workshop.activities.all():
        done = at + timedelta(minutes=activity.minutes)
        workshop.activities.filter(pk=activity.pk).update(opened_at=at, done_at=done)
        activity.comments.update(written_at=at + timedelta(minutes=1))
        at = done
    Workshop.objects.filter(pk=workshop.pk).update(ended_at=at, version=F("version") + 1)


def move_to_today(code: str) -> None:
    """The ready workshop is one of today, whenever the site is started."""
    Workshop.objects.filter(code=code).update(starts_at=this_hour(), version=F("version") + 1)
