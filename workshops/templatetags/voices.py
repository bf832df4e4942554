"""One voice in a list. A voice that has not changed is not drawn again: a push must not grow with what was said."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from workshops.snapshot import Voice

register = template.Library()
REMEMBERED = 8192


@register.simple_tag
def desk_voice(voice: Voice, code: str) -> SafeString:
    """A voice as the desk sees it, with its buttons."""
    return _drawn("workshops/parts/desk_voice.html", voice, code, 0, get_language())


@register.simple_tag
def room_voice(voice: Voice, code: str, activity: int) -> SafeString:
    """A voice as participants see it in the activity that is open."""
    return _drawn("workshops/parts/room_voice.html", voice, code, activity, get_language())


@lru_cache(maxsize=REMEMBERED)
def _drawn(name: str, voice: Voice, code: str, activity: int, _language: str | None) -> SafeString:
    return render_to_string(name, {"voice": voice, "code": code, "activity": activity})
