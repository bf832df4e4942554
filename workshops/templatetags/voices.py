"""One voice in a list. A voice that has not changed is not drawn again: a push must not grow with what was said."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from workshops.domain.moves import Stage
from workshops.shown import Counted, RaisedHand, Stream, Voice, streamed, themes_in
from workshops.shown.stream import NEWEST_AT_DESK, NEWEST_ON_PHONE
from workshops.snapshot import Snapshot

register = template.Library()
REMEMBERED = 8192


@register.simple_tag
def desk_stream(snapshot: Snapshot) -> Stream:
    """The first of all that was said in the workshop."""
    return streamed(snapshot.voices, NEWEST_AT_DESK)


@register.simple_tag
def room_stream(snapshot: Snapshot) -> Stream:
    """The first of what everybody may hear in the step that is open."""
    return streamed(snapshot.voices_now, NEWEST_ON_PHONE)


@register.simple_tag
def themes_so_far(snapshot: Snapshot) -> tuple[Counted, ...]:
    """The themes, with how much was said under each."""
    return themes_in(snapshot.voices)


@register.simple_tag
def desk_voice(voice: Voice, snapshot: Snapshot, view: str) -> SafeString:
    """A voice as the desk sees it, with its buttons while the workshop runs. `view` tells its ids from other lists'."""
    return _drawn(
        "workshops/parts/desk_voice.html",
        get_language(),
        voice=voice,
        view=view,
        code=snapshot.code,
        at_work=snapshot.stage == Stage.OPEN,
        nation=snapshot.nation,
    )


@register.simple_tag
def room_voice(voice: Voice, snapshot: Snapshot, view: str) -> SafeString:
    """A voice as participants see it in the activity that is open."""
    return _drawn(
        "workshops/parts/room_voice.html",
        get_language(),
        voice=voice,
        view=view,
        code=snapshot.code,
        activity=snapshot.now.id if snapshot.now else 0,
        nation=snapshot.nation,
    )


@register.filter
def in_line(hands: tuple[RaisedHand, ...]) -> str:
    """The ids of the hands that wait, as they went up: a phone finds its own among them, and nobody else's name."""
    return " ".join(str(hand.id) for hand in hands if hand.place)


@register.filter
def with_floor(hands: tuple[RaisedHand, ...]) -> str:
    """The ids of the hands that have the floor."""
    return " ".join(str(hand.id) for hand in hands if not hand.place)


@lru_cache(maxsize=REMEMBERED)
def _drawn(name: str, _language: str | None, **given: Hashable) -> SafeString:
    return SafeString(render_to_string(name, given).strip())
