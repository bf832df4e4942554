"""Walking the agenda: doors, steps on and back, the end."""

from django.db import transaction
from django.utils import timezone

from workshops.actions.by_kind import COUNTED, PREPARED
from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.forgetting import empty_journal, forget_people
from workshops.actions.hands import put_all_down
from workshops.actions.tables import stop_reports
from workshops.domain.agenda import Placed, Stride, round_of, standing, stride_back, stride_on
from workshops.domain.moves import LIVE, IllegalMove, Move, Phase, Stage, after, stage_after
from workshops.domain.words import noop as _
from workshops.models import Activity, Workshop

SOMEBODY_ELSE = _(
    "The room has already moved on, perhaps from another desk. Nothing was changed by this press."
)
ASK_FIRST = _("Everyone will see it at once, and it cannot be taken back. Say yes to do it.")
NO_WAY = _("There is no such step from here. Nothing was changed.")
NOT_SURE = _("Ending cannot be taken back. Say yes to end the workshop.")


def open_doors(doing: Doing) -> None:
    """Let people in. `address` is where phones reach this site, as the facilitator's browser does."""
    with changing(doing.workshop) as workshop:
        workshop.stage = _stage_after(workshop, "open_doors")
        workshop.address = doing.given["address"]
        workshop.opened_at = timezone.now()
        workshop.save(update_fields=["stage", "address", "opened_at"])


def lock(doing: Doing) -> None:
    """Lock the room against newcomers, or let them in again. Who is in stays in."""
    with changing(doing.workshop) as workshop:
        workshop.locked = bool(doing.given["on"])
        workshop.save(update_fields=["locked"])
        doing.tell("lock" if workshop.locked else "unlock")


def step(doing: Doing) -> None:
    """One step on or back. A press on an old desk changes nothing.

    `seen` is where the desk thought the room was, and `to` the step that its button for going on named, if it did.
    """
    with changing(doing.workshop) as workshop:
        activities = list(workshop.activities.all())
        placed = [placed_of(activity) for activity in activities]
        if doing.given["seen"] != standing(placed):
            raise Refused(SOMEBODY_ELSE)
        stride = _stride(placed, doing.given["towards"])
        if doing.given["towards"] == "on" and doing.given.get("to") not in (None, stride.to):
            raise Refused(SOMEBODY_ELSE)
        if stride.for_good and not doing.given["sure"]:
            raise Refused(ASK_FIRST)
        walk(stride, activities, placed)
        if stride.to != stride.moves[0][0]:
            _take_off_notice(workshop)
        doing.tell(stride.name, _title_of(activities, stride.to or stride.moves[0][0]))


def _take_off_notice(workshop: Workshop) -> None:
    """What was said to every phone was said of the step that the room has left."""
    if workshop.notice:
        workshop.notice, workshop.notice_at = "", None
        workshop.save(update_fields=["notice", "notice_at"])


def walk(stride: Stride, activities: list[Activity], placed: list[Placed]) -> None:
    """Make every move of the stride, or raise `Refused`."""
    for pk, move in stride.moves:
        make_move(next(activity for activity in activities if activity.pk == pk), move, placed)


def _title_of(activities: list[Activity], pk: int) -> str:
    return next(activity.title for activity in activities if activity.pk == pk)


def _stride(placed: list[Placed], towards: str) -> Stride:
    stride = {"on": stride_on, "back": stride_back}.get(towards, lambda _: None)(placed)
    if stride is None:
        raise Refused(NO_WAY)
    return stride


def placed_of(activity: Activity) -> Placed:
    return Placed(
        activity.pk,
        activity.kind,
        Phase(activity.phase),
        tuple(activity.principles),
        activity.minutes,
        activity.done_at,
    )


def make_move(activity: Activity, move: Move, placed: list[Placed]) -> None:
    """Move one activity, with what the move brings along."""
    here = placed_of(activity)
    try:
        activity.phase = after(here.phase, move, with_result=here.with_result)
    except IllegalMove:
        raise Refused(NO_WAY) from None
    if move == Move.OPEN:
        _begin(activity, placed)
    elif move == Move.CLOSE:
        COUNTED[activity.kind](activity)
    elif move == Move.SKIP:
        _leave_out(activity)
    if here.phase in LIVE:
        put_all_down(activity.workshop)
    left = move == Move.FINISH or (move == Move.SKIP and here.phase in LIVE)
    if left:
        stop_reports(activity.workshop)
    activity.done_at = timezone.now() if left else None
    activity.save()


def _leave_out(activity: Activity) -> None:
    """What was answered stays, and comes back with the step. It was never counted: nothing compares with it."""
    activity.results.all().delete()
    activity.dot_totals.all().delete()
    activity.grouping = activity.order = None


def _begin(activity: Activity, placed: list[Placed]) -> None:
    activity.opened_at = timezone.now()
    activity.extra_minutes = 0
    activity.clock_ended_at = activity.nudged_at = None
    everything = [principle["key"] for principle in activity.workshop.edition.wording["principles"]]
    if activity.picks == "all":
        activity.principles = everything
    elif activity.picks == "chosen":
        activity.principles = _chosen(activity) or everything
    if placed_of(activity).scored:
        rounds = [round_of(placed, activity.pk, key) for key in activity.principles]
        activity.round = max(rounds, default=1)
    if activity.kind in PREPARED:
        PREPARED[activity.kind](activity)


def _chosen(activity: Activity) -> list[str]:
    """The principles talked about so far, in the order of the set's discussion."""
    earlier = activity.workshop.activities.filter(position__lt=activity.position, picks="choose")
    earlier = earlier.exclude(phase=Phase.SKIPPED)
    return list(dict.fromkeys(key for step in earlier for key in step.principles))


def end(doing: Doing) -> None:
    """End the workshop and destroy what ties people to their scores: from here on nobody can."""
    if not doing.given["sure"]:
        raise Refused(NOT_SURE)
    with changing(doing.workshop) as workshop:
        workshop.stage = _stage_after(workshop, "end")
        workshop.ended_at = timezone.now()
        for activity in workshop.activities.filter(phase__in=[Phase.OPEN, Phase.REVEALED]):
            _lay_down(activity)
        workshop.knocks.all().delete()
        workshop.ballot_secret = None
        workshop.save(update_fields=["stage", "ended_at", "ballot_secret"])
        forget_people(workshop)
        transaction.on_commit(empty_journal, robust=True)


def _lay_down(activity: Activity) -> None:
    # A round that is still open, or closed and never revealed, stays as it is: it is shown to nobody, ever.
    if placed_of(activity).with_result and activity.phase != Phase.REVEALED:
        return
    activity.phase = Phase.DONE
    activity.done_at = timezone.now()
    activity.save(update_fields=["phase", "done_at"])


def _stage_after(workshop: Workshop, move: str) -> Stage:
    try:
        return stage_after(Stage(workshop.stage), move)
    except IllegalMove:
        raise Refused(SOMEBODY_ELSE) from None


DESK_TAKES = {"open_doors": open_doors, "lock": lock, "step": step, "end": end}
