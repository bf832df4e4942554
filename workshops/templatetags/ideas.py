"""Ideas at the desk, each with those that it could be merged with, the most alike first."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from workshops.domain.likeness import alike
from workshops.shown.ideas import IdeaShown
from workshops.snapshot import Snapshot

register = template.Library()
# To choose from, for each: the others are a search away in the list itself.
MOST_OTHERS = 40


@register.simple_tag
def desk_ideas(snapshot: Snapshot) -> SafeString:
    """Every idea of the step now, with its tools; the newest first."""
    ideas = snapshot.ideas_here
    similar = alike([idea.text for idea in ideas])
    items = [_drawn(snapshot, ideas, place, similar[place]) for place in reversed(range(len(ideas)))]
    return format_html('<ul class="ideas plain">{}</ul>', mark_safe("".join(items)))  # noqa: S308 - our own template


def _drawn(snapshot: Snapshot, ideas: tuple[IdeaShown, ...], place: int, similar: tuple[int, ...]) -> str:
    idea = ideas[place]
    # Into the older one, and only that is suggested: of two that are alike, one asks.
    like = [ideas[other] for other in similar if other < place and ideas[other].is_open]
    rest = [other for other in ideas if other is not idea and other not in like and other.is_open]
    values = {
        "idea": idea,
        "like": like if idea.is_open else [],
        "others": [*like, *rest][:MOST_OTHERS],
        "code": snapshot.code,
        "activity": snapshot.now.id if snapshot.now else 0,
    }
    return render_to_string("workshops/parts/desk_idea.html", values)
