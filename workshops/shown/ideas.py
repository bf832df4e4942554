"""Ideas, and the vote on them."""

from dataclasses import dataclass

from workshops.domain.dots import Ranked, enough_voters


@dataclass(frozen=True)
class IdeaShown:
    """A proposal, without a name, with the words of those that were merged with it."""

    id: str
    activity: int
    text: str
    # What its writer wrote, where a facilitator has put it in other words.
    first_text: str = ""
    hidden: bool = False
    held: bool = False
    merged: tuple["IdeaShown", ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether everybody sees it."""
        return not self.hidden and not self.held


@dataclass(frozen=True)
class Vote:
    """A vote with dots. `ranked` is there once it was revealed and if enough people voted."""

    activity: int
    each: int
    options: tuple[IdeaShown, ...]
    # Of a vote that is running: how many have put dots; of one that was revealed: how many did.
    voters: int = 0
    is_shown: bool = False
    ranked: tuple[Ranked[IdeaShown], ...] = ()

    @property
    def enough(self) -> bool:
        return enough_voters(self.voters)
