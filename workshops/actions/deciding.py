"""Choosing what to talk about, and what people will do."""

from workshops.actions.changing import Doing, Refused, changing
from workshops.domain.moves import Phase
from workshops.domain.words import noop as _
from workshops.models import Activity, Commitment, Workshop

NOT_A_PRINCIPLE = _("That principle is not part of this workshop.")
NOT_LISTED = _("That commitment is not on the list any more.")
NO_ROOM = _("Every discussion on the agenda has its principle. Take one back first.")


def choose(doing: Doing) -> None:
    """Give the next free discussion this principle, or take it back from the one that has it."""
    with changing(doing.workshop) as workshop:
        key = _known(workshop, doing.given["principle"])
        discussions = list(workshop.activities.filter(picks="choose").exclude(phase=Phase.DONE))
        if doing.given["off"]:
            having = [step for step in discussions if step.principles == [key]]
            _set(having, [])
        elif not any(step.principles == [key] for step in discussions):
            free = [step for step in discussions if not step.principles][:1]
            if not free:
                raise Refused(NO_ROOM)
            _set(free, [key])


def discuss(doing: Doing) -> None:
    """Turn the open discussion to this principle."""
    with changing(doing.workshop) as workshop:
        _set([doing.activity], [_known(workshop, doing.given["principle"])])


def _known(workshop: Workshop, key: str) -> str:
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
        Commitment.objects.get_or_create(
            workshop=workshop,
            form=given["form"],
            defaults={
                "what": given["what"],
                "owner": given["owner"],
                "by": given["by"],
                "first_step": given["first_step"] or "",
                "principle": _known(workshop, given["principle"]) if given["principle"] else "",
            },
        )


def drop(doing: Doing) -> None:
    """Take a commitment off the list."""
    with changing(doing.workshop) as workshop:
        gone, _by_kind = Commitment.objects.filter(workshop=workshop, pk=doing.given["commitment"]).delete()
        if not gone:
            raise Refused(NOT_LISTED, 422)


TAKES = {"choose": choose, "discuss": discuss, "promise": promise, "drop": drop}
