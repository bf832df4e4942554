"""What the page of a report needs besides its values."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(groups: Mapping[str, Sequence[Any]] | None, name: str) -> Sequence[Any]:
    """The boxes to write in at this place of the report; none where nobody writes."""
    return groups.get(name, ()) if groups else ()


@register.filter
def told_of(groups: Mapping[str, Sequence[Any]] | None, key: str) -> Sequence[Any]:
    """The box for what people said of the principle with this key, as the team puts it together."""
    return of(groups, f"said.{key}")
