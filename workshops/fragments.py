"""The regions of live pages. One fragment makes the page, the push and the catch-up, and does not know who is looking.

File name = DOM id = key. A fragment gets one `Snapshot` and nothing else. In another than the workshop's first language
its key has the language behind it: after a colon where its page has that language alone; after a hyphen on a screen,
which may have several beside each other, so that this is its DOM id as well.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from workshops.snapshot import Snapshot


class Audience(StrEnum):
    PARTICIPANT = "participant"
    DESK = "desk"
    SCREEN = "screen"


REGIONS: dict[Audience, tuple[str, ...]] = {
    Audience.PARTICIPANT: ("clock", "notice", "tables", "stage", "flow", "progress"),
    Audience.DESK: (
        "desk_top",
        "desk_gauge",
        "desk_journal",
        "desk_agenda",
        "desk_door",
        "desk_stage",
        "desk_flow",
        "desk_voices",
        "desk_next",
    ),
    Audience.SCREEN: ("screen_top", "notice", "screen_stage", "screen_foot"),
}


class Hearing(NamedTuple):
    """Who listens: an audience, in these of the workshop's languages. "" is the first of them."""

    audience: Audience
    languages: tuple[str, ...] = ("",)

    @property
    def keys(self) -> tuple[str, ...]:
        return _keys(self)


@lru_cache(1024)
def _keys(hearing: Hearing) -> tuple[str, ...]:
    mark = "-" if hearing.audience == Audience.SCREEN else ":"
    ends = [mark + language if language else "" for language in hearing.languages]
    return tuple(name + end for end in ends for name in REGIONS[hearing.audience])


def hearing_of(snapshot: Snapshot, audience: Audience, asked: str = "") -> Hearing:
    """Who listens that asked for these languages, with commas between: never in one that is not offered.

    A phone has one, a screen may have several. The desk is in the workshop's first.
    """
    if not asked or audience == Audience.DESK:
        return Hearing(audience)
    wanted = asked.split(",")
    found = tuple(
        code if place else "" for place, code in enumerate(snapshot.languages) if code in wanted
    ) or ("",)
    return Hearing(audience, found if audience == Audience.SCREEN else found[:1])


# What changes as people come and go, though nothing was done.
OF_PRESENCE = ("desk_gauge",)
# What changes as people answer, before anything is revealed.
OF_COUNTS = ("progress", "desk_gauge", "desk_flow", "desk_next", "screen_stage")

# Every fragment's root element carries this; the number is written in when it leaves.
UNNUMBERED = 'data-v=""'


def draw(key: str, snapshot: Snapshot) -> str:
    """The region without its number: the same snapshot always gives the same bytes, whoever asks for them."""
    name, language = name_in(key), key[len(name_in(key)) + 1 :]
    said = snapshot.said_in(language) if language else snapshot
    template = get_template(f"workshops/fragments/{name}.html")
    with translation.override(said.site_language):
        return template.render({"name": key.partition(":")[0], "s": said, "part": _part(name, said)}).strip()


def name_in(key: str) -> str:
    """The name of a region by its key, which may have a language behind it."""
    return key.replace(":", "-", 1).partition("-")[0]


def _part(name: str, snapshot: Snapshot) -> list[str]:
    """What the kind of the current activity puts into this region; nothing where it has no such template."""
    kind = snapshot.now.kind.name if snapshot.now else "none"
    return [f"workshops/activities/{kind}/{name}.html", "workshops/activities/nothing.html"]


def number(drawn: str, version: int) -> str:
    """The region as it goes out, marked with the version at which it last changed."""
    return drawn.replace(UNNUMBERED, f'data-v="{version}"', 1)


def render(key: str, snapshot: Snapshot) -> SafeString:
    """The region of that key, numbered with the snapshot's version."""
    return mark_safe(number(draw(key, snapshot), snapshot.version))  # noqa: S308 - rendered by our own template


def render_all(keys: Iterable[str], snapshot: Snapshot) -> dict[str, SafeString]:
    return {key: render(key, snapshot) for key in keys}
