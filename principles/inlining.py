"""What a page needs to look like ours, for files that have it within themselves."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe


@cache
def held_in(*names: str) -> SafeString:
    """The texts of these static files of ours, one after the other, as they are: to stand in a page."""
    found = [finders.find(name) for name in names]
    return mark_safe("\n".join(Path(str(path)).read_text(encoding="utf-8") for path in found if path))  # noqa: S308  files of ours


def style_of(*names: str) -> SafeString:
    """The style sheets of those names."""
    return held_in(*(f"css/{name}.css" for name in names))
