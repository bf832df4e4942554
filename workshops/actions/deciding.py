"""Choosing what to talk about, and what people will do."""

from collections.abc import Iterable
from uuid import UUID

from workshops.actions.agenda import SOMEBODY_ELSE, make_move, placed_of
from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.talking import SENT_BEFORE, author_key, still_open
from workshops.domain.agenda import standing, stride_on
from workshops.domain.moves import OVER
from workshops.domain.words import noop as _
from workshops.models import Activity, Commitment, Workshop

NOT_A_PRINCIPLE = _("That principle is not part of this workshop.")
NOT_LISTED = _("That commitment is not on the list any more.")
NO_ROOM = _("Every discussion on the agenda has its principle. Take one back first.")


def choose(doing: Doing) -> None:
    """Give the next free discussion this principle, or take it back from the one that has it."""
    with changing(doing.workshop) as workshop:
        key = known_principle(workshop, doing.given["principle"])
        discussions = [step for step in workshop.activities.all() if _can_be_given(step)]
        if doing.given["off"]:
            having = [step for step in discussions if step.principles == [key]]
            _set(having, [])
        else:
            _give(discussions, key)


def talk(doing: Doing) -> None:
    """Choose this principle for the next free discussion, and step on to that where it is the very next step.

    `seen` is where the desk thought the room was, as for a step.
    """
    with changing(doing.workshop) as workshop:
        activities = list(workshop.activities.all())
        placed = [placed_of(activity) for activity in activities]
        if doing.given["seen"] != standing(placed):
            raise Refused(SOMEBODY_ELSE)
        key = known_principle(workshop, doing.given["principle"])
        discussion = _give((step for step in activities if _can_be_given(step)), key)
        stride = stride_on(placed)
        if stride and stride.to == discussion.pk:
            for pk, move in stride.moves:
                make_move(next(activity for activity in activities if activity.pk == pk), move, placed)


def _can_be_given(step: Activity) -> bool:
    return step.picks == "choose" and step.phase not in OVER


def _give(discussions: Iterable[Activity], key: str) -> Activity:
    """The discussion that has this principle; where none has it, the first free one, which gets it."""
    discussions = list(discussions)
    having = [step for step in discussions if step.principles == [key]]
    if having:
        return having[0]
    free = [step for step in discussions if not step.principles][:1]
    if not free:
        raise Refused(NO_ROOM)
    _set(free, [key])
    return free[0]


def discuss(doing: Doing) -> None:
    """Turn the open discussion to this principle."""
    with changing(doing.workshop) as workshop:
        _set([doing.activity], [known_principle(workshop, doing.given["principle"])])


def known_principle(workshop: Workshop, key: str) -> str:
    """The key, where the workshop's edition has it; raises `Refused` otherwise."""
    if key not in [principle["key"] for principle in workshop.edition.wording["principles"]]:
        raise Refused(NOT_A_PRINCIPLE, 422)
    return key


def _set(steps: list[Activity], principles: list[str]) -> None:
    for step in steps:
        step.principles = principles
        step.save(update_fields=["principles"])


def promise(doing: Doing) -> None:
    """Write a commitment down; the same form sent twice is one."""
    given = doing.given
    with changing(doing.workshop) as workshop:
        kept, _made = Commitment.objects.get_or_create(
            workshop=workshop,
            form=given["form"],
            defaults={
                "what": given["what"],
                "owner": given["owner"],
                "by": given["by"],
                "first_step": given["first_step"] or "",
                "principle": known_principle(workshop, given["principle"]) if given["principle"] else "",
            },
        )
        # The same form with other words: what it said the first time may be confirmed by somebody by now.
        if any(
            (getattr(kept, name) or "") != (given[name] or "")
            for name in ("what", "owner", "by", "first_step")
        ):
            raise Refused(SENT_BEFORE)


def drop(doing: Doing) -> None:
    """Take a commitment off the list."""
    with changing(doing.workshop) as workshop:
        gone, _by_kind = Commitment.objects.filter(workshop=workshop, pk=doing.given["commitment"]).delete()
        if not gone:
            raise Refused(NOT_LISTED, 422)


def confirm(doing: Doing) -> None:
    """Say of a commitment "that is me", or take that back. A name goes with it only where names may be told."""
    with changing(doing.workshop, at_once=False) as workshop:
        still_open(workshop, doing)
        listed = Commitment.objects.filter(workshop=workshop, pk=doing.given["commitment"]).first()
        if listed is None:
            raise Refused(NOT_LISTED, 422)
        key = author_key(workshop, doing.participant)
        if doing.given["off"]:
            listed.confirmations.filter(author_key=key).delete()
        else:
            name = _name_of(workshop, doing.participant)
            listed.confirmations.get_or_create(author_key=key, defaults={"name": name})


def _name_of(workshop: Workshop, participant: UUID) -> str:
    if workshop.chatham_house or not workshop.names_asked:
        return ""
    return workshop.participants.values_list("name", flat=True).filter(pk=participant).first() or ""


TAKES = {"choose": choose, "discuss": discuss, "promise": promise, "drop": drop, "confirm": confirm}
DESK_TAKES = {"talk": talk}
