"""Pretend people, for whoever tries a practice workshop alone. They come in and act as anybody does."""

from collections.abc import Callable, Iterable, Sequence
from random import Random
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext

from workshops.actions.changing import Doing, Refused
from workshops.actions.hands import hand
from workshops.actions.joining import join
from workshops.actions.pretending_ideas import own_up, propose_ideas, vote
from workshops.actions.talking import (
    keep_reason,
    leave,
    record_comment,
    say,
    see_differently,
    see_too,
)
from workshops.domain.ballots import ballot_key
from workshops.domain.moves import Phase
from workshops.domain.sectors import ALWAYS, FAMILIES, answers_of, family_of
from workshops.domain.words import noop as _
from workshops.models import Activity, Comment, Participant, Score, Workshop
from workshops.rehearsal import opinions, words
from workshops.room.ballot_box import Ballot, write

TWENTY = 20
NOT_FOR_PRACTICE = _("Pretend people come to practice workshops only: this one is real.")
LOCKED = _("The room is locked, to pretend people as well. Let people in first.")
NOTHING_TO_DO = _("The pretend people are here. This step asks nothing of them just now.")

# One in so many: gives a reason for a score, changes their mind about one, says something in a discussion.
REASON_ONE_IN = 5
CHANGED_ONE_IN = 6
COMMENT_ONE_IN = 3
MOST_SEEN = 3
DIFFERS_ONE_IN = 3
HANDS = 3

Levels = dict[UUID, int | None]


def pretend(doing: Doing) -> None:
    """Bring in twenty pretend people if there are none yet, and have them do what the present step asks.

    Pressed twice in a step, the same people say the same words and choose the same levels: nothing doubles.
    """
    if not doing.workshop.practice:
        raise Refused(NOT_FOR_PRACTICE)
    with transaction.atomic():
        # Locked, so that a double tap does not bring twenty each.
        workshop = Workshop.objects.select_for_update().get(pk=doing.workshop.pk)
        people = pretend_people(workshop)
        if not people and workshop.locked:
            raise Refused(LOCKED)
        newcomers = not people
        if newcomers:
            people = bring_in(workshop, TWENTY)
        if not act_now(workshop, people) and not newcomers:
            raise Refused(NOTHING_TO_DO)


def pretend_people(workshop: Workshop) -> list[Participant]:
    """All of them, always in the same order: what each says and chooses hangs on their place in it."""
    return list(Participant.objects.filter(workshop=workshop, pretend=True).order_by("pk"))


def mark_pretend(workshop: Workshop, ids: Iterable[UUID]) -> None:
    """Say of participants who came in over the wire that nobody is behind them."""
    Participant.objects.filter(workshop=workshop, pk__in=set(ids)).update(pretend=True)


def bring_in(workshop: Workshop, people: int) -> list[Participant]:
    """So many more pretend people, over the families that the workshop offers; gives all there are then."""
    families = opinions.families_for(people, workshop.families or [family_of(ALWAYS[0])])
    for number, family in enumerate(families):
        join(workshop, _answer(workshop, family, number), pretend=True)
    return pretend_people(workshop)


def _answer(workshop: Workshop, key: str, number: int) -> str:
    """What somebody of the family `key` answers at the door."""
    family = next(family for family in FAMILIES if family.key == key)
    answers = answers_of(family, by_sector=workshop.asks_sectors)
    return answers[number % len(answers)]


def act_now(workshop: Workshop, people: Sequence[Participant]) -> bool:
    """Have `people` do what the open step asks; whether it asks anything."""
    activity = workshop.activities.filter(phase=Phase.OPEN).first()
    behave = BEHAVIOURS.get(activity.kind) if activity else None
    if activity is None or behave is None:
        return False
    behave(activity, people, Random(f"{workshop.code}-{activity.position}"))  # noqa: S311 - nothing secret
    return True


