"""What a room decided, for programs.

| key | value |
| --- | --- |
| votes | title, voters, dots_each, and ranking (place, text, merged, dots, tied), null below rules.fewest_scores |
| other_ideas | text, merged (the words of those that were put under it): ideas that were in no such vote |
| positions | principle (its number), agreed, seen_differently, one_point |
| promised_before | workshop, day, and commitments (what, owner, by, note, said_on, |
| | status: done, going, stuck or null); or null |
"""

from typing import Any

from django.utils import timezone

from workshops.reports.outcomes import Outcomes, Proposal, Voted
from workshops.shown.before import Before
from workshops.shown.positions import Position

Values = dict[str, Any]


def values_of(outcomes: Outcomes) -> Values:
    return {
        "votes": [_vote(vote) for vote in outcomes.votes],
        "other_ideas": [_idea(idea) for idea in outcomes.ideas],
        "positions": [_position(position) for position in outcomes.positions],
        "promised_before": _before(outcomes.before) if outcomes.before else None,
    }


def _vote(vote: Voted) -> Values:
    ranking = [
        {"place": one.place, **_idea(one), "dots": one.dots, "tied": one.tied} for one in vote.proposals
    ]
    return {
        "title": vote.title,
        "voters": vote.voters,
        "dots_each": vote.each,
        "ranking": ranking if vote.enough else None,
    }


def _idea(idea: Proposal) -> Values:
    return {"text": idea.text, "merged": list(idea.merged)}


def _position(position: Position) -> Values:
    return {
        "principle": position.principle.number,
        "agreed": position.agreed,
        "seen_differently": position.seen_differently,
        "one_point": position.one_point,
    }


def _before(before: Before) -> Values:
    return {
        "workshop": before.title,
        "day": timezone.localtime(before.held_at).date().isoformat(),
        "commitments": [
            {
                "what": one.what,
                "owner": one.owner,
                "by": one.by.isoformat() if one.by else None,
                "status": one.status or None,
                "note": one.note,
                "said_on": one.on.isoformat() if one.on else None,
            }
            for one in before.promises
        ],
    }
