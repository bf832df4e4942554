"""What is somebody's own among ideas, dots and commitments: for its owner alone."""

from dataclasses import dataclass
from uuid import UUID

from workshops.domain.ballots import comment_key, dot_key
from workshops.models import Confirmation, Dot, Idea, Workshop


@dataclass(frozen=True)
class OwnDots:
    """One's dots on an idea that can be voted on; those on others are free again."""

    idea: str
    text: str
    count: int


@dataclass(frozen=True)
class OwnChoices:
    """`ideas` by activity; `owned` are the commitments of which they said "that is me"."""

    ideas: tuple[tuple[int, str], ...] = ()
    dots: tuple[OwnDots, ...] = ()
    owned: tuple[int, ...] = ()


def own_choices(workshop: Workshop, secret: bytes, participant: UUID) -> OwnChoices:
    """In three queries."""
    author = comment_key(secret, participant)
    ideas = Idea.objects.filter(workshop=workshop, author_key=author)
    owned = Confirmation.objects.filter(commitment__workshop=workshop, author_key=author)
    return OwnChoices(
        tuple(ideas.values_list("activity_id", "text")),
        _dots(workshop, dot_key(secret, participant)),
        tuple(owned.values_list("commitment_id", flat=True)),
    )


def _dots(workshop: Workshop, key: str) -> tuple[OwnDots, ...]:
    rows = Dot.objects.filter(activity__workshop=workshop, dot_key=key, idea__into=None, idea__hidden=False)
    found = rows.filter(idea__held=False).order_by("activity__position", "idea__written_at", "pk")
    return tuple(
        OwnDots(str(pk), text, count)
        for pk, text, count in found.values_list("idea_id", "idea__text", "count")
    )
