"""Ideas, and what came of voting on them. No total is read before its vote is revealed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workshops.domain.dots import asked_in, enough_voters, ranked
from workshops.models import Activity, Dot, DotTotal, Idea, Workshop
from workshops.shown import Step
from workshops.shown.ideas import IdeaShown, Vote

KINDS = frozenset({"ideas", "dots"})


def ideas_of(workshop: Workshop, steps: Iterable[Step]) -> tuple[IdeaShown, ...]:
    """Every idea that stands by itself, in the order in which they came, each with those that are in it."""
    if not any(step.kind.name in KINDS for step in steps):
        return ()
    rows = list(Idea.objects.filter(workshop=workshop).order_by("written_at", "pk"))
    inside: defaultdict[object, list[IdeaShown]] = defaultdict(list)
    for row in rows:
        if row.into_id:
            inside[row.into_id].append(_shown(row, ()))
    return tuple(_shown(row, tuple(inside[row.pk])) for row in rows if not row.into_id)


def _shown(row: Idea, merged: tuple[IdeaShown, ...]) -> IdeaShown:
    return IdeaShown(str(row.pk), row.activity_id, row.text, row.first_text, row.hidden, row.held, merged)


def votes_of(
    steps: Sequence[Step], activities: Iterable[Activity], ideas: Sequence[IdeaShown]
) -> tuple[Vote, ...]:
    """Every vote that was begun: how many voted, and once it is revealed what got how many dots."""
    placed = [step.placed for step in steps]
    rows = {activity.pk: activity for activity in activities}
    begun = [step for step in steps if step.kind.name == "dots" and (step.is_live or step.is_shown)]
    if not begun:
        return ()
    totals = _totals([step.id for step in begun if step.is_shown])
    voting = _voting([step.id for step in begun if not step.is_shown])
    found = []
    for step in begun:
        asked, row = asked_in(placed, step.id), rows[step.id]
        options = tuple(idea for idea in ideas if idea.activity in asked and idea.is_open)
        if not step.is_shown:
            found.append(Vote(step.id, row.dots_each, options, voting[step.id]))
            continue
        voters, known = row.voters or 0, totals[step.id]
        counted = [(idea, known[idea.id]) for idea in ideas if idea.id in known and idea.is_open]
        told = ranked(counted) if enough_voters(voters) else ()
        found.append(Vote(step.id, row.dots_each, options, voters, True, told))
    return tuple(found)


def _totals(revealed: list[int]) -> defaultdict[int, dict[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    if revealed:
        for row in DotTotal.objects.filter(activity__in=revealed):
            found[row.activity_id][str(row.idea_id)] = row.dots
    return found


def _voting(running: list[int]) -> defaultdict[int, int]:
    """How many have put dots; not on what, nor whether that is still voted on."""
    found: defaultdict[int, int] = defaultdict(int)
    if running:
        votes = Dot.objects.filter(activity__in=running)
        for activity, _key in votes.order_by().values_list("activity_id", "dot_key").distinct():
            found[activity] += 1
    return found
