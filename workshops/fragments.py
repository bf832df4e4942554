"""The regions of live pages. One fragment makes the page, the push and the catch-up, and does not know who is looking.

File name = DOM id = key. A fragment gets one `Snapshot` and nothing else.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.template.loader import get_template
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

# What changes as people come and go, though nothing was done.
OF_PRESENCE = ("desk_gauge",)
# What changes as people answer, before anything is revealed.
OF_COUNTS = ("progress", "desk_gauge", "desk_flow", "desk_next", "screen_stage")

# Every fragment's root element carries this; the number is written in when it leaves.
UNNUMBERED = 'data-v=""'


def draw(name: str, snapshot: Snapshot) -> str:
    """The region without its number: the same snapshot always gives the same bytes."""
    template = get_template(f"workshops/fragments/{name}.html")
    return template.render({"name": name, "s": snapshot, "part": _part(name, snapshot)}).strip()


def _part(name: str, snapshot: Snapshot) -> list[str]:
    """What the kind of the current activity puts into this region; nothing where it has no such template."""
    kind = snapshot.now.kind.name if snapshot.now else "none"
    return [f"workshops/activities/{kind}/{name}.html", "workshops/activities/nothing.html"]


def number(drawn: str, version: int) -> str:
    """The region as it goes out, marked with the version at which it last changed."""
    return drawn.replace(UNNUMBERED, f'data-v="{version}"', 1)


def render(name: str, snapshot: Snapshot) -> SafeString:
    """The region `name`, numbered with the snapshot's version."""
    return mark_safe(number(draw(name, snapshot), snapshot.version))  # noqa: S308 - rendered by our own template


def render_all(names: Iterable[str], snapshot: Snapshot) -> dict[str, SafeString]:
    return {name: render(name, snapshot) for name in names}
