"""What a desk says to the whole room, and the tables in it."""

from typing import Any

from django import template

from workshops.domain.notices import READY
from workshops.snapshot import Snapshot

register = template.Library()


@register.inclusion_tag("workshops/parts/desk_tables.html")
def desk_tables(s: Snapshot) -> dict[str, Any]:
    return {"s": s, "ready": READY}
