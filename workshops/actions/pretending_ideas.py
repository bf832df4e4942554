"""What pretend people do with ideas, dots and commitments."""

from collections.abc import Sequence
from random import Random
from uuid import UUID, uuid5

from django.utils.translation import gettext

from workshops.actions.changing import Doing
from workshops.actions.deciding import confirm
from workshops.actions.dots import options_of, put_dots
from workshops.actions.ideas import propose
from workshops.domain.ballots import dot_key
from workshops.domain.dots import MOST_ON_ONE
from workshops.models import Activity, Commitment, Dot, Participant
from workshops.rehearsal import words

NAMES = ("none", "one", "two")
# One in so many keeps their dots to themselves.
SILENT_ONE_IN = 8


def propose_ideas(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """An idea from every second, until there are none left that anybody thought of."""
    texts = rng.sample(words.IDEAS, len(words.IDEAS))
    for number, (person, text) in enumerate(zip(people[::2], texts, strict=False)):
        propose(_doing(activity, person, number, text=gettext(text)))


def vote(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """Most put all their dots, more of them on some ideas than on others; pressed again, they leave them there."""
    options = list(options_of(activity).values_list("pk", flat=True))
    # The further down a list of no meaning, the fewer: a vote of which something comes out.
    liked = rng.sample(options, len(options))
    weights = [1 / place for place, _ in enumerate(liked, 1)]
    for person in people:
        chosen = _chosen(liked, weights, activity.dots_each, rng)
        if rng.randrange(SILENT_ONE_IN):
            _put(activity, person, chosen)


def _chosen(ideas: Sequence[UUID], weights: Sequence[float], dots: int, rng: Random) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    while ideas and sum(found.values()) < min(dots, MOST_ON_ONE * len(ideas)):
        (idea,) = rng.choices(ideas, weights)
        found[idea] = min(found.get(idea, 0) + 1, MOST_ON_ONE)
    return found


def _put(activity: Activity, person: Participant, chosen: dict[UUID, int]) -> None:
    key = dot_key(bytes(activity.workshop.ballot_secret or b""), person.pk)
    before = dict(Dot.objects.filter(activity=activity, dot_key=key).values_list("idea_id", "count"))
    wanted = dict.fromkeys(before, 0) | chosen
    # Those that are taken away first: nobody ever has more than there are.
    for idea, count in sorted(wanted.items(), key=lambda put: put[1] - before.get(put[0], 0)):
        if count != before.get(idea, 0):
            given = {name: idea if place == count else None for place, name in enumerate(NAMES)}
            put_dots(_doing(activity, person, 0, **given))


def own_up(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """Of every commitment that is written down, somebody says "that is me"."""
    for commitment in Commitment.objects.filter(workshop=activity.workshop):
        person = rng.choice(people)
        confirm(_doing(activity, person, 0, commitment=commitment.pk, off=False))


def _doing(activity: Activity, person: Participant, number: int, **given: object) -> Doing:
    # The same form each time, so that a second press is the same words and not the words twice.
    form = uuid5(person.pk, f"{activity.pk}-{number}")
    return Doing(activity.workshop, {"form": form, **given}, activity, person.pk)
