"""The one door: who somebody is in a workshop, and whether they may do this now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import Membership, Team, User
from workshops.actions.inviting import digest_of
from workshops.domain.activities.kind import Act, Role
from workshops.domain.codes import normalise
from workshops.domain.moves import Phase, Stage
from workshops.domain.permissions import Verdict, activity_act, judge, workshop_act
from workshops.domain.words import noop as _
from workshops.models import (
    Activity,
    CoFacilitator,
    Participant,
    ReportShare,
    ReportVersion,
    Series,
    Workshop,
)
from workshops.room import seats

P = ParamSpec("P")

WORDS = {
    Verdict.UNKNOWN: _(
        "There is nothing here for you. Check the code, or ask the person running the workshop."
    ),
    Verdict.WRONG_ROLE: _("This is not for you: it takes another role."),
    Verdict.SEAT_ENDED: _(
        "This seat has ended: somebody left the workshop with it. What was answered there stays counted unless it was "
        "erased. You can join again, as somebody new."
    ),
    Verdict.WRONG_MOMENT: _("This is not open now. The room has moved on, or has not got there yet."),
}


REMOVED = _(
    "The facilitator has ended your seat. What you answered stays counted. If you think that this was a mistake, speak "
    "to them: they can give it back."
)


GONE = _("This link shows nothing any more, or never did. Ask whoever gave it to you for a new one.")


class Closed(Exception):
    """The door stays shut: `status` is 404, 403, 409 or 410, `why` a message id in plain words."""

    def __init__(self, verdict: Verdict, why: str = "") -> None:
        super().__init__(verdict.name)
        self.verdict = verdict
        self.status: int = verdict.value
        self.why = why or WORDS[verdict]


@dataclass(frozen=True)
class Entry:
    """Somebody who got in: the workshop, what they are there, and the activity if it concerns one."""

    workshop: Workshop
    roles: frozenset[Role]
    act: Act
    participant: UUID | None = None
    activity: Activity | None = None
    user: User | None = None
    # Invited to this one workshop, and not of its team.
    is_guest: bool = False

    @property
    def seat(self) -> UUID:
        """The participant whose seat this is; the gate let nobody else in where it is asked for."""
        if self.participant is None:
            raise LookupError("nobody sits here")
        return self.participant


@dataclass(frozen=True)
class Caller:
    """What a request or a socket says of the person behind it."""

    user: User | None
    cookies: Mapping[str, str]


def caller_of(request: HttpRequest) -> Caller:
    user = request.user if request.user.is_authenticated else None
    return Caller(user, request.COOKIES)


def caller_with(cookies: Mapping[str, str]) -> Caller:
    """Who is behind these cookies, as the site's pages would know them."""
    request = HttpRequest()
    request.COOKIES = dict(cookies)
    SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    user = get_user(request)
    return Caller(user if isinstance(user, User) else None, cookies)


@dataclass(frozen=True)
class Known:
    """Every role that somebody has in a workshop, and their seat's participant if they take part."""

    roles: frozenset[Role]
    participant: UUID | None = None
    # Why their seat here has ended, if they had one.
    ended: str = ""
    is_guest: bool = False


def why_ended(participant: UUID) -> str:
    """Why the seat has ended, as a message id; "" where it has not.

    Sockets do not ask: the live room keeps whose did in `Room.revoked`.
    """
    ended = Participant.objects.filter(pk=participant, revoked_at__isnull=False)
    removed = ended.values_list("removed", flat=True).first()
    return "" if removed is None else REMOVED if removed else WORDS[Verdict.SEAT_ENDED]


def has_ended(participant: UUID) -> bool:
    return why_ended(participant) != ""


def known_as(caller: Caller, workshop: Workshop) -> Known:
    roles = set()
    seat = seats.seat_in(caller.cookies, workshop.code, Role.PARTICIPANT)
    participant = seat.participant if seat else None
    ended = why_ended(participant) if participant else ""
    if participant and not ended:
        roles.add(Role.PARTICIPANT)
    screen = seats.seat_in(caller.cookies, workshop.code, Role.SCREEN)
    if screen == seats.screen_seat(workshop.code, workshop.screen_key):
        roles.add(Role.SCREEN)
    of_team = _roles(caller, workshop.team_id)
    is_guest = not of_team and _is_invited(caller, workshop)
    roles |= {Role.FACILITATOR} if is_guest else of_team
    return Known(frozenset(roles or {Role.STRANGER}), None if ended else participant, ended, is_guest)


def _roles(caller: Caller, team: int) -> set[Role]:
    """What somebody who is signed in is in a team."""
    if not caller.user:
        return set()
    memberships = Membership.objects.filter(team=team, user=caller.user)
    return {Role(role) for role in memberships.values_list("role", flat=True)}


def _is_invited(caller: Caller, workshop: Workshop) -> bool:
    """Whether somebody who is signed in was invited to run this workshop, and accepted."""
    return bool(caller.user) and CoFacilitator.objects.filter(workshop=workshop, user=caller.user).exists()


