"""What an activity kind is made of: a file beside this one describes each kind with these values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from workshops.domain.moves import Phase, Stage


class Role(StrEnum):
    STRANGER = "stranger"
    PARTICIPANT = "participant"
    SCREEN = "screen"
    FACILITATOR = "facilitator"
    ORGANISER = "organiser"


@dataclass(frozen=True)
class Field:
    """One thing that a person may send: `shape` says which values pass the form boundary.

    level      a level of the scale, or "cant_say"
    principle  the key of one of the activity's principles
    words      text of at most `most` characters
    rating     a whole number from 1 to `most`
    ref        the id (UUID) of something in the same workshop
    number     a whole number
    flag       present or not
    date       a day
    token      a short word of letters
    sheets     score sheets, as `domain.paper.written` writes them
    """

    name: str
    shape: Literal[
        "level", "principle", "words", "rating", "ref", "number", "flag", "date", "token", "sheets"
    ]
    required: bool = True
    most: int = 1000


@dataclass(frozen=True)
class Act:
    """Something that a role may do, when, and what it sends with it."""

    name: str
    by: frozenset[Role]
    fields: tuple[Field, ...] = ()
    phases: frozenset[Phase] = frozenset({Phase.OPEN})
    stages: frozenset[Stage] = frozenset({Stage.OPEN})


@dataclass(frozen=True)
class Kind:
    """A kind of activity. `label` and `script` are message ids.

    `with_result` says whether it is closed and ends in a reveal, `scored` whether principles are scored in it.
    """

    name: str
    label: str
    script: str = ""
    with_result: bool = False
    scored: bool = False
    needs_principle: bool = False
    tone: Literal["scoring", "talking", "rest"] = "rest"
    acts: tuple[Act, ...] = field(default=())

    @property
    def asks_participants(self) -> bool:
        """Whether there is something for participants to answer; to ask for the floor is none."""
        return any(Role.PARTICIPANT in act.by and act != HAND for act in self.acts)

    @property
    def takes_hands(self) -> bool:
        """Whether participants raise their hands in it."""
        return any(act.name == "hand" for act in self.acts)

    @property
    def desk_writes(self) -> bool:
        """Whether the desk has words to type, so that its page must not reload by itself."""
        return any(
            Role.FACILITATOR in act.by and any(field.shape == "words" for field in act.fields)
            for act in self.acts
        )


PARTICIPANT = frozenset({Role.PARTICIPANT})
DESK = frozenset({Role.FACILITATOR, Role.ORGANISER})
# Raise one's hand, or put it down again: for the kinds in which people ask for the floor.
HAND = Act("hand", PARTICIPANT, (Field("off", "flag", required=False),))
