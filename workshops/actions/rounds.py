"""Further rounds: scoring what was talked about once more, as often as a room wants."""

from collections.abc import Sequence

from workshops.actions.agenda import SOMEBODY_ELSE, placed_of
from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.deciding import NOT_A_PRINCIPLE
from workshops.actions.steps import ANSWERED, FULL, has_answers, make_way
from workshops.domain.activities import kind_named
from workshops.domain.agenda import ADDED, MOST_STEPS, Placed, can_score_again, current, round_of, standing
from workshops.domain.moves import Phase
from workshops.domain.words import noop as _
from workshops.models import Activity, Workshop

NOT_FROM_HERE = _("Scoring again comes after a discussion, or after a reveal. Nothing was changed.")
NOT_THERE = _("That step is not on the agenda any more, or the room has begun it.")

MINUTES = 3


def score_again(doing: Doing) -> None:
    """Put a step that scores the same again right after the present one; where there is one, let it ask this too.

    `principle` is one of those that the present step is about; without it, all of them. `seen` is where the desk
    thought the room was. Pressed twice, it is one step.
    """
    with changing(doing.workshop) as workshop:
        activities = list(workshop.activities.all())
        placed = [placed_of(activity) for activity in activities]
        if doing.given["seen"] != standing(placed):
            raise Refused(SOMEBODY_ELSE)
        here = current(placed)
        if here is None or not can_score_again(here):
            raise Refused(NOT_FROM_HERE)
        keys = _asked(here, doing.given["principle"])
        place = placed.index(here)
        following = activities[place + 1] if place + 1 < len(activities) else None
        if following and is_added(following):
            following.principles = _in_order(workshop, {*following.principles, *keys})
            following.save(update_fields=["principles"])
        else:
            _put_in(workshop, activities[place], keys, placed)


def _asked(here: Placed, principle: str) -> list[str]:
    if principle and principle not in here.principles:
        raise Refused(NOT_A_PRINCIPLE, 422)
    return [principle] if principle else list(here.principles)


def is_added(activity: Activity) -> bool:
    """Whether the step was put in while the workshop ran, and the room is not in it or past it."""
    return activity.picks == ADDED and activity.phase == Phase.WAITING


def _in_order(workshop: Workshop, keys: set[str]) -> list[str]:
    return [p["key"] for p in workshop.edition.wording["principles"] if p["key"] in keys]


def _put_in(workshop: Workshop, here: Activity, keys: list[str], placed: Sequence[Placed]) -> None:
    if len(placed) >= MOST_STEPS:
        raise Refused(FULL)
    make_way(workshop, here.position + 1)
    # What is talked about before anybody has scored it is scored for the first time.
    kind = "rescore" if any(round_of(placed, NEW, key) > 1 for key in keys) else "score"
    Activity.objects.create(
        workshop=workshop,
        position=here.position + 1,
        kind=kind,
        title=kind_named(kind).label,
        minutes=MINUTES,
        picks=ADDED,
        principles=_in_order(workshop, set(keys)),
    )


NEW = 0  # the id of no row


def not_again(doing: Doing) -> None:
    """Take a step off the agenda that was put in while the workshop ran, and in which nobody has answered."""
    with changing(doing.workshop) as workshop:
        added = workshop.activities.filter(pk=doing.given["activity"]).first()
        if added is None or not is_added(added):
            raise Refused(NOT_THERE)
        if has_answers(added):
            raise Refused(ANSWERED)
        added.delete()


DESK_TAKES = {"score_again": score_again, "not_again": not_again}