def require_team(entry: Entry) -> None:
    """What concerns a team's other workshops, or who runs this one, is for the team: raises `Closed` (403)."""
    if entry.is_guest:
        raise Closed(Verdict.WRONG_ROLE)


def workshop_with(code: str) -> Workshop:
    """The workshop with the join code, typed any way; raises `Closed` (404) where there is none."""
    known = normalise(code)
    found = Workshop.objects.select_related("team", "edition").defer("edition__wording")
    try:
        return found.get(code=known)
    except Workshop.DoesNotExist as none:
        raise Closed(Verdict.UNKNOWN) from none


def enter(caller: Caller, code: str, act: str) -> Entry:
    """Through the door for an act on the whole workshop; raises `Closed`."""
    workshop = workshop_with(code)
    known = known_as(caller, workshop)
    described = workshop_act(act)
    if described is None:
        raise Closed(Verdict.UNKNOWN)
    _let_pass(described, known, workshop, None)
    return Entry(workshop, known.roles, described, known.participant, None, caller.user, known.is_guest)


def enter_series(caller: Caller, series_id: int) -> Series:
    """The series, for the members of its team; raises `Closed` for everybody else, as if there were none."""
    series = Series.objects.select_related("team").filter(pk=series_id).first()
    described = workshop_act("compare")
    if series is None or described is None:
        raise Closed(Verdict.UNKNOWN)
    verdict = judge(described, frozenset(_roles(caller, series.team_id) or {Role.STRANGER}), Stage.ENDED)
    if verdict != Verdict.YES:
        raise Closed(verdict)
    return series


def enter_team(caller: Caller, team_id: int) -> Team:
    """The team, for whoever may let programs read its workshops; raises `Closed` for everybody else."""
    team = Team.objects.filter(pk=team_id).first()
    described = workshop_act("connect")
    if team is None or described is None:
        raise Closed(Verdict.UNKNOWN)
    verdict = judge(described, frozenset(_roles(caller, team.pk) or {Role.STRANGER}), Stage.ENDED)
    if verdict != Verdict.YES:
        raise Closed(verdict)
    return team


def teams_entered(user: User, act: str) -> list[Team]:
    """The teams, by name, in which somebody may do this act on every workshop."""
    described = workshop_act(act)
    roles = described.by if described else frozenset()
    mine = Membership.objects.filter(user=user, role__in=[str(role) for role in roles])
    return list(Team.objects.filter(pk__in=mine.values("team")).order_by("name", "pk"))


def enter_activity(caller: Caller, code: str, activity_id: int, act: str) -> Entry:
    """Through the door for an act in one of the workshop's activities; raises `Closed`."""
    workshop = workshop_with(code)
    known = known_as(caller, workshop)
    # Asked for within the workshop, so that another workshop's ids are as unknown as made-up ones.
    activity = Activity.objects.filter(workshop=workshop, pk=activity_id).first()
    described = activity_act(activity.kind, act) if activity else None
    if activity is None or described is None:
        raise Closed(Verdict.UNKNOWN)
    _let_pass(described, known, workshop, Phase(activity.phase))
    return Entry(workshop, known.roles, described, known.participant, activity, caller.user, known.is_guest)


def _let_pass(act: Act, known: Known, workshop: Workshop, phase: Phase | None) -> None:
    verdict = judge(act, known.roles, Stage(workshop.stage), phase)
    if verdict != Verdict.YES:
        # Whose seat has ended is told that, and not that they were never here.
        had_one = known.ended and Role.PARTICIPANT in act.by
        raise Closed(Verdict.SEAT_ENDED, known.ended) if had_one else Closed(verdict)


def passes(act: str, role: Role, stage: Stage) -> bool:
    """Whether this role may do an act on the whole workshop, for whoever knows both without asking the database."""
    described = workshop_act(act)
    return described is not None and judge(described, frozenset({role}), stage) == Verdict.YES


def enter_shared(token: str) -> ReportVersion:
    """The report that a link shows: the newest version; raises `Closed` (404) for one that shows nothing any more."""
    links = ReportShare.objects.filter(
        token=digest_of(token), withdrawn_at=None, expires_at__gt=timezone.now()
    )
    shared = ReportVersion.objects.select_related("workshop__edition").defer("workshop__edition__wording")
    found = shared.filter(workshop__in=links.values("workshop"), workshop__stage=Stage.ENDED).first()
    if found is None:
        raise Closed(Verdict.UNKNOWN, GONE)
    return found


View = Callable[Concatenate[HttpRequest, Entry, P], HttpResponse]


def requires(act: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """The view gets an `Entry` in place of the join code, or is not called at all."""

    def guarded(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def through_the_door(
            request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            return view(request, enter(caller_of(request), code, act), *args, **kwargs)

        through_the_door.gate = act  # type: ignore[attr-defined]
        return through_the_door

    return guarded


def open_to_all(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Marks a view that shows nothing of any workshop, so that a view without a gate stands out."""
    view.gate = "open_to_all"  # type: ignore[attr-defined]
    return view


def by_itself(view: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a view that goes through `enter` or `enter_activity` itself, because the act is in its address."""
    view.gate = "by_itself"  # type: ignore[attr-defined]
    return view
