"""Marks and icons: ours, drawn once in a sheet that every page shares."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon `name` of `static/img/icons.svg`, hidden from screen readers: the words beside it say what it is."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def mark() -> SafeString:
    return format_html(
        '<svg class="mark" aria-hidden="true" focusable="false"><use href="{}#mark"/></svg>',
        static("img/mark.svg"),
    )
