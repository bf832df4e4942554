"""What the desk is offered after a reveal and in a discussion: where to talk next, and scoring the same again."""

from dataclasses import dataclass
from typing import Any

from django import template

from workshops.domain.agenda import ADDED, can_score_again, round_of
from workshops.domain.moves import OVER, Phase
from workshops.domain.spread import Word
from workshops.domain.talking_next import Seen, Suggestion, where_to_talk
from workshops.sayings import suggestion_words
from workshops.shown import NumberedPrinciple, RoundResult, Step
from workshops.snapshot import Snapshot

register = template.Library()


@register.filter
def round_for(snapshot: Snapshot, principle: NumberedPrinciple) -> int:
    """Which round the scoring that the room is in is for this principle."""
    return round_of(snapshot.placed, snapshot.now.id, principle.key) if snapshot.now else 0


@dataclass(frozen=True)
class Offer:
    """A suggestion as the desk shows it. `tap` is what one tap does: open it now, choose it, or nothing."""

    principle: NumberedPrinciple
    words: str
    tap: str = ""
    chosen: bool = False


@register.inclusion_tag("workshops/parts/talk_next.html")
def talk_next(snapshot: Snapshot) -> dict[str, Any]:
    """Where to talk next, from the newest shown round of each principle, each with one tap that leads there."""
    suggestions = where_to_talk(seen_of(result.latest) for result in snapshot.latest_results)
    principles = {principle.key: principle for principle in snapshot.principles}
    return {"s": snapshot, "offers": [_offer(snapshot, one, principles[one.key]) for one in suggestions]}


def seen_of(result: RoundResult) -> Seen:
    """What the room has seen of a principle, as the rule takes it."""
    principle, spread = result.principle, result.spread
    view = result.sectors
    words = {line.word for line in view.lines} if view else set()
    return Seen(
        principle.key,
        principle.number,
        view.gap if view else None,
        spread.word if spread else None,
        result.median,
        all_split=words == {Word.SPLIT},
    )


def _offer(snapshot: Snapshot, suggestion: Suggestion, principle: NumberedPrinciple) -> Offer:
    ahead = [step for step in snapshot.steps if step.picks == "choose" and step.phase not in OVER]
    having = [step for step in ahead if step.principles == (principle,)]
    free = [step for step in ahead if not step.principles]
    is_next = bool(having or free) and snapshot.on_to == (having or free)[0]
    tap = "now" if is_next else "choose" if free and not having else ""
    return Offer(principle, suggestion_words(suggestion), tap, bool(having))


@register.inclusion_tag("workshops/parts/score_again.html")
def score_again(snapshot: Snapshot) -> dict[str, Any]:
    """Scoring the principles of the present step again: what is to come already, and a button for each that is not."""
    now = snapshot.now
    if now is None or not can_score_again(now.placed):
        return {"s": snapshot, "now": None}
    following = _following(snapshot, now)
    added = following if following and following.picks == ADDED and following.phase == Phase.WAITING else None
    coming = _asked_next(following, now)
    return {
        "s": snapshot,
        "now": now,
        "added": added,
        "coming": [principle for principle in now.principles if principle in coming],
        "left": [principle for principle in now.principles if principle not in coming],
        "is_first": not any(result.principle in now.principles for result in snapshot.results),
    }


def _following(snapshot: Snapshot, now: Step) -> Step | None:
    return next((step for step in snapshot.steps if step.number == now.number + 1), None)


def _asked_next(following: Step | None, now: Step) -> tuple[NumberedPrinciple, ...]:
    """The principles that the next step scores, as far as they are those of this one."""
    if following is None or not following.kind.scored:
        return ()
    # What was discussed in a step that the room chose for is among the chosen.
    everything = following.picks == "all" or (following.picks == "chosen" and now.picks == "choose")
    return now.principles if everything else following.principles
