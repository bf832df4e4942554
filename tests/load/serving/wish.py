"""What a measurement wants to be made for it."""

import json
from dataclasses import asdict, dataclass

TOKEN = "t" * 32  # of the desk's forms


@dataclass(frozen=True)
class Wish:
    """So many workshops with so many people, each walked to its first step of a kind.

    `principles` limits what is asked there (0: as planned), `past` is how much lies behind it, see `past.py`;
    `sessions` signs everybody in to an account of their own as well, `comments` are said in the step they are in.
    """

    people: int
    kind: str = "score"
    principles: int = 1
    past: int = 0
    sessions: bool = False
    workshops: int = 1
    comments: int = 0

    def written(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def read(text: str) -> "Wish":
        return Wish(**json.loads(text))
