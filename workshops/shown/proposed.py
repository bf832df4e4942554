"""What a snapshot says of ideas, votes and what the room agrees on."""

from dataclasses import dataclass

from workshops.shown.before import Before
from workshops.shown.ideas import IdeaShown, Vote
from workshops.shown.positions import Position
from workshops.shown.walk import Walk


@dataclass(frozen=True, kw_only=True)
class Proposed(Walk):
    """The part of a snapshot that is about what people will do."""

    # Those that stand by themselves, with those that are in them; hidden ones as well.
    ideas: tuple[IdeaShown, ...] = ()
    votes: tuple[Vote, ...] = ()
    positions: tuple[Position, ...] = ()
    # The workshop before this one in its series, where the agenda looks back at it.
    before: Before | None = None

    @property
    def ideas_here(self) -> tuple[IdeaShown, ...]:
        """The ideas of the step now, hidden ones as well."""
        return tuple(idea for idea in self.ideas if self.now and idea.activity == self.now.id)

    @property
    def ideas_now(self) -> tuple[IdeaShown, ...]:
        """The ideas of the step now that everybody sees."""
        return tuple(idea for idea in self.ideas_here if idea.is_open)

    @property
    def vote_now(self) -> Vote | None:
        """The vote that the room is in."""
        return next((vote for vote in self.votes if self.now and vote.activity == self.now.id), None)

    @property
    def positions_written(self) -> tuple[Position, ...]:
        return tuple(position for position in self.positions if position.is_written)
