"""What a room decided: ideas and the votes on them, what it agrees on, and what became of earlier promises."""

from dataclasses import dataclass

from django.utils.translation import gettext

from workshops.domain.dots import Ranked
from workshops.shown.before import Before
from workshops.shown.ideas import IdeaShown, Vote
from workshops.shown.positions import Position
from workshops.snapshot import Snapshot


@dataclass(frozen=True)
class Proposal:
    """An idea without a name, with the words of those that were merged with it.

    `place`, `dots` and `tied` are of the vote that it was in; None where there was none that may be told.
    """

    text: str
    merged: tuple[str, ...] = ()
    place: int | None = None
    dots: int | None = None
    tied: bool = False


@dataclass(frozen=True)
class Voted:
    """A vote that was revealed. With too few voters it holds how many there were and nothing else."""

    title: str
    voters: int
    each: int
    enough: bool
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Outcomes:
    """`ideas` are those that are in none of `votes`."""

    votes: tuple[Voted, ...] = ()
    ideas: tuple[Proposal, ...] = ()
    positions: tuple[Position, ...] = ()
    before: Before | None = None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All ideas, those that were voted on first."""
        return tuple(one for vote in self.votes for one in vote.proposals) + self.ideas


def outcomes_of(room: Snapshot) -> Outcomes:
    # A vote that had nothing to vote on says nothing of the room.
    revealed = [vote for vote in room.votes if vote.is_shown and vote.options]
    voted_on = {one.what.id for vote in revealed for one in vote.ranked}
    others = (idea for idea in room.ideas if idea.is_open and idea.id not in voted_on)
    return Outcomes(
        votes=tuple(_voted(room, vote) for vote in revealed),
        ideas=tuple(Proposal(idea.text, _merged(idea)) for idea in others),
        positions=room.positions_written,
        before=room.before,
    )


def _voted(room: Snapshot, vote: Vote) -> Voted:
    step = room.step(vote.activity)
    title = gettext(step.title) if step and step.title else ""
    return Voted(title, vote.voters, vote.each, vote.enough, tuple(_ranked(one) for one in vote.ranked))


def _ranked(one: Ranked[IdeaShown]) -> Proposal:
    return Proposal(one.what.text, _merged(one.what), one.place, one.dots, one.tied)


def _merged(idea: IdeaShown) -> tuple[str, ...]:
    return tuple(one.text for one in idea.merged if one.is_open)
