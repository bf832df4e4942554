"""One voice in a list. A voice that has not changed is not drawn again: a push must not grow with what was said."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from workshops.domain.moves import Stage
from workshops.snapshot import Voice

register = template.Library()
REMEMBERED = 8192


@register.simple_tag
def desk_voice(voice: Voice, code: str, stage: Stage, nation: str) -> SafeString:
    """A voice as the desk sees it, with its buttons while the workshop runs."""
    return _drawn(
        "workshops/parts/desk_voice.html",
        get_language(),
        voice=voice,
        code=code,
        at_work=stage == Stage.OPEN,
        nation=nation,
    )


@register.simple_tag
def room_voice(voice: Voice, code: str, activity: int, nation: str) -> SafeString:
    """A voice as participants see it in the activity that is open."""
    return _drawn(
        "workshops/parts/room_voice.html",
        get_language(),
        voice=voice,
        code=code,
        activity=activity,
        nation=nation,
    )


@lru_cache(maxsize=REMEMBERED)
def _drawn(name: str, _language: str | None, **given: Hashable) -> SafeString:
    return render_to_string(name, given)
