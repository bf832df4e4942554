"""Marks and icons: ours, drawn once in a sheet that every page shares."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from workshops.domain.sectors import label_of

register = template.Library()


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, look: str = "icon") -> SafeString:
    """The icon `name` of `static/img/icons.svg`, hidden from screen readers: the words beside it say what it is.

    A page that is `alone`, in a file, has that sheet within itself.
    """
    sheet = "" if context.get("alone") else static("img/icons.svg")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', look, sheet, name
    )


@register.simple_tag
def mark() -> SafeString:
    return format_html(
        '<svg class="mark" aria-hidden="true" focusable="false"><use href="{}#mark"/></svg>',
        static("img/mark.svg"),
    )


@register.simple_tag
def fresh_id() -> str:
    """An id for one filling-in of a form: sent twice, it is taken once."""
    return str(uuid.uuid4())


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """The value at `place`, counted from 0."""
    return values[place]


@register.filter
def question_parts(question: str) -> dict[str, str]:
    """The question, split into what leads up to it and its last sentence, which is all that later pages repeat."""
    lead, found, ask = question.rpartition(". ")
    return {"lead": lead + "." if found else "", "ask": ask}


@register.filter
def first_sentence(text: str) -> str:
    for end in "?.!":
        if end in text:
            return text[: text.index(end) + 1]
    return text


@register.filter
def sector(key: str, nation: str = "") -> str:
    """The words for a sector, or a family or one of three groups of them, as a nation names it."""
    return gettext(label_of(key, nation))


@register.filter
def bare_address(address: str) -> str:
    """The site's address as people type it: without the scheme."""
    return address.partition("://")[2] or address