def _words(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """A word at the check-in from everybody, no two alike while there are enough."""
    for number, (person, text) in enumerate(
        zip(people, _dealt(words.CHECK_IN, len(people), rng), strict=True)
    ):
        say(_doing(activity, person, number, text=gettext(text)))


def _goodbyes(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """How useful it was, from everybody, and words from every second."""
    for number, (person, text) in enumerate(
        zip(people, _dealt(words.CHECK_OUT, len(people), rng), strict=True)
    ):
        said = gettext(text) if number % 2 == 0 else ""
        leave(_doing(activity, person, number, text=said, useful=rng.choice((3, 4, 4, 5, 5))))


def _talk(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """Comments from every third, on the principle that is discussed; everybody sees some of them too, every third one
    of the others differently, and two raise their hands."""
    texts = words.comments_on(activity.principles[0] if activity.principles else "")
    speakers = people[::COMMENT_ONE_IN][: len(texts)]
    for number, (person, text) in enumerate(zip(speakers, texts, strict=False)):
        record_comment(_doing(activity, person, number, text=gettext(text)))
    said = list(Comment.objects.filter(activity=activity, hidden=False, held=False, redacted=""))
    for number, person in enumerate(people):
        seen = rng.sample(said, rng.randint(0, min(MOST_SEEN, len(said))))
        for comment in seen:
            see_too(_doing(activity, person, 0, comment=comment.pk, off=False))
        others = [comment for comment in said if comment not in seen]
        if others and number % DIFFERS_ONE_IN == 0:
            see_differently(_doing(activity, person, 0, comment=others[number % len(others)].pk, off=False))
    for person in people[1:HANDS]:
        hand(_doing(activity, person, 0, off=False))


def _score(activity: Activity, people: Sequence[Participant], rng: Random) -> None:
    """Everybody scores every principle: at first as a room of some shape, after a talk nearer its middle."""
    levels = len(activity.workshop.edition.wording["levels"])
    for number, key in _numbered(activity):
        before = _levels_before(activity, key, people)
        chosen = _thought_again(before, people, rng) if before else _first(people, number, levels, rng)
        _cast(activity, key, _before_changing(chosen, levels, rng))
        _cast(activity, key, chosen)
        _give_reasons(activity, key, chosen, levels, rng)


def _numbered(activity: Activity) -> list[tuple[int, str]]:
    """The activity's principles with their numbers in the set."""
    keys = [principle["key"] for principle in activity.workshop.edition.wording["principles"]]
    return [(keys.index(key) + 1, key) for key in activity.principles]


def _first(people: Sequence[Participant], number: int, levels: int, rng: Random) -> Levels:
    leans = [opinions.LEANS.get(person.family, 0.0) for person in people]
    chosen = opinions.first_opinions(leans, number, levels, rng)
    return {person.pk: level for person, level in zip(people, chosen, strict=True)}


def _levels_before(activity: Activity, key: str, people: Sequence[Participant]) -> Levels:
    """What these people chose in the last round before this one; nothing where there was none."""
    before = activity.workshop.activities.filter(position__lt=activity.position, scores__principle=key)
    last = before.order_by("-position").first()
    if last is None:
        return {}
    kept = dict(Score.objects.filter(activity=last, principle=key).values_list("ballot_key", "level"))
    secret = bytes(activity.workshop.ballot_secret or b"")
    keys = {person.pk: ballot_key(secret, person.pk) for person in people}
    return {person: kept[ballot] for person, ballot in keys.items() if ballot in kept}


def _thought_again(before: Levels, people: Sequence[Participant], rng: Random) -> Levels:
    middle = opinions.middle_of(before.values())
    return {person.pk: opinions.second_thoughts(before.get(person.pk), middle, rng) for person in people}


def _before_changing(chosen: Levels, levels: int, rng: Random) -> Levels:
    """What some of them choose before they change their minds."""
    changing = [person for person in chosen if rng.randrange(CHANGED_ONE_IN) == 0]
    return {person: opinions.another_opinion(chosen[person], levels, rng) for person in changing}


def _cast(activity: Activity, key: str, chosen: Levels) -> None:
    write([Ballot(activity.workshop_id, activity.pk, person, key, level) for person, level in chosen.items()])


def _give_reasons(activity: Activity, key: str, chosen: Levels, levels: int, rng: Random) -> None:
    giving = [person for person, level in chosen.items() if level and rng.randrange(REASON_ONE_IN) == 0]
    for person in giving:
        high = 2 * (chosen[person] or 0) > levels + 1
        text = gettext(rng.choice(words.REASONS_HIGH if high else words.REASONS_LOW))
        keep_reason(Doing(activity.workshop, {"principle": key, "reason": text}, activity, person))


def _dealt(texts: Sequence[str], count: int, rng: Random) -> list[str]:
    """`count` of the texts, shuffled; each again only after all of them."""
    dealt: list[str] = []
    while len(dealt) < count:
        dealt += rng.sample(list(texts), len(texts))
    return dealt[:count]


def _doing(activity: Activity, person: Participant, number: int, **given: object) -> Doing:
    # The same form each time, so that a second press is the same words and not the words twice.
    form = uuid5(person.pk, f"{activity.pk}-{number}")
    return Doing(activity.workshop, {"form": form, **given}, activity, person.pk)


Behaviour = Callable[[Activity, Sequence[Participant], Random], None]

# What a kind of activity asks of people; the others ask nothing.
BEHAVIOURS: dict[str, Behaviour] = {
    "check_in": _words,
    "score": _score,
    "rescore": _score,
    "discuss": _talk,
    "ideas": propose_ideas,
    "dots": vote,
    "commit": own_up,
    "check_out": _goodbyes,
}

DESK_TAKES = {"pretend": pretend}
